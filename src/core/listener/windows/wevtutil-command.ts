import { parseWindowsPosition } from '../../parser/windows/windows-position.ts';

/** Where a test double of wevtutil is found. For tests: on another system than Windows, sources of Windows are read only with it. */
const DOUBLE_VARIABLE = 'HYDRANT_WEVTUTIL';
/** One query prints so many events at most, so that no channel keeps a process from the others for long. */
export const EVENTS_A_QUERY = 10_000;
/** Where events of other computers are collected, with the record ids that they have there. */
const FORWARDED_CHANNEL = 'ForwardedEvents';

/** wevtutil, or its double; undefined: this system has none. */
export function wevtutilCommand(
  platform: NodeJS.Platform = process.platform,
  double: string | undefined = process.env[DOUBLE_VARIABLE],
): readonly string[] | undefined {
  if (double !== undefined && double !== '') return [process.execPath, double];
  return platform === 'win32' ? ['wevtutil.exe'] : undefined;
}

/** Whether record ids of this channel neither ascend nor are unique. */
export function isForwarded(channel: string): boolean {
  return channel.toLowerCase() === FORWARDED_CHANNEL.toLowerCase();
}

/**
 * What makes wevtutil print a channel's events, oldest first, from this position on, inclusive; null: from the oldest one.
 * Of ForwardedEvents from `overlapMs` before the position's time on, as origins deliver late.
 */
export function queryArguments(channel: string, from: string | null, overlapMs: number): string[] {
  const position = from === null ? undefined : parseWindowsPosition(from);
  const common = ['/f:RenderedXml', '/rd:false', '/uni:true'];
  if (isForwarded(channel)) {
    if (position === undefined || position.timeUnixUs === 0) return ['qe', channel, ...common];
    const since = new Date(Math.max(0, position.timeUnixUs / 1000 - overlapMs)).toISOString();
    return ['qe', channel, `/q:*[System[TimeCreated[@SystemTime>='${since}']]]`, ...common];
  }
  const query = position === undefined ? '*' : `*[System[(EventRecordID>=${String(position.recordId)})]]`;
  return ['qe', channel, `/q:${query}`, ...common, `/c:${String(EVENTS_A_QUERY)}`];
}
