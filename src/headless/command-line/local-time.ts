/** A time in this machine's zone with the zone's offset, ISO 8601 with microseconds: `2026-11-22T17:30:01.123456+01:00`. */
export function localTime(unixUs: number): string {
  const unixMs = Math.floor(unixUs / 1000);
  const date = new Date(unixMs);
  const offsetMinutes = -date.getTimezoneOffset();
  const shifted = new Date(unixMs + offsetMinutes * 60_000).toISOString().slice(0, -1);
  const microseconds = String(unixUs - unixMs * 1000).padStart(3, '0');
  const sign = offsetMinutes < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(offsetMinutes) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offsetMinutes) % 60).padStart(2, '0');
  return `${shifted}${microseconds}${sign}${hours}:${minutes}`;
}
