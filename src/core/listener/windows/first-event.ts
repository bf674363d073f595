import { OutputDecoder } from '../../parser/windows/output-decoder.ts';
import { parseSystemTime } from '../../parser/windows/system-time.ts';
import { parseWindowsPosition } from '../../parser/windows/windows-position.ts';

const SYSTEM_END = '</System>';
const RECORD_ID = /<EventRecordID>(\d{1,15})<\/EventRecordID>/;
const TIME = /<TimeCreated SystemTime=['"]([^'"<]{1,40})['"]/;
/** Where the first event does not show its system part within so many bytes, it is not judged. */
const MAX_HELD_BYTES = 64 * 1024;

/** `held`: more bytes are needed; `cleared`: the record id that reading began at belongs to another event now. */
export type FirstEventVerdict = 'held' | 'continues' | 'cleared';

/** Holds back the beginning of a query's output until it is known whether the log was cleared since the position was stored. */
export class FirstEvent {
  readonly #decoder = new OutputDecoder();
  readonly #anchor;
  readonly #held: Buffer[] = [];
  #heldBytes = 0;
  #text = '';

  constructor(anchor: string) {
    this.#anchor = parseWindowsPosition(anchor);
  }

  /** What came so far, as it came. */
  get held(): readonly Buffer[] {
    return this.#held;
  }

  take(bytes: Buffer): FirstEventVerdict {
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
    this.#text += this.#decoder.decode(bytes).toString('utf8');
    const end = this.#text.indexOf(SYSTEM_END);
    if (end < 0) return this.#heldBytes < MAX_HELD_BYTES ? 'held' : 'continues';
    return this.#judge(this.#text.slice(0, end));
  }

  #judge(system: string): FirstEventVerdict {
    const anchor = this.#anchor;
    const recordId = Number(RECORD_ID.exec(system)?.[1] ?? -1);
    const timeUnixUs = parseSystemTime(TIME.exec(system)?.[1] ?? '');
    if (anchor === undefined || recordId !== anchor.recordId) return 'continues';
    // An event that could not be read has no time in its position.
    if (timeUnixUs < 0 || anchor.timeUnixUs === 0) return 'continues';
    return timeUnixUs === anchor.timeUnixUs ? 'continues' : 'cleared';
  }
}
