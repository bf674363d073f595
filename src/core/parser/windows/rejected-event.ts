import { EventReader } from './event-reader.ts';
import { parseSystemTime } from './system-time.ts';
import { windowsStreamKey, type WindowsPosition } from './windows-position.ts';

const RECORD_ID = /<EventRecordID>(\d{1,15})<\/EventRecordID>/;
const CHANNEL = /<Channel>([^<]{1,500})<\/Channel>/;
const TIME = /<TimeCreated SystemTime=['"]([^'"<]{1,40})['"]/;
const COMPUTER = /<Computer>([^<]{1,500})<\/Computer>/;

/**
 * The position of an event that cannot be read, as far as its first bytes show it: without that, each poll would find it again.
 * undefined: it has no record id that can be recognised.
 */
export function rejectedEventPosition(kept: Buffer): WindowsPosition | undefined {
  const text = kept.toString('utf8');
  const recordId = RECORD_ID.exec(text)?.[1];
  if (recordId === undefined) return undefined;
  return {
    streamKey: windowsStreamKey(COMPUTER.exec(text)?.[1] ?? '', CHANNEL.exec(text)?.[1] ?? ''),
    recordId: Number(recordId),
    timeUnixUs: Math.max(0, parseSystemTime(TIME.exec(text)?.[1] ?? '')),
    sum: EventReader.sum(kept, 0, kept.length),
  };
}
