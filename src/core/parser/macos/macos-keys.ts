import type { Dictionaries } from '../../store/dictionaries.ts';
import { EMPTY_SUM, addToSum, isEqual } from '../byte-sum.ts';

/** What the value of a key is for. */
export type MacosRole =
  | 'message'
  | 'time'
  | 'severity'
  | 'pid'
  /** Kept with the entry. */
  | 'other'
  /** Kept with the entry; the same in what `log stream` and `log show` print of it. */
  | 'identity'
  /** Shared by thousands of entries. */
  | 'origin'
  | 'event-type'
  /** Of the last line of `log show`. */
  | 'finished';

export interface MacosKey {
  name: string;
  role: MacosRole;
  /** The number of the field's name in the store; undefined: there are too many names. */
  id: number | undefined;
  bytes: Buffer;
  sum: number;
}

/** Source: records of macOS 11 to 26 and of an iOS simulator; the fields by age: eclecticlight.co, 2019-06-25. */
const ROLES: Readonly<Record<string, MacosRole>> = {
  eventMessage: 'message',
  timestamp: 'time',
  messageType: 'severity',
  processID: 'pid',
  machTimestamp: 'identity',
  threadID: 'identity',
  traceID: 'identity',
  eventType: 'event-type',
  timezoneName: 'origin',
  userID: 'origin',
  subsystem: 'origin',
  category: 'origin',
  bootUUID: 'origin',
  processImagePath: 'origin',
  processImageUUID: 'origin',
  senderImagePath: 'origin',
  senderImageUUID: 'origin',
  finished: 'finished',
};
/** Names that damage invents are not remembered beyond this. */
const MAX_LEARNT = 1000;

/** Recognises the keys of records by their bytes, without making strings, and learns those it meets. */
export class MacosKeys {
  readonly #dictionaries: Dictionaries;
  readonly #bySum = new Map<number, MacosKey>();

  constructor(dictionaries: Dictionaries) {
    this.#dictionaries = dictionaries;
  }

  /** The key whose name is `bytes[start, end)`, between the quotes. Its name is as it stands there: escapes in names are not read. */
  recognise(bytes: Buffer, start: number, end: number): MacosKey {
    const sum = addToSum(EMPTY_SUM, bytes, start, end);
    const known = this.#bySum.get(sum);
    if (known !== undefined && isEqual(known.bytes, bytes, start, end)) return known;
    const name = bytes.toString('utf8', start, end);
    const key: MacosKey = {
      name,
      role: Object.hasOwn(ROLES, name) ? (ROLES[name] ?? 'other') : 'other',
      id: this.#dictionaries.fieldNameId(name),
      bytes: Buffer.copyBytesFrom(bytes, start, end - start),
      sum,
    };
    if (known === undefined && this.#bySum.size < MAX_LEARNT) this.#bySum.set(sum, key);
    return key;
  }
}
