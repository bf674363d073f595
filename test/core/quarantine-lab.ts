import type { QuarantineChoice, QuarantineRetry as RetryOutcome } from '#contract/log-format.ts';
import type { SourceTarget } from '#core/listener/source-target.ts';
import type { TextLogFormat } from '#core/listener/text-log/text-log-format.ts';
import { minimumSeverityRule, type Rule } from '#core/logic/rules.ts';
import { TextLogParser } from '#core/parser/text-log/text-log-parser.ts';
import { QuarantineRetry } from '#core/pipeline/quarantine/quarantine-retry.ts';
import type { WritableDatabase } from '#core/store/open-database.ts';
import { StoreLab } from './store-lab.ts';
import { textLogStart, type LogReading } from './text-log-lab.ts';

/** A store with a text log in it of which much is in quarantine, and what tries it again. */
export class QuarantineLab implements Disposable {
  readonly store: StoreLab;
  readonly #retry: QuarantineRetry;
  readonly #target: SourceTarget;

  constructor(dataDir: string, { drops, target }: { drops?: number; target?: SourceTarget } = {}) {
    this.store = new StoreLab(dataDir, 'file:/srv/app.log');
    this.#target = target ?? { kind: 'text-log', path: '/srv/app.log', format: null };
    const rules: Rule[] = drops === undefined ? [] : [minimumSeverityRule(drops)];
    this.#retry = new QuarantineRetry({
      database: this.store.database,
      dictionaries: this.store.dictionaries,
      writer: this.store.writer,
      rules,
      readTarget: () => this.#target,
      sourceOf: () => ({ ledger: this.store.ledger, format: null }),
      commitPending: () => undefined,
      commit: (takeOut) => this.store.writer.commit(Date.now() * 1000, takeOut),
    });
  }

  get database(): WritableDatabase {
    return this.store.database;
  }

  /** Reads a stretch of the log as the product does, and commits it. */
  read(text: string | Buffer, format: TextLogFormat, reading: LogReading = {}): void {
    const { dictionaries, ledger, writer } = this.store;
    const { sourceId } = ledger;
    const parser = new TextLogParser({
      dictionaries,
      sourceId,
      sink: {
        accept: (draft) => this.store.add(draft),
        reject: (reason, bytes, sizeBytes, position) => {
          ledger.received += 1;
          writer.quarantine({ sourceId, reason, position, bytes, sizeBytes });
        },
        missAnchor: () => undefined,
      },
    });
    parser.startRun({ phase: 'catch-up', anchor: null, textLog: textLogStart(format, reading) });
    parser.push(Buffer.from(text));
    parser.endRun(true);
    this.store.commit();
  }

  /** Puts a piece into quarantine by hand. */
  quarantine(bytes: Buffer, position: string, sizeBytes = bytes.length): void {
    const { ledger, writer } = this.store;
    ledger.received += 1;
    writer.quarantine({ sourceId: ledger.sourceId, reason: 'by hand', position, bytes, sizeBytes });
    this.store.commit();
  }

  /** One step, as one call does it. */
  step(
    format: string | null,
    request: { afterId?: number; untilId?: number; choice?: Partial<QuarantineChoice> } = {},
  ): RetryOutcome {
    const { choice, ...range } = request;
    const { sourceId } = this.store.ledger;
    return this.#retry.retry({ choice: { sourceId, ...choice }, format, ...range });
  }

  /** All steps. `afterStep` may look at what is between two of them. */
  retry(format: string | null, afterStep: () => void = () => undefined): RetryOutcome[] {
    const outcomes: RetryOutcome[] = [];
    for (let afterId = 0, untilId: number | undefined; ;) {
      const outcome = this.step(format, { afterId, ...(untilId === undefined ? {} : { untilId }) });
      outcomes.push(outcome);
      afterStep();
      if (outcome.reachedId === null) return outcomes;
      afterId = outcome.reachedId;
      untilId = outcome.untilId;
    }
  }

  /** In the order of the list. */
  messages(): string[] {
    return this.database
      .prepare<[], string>('SELECT message FROM entries ORDER BY ifnull(late_place, id)')
      .pluck()
      .all();
  }

  /** The bytes of what is in quarantine, in the order of its ids. */
  quarantined(): string[] {
    return this.database
      .prepare<[], Buffer>('SELECT bytes FROM quarantine ORDER BY id')
      .pluck()
      .all()
      .map((bytes) => bytes.toString());
  }

  /** Makes the next commits fail while they write to `table`. */
  harm(table: string, operation: 'INSERT' | 'UPDATE' | 'DELETE'): Disposable {
    this.database.exec(
      `CREATE TEMP TRIGGER harm BEFORE ${operation} ON ${table} BEGIN SELECT RAISE(ABORT, 'injected'); END`,
    );
    return { [Symbol.dispose]: () => this.database.exec('DROP TRIGGER harm') };
  }

  [Symbol.dispose](): void {
    this.store[Symbol.dispose]();
  }
}
