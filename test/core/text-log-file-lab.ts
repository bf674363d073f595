import { Capture } from '#core/pipeline/capture.ts';
import { parseSourceSpec } from '#core/listener/source-spec.ts';
import type { ListenerMode } from '#core/listener/listener.ts';
import { openWritableDatabase, type WritableDatabase } from '#core/store/open-database.ts';
import { untilChange } from './until-change.ts';

/** A text log that is captured as the product does it, with a thread that listens and a real store. */
export class TextLogFileLab implements AsyncDisposable {
  readonly database: WritableDatabase;
  readonly capture: Capture;
  readonly #changes = new EventTarget();
  #isFinished = false;

  constructor(dataDir: string, path: string, mode: ListenerMode = 'follow') {
    this.database = openWritableDatabase(dataDir);
    const changed = () => this.#changes.dispatchEvent(new Event('change'));
    this.capture = new Capture({
      database: this.database,
      dataDir,
      sources: [parseSourceSpec(`file:${path}`)],
      readSource: (spec) => parseSourceSpec(spec),
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

  get state(): string {
    return this.capture.sources[0]?.state ?? '';
  }

  get stateText(): string {
    return this.capture.sources[0]?.stateText ?? '';
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

  messages(): string[] {
    return this.database.prepare<[], string>('SELECT message FROM entries ORDER BY id').pluck().all();
  }

  /** Of the entry that was stored last. */
  lastMessage(): string | undefined {
    return this.database
      .prepare<[], string>('SELECT message FROM entries ORDER BY id DESC LIMIT 1')
      .pluck()
      .get();
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
