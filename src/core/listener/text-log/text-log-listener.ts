import { toWireError } from '#contract/errors.ts';
import { detectTextLog } from '../../parser/text-log/detection/detect-text-log.ts';
import { END_PLACE, type TextPosition } from '../../parser/text-log/text-position.ts';
import type { Listener, ListenerMode } from '../listener.ts';
import { FileChanges } from './file-changes.ts';
import {
  CHUNK_BYTES,
  FinishedFile,
  LogFile,
  RotatedMeanwhile,
  SAMPLE_BYTES,
  streamKeyOf,
  streamKeyOfLast,
} from './log-file.ts';
import { withPermissionRemedy } from './log-permission.ts';
import { isCopyOf, listRotatedFiles, namesOf, type RotatedFile } from './rotated-files.ts';
import { fileNotThere } from './text-log-problem.ts';
import { TextLogReader, type TextLogReaderOptions } from './text-log-reader.ts';

export interface TextLogListenerOptions extends TextLogReaderOptions {
  mode: ListenerMode;
}

/** The file is looked at this often while nothing tells of a change, milliseconds. */
const LOOK_MS = 1000;
/** After so long without a byte the last entry is taken for complete, and a file that was renamed for finished. */
const QUIET_MS = 500;
/** Before the format of a new file is told, there should be so many lines, or it should be quiet. */
const ENOUGH_LINES = 5;
const LF = 10;

/** Listens to a text log: what was rotated away first, then the file itself, wherever it is renamed to. */
export function createTextLogListener(options: TextLogListenerOptions): Listener {
  return new TextLogListener(options);
}

class TextLogListener implements Listener {
  readonly #path: string;
  readonly #mode: ListenerMode;
  readonly #reader: TextLogReader;
  readonly #changes: FileChanges;
  /** The file was emptied a moment ago: what was rotated away is known. */
  #wasCut = false;
  /** It is copied and emptied, and not renamed, when it is rotated. */
  #isCopied = false;
  /** The stretch of the log whose cut was recorded last. */
  #recordedCut: string | undefined;
  #working: Promise<void> | undefined;

  constructor(options: TextLogListenerOptions) {
    this.#path = options.path;
    this.#mode = options.mode;
    this.#reader = new TextLogReader(options);
    this.#changes = new FileChanges(options.path);
  }

  start(): void {
    this.#working ??= this.#work();
  }

  resume(): void {
    this.#reader.resume();
  }

  retryNow(): void {
    this.#changes.wake();
  }

  async stop(): Promise<void> {
    this.#reader.stop();
    this.#changes[Symbol.dispose]();
    await this.#working;
    this.#reader.port.report('stopped', 'Stopped', null);
  }

  async #work(): Promise<void> {
    this.#reader.report('starting', 'Opening the file');
    while (!this.#reader.isStopping) {
      try {
        if (await this.#readAll()) return;
      } catch (error) {
        // What was listed is another file by now: the next list has it.
        if (error instanceof RotatedMeanwhile) continue;
        const problem = toWireError(withPermissionRemedy(this.#path, error));
        if (this.#mode === 'once') {
          this.#reader.report('failed', 'Cannot read the file', problem);
          return;
        }
        this.#reader.report('waiting', 'Waiting for the file to be readable', problem);
        await this.#changes.next(LOOK_MS);
      }
    }
  }

  /** Reads what there is and then follows, until the file is rotated. @returns Whether that is all. */
  async #readAll(): Promise<boolean> {
    const files = await listRotatedFiles(this.#path);
    const live = files.find(({ isLive }) => isLive);
    if (files.length === 0) {
      // Says why, where there is a folder or a device of that name.
      await (await LogFile.open(this.#path))[Symbol.asyncDispose]();
      throw fileNotThere(this.#path);
    }
    const kind = live === undefined ? 'growing' : await this.#kindOf(live);
    if (kind === 'growing' && !this.#wasCut) await this.#readRotated(files);
    this.#wasCut = false;
    if (this.#reader.isStopping) return true;
    if (kind === 'newest-first') return await this.#readNewestFirst();
    if (this.#mode === 'once' || kind === 'compressed') {
      if (live !== undefined) await this.#reader.readFinished(live, false);
      this.#reader.report('finished', `Read all of ${this.#path}${this.#reader.formatWords()}`);
      return true;
    }
    if (live === undefined) {
      this.#reader.report('following', `${this.#path} was rotated away; waiting for the next one`);
      await this.#changes.next(LOOK_MS);
    } else await this.#followLive(live, files);
    return this.#reader.isStopping;
  }

  /** How a file is to be read. */
  async #kindOf({ path, identity }: RotatedFile): Promise<'growing' | 'newest-first' | 'compressed'> {
    await using file = await FinishedFile.open(path, identity);
    if (await file.isCompressed()) return 'compressed';
    const sample = await file.sample();
    const order = this.#reader.format?.order ?? detectTextLog(sample)?.order;
    return order === 'newest-first' ? 'newest-first' : 'growing';
  }

  /**
   * A file that grows at its top. It is read anew at each change; what is stored already is known by its distance from the end of the
   * file.
   */
  async #readNewestFirst(): Promise<boolean> {
    while (!this.#reader.isStopping) {
      await using file = await LogFile.open(this.#path);
      const { sizeBytes, modifiedUnixUs } = await file.look();
      const tail = await file.read(Math.max(0, sizeBytes - SAMPLE_BYTES), Math.min(sizeBytes, SAMPLE_BYTES));
      const { format, order } = this.#reader.formatOf(await file.read(0, SAMPLE_BYTES), this.#path);
      this.#reader.report('catching-up', `Reading ${this.#path}${this.#reader.formatWords()}, newest first`);
      const start = { format, order, streamKey: streamKeyOfLast(tail), startBytes: END_PLACE - sizeBytes };
      this.#reader.startRun('catch-up', { ...start, modifiedUnixUs, lastEntryUnixUs: null });
      for (let offset = 0; offset < sizeBytes;) {
        const bytes = await file.read(offset, Math.min(CHUNK_BYTES, sizeBytes - offset));
        if (bytes.length === 0) break;
        offset += bytes.length;
        if (!(await this.#reader.deliver({ kind: 'bytes', bytes }))) return true;
      }
      await this.#reader.endRun(true);
      if (this.#mode === 'once') {
        this.#reader.report(
          'finished',
          `Read all of ${this.#path}${this.#reader.formatWords()}, newest first`,
        );
        return true;
      }
      this.#reader.report('following', `Following ${this.#path}${this.#reader.formatWords()}, newest first`);
      await this.#changeOf(file, sizeBytes, modifiedUnixUs);
    }
    return true;
  }

  /** Resolves when the file was written to or another one has its name. */
  async #changeOf(file: LogFile, sizeBytes: number, modifiedUnixUs: number): Promise<void> {
    while (!this.#reader.isStopping) {
      await this.#changes.next(LOOK_MS);
      const now = await file.look();
      const isOther = now.sizeBytes !== sizeBytes || now.modifiedUnixUs !== modifiedUnixUs;
      if (isOther || (await this.#isReplaced(file))) return;
    }
  }

  /** What was rotated away and is not stored yet, the oldest first. */
  async #readRotated(files: readonly RotatedFile[]): Promise<void> {
    const known = this.#reader.position;
    const at = known === null ? -1 : await this.#indexOf(known, files);
    if (known !== null && at < 0) this.#reportMissing(known);
    const live = files.find(({ isLive }) => isLive);
    for (const [index, file] of files.entries()) {
      if (index < at || file.isLive || this.#reader.isStopping) continue;
      await this.#reader.readFinished(file, this.#mode === 'follow');
      // Each copy is another cut; also those that nobody saw, because there was much to read or Hydrant was away.
      if (isCopyOf(file, live) || (this.#isCopied && index > at)) this.#recordCut();
    }
  }

  /** Which of the files was read last; -1: it is not there any more. */
  async #indexOf(known: TextPosition, files: readonly RotatedFile[]): Promise<number> {
    const keys = await Promise.all(files.map((file) => this.#reader.streamKey(file)));
    const isSame = (index: number) => keys[index] === known.streamKey;
    const holding = files.findIndex((file, index) => isSame(index) && holds(file, known));
    // What was written between a copy and the cut, and read in time, is in no copy.
    return holding < 0 ? files.findLastIndex(({ isLive }, index) => isSame(index) && !isLive) : holding;
  }

  /** The file itself: what it holds, what is added, until it is renamed, emptied or replaced. */
  async #followLive({ identity }: RotatedFile, files: readonly RotatedFile[]): Promise<void> {
    await using file = await LogFile.open(this.#path, identity);
    const sample = await this.#firstLines(file);
    const streamKey = streamKeyOf(sample);
    if (streamKey === null) return;
    // What begins so follows on the files that were read: otherwise there is one between that was not.
    if (namesOf(await listRotatedFiles(this.#path)) !== namesOf(files))
      throw new RotatedMeanwhile(this.#path);
    const { format, order } = this.#reader.formatOf(sample, this.#path);
    const { sizeBytes, ...looked } = await file.look();
    let { modifiedUnixUs } = looked;
    // A file that is shorter than what was read of it is another one that begins with the same line.
    let offset = this.#reader.startIn(streamKey) > sizeBytes ? 0 : this.#reader.startIn(streamKey);
    const start = { format, order, streamKey };
    this.#reader.report('catching-up', `Reading ${this.#path}${this.#reader.formatWords()}`);
    const lastEntryUnixUs = this.#reader.position?.lastEntryUnixUs ?? null;
    this.#reader.startRun('catch-up', { ...start, startBytes: offset, modifiedUnixUs, lastEntryUnixUs });
    while (offset < sizeBytes && !(await isCut(file, offset, sample))) {
      const bytes = await file.read(offset);
      if (bytes.length === 0) break;
      offset += bytes.length;
      if (!(await this.#reader.deliver({ kind: 'bytes', bytes }))) return;
    }
    await this.#reader.endRun(false);
    if (this.#reader.isStopping) return;
    offset = this.#reader.startIn(streamKey);
    ({ modifiedUnixUs } = await file.look());
    this.#reader.report('following', `Following ${this.#path}${this.#reader.formatWords()}`);
    this.#reader.startRun('follow', {
      ...start,
      startBytes: offset,
      modifiedUnixUs,
      lastEntryUnixUs: this.#reader.position?.lastEntryUnixUs ?? null,
    });
    await this.#follow(file, offset, sample);
  }

  /** Reads what is added. Returns when another file has taken this one's place, or when it was emptied; its run has then ended. */
  async #follow(file: LogFile, from: number, head: Buffer): Promise<void> {
    let offset = from;
    let quietSinceMs = performance.now();
    let isSettled = false;
    while (!this.#reader.isStopping) {
      const wasCut = await isCut(file, offset, head);
      const bytes = wasCut ? Buffer.alloc(0) : await file.read(offset);
      if (bytes.length > 0) {
        offset += bytes.length;
        quietSinceMs = performance.now();
        isSettled = false;
        if (!(await this.#reader.deliver({ kind: 'bytes', bytes }))) return;
        continue;
      }
      if (wasCut) {
        await this.#readCopy();
        return;
      }
      const quietMs = performance.now() - quietSinceMs;
      if (quietMs >= QUIET_MS && !isSettled) {
        isSettled = true;
        this.#reader.port.deliver({ kind: 'quiet' });
      }
      if (quietMs >= QUIET_MS && (await this.#isReplaced(file))) {
        await this.#reader.endRun(true);
        return;
      }
      await this.#changes.next(quietMs < QUIET_MS ? QUIET_MS - quietMs + 1 : LOOK_MS);
    }
  }

  /** Another file has the name now. Its first bytes are waited for, as the writer goes on in the old one until it is told. */
  async #isReplaced(file: LogFile): Promise<boolean> {
    const files = await listRotatedFiles(this.#path);
    const live = files.find(({ isLive }) => isLive);
    return live !== undefined && live.identity !== file.identity && live.sizeBytes > 0;
  }

  /**
   * The file was emptied, as copytruncate of logrotate does after copying it: what was added last may stand in the copy. What was written
   * between the copy and the cut is nowhere, and nobody can say whether there was any.
   */
  async #readCopy(): Promise<void> {
    await this.#reader.endRun(false);
    const known = this.#reader.position;
    this.#isCopied = known !== null && (await this.#readCopyOf(known));
    if (this.#isCopied) {
      this.#recordCut();
      return;
    }
    this.#reader.reportGap(
      `${this.#path} was emptied or written anew: what was added and not read yet is lost.`,
    );
    this.#wasCut = true;
    // What is written now may begin with the same line, and is another stretch of the log all the same.
    if (known !== null) this.#reader.position = { ...known, bytes: 0 };
  }

  async #readCopyOf(known: TextPosition): Promise<boolean> {
    while (!this.#reader.isStopping) {
      try {
        const files = (await listRotatedFiles(this.#path)).filter(({ isLive }) => !isLive);
        const copy = files[await this.#indexOf(known, files)];
        if (copy !== undefined) await this.#reader.readFinished(copy, true);
        return copy !== undefined;
      } catch (error) {
        if (!(error instanceof RotatedMeanwhile)) throw error;
      }
    }
    return false;
  }

  /** Once for each stretch of the log. */
  #recordCut(): void {
    const streamKey = this.#reader.position?.streamKey;
    if (this.#reader.isStopping || streamKey === this.#recordedCut) return;
    this.#recordedCut = streamKey;
    this.#reader.reportGap(
      `${this.#path} was copied and then emptied (copytruncate): lines that were written between the two are lost.`,
    );
  }

  /** Waits for enough lines to tell the format, unless it is known. Empty when the listener stops or the file is replaced meanwhile. */
  async #firstLines(file: LogFile): Promise<Buffer> {
    let before = -1;
    while (!this.#reader.isStopping) {
      const sample = await file.read(0, SAMPLE_BYTES);
      const hasName = streamKeyOf(sample) !== null;
      const isEnough = this.#reader.format !== undefined || countLines(sample) >= ENOUGH_LINES;
      if (hasName && (isEnough || sample.length === before)) return sample;
      if (!hasName) this.#reader.report('following', `${this.#path} is empty; waiting for its first line`);
      if (!hasName && (await this.#isReplaced(file))) return Buffer.alloc(0);
      before = sample.length;
      await this.#changes.next(hasName ? QUIET_MS : LOOK_MS);
    }
    return Buffer.alloc(0);
  }

  #reportMissing({ bytes }: TextPosition): void {
    this.#reader.reportGap(
      `The file that was read up to byte ${String(bytes)} is not there any more: what was added to it since is lost.`,
    );
  }
}

/** Whether a position can lie in a file. What is compressed is larger than it looks. */
function holds(file: RotatedFile | undefined, { bytes }: TextPosition): boolean {
  return file !== undefined && (file.sizeBytes >= bytes || /\.(?:gz|zst)$/.test(file.path));
}

/** Whether a file is shorter than what was read of it, or begins otherwise. */
async function isCut(file: LogFile, offset: number, head: Buffer): Promise<boolean> {
  const { sizeBytes } = await file.look();
  if (sizeBytes < offset) return true;
  const length = Math.min(head.length, 256, offset);
  return !(await file.read(0, length)).equals(head.subarray(0, length));
}

function countLines(sample: Buffer): number {
  let lines = 0;
  for (let at = sample.indexOf(LF); at >= 0; at = sample.indexOf(LF, at + 1)) lines += 1;
  return lines;
}
