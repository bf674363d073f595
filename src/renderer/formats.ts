import { LocaleTimeFormats } from './locale-time-formats.ts';
import { texts } from './texts.ts';

/** Which clock times are shown and typed in: `local`, `utc`, or the IANA name of a zone. */
export type TimeZone = string;

/** `iso`: 2026-11-22 16:18:12.345; `locale`: as the reader's language writes it. */
type DateFormat = 'iso' | 'locale';

/** The reader's language, as the browser or the system says it. */
const LOCALE = navigator.language;

const counts = new Intl.NumberFormat(LOCALE);
const shortCounts = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1 });
const oneDecimal = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });

/** 1234567 → 1,234,567, or as the reader's language groups it. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** 1234567 → 1.2M: where there is no room for all digits; up to 99,999 all are there. */
export function formatShortCount(count: number): string {
  return count < 100_000 ? counts.format(count) : shortCounts.format(count);
}

/** Decimal units, as file managers and disk makers use them. */
export function formatBytes(bytes: number): string {
  const units = texts.units.bytes;
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  const number = unit === 0 || value >= 100 ? counts.format(Math.round(value)) : oneDecimal.format(value);
  return `${number} ${units[unit] ?? ''}`;
}

export function formatRate(perSecond: number): string {
  return perSecond > 0 && perSecond < 10 ? oneDecimal.format(perSecond) : formatCount(Math.round(perSecond));
}

/** A span of time in its two largest units: 0.4 s, 12 s, 3 min 20 s, 2 h 5 min, 3 d 4 h. */
export function formatDuration(durationMs: number): string {
  const { day, hour, minute, second } = texts.units;
  const seconds = durationMs / 1_000;
  if (seconds < 10) return `${oneDecimal.format(seconds)} ${second}`;
  if (seconds < 60) return `${counts.format(Math.round(seconds))} ${second}`;
  if (seconds < 3_600) return twoUnits(seconds, 60, minute, 1, second);
  if (seconds < 86_400) return twoUnits(seconds, 3_600, hour, 60, minute);
  return twoUnits(seconds, 86_400, day, 3_600, hour);
}

/** How long something took: 0.043 s are no time worth telling. */
export function formatElapsed(elapsedMs: number): string {
  return elapsedMs < 1_000 ? `< ${counts.format(1)} ${texts.units.second}` : formatDuration(elapsedMs);
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
  const whole = `${counts.format(Math.floor(inSmall / perLarge))} ${largeName}`;
  return rest === 0 ? whole : `${whole} ${counts.format(rest)} ${smallName}`;
}

/** Day and time of day to the millisecond as `2026-11-22` and `16:18:12.345`: for fields, file names and whoever reads them again. */
export function isoTimeParts(unixUs: number, zone: TimeZone): { day: string; time: string } {
  const date = new Date(Math.floor(unixUs / 1_000));
  const shifted = new Date(date.getTime() + offsetMinutes(date, zone) * 60_000);
  const iso = shifted.toISOString();
  const split = iso.indexOf('T');
  return { day: iso.slice(0, split), time: iso.slice(split + 1, -1) };
}

let localeFormats: LocaleTimeFormats | null = null;

/**
 * Chooses how the functions below write days and times from now on. One choice for the whole page, like its language: what
 * was drawn before has to be drawn again.
 */
export function chooseDateFormat(format: DateFormat, locale: string = LOCALE): void {
  localeFormats = format === 'iso' ? null : new LocaleTimeFormats(locale);
}

/** Day and time of day, to the millisecond, each of constant width. */
export function timeParts(unixUs: number, zone: TimeZone): { day: string; time: string } {
  if (localeFormats === null) return isoTimeParts(unixUs, zone);
  return { day: localeFormats.day(unixUs, zone), time: localeFormats.time(unixUs, zone, 3) };
}

/** Complete and unambiguous: 2026-11-22 16:18:12.345678 UTC+01:00. */
export function formatFullTime(unixUs: number, zone: TimeZone): string {
  const name = zoneName(zone, unixUs);
  if (localeFormats !== null) {
    return `${localeFormats.day(unixUs, zone)} ${localeFormats.time(unixUs, zone, 6)} ${name}`;
  }
  const { day, time } = isoTimeParts(unixUs, zone);
  const belowMs = String(unixUs % 1_000).padStart(3, '0');
  return `${day} ${time}${belowMs} ${name}`;
}

/** To the second, for prose. */
export function formatShortTime(unixUs: number, zone: TimeZone): string {
  if (localeFormats !== null) {
    return `${localeFormats.day(unixUs, zone)} ${localeFormats.time(unixUs, zone, 0)}`;
  }
  const { day, time } = isoTimeParts(unixUs, zone);
  return `${day} ${time.slice(0, 8)}`;
}

/** How far the shown clock is from UTC at that moment: `UTC` or `UTC+01:00`. */
export function zoneName(zone: TimeZone, unixUs: number): string {
  const minutes = offsetMinutes(new Date(Math.floor(unixUs / 1_000)), zone);
  if (minutes === 0) return 'UTC';
  const absolute = Math.abs(minutes);
  const hours = String(Math.floor(absolute / 60)).padStart(2, '0');
  const rest = String(absolute % 60).padStart(2, '0');
  return `UTC${minutes < 0 ? '\u2212' : '+'}${hours}:${rest}`;
}

/** The same for now. */
export function currentZoneName(zone: TimeZone): string {
  return zoneName(zone, Date.now() * 1_000);
}

/** The zone for people: `Europe/Berlin, UTC+01:00`, or `UTC`. */
export function clockName(zone: TimeZone): string {
  const name = zoneId(zone);
  const offset = currentZoneName(zone);
  return name === offset ? name : `${name}, ${offset}`;
}

/** The zone as the rest of the world names it: `UTC`, `Europe/Berlin`. */
export function zoneId(zone: TimeZone): string {
  if (zone === 'utc') return 'UTC';
  return zone === 'local' ? Intl.DateTimeFormat().resolvedOptions().timeZone : zone;
}

/** The value of a `datetime-local` input, to the second. */
export function toDateTimeInput(unixUs: number | null, zone: TimeZone): string {
  if (unixUs === null) return '';
  const { day, time } = isoTimeParts(unixUs, zone);
  return `${day}T${time.slice(0, 8)}`;
}

/** What was typed into a `datetime-local` input; null for an empty or half-typed one. */
export function fromDateTimeInput(value: string, zone: TimeZone): number | null {
  const unixMs = zone === 'local' ? Date.parse(value) : unixMsOf(Date.parse(`${value}Z`), zone);
  return Number.isNaN(unixMs) || unixMs < 0 ? null : unixMs * 1_000;
}

/** The moment at which clocks of the zone show what a UTC clock shows at `clockMs`. */
function unixMsOf(clockMs: number, zone: TimeZone): number {
  if (Number.isNaN(clockMs)) return clockMs;
  // The offset at the moment itself is not known yet; the second guess is right except within an hour that is skipped.
  const guess = clockMs - offsetMinutes(new Date(clockMs), zone) * 60_000;
  return clockMs - offsetMinutes(new Date(guess), zone) * 60_000;
}

/** Offsets change at most on the quarter of an hour, and asking Intl is slow. */
const OFFSET_STEP_MS = 900_000;
const CACHED_OFFSETS = 5_000;
const offsets = new Map<string, number>();
const offsetFormats = new Map<TimeZone, Intl.DateTimeFormat>();

/** How far the zone's clocks are from UTC at that moment. */
export function offsetMinutes(date: Date, zone: TimeZone): number {
  if (zone === 'utc') return 0;
  if (zone === 'local') return -date.getTimezoneOffset();
  const step = Math.floor(date.getTime() / OFFSET_STEP_MS);
  const key = `${zone} ${String(step)}`;
  let minutes = offsets.get(key);
  if (minutes === undefined) {
    minutes = askedOffsetMinutes(new Date(step * OFFSET_STEP_MS), zone);
    if (offsets.size >= CACHED_OFFSETS) offsets.clear();
    offsets.set(key, minutes);
  }
  return minutes;
}

function askedOffsetMinutes(date: Date, zone: TimeZone): number {
  let format = offsetFormats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
    offsetFormats.set(zone, format);
  }
  // `GMT`, `GMT+01:00`, `GMT-03:30`; seconds occur only before 1972.
  const name = format.formatToParts(date).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const match = /([+-])(\d\d):(\d\d)/.exec(name);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}
