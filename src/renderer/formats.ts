/** Which clock times are shown and typed in. */
export type TimeZoneMode = 'local' | 'utc';

const counts = new Intl.NumberFormat('en');
const shortCounts = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const oneDecimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** 1234567 → 1,234,567. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** 1234567 → 1.2M: where there is no room for all digits; up to 99,999 all are there. */
export function formatShortCount(count: number): string {
  return count < 100_000 ? counts.format(count) : shortCounts.format(count);
}

/** Decimal units, as file managers and disk makers use them. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  const number = unit === 0 || value >= 100 ? counts.format(Math.round(value)) : oneDecimal.format(value);
  return `${number} ${units[unit] ?? 'bytes'}`;
}

export function formatRate(perSecond: number): string {
  return perSecond > 0 && perSecond < 10 ? oneDecimal.format(perSecond) : formatCount(Math.round(perSecond));
}

/** A span of time in its two largest units: 0.4 s, 12 s, 3 min 20 s, 2 h 5 min, 3 d 4 h. */
export function formatDuration(durationMs: number): string {
  const seconds = durationMs / 1_000;
  if (seconds < 10) return `${oneDecimal.format(seconds)} s`;
  if (seconds < 60) return `${String(Math.round(seconds))} s`;
  if (seconds < 3_600) return twoUnits(seconds, 60, 'min', 1, 's');
  if (seconds < 86_400) return twoUnits(seconds, 3_600, 'h', 60, 'min');
  return twoUnits(seconds, 86_400, 'd', 3_600, 'h');
}

/** How long something took: 0.043 s are no time worth telling. */
export function formatElapsed(elapsedMs: number): string {
  return elapsedMs < 1_000 ? '< 1 s' : formatDuration(elapsedMs);
}

function twoUnits(
  seconds: number,
  large: number,
  largeName: string,
  small: number,
  smallName: string,
): string {
  const inSmall = Math.round(seconds / small);
  const perLarge = large / small;
  const rest = inSmall % perLarge;
  const whole = `${String(Math.floor(inSmall / perLarge))} ${largeName}`;
  return rest === 0 ? whole : `${whole} ${String(rest)} ${smallName}`;
}

/** Day and time of day, to the millisecond, each of constant width. */
export function timeParts(unixUs: number, zone: TimeZoneMode): { day: string; time: string } {
  const date = new Date(Math.floor(unixUs / 1_000));
  const shifted = new Date(date.getTime() + (zone === 'utc' ? 0 : offsetMinutes(date) * 60_000));
  const iso = shifted.toISOString();
  const split = iso.indexOf('T');
  return { day: iso.slice(0, split), time: iso.slice(split + 1, -1) };
}

/** Complete and unambiguous: 2026-11-22 16:18:12.345678 UTC+01:00. */
export function formatFullTime(unixUs: number, zone: TimeZoneMode): string {
  const { day, time } = timeParts(unixUs, zone);
  const belowMs = String(unixUs % 1_000).padStart(3, '0');
  return `${day} ${time}${belowMs} ${zoneName(zone, unixUs)}`;
}

/** To the second, for prose. */
export function formatShortTime(unixUs: number, zone: TimeZoneMode): string {
  const { day, time } = timeParts(unixUs, zone);
  return `${day} ${time.slice(0, 8)}`;
}

/** How far the shown clock is from UTC at that moment: `UTC` or `UTC+01:00`. */
export function zoneName(zone: TimeZoneMode, unixUs: number): string {
  const minutes = zone === 'utc' ? 0 : offsetMinutes(new Date(Math.floor(unixUs / 1_000)));
  if (minutes === 0) return 'UTC';
  const absolute = Math.abs(minutes);
  const hours = String(Math.floor(absolute / 60)).padStart(2, '0');
  const rest = String(absolute % 60).padStart(2, '0');
  return `UTC${minutes < 0 ? '\u2212' : '+'}${hours}:${rest}`;
}

/** The same for now. */
export function currentZoneName(zone: TimeZoneMode): string {
  return zoneName(zone, Date.now() * 1_000);
}

/** The value of a `datetime-local` input, to the second. */
export function toDateTimeInput(unixUs: number | null, zone: TimeZoneMode): string {
  if (unixUs === null) return '';
  const { day, time } = timeParts(unixUs, zone);
  return `${day}T${time.slice(0, 8)}`;
}

/** What was typed into a `datetime-local` input; null for an empty or half-typed one. */
export function fromDateTimeInput(value: string, zone: TimeZoneMode): number | null {
  const unixMs = Date.parse(zone === 'utc' ? `${value}Z` : value);
  return Number.isNaN(unixMs) || unixMs < 0 ? null : unixMs * 1_000;
}

function offsetMinutes(date: Date): number {
  return -date.getTimezoneOffset();
}
