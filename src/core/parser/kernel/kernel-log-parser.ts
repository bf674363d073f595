import type { RunStart } from '../../listener/listener.ts';
import type { KernelBoot } from '../../listener/kernel/kernel-boot.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import { rowChecks } from '../exported-file/row-checks.ts';
import { MAX_KEPT_BYTES, type ParserSink, type SourceParser } from '../source-parser.ts';
import { KernelEntryAssembler } from './kernel-entry-assembler.ts';
import { kernelGap } from './kernel-gap.ts';
import { formatKernelPosition, parseKernelPosition, type KernelPosition } from './kernel-position.ts';
import { readKernelRecord, type KernelRecord } from './kernel-record.ts';

export interface KernelLogParserOptions {
  dictionaries: Dictionaries;
  sourceId: number;
  sink: ParserSink;
  /** How much is kept while the anchor is looked for, bytes; default 16 MiB. */
  maxHeldBytes?: number;
}

/** What became of all bytes that were pushed, since the parser was made. */
export interface KernelByteAccount {
  entries: number;
  /** In front of the anchor, and the anchor itself: stored by an earlier run. */
  known: number;
  rejected: number;
  /** Not looked at, because the run was cut off; the next one gives them again. */
  discarded: number;
  /** Waiting: for the anchor, or because the store failed. */
  buffered: number;
}

const LF = 10;
const BLANK = 32;
const NO_BYTES = Buffer.alloc(0);
/** The kernel's ring is 128 KiB on small machines, some MiB on large ones. */
const MAX_HELD_BYTES = 16 * 1024 * 1024;

/**
 * Reads the kernel's log: whole records, as read(2) on /dev/kmsg gives them. Each record is an entry, also a fragment of a line: the kernel
 * itself calls its hints about fragments not necessarily correct. Every run of the listener begins with the oldest record of the ring or
 * goes on behind the one before; what is missing shows in the sequence numbers, and is recorded as a gap wherever it is.
 */
export class KernelLogParser implements SourceParser {
  readonly bytes: KernelByteAccount = { entries: 0, known: 0, rejected: 0, discarded: 0, buffered: 0 };
  readonly #sink: ParserSink;
  readonly #assembler: KernelEntryAssembler;
  readonly #maxHeldBytes: number;
  #boot: KernelBoot | undefined;
  /** The last record accepted, or the one a run was asked to begin at. */
  #last: KernelPosition | undefined;
  #position: string | null = null;
  /** Records since `#last` that could not be read: they have numbers, too. */
  #rejectedSinceLast = 0;
  #input: Buffer = NO_BYTES;
  #at = 0;
  /** Records in front of the anchor, kept until it is found: if it is another record now, they are not what was stored. */
  #held: Buffer[] = [];
  #heldBytes = 0;
  /** Of the last record that an earlier run read, until it is found. */
  #anchor: KernelPosition | undefined;

  constructor(options: KernelLogParserOptions) {
    this.#sink = options.sink;
    this.#assembler = new KernelEntryAssembler(options.dictionaries, options.sourceId);
    this.#maxHeldBytes = options.maxHeldBytes ?? MAX_HELD_BYTES;
  }

  get position(): string | null {
    return this.#position;
  }

  startRun({ phase, anchor, boot }: RunStart): void {
    if (boot === undefined)
      throw new Error('the listener of the kernel’s log did not say which boot it reads');
    this.#discard();
    this.#boot = boot;
    this.#last = anchor === null ? undefined : parseKernelPosition(anchor);
    if (phase === 'follow') return;
    this.#rejectedSinceLast = 0;
    if (this.#last?.bootId === boot.bootId) this.#anchor = this.#last;
  }

  /** `bytes`: whole records, as many as there are. */
  push(bytes: Buffer): void {
    const left = this.#input.length - this.#at;
    this.#input = left === 0 ? bytes : Buffer.concat([this.#input.subarray(this.#at), bytes]);
    this.#at = 0;
    this.bytes.buffered += bytes.length;
    this.#read();
  }

  endRun(isComplete: boolean): void {
    if (isComplete) {
      if (this.#anchor !== undefined) this.#releaseHeld();
      // Also what is left of an end that the store interrupted.
      this.#read();
    }
    this.#discard();
  }

  #read(): void {
    while (this.#at < this.#input.length) {
      const end = recordEnd(this.#input, this.#at);
      const bytes = this.#input.subarray(this.#at, end);
      const record = readKernelRecord(bytes);
      const verdict = this.#anchor === undefined ? 'new' : this.#compare(record, bytes, this.#anchor);
      if (verdict === 'changed') {
        this.#releaseHeld();
        continue;
      }
      if (verdict === 'before') this.#hold(bytes);
      else if (verdict === 'anchor') this.#count('known', bytes.length);
      else if (typeof record === 'string') this.#reject(record, bytes);
      else this.#accept(record, bytes);
      this.#at = end;
    }
    this.#input = NO_BYTES;
    this.#at = 0;
  }

  /**
   * What a record is while the anchor is looked for. `before`: it may be known, which the anchor will tell; `anchor`: it is the anchor;
   * `new`: it lies behind it; `changed`: it is another record in the anchor's place, or the anchor is too far away.
   */
  #compare(
    record: KernelRecord | string,
    bytes: Buffer,
    anchor: KernelPosition,
  ): 'before' | 'anchor' | 'new' | 'changed' {
    if (typeof record === 'string' || record.sequence < anchor.sequence) {
      return this.#heldBytes + bytes.length <= this.#maxHeldBytes ? 'before' : 'changed';
    }
    const isBehind = record.sequence > anchor.sequence;
    if (!isBehind && !isSame(rowChecks(bytes), anchor)) return 'changed';
    // What stands in front of the anchor, or of the place where it was, is stored or in quarantine already.
    this.#forgetHeld('known');
    this.#anchor = undefined;
    if (isBehind) return 'new';
    this.#position = formatKernelPosition(anchor);
    return 'anchor';
  }

  #hold(bytes: Buffer): void {
    // A copy: what is held would else keep the memory of everything that came with it.
    this.#held.push(Buffer.copyBytesFrom(bytes));
    this.#heldBytes += bytes.length;
  }

  /** What was held is read after all. Of what is stored already the writer recognises the positions. */
  #releaseHeld(): void {
    this.#input = Buffer.concat([...this.#held, this.#input.subarray(this.#at)]);
    this.#at = 0;
    this.#held = [];
    this.#heldBytes = 0;
    this.#anchor = undefined;
  }

  #accept(record: KernelRecord, bytes: Buffer): void {
    const boot = this.#boot as KernelBoot;
    const [checkLow, checkHigh] = rowChecks(bytes);
    const { sequence, monotonicUs } = record;
    const timeUnixUs = boot.startUnixUs + monotonicUs;
    const position = { bootId: boot.bootId, sequence, monotonicUs, timeUnixUs, checkLow, checkHigh };
    const draft = this.#assembler.assemble(record, position, boot);
    const gap = this.#last && kernelGap(this.#last, position, this.#rejectedSinceLast);
    if (gap !== undefined) this.#sink.missAnchor(gap);
    // Before the entry: should the sink refuse it, the gap is not told twice.
    this.#last = { ...position, sequence: sequence - 1 };
    this.#rejectedSinceLast = 0;
    this.#sink.accept(draft);
    this.#last = position;
    this.#position = formatKernelPosition(position);
    this.#count('entries', bytes.length);
  }

  #reject(reason: string, bytes: Buffer): void {
    const kept = Buffer.copyBytesFrom(bytes, 0, MAX_KEPT_BYTES);
    this.#sink.reject(reason, kept, bytes.length, this.#position ?? '');
    this.#rejectedSinceLast += 1;
    this.#count('rejected', bytes.length);
  }

  #count(what: 'entries' | 'known' | 'rejected' | 'discarded', sizeBytes: number): void {
    this.bytes[what] += sizeBytes;
    this.bytes.buffered -= sizeBytes;
  }

  #forgetHeld(what: 'known' | 'discarded'): void {
    this.#count(what, this.#heldBytes);
    this.#held = [];
    this.#heldBytes = 0;
  }

  /** Of a run that was cut off. */
  #discard(): void {
    this.#forgetHeld('discarded');
    this.#count('discarded', this.#input.length - this.#at);
    this.#input = NO_BYTES;
    this.#at = 0;
    this.#anchor = undefined;
  }
}

function isSame([low, high]: [number, number], { checkLow, checkHigh }: KernelPosition): boolean {
  return low === checkLow && high === checkHigh;
}

/** Where the record that begins at `start` ends: its line, and the lines below it that begin with a blank. */
function recordEnd(input: Buffer, start: number): number {
  for (let at = start; ;) {
    const lineEnd = input.indexOf(LF, at);
    if (lineEnd === -1) return input.length;
    at = lineEnd + 1;
    if (input[at] !== BLANK) return at;
  }
}
