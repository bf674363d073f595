import type { ExportSchedule } from '#contract/export-schedule.ts';

/** What the tray says of recurring exports. */
export interface TrayWords {
  tooltip: string;
  /** What is exported next, and when. */
  next: string;
}

const DAY_MS = 86_400_000;
/** Names of days are clear for so long; beyond, the date is said. */
const NAMED_DAYS = 6;

/**
 * Says in words which export comes next. @param locale - For clock times and dates; undefined: the system's.
 */
export function trayWords(exports: readonly ExportSchedule[], now: Date, locale?: string): TrayWords {
  const [first] = exports;
  const next = nextByClock(exports);
  const count = exports.length === 1 ? 'a recurring export' : `${String(exports.length)} recurring exports`;
  return {
    tooltip: `Hydrant runs ${count}`,
    next:
      next !== undefined
        ? `Next export: “${next.name}”, ${timeWords(new Date(next.atUnixUs / 1000), now, locale)}`
        : exports.length === 1 && first !== undefined
          ? `“${first.name}” waits for what is logged`
          : `${String(exports.length)} exports wait for what is logged`,
  };
}

function nextByClock(exports: readonly ExportSchedule[]): { name: string; atUnixUs: number } | undefined {
  let next: { name: string; atUnixUs: number } | undefined;
  for (const { name, nextRunAtUnixUs } of exports) {
    if (nextRunAtUnixUs === null || (next !== undefined && next.atUnixUs <= nextRunAtUnixUs)) continue;
    next = { name, atUnixUs: nextRunAtUnixUs };
  }
  return next;
}

function timeWords(at: Date, now: Date, locale: string | undefined): string {
  if (at <= now) return 'now';
  const clock = at.toLocaleTimeString(locale, { timeStyle: 'short' });
  const days = Math.round((midnightOf(at) - midnightOf(now)) / DAY_MS);
  if (days === 0) return `today at ${clock}`;
  if (days === 1) return `tomorrow at ${clock}`;
  if (days <= NAMED_DAYS) return `${at.toLocaleDateString(locale, { weekday: 'long' })} at ${clock}`;
  return `${at.toLocaleDateString(locale, { day: 'numeric', month: 'long' })} at ${clock}`;
}

/** The days' numbers on the calendar of this place, as if they were UTC: days with 23 or 25 hours count as one. */
function midnightOf(date: Date): number {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}
