import { formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';

const US_PER_MS = 1_000;

/** How long after the entry before it: `+1.204 s`, `−0.020 s`, `+3 min 20 s`. A log may go back in time. */
export function deltaText(fromUnixUs: number, toUnixUs: number): string {
  const differenceUs = toUnixUs - fromUnixUs;
  const sign = differenceUs < 0 ? '\u2212' : '+';
  const totalMs = Math.round(Math.abs(differenceUs) / US_PER_MS);
  if (totalMs < 60_000) return `${sign}${(totalMs / 1_000).toFixed(3)} s`;
  const seconds = Math.round(totalMs / 1_000);
  if (seconds < 3_600) return `${sign}${twoUnits(seconds, 60, 'min', 1, 's')}`;
  if (seconds < 86_400) return `${sign}${twoUnits(seconds, 3_600, 'h', 60, 'min')}`;
  return `${sign}${twoUnits(seconds, 86_400, 'd', 3_600, 'h')}`;
}

/** How long ago, in its largest unit: it does not change more often than it must. */
export function relativeText(unixUs: number, nowUnixUs: number): string {
  const seconds = Math.floor((nowUnixUs - unixUs) / 1_000_000);
  const words = texts.columns.relative;
  // The clock of this page may be a little behind the log's.
  if (seconds < -60) return words.inFuture;
  if (seconds < 10) return words.now;
  if (seconds < 60) return words.seconds(String(Math.floor(seconds / 10) * 10));
  if (seconds < 3_600) return words.minutes(String(Math.floor(seconds / 60)));
  if (seconds < 86_400) return words.hours(String(Math.floor(seconds / 3_600)));
  return words.days(formatCount(Math.floor(seconds / 86_400)));
}

function twoUnits(
  seconds: number,
  large: number,
  largeName: string,
  small: number,
  smallName: string,
): string {
  const inSmall = Math.floor(seconds / small);
  const perLarge = large / small;
  const rest = String(inSmall % perLarge).padStart(2, '0');
  return `${String(Math.floor(inSmall / perLarge))} ${largeName} ${rest} ${smallName}`;
}
