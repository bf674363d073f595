import type { MethodParams, MethodResult } from '#contract/methods.ts';
import type { SourceStatus } from '#contract/status.ts';
import type { ListenerMode } from '#core/listener/listener.ts';
import { parseSourceSpec } from '#core/listener/source-spec.ts';
import { parseLogFormat } from '#core/listener/text-log/parse-log-format.ts';
import type { SourceTarget } from '#core/listener/source-target.ts';
import type { createParser } from '#core/parser/create-parser.ts';
import { answerSourceCall, type SourceMethod } from '#core/pipeline/answer-source-call.ts';
import { Capture } from '#core/pipeline/capture.ts';
import { openWritableDatabase, type WritableDatabase } from '#core/store/open-database.ts';

import { readSourceList, saveSourceList, type ListedSource } from '#core/store/source-list.ts';
import { untilChange } from './until-change.ts';

export interface SourcesLabOptions {
  /** Specifications. Default: the list that the store keeps. */
  sources?: readonly string[];
  mode?: ListenerMode;
  createParser?: typeof createParser;
  /** What a specification stands for; undefined: what it says. */
  readTarget?: (spec: string) => SourceTarget | undefined;
}

/** Sources that are captured as the product does it, with a thread that listens, a real store and the list in it. */
export class SourcesLab implements AsyncDisposable {
  readonly database: WritableDatabase;
  readonly capture: Capture;
  readonly #changes = new EventTarget();
  #isFinished = false;

  constructor(
    dataDir: string,
    { sources, mode = 'follow', createParser, readTarget }: SourcesLabOptions = {},
  ) {
    this.database = openWritableDatabase(dataDir);
    const changed = () => this.#changes.dispatchEvent(new Event('change'));
    this.capture = new Capture({
      database: this.database,
      dataDir,
      sources: sources?.map((spec) => ({ spec, isPaused: false })) ?? this.list ?? [],
      readSource: (spec, logFormat) => {
        const target = readTarget?.(spec);
        if (target !== undefined) return { target };
        return parseSourceSpec(spec, logFormat === null ? null : parseLogFormat(logFormat));
      },
      keepList: (list) => saveSourceList(this.database, list),
      ...(createParser === undefined ? {} : { createParser }),
      mode,
      rules: [],
      onCommit: changed,
      onStatus: changed,
      onFinished: () => {
        this.#isFinished = true;
        changed();
      },
    });
    this.capture.start();
  }

  /** As the store keeps it. */
  get list(): ListedSource[] | null {
    return readSourceList(this.database);
  }

  async call<M extends SourceMethod>(method: M, params: MethodParams<M>): Promise<MethodResult<M>> {
    return (await answerSourceCall(this.capture, method, params)) as MethodResult<M>;
  }

  /** Of a source that is captured. */
  sourceIdOf(spec: string): number {
    return this.statusOf(spec).id;
  }

  statusOf(spec: string): SourceStatus {
    const status = this.capture.status().find((source) => source.spec === spec);
    if (status === undefined) throw new Error(`${spec} is not captured`);
    return status;
  }

  /** Resolves when this holds, which is asked whenever something was stored or a state changed. */
  until(holds: () => boolean): Promise<void> {
    return untilChange(this.#changes, holds);
  }

  /** With mode `once`: everything is read and committed. */
  async untilFinished(): Promise<void> {
    await this.until(() => this.#isFinished);
  }

  async untilStored(entries: number): Promise<void> {
    await this.until(() => this.count('entries') >= entries);
  }

  /** In the order of storing. */
  messages(): string[] {
    return this.database.prepare<[], string>('SELECT message FROM entries ORDER BY id').pluck().all();
  }

  /** In the order of the list. */
  messagesOf(spec: string): string[] {
    return this.database
      .prepare<[string], string>(
        `SELECT e.message FROM entries AS e JOIN origins AS o ON o.id = e.origin_id JOIN sources AS s ON s.id = o.source_id
         WHERE s.spec = ? ORDER BY ifnull(e.late_place, e.id)`,
      )
      .pluck()
      .all(spec);
  }

  gaps(): string[] {
    return this.database.prepare<[], string>('SELECT reason FROM gaps ORDER BY id').pluck().all();
  }

  count(table: string): number {
    return this.database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.capture.stop();
    this.database.close();
  }
}
