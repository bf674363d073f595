import type { TimeZone } from '../../formats.ts';
import { formatShortTime, isoTimeParts } from '../../formats.ts';
import { texts } from '../../texts.ts';

const DAY_MS = 86_400_000;

/** A moment near now as people say it, to the minute: "today 18:00", "tomorrow 07:00"; other days by their date. */
export function dayWords(unixUs: number, nowUnixUs: number, zone: TimeZone): string {
  const { day, time } = isoTimeParts(unixUs, zone);
  const today = isoTimeParts(nowUnixUs, zone).day;
  const days = Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);
  const name = texts.schedules.days.find(({ distance }) => distance === days)?.name;
  return name === undefined
    ? formatShortTime(unixUs, zone).replace(/(:\d\d):\d\d/, '$1')
    : `${name} ${time.slice(0, 5)}`;
}
