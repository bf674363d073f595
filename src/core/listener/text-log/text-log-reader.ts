import { hostname } from 'node:os';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { WireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import { formatWords } from '../../parser/text-log/detection/describe-detection.ts';
import { detectTextLog, type Certainty } from '../../parser/text-log/detection/detect-text-log.ts';
import { parseTextPosition, type TextPosition } from '../../parser/text-log/text-position.ts';
import { YearScan } from '../../parser/text-log/times/year-scan.ts';
import type { ListenerOutput, ListenerPort } from '../listener.ts';
import {
  FinishedFile,
  LogFile,
  NAMING_BYTES,
  RotatedMeanwhile,
  streamKeyOf,
  type FileIdentity,
} from './log-file.ts';
import type { RotatedFile } from './rotated-files.ts';
import type { EntryOrder, TextLogFormat, TextLogStart } from './text-log-format.ts';
import { unknownTextFormat } from './text-log-problem.ts';

const LF = 10;
/** Whoever writes to a file that was renamed does so within this time, milliseconds, or has opened the next one. */
const SILENT_MS = 500;

export interface TextLogReaderOptions {
  /** Absolute. */
  path: string;
  /** null: it is told from the file's first lines. */
  format: TextLogFormat | null;
  port: ListenerPort;
  /** Of what was read last; null: begin with the oldest rotated file. */
  initialPosition: string | null;
  /** Default: the machine's. */
  timeZone?: string;
  host?: string;
}

export interface ReadFormat {
  format: TextLogFormat;
  order: EntryOrder;
}

/** Reads stretches of a text log and hands them over in runs; knows the format, once it was told, and how far the log was read. */
export class TextLogReader {
  readonly port: ListenerPort;
  format: ReadFormat | undefined;
  #certainty: Certainty | null = null;
  position: TextPosition | null;
  isStopping = false;
  readonly #stopping = Promise.withResolvers<null>();
  readonly #path: string;
  readonly #timeZone: string;
  readonly #host: string;
  #giveRoom: (() => void) | undefined;

  constructor(options: TextLogReaderOptions) {
    this.#path = options.path;
    this.port = options.port;
    this.#timeZone = options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    this.#host = options.host ?? hostname();
    if (options.format !== null) this.format = { format: options.format, order: 'oldest-first' };
    this.position =
      options.initialPosition === null ? null : (parseTextPosition(options.initialPosition) ?? null);
  }

  /** Ends every wait; nothing more is read. */
  stop(): void {
    this.isStopping = true;
    this.#stopping.resolve(null);
    this.resume();
  }

  /** The queue has room. */
  resume(): void {
    this.#giveRoom?.();
  }

  /** The first line's name; null where there is none, or where the file went away. */
  async streamKey({ path, identity }: RotatedFile): Promise<string | null> {
    try {
      await using file = await FinishedFile.open(path, identity);
      return streamKeyOf(await file.sample(NAMING_BYTES));
    } catch (error) {
      if (error instanceof RotatedMeanwhile) throw error;
      return null;
    }
  }

  /**
   * Reads a file that was rotated away from where it was left to its end. @param waitsForWriter - It was written to a moment ago, and may be again until its
   * writer is told to open the next one: then the end is where nothing has come for a while.
   */
  async readFinished(
    { path, identity, modifiedUnixUs }: RotatedFile,
    waitsForWriter: boolean,
  ): Promise<void> {
    await using file = await FinishedFile.open(path, identity);
    const sample = await file.sample();
    // A last line without an end is a line, too.
    const streamKey = streamKeyOf(sample) ?? streamKeyOf(Buffer.concat([sample, Buffer.of(LF)]));
    if (sample.length === 0 || streamKey === null) return;
    const { format, order } = this.formatOf(sample, path);
    const startBytes = this.startIn(streamKey);
    this.report('catching-up', `Reading ${path}${this.formatWords()}`);
    const lastEntryUnixUs =
      this.position?.lastEntryUnixUs ?? (await this.#firstYear(file, { format, order, modifiedUnixUs }));
    this.startRun('catch-up', { format, order, streamKey, startBytes, modifiedUnixUs, lastEntryUnixUs });
    let offset = startBytes;
    for await (const bytes of file.chunks(startBytes)) {
      offset += bytes.length;
      if (!(await this.deliver({ kind: 'bytes', bytes }))) return;
    }
    if (waitsForWriter && !(await file.isCompressed())) await this.#readOn(path, identity, offset);
    await this.endRun(!this.isStopping);
  }

  async #readOn(path: string, identity: FileIdentity, from: number): Promise<void> {
    await using file = await LogFile.open(path, identity);
    for (let offset = from; !this.isStopping;) {
      const bytes = await file.read(offset);
      offset += bytes.length;
      if (bytes.length > 0) {
        if (!(await this.deliver({ kind: 'bytes', bytes }))) return;
        continue;
      }
      const { modifiedUnixUs } = await file.look();
      const silentMs = Date.now() - modifiedUnixUs / 1000;
      if (silentMs >= SILENT_MS || silentMs < 0) return;
      await pause(SILENT_MS - silentMs + 1);
    }
  }

  formatOf(sample: Buffer, path: string): ReadFormat {
    if (this.format !== undefined) return this.format;
    const detected = detectTextLog(sample);
    if (detected === undefined) throw unknownTextFormat(path);
    this.format = { format: detected.format, order: detected.order };
    this.#certainty = detected.certainty;
    return this.format;
  }

  formatWords(): string {
    return this.format === undefined ? '' : ` as ${formatWords(this.format.format)}`;
  }

  /** Where reading goes on in a stream: at its beginning, unless it was read before. */
  startIn(streamKey: string): number {
    return this.position?.streamKey === streamKey ? this.position.bytes : 0;
  }

  /** The moment of a file's first entry, where its times have no year. */
  async #firstYear(
    file: FinishedFile,
    options: ReadFormat & { modifiedUnixUs: number },
  ): Promise<number | null> {
    const beginning = new YearScan({ ...options, timeZone: this.#timeZone });
    beginning.push(await file.sample());
    if (beginning.end() === null) return null;
    const whole = new YearScan({ ...options, timeZone: this.#timeZone });
    for await (const bytes of file.chunks()) {
      if (this.isStopping) return null;
      whole.push(bytes);
    }
    return whole.end();
  }

  startRun(
    phase: 'catch-up' | 'follow',
    start: Omit<TextLogStart, 'certainty' | 'timeZone' | 'host' | 'identifier'>,
  ): void {
    const identifier = basename(this.#path).replace(/\.(?:log|txt)$/, '');
    const certainty = this.#certainty;
    const textLog = { ...start, certainty, timeZone: this.#timeZone, host: this.#host, identifier };
    this.port.deliver({ kind: 'run-started', phase, anchor: null, textLog });
  }

  async endRun(isComplete: boolean): Promise<void> {
    this.port.deliver({ kind: 'run-ended', isComplete });
    // Whoever is stopped is not always answered: what waits is then parsed when this is over.
    const position = await Promise.race([this.port.settled(), this.#stopping.promise]);
    if (position !== null) this.position = parseTextPosition(position) ?? this.position;
  }

  /** Hands over and waits for room. false: the listener is to stop. */
  async deliver(output: ListenerOutput): Promise<boolean> {
    if (!this.port.deliver(output) && !this.isStopping) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#giveRoom = resolve;
      await promise;
      this.#giveRoom = undefined;
    }
    return !this.isStopping;
  }

  reportGap(reason: string): void {
    const fromUnixUs = this.position?.lastEntryUnixUs ?? null;
    this.port.deliver({ kind: 'gap', missed: { fromUnixUs, untilUnixUs: Date.now() * 1000, reason } });
  }

  report(state: ListenerState, stateText: string, problem: WireError | null = null): void {
    if (!this.isStopping) this.port.report(state, stateText, problem);
  }
}
