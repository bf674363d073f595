const ISO_TIME =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:(Z)|([+-])(\d\d):?(\d\d))?$/;
const UNIX_SECONDS = /^(\d{1,11})(?:\.(\d{1,9}))?$/;
const UNIX_MICROSECONDS = /^\d{1,16}$/;
/** As in a journal: the year 2112. Twice as much is still exact. */
const LATEST_UNIX_US = 2 ** 52;
const FIRST_YEAR = 1970;

/**
 * Reads a time in one of the forms that an export can have: `2026-11-22T09:25:01.123456Z`, with an offset instead of Z,
 * `2026-11-22 10:25:01.123` without any zone, which means the clocks of this machine, and seconds since 1970 such as
 * `1795339501.123456`. Digits beyond microseconds are left out. -1: none of these, or a time outside 1970 to 2112.
 */
export function parseExportedTime(text: string): number {
  const iso = ISO_TIME.exec(text);
  const unixUs = iso === null ? parseUnixSeconds(text) : momentOf(iso);
  return unixUs >= 0 && unixUs <= LATEST_UNIX_US ? unixUs : -1;
}

/** Reads microseconds since 1970, as the column `time_unix_us` has them. -1: it is no such number. */
export function parseUnixUs(text: string): number {
  const unixUs = UNIX_MICROSECONDS.test(text) ? Number(text) : -1;
  return unixUs <= LATEST_UNIX_US ? unixUs : -1;
}

/** Whether the text is a time that does not say in which zone. */
export function isZonelessTime(text: string): boolean {
  const iso = ISO_TIME.exec(text);
  return iso !== null && iso[8] === undefined && iso[9] === undefined;
}

function parseUnixSeconds(text: string): number {
  const match = UNIX_SECONDS.exec(text);
  if (match === null) return -1;
  return Number(match[1]) * 1_000_000 + microsecondsOf(match[2]);
}

/** ISO_TIME's parts as microseconds since 1970; -1: there is no such day or time of day. */
function momentOf(match: RegExpExecArray): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  if (year < FIRST_YEAR - 1 || hour > 23 || minute > 59 || second > 59) return -1;
  // In UTC every day that exists comes back as it was given.
  const asUtcMs = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(asUtcMs);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return -1;
  const [, , , , , , , fraction, isUtc, sign, zoneHours, zoneMinutes] = match;
  let unixMs = asUtcMs;
  if (sign !== undefined) {
    const offsetMinutes = Number(zoneHours) * 60 + Number(zoneMinutes);
    unixMs -= (sign === '-' ? -1 : 1) * offsetMinutes * 60_000;
  } else if (isUtc === undefined) {
    unixMs = new Date(year, month - 1, day, hour, minute, second).getTime();
  }
  return unixMs * 1000 + microsecondsOf(fraction);
}

function microsecondsOf(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Number(fraction.slice(0, 6).padEnd(6, '0'));
}
