import type { Listener } from '#core/listener/listener.ts';
import type { SourceSpec } from '#core/listener/source-spec.ts';
import type { SourceTarget } from '#core/listener/source-target.ts';
import type { Rule } from '#core/logic/rules.ts';
import { readChangedSeverities } from '#core/pipeline/set-severities.ts';
import { SourcePipeline } from '#core/pipeline/source-pipeline.ts';
import { Dictionaries } from '#core/store/dictionaries.ts';
import type { WritableDatabase } from '#core/store/open-database.ts';
import { openWritableDatabase } from '#core/store/open-database.ts';
import { OriginCatalog } from '#core/queries/origin-catalog.ts';
import type { StoredEntry } from '#core/queries/stored-entry.ts';
import { ENTRY_COLUMNS, positionOf } from '#core/queries/stored-entry.ts';
import { EntryWriter } from '#core/writer/entry-writer.ts';
import { openLedger } from '#core/writer/source-ledger.ts';

const SILENT: Listener = {
  start: () => undefined,
  resume: () => undefined,
  retryNow: () => undefined,
  stop: () => Promise.resolve(),
};

const JOURNAL: SourceSpec = {
  spec: 'journal:/lab',
  target: { kind: 'journal', journal: { kind: 'directory', path: '/lab' } },
};

/** One source's pipeline on a real store; the test stands where the listener stands. */
export class PipelineLab implements Disposable {
  readonly database: WritableDatabase;
  readonly writer: EntryWriter;
  readonly pipeline: SourcePipeline;

  constructor(dataDir: string, rules: readonly Rule[] = [], source: SourceSpec = JOURNAL) {
    this.database = openWritableDatabase(dataDir);
    this.writer = new EntryWriter(this.database);
    const ledger = openLedger(this.database, source.spec);
    this.writer.addLedger(ledger);
    const options = {
      readTarget: () => source.target,
      readSeverities: (target: SourceTarget) => readChangedSeverities(this.database, ledger.sourceId, target),
      mode: 'follow' as const,
      ledger,
      listeners: { createListener: () => SILENT },
      dictionaries: new Dictionaries(this.database),
      writer: this.writer,
      rules,
      gaps: 0,
      onInput: () => undefined,
      onLogFound: () => undefined,
      onState: () => undefined,
    };
    this.pipeline = new SourcePipeline(options);
    this.pipeline.start();
  }

  /** Parses all that waits, calling `afterStep` after each piece. */
  drain(afterStep: () => void = () => undefined): void {
    while (this.pipeline.step()) afterStep();
  }

  commit(): void {
    this.writer.commit(Date.now() * 1000);
  }

  /** Tries to commit while a write to `table` fails. */
  failToCommit(table: string, operation: 'INSERT' | 'UPDATE'): void {
    this.database.exec(
      `CREATE TEMP TRIGGER harm BEFORE ${operation} ON ${table} BEGIN SELECT RAISE(ABORT, 'injected'); END`,
    );
    try {
      this.commit();
    } catch (error) {
      if (!(error instanceof Error) || error.message !== 'injected') throw error;
    } finally {
      this.database.exec('DROP TRIGGER harm');
    }
  }

  /** The positions of all stored entries, in order of id. */
  positions(): string[] {
    const catalog = new OriginCatalog(this.database);
    return this.database
      .prepare<[], StoredEntry>(`SELECT ${ENTRY_COLUMNS} FROM entries AS e ORDER BY e.id`)
      .raw()
      .all()
      .map((entry) => positionOf(entry, catalog));
  }

  /** The positions of what is in quarantine, in order. */
  quarantined(): string[] {
    return this.database.prepare<[], string>('SELECT position FROM quarantine ORDER BY id').pluck().all();
  }

  count(table: string): number {
    return this.database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
  }

  [Symbol.dispose](): void {
    this.database.close();
  }
}
