import { formatSum } from '../byte-sum.ts';
import type { MissedAnchor } from '../source-parser.ts';

/** What the keys of the streams of Windows' channels begin with, in the store's dictionary of streams. */
const STREAM_PREFIX = 'windows:';

/** Where an event stands in Windows' log. */
export interface WindowsPosition {
  /** Of the channel and the computer that the event was logged on. */
  streamKey: string;
  /** The EventRecordID, which counts from 1 in each channel, anew whenever the log is cleared; 0: the event has none. */
  recordId: number;
  /** 0: not known, as of an event that could not be read. */
  timeUnixUs: number;
  /** Of what was logged: tells two events of one record id apart. */
  sum: number;
}

const SHAPE = /^(windows:.*);record=(\d{1,16});t=(\d{1,16});x=([0-9a-f]{8})$/s;

export function windowsStreamKey(computer: string, channel: string): string {
  return `${STREAM_PREFIX}${computer}/${channel}`;
}

/** Whether a stream of the store is one of Windows' channels. */
export function isWindowsStream(streamKey: string): boolean {
  return streamKey.startsWith(STREAM_PREFIX);
}

export function formatWindowsPosition({ streamKey, recordId, timeUnixUs, sum }: WindowsPosition): string {
  return `${streamKey};record=${String(recordId)};t=${String(timeUnixUs)};x=${formatSum(sum)}`;
}

/** Reads what `formatWindowsPosition` wrote; undefined for anything else. */
export function parseWindowsPosition(text: string): WindowsPosition | undefined {
  const match = SHAPE.exec(text);
  if (match === null) return undefined;
  const [, streamKey = '', recordId = '', time = '', sum = ''] = match;
  return {
    streamKey,
    recordId: Number(recordId),
    timeUnixUs: Number(time),
    sum: Number.parseInt(sum, 16) | 0,
  };
}

/**
 * What a channel lost, given the position of the last stored event and the first event that is there instead. Only where both are of
 * one channel of one computer do their record ids say something: in ForwardedEvents they are those of the origins.
 * undefined: nothing, or it cannot be told.
 */
export function windowsGap(anchor: WindowsPosition, first: WindowsPosition): MissedAnchor | undefined {
  if (anchor.streamKey !== first.streamKey || anchor.recordId === 0 || first.recordId === 0) return undefined;
  const skipped = first.recordId - anchor.recordId - 1;
  if (skipped === 0) return undefined;
  const reason =
    skipped > 0
      ? `The channel no longer holds what followed the last stored event (at most ${String(skipped)} events): it was overwritten before Hydrant could read it.`
      : 'The channel was cleared and its record ids begin again: what was logged before and not yet read is lost.';
  return { fromUnixUs: anchor.timeUnixUs || null, untilUnixUs: first.timeUnixUs, reason };
}
