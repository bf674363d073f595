const US_PER_SECOND = 1_000_000;
const US_PER_MINUTE = 60 * US_PER_SECOND;
const US_PER_HOUR = 60 * US_PER_MINUTE;
const US_PER_DAY = 24 * US_PER_HOUR;

/** Lengths and not calendar steps, as in systemd.time(7): a day is 24 hours also where a clock was changed. */
const UNIT_US: Readonly<Record<string, number>> = {
  us: 1,
  µs: 1,
  ms: 1000,
  ...named(['s', 'sec', 'secs', 'second', 'seconds'], US_PER_SECOND),
  ...named(['m', 'min', 'mins', 'minute', 'minutes'], US_PER_MINUTE),
  ...named(['h', 'hr', 'hrs', 'hour', 'hours'], US_PER_HOUR),
  ...named(['d', 'day', 'days'], US_PER_DAY),
  ...named(['w', 'week', 'weeks'], 7 * US_PER_DAY),
};

/** Longer than every time; keeps what the patterns below cost constant. */
const MAX_LENGTH = 100;

const DAY_NAMES: Readonly<Record<string, number>> = { today: 0, yesterday: -1, tomorrow: 1 };

const MOMENT =
  /^(?:(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})|(?<name>today|yesterday|tomorrow))?(?:(?:t|\s+|^)(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]{1,9}))?)?)?(?:\s*(?<zone>z|utc|gmt|[+-][0-9]{2}(?::?[0-9]{2})?))?$/;

const EPOCH = /^@(?<seconds>[0-9]{1,13})(?:\.(?<fraction>[0-9]{1,9}))?$/;
const AGO = /^(?:-\s*(?<minus>.+)|(?<amounts>.+?)(?:\s+ago)?)$/;
const AMOUNT = /\s*(?<count>[0-9]{1,12}(?:\.[0-9]{1,9})?)\s*(?<unit>[a-zµ]+)/y;

/**
 * Reads a time as people write it and returns µs since the epoch; undefined when it is none, or lies before 1970.
 *
 * - `now`, `@1795339501` and `@1795339501.123456` (seconds since the epoch)
 * - `2h ago`, `1h30m`, `-5min`: so long before `nowUnixUs`; a day is 24 hours
 * - `today`, `yesterday`, `tomorrow`, `2026-11-22`: the beginning of that day; a clock time may follow
 * - `06:00`, `06:00:30.5`: today at that time, also when that is still to come, as in journalctl(1)
 * - after each of the last two: `Z`, `UTC`, `GMT`, `+01:00`; without it the process's time zone holds
 *
 * Where clocks are set back, a local time that occurs twice is the first of the two; where they are set forward, a time
 * that does not occur is as long after the change as it would have been (ECMA-262, section 21.4.1.26). Upper and lower
 * case mean the same; digits after the microseconds are cut off.
 */
export function parseTime(text: string, nowUnixUs: number): number | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const wanted = text.trim().toLowerCase();
  const unixUs = parseAbsolute(wanted, nowUnixUs) ?? parseRelative(wanted, nowUnixUs);
  if (unixUs === undefined || !Number.isSafeInteger(unixUs) || unixUs < 0) return undefined;
  return unixUs;
}

function parseAbsolute(text: string, nowUnixUs: number): number | undefined {
  if (text === '') return undefined;
  if (text === 'now') return nowUnixUs;
  const epoch = EPOCH.exec(text)?.groups;
  if (epoch !== undefined) return Number(epoch['seconds']) * US_PER_SECOND + fractionUs(epoch['fraction']);
  const moment = MOMENT.exec(text)?.groups;
  return moment === undefined ? undefined : momentUnixUs(moment, nowUnixUs);
}

function momentUnixUs(found: Record<string, string | undefined>, nowUnixUs: number): number | undefined {
  const { year, name, hour, zone } = found;
  if (year === undefined && name === undefined && hour === undefined) return undefined;
  const offsetMinutes = zone === undefined ? undefined : zoneMinutes(zone);
  if (zone !== undefined && offsetMinutes === undefined) return undefined;
  const date =
    year === undefined
      ? dayOf(nowUnixUs, DAY_NAMES[name ?? 'today'] ?? 0, offsetMinutes)
      : { year: Number(year), month: Number(found['month']), day: Number(found['day']) };
  const clock = {
    hour: Number(hour ?? 0),
    minute: Number(found['minute'] ?? 0),
    second: Number(found['second'] ?? 0),
  };
  if (!isDate(date) || clock.hour > 23 || clock.minute > 59 || clock.second > 59) return undefined;
  const parts = [date.year, date.month - 1, date.day, clock.hour, clock.minute, clock.second] as const;
  const unixMs =
    offsetMinutes === undefined
      ? new Date(...parts).getTime()
      : Date.UTC(...parts) - offsetMinutes * (US_PER_MINUTE / 1000);
  return unixMs * 1000 + fractionUs(found['fraction']);
}

interface CalendarDay {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

/** The day that `nowUnixUs` falls on in that zone, moved by whole calendar days. */
function dayOf(nowUnixUs: number, days: number, offsetMinutes: number | undefined): CalendarDay {
  const nowMs = Math.floor(nowUnixUs / 1000);
  const local = new Date(nowMs);
  const asUtc =
    offsetMinutes === undefined
      ? Date.UTC(local.getFullYear(), local.getMonth(), local.getDate())
      : nowMs + (offsetMinutes * US_PER_MINUTE) / 1000;
  const day = new Date(asUtc + (days * US_PER_DAY) / 1000);
  return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() };
}

/** Refuses the 31st of February and, as Date reads years under 100 as 19xx, every year before 1970. */
function isDate({ year, month, day }: CalendarDay): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1970 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function zoneMinutes(zone: string): number | undefined {
  if (!zone.startsWith('+') && !zone.startsWith('-')) return 0;
  const digits = zone.slice(1).replace(':', '');
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function fractionUs(digits: string | undefined): number {
  return digits === undefined ? 0 : Number(digits.slice(0, 6).padEnd(6, '0'));
}

function parseRelative(text: string, nowUnixUs: number): number | undefined {
  const found = AGO.exec(text)?.groups;
  const amounts = found?.['minus'] ?? found?.['amounts'];
  if (amounts === undefined) return undefined;
  let agoUs = 0;
  AMOUNT.lastIndex = 0;
  while (AMOUNT.lastIndex < amounts.length) {
    const amount = AMOUNT.exec(amounts)?.groups;
    const unit = amount?.['unit'] ?? '';
    if (amount === undefined || !Object.hasOwn(UNIT_US, unit)) return undefined;
    agoUs += Number(amount['count']) * (UNIT_US[unit] ?? 0);
  }
  return nowUnixUs - Math.round(agoUs);
}

function named(names: readonly string[], lengthUs: number): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, lengthUs]));
}
