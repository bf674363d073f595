import { normaliseSeverity } from '#core/logic/normalise-severity.ts';
import type { JournalExportParser as Parser } from '#core/parser/journal/journal-export-parser.ts';
import { JournalExportParser } from '#core/parser/journal/journal-export-parser.ts';
import type { EntryDraft } from '#core/pipeline/entry-draft.ts';
import type { QueryContext } from '#core/queries/compile-query.ts';
import { ConditionFunctions } from '#core/queries/condition-functions.ts';
import type { NamedField } from '#core/queries/origin-catalog.ts';
import { OriginCatalog } from '#core/queries/origin-catalog.ts';
import type { StoredEntry } from '#core/queries/stored-entry.ts';
import { ENTRY_COLUMNS, fieldsOf, positionOf } from '#core/queries/stored-entry.ts';
import { Dictionaries } from '#core/store/dictionaries.ts';
import type { ReadableDatabase, WritableDatabase } from '#core/store/open-database.ts';
import { openReadableDatabase, openWritableDatabase } from '#core/store/open-database.ts';
import { EntryWriter } from '#core/writer/entry-writer.ts';
import type { SourceLedger } from '#core/writer/source-ledger.ts';
import { openLedger } from '#core/writer/source-ledger.ts';
import { CollectingSink } from './collecting-sink.ts';

/** A real store in a folder, with a writer, and what it takes to fill it from export-format text and to ask it. */
export class StoreLab implements Disposable {
  readonly dataDir: string;
  readonly database: WritableDatabase;
  readonly dictionaries: Dictionaries;
  readonly writer: EntryWriter;
  readonly ledger: SourceLedger;
  readonly sink: CollectingSink;
  #reading: ReadableDatabase | undefined;
  #catalog: OriginCatalog | undefined;

  /** `keepsDrafts`: false where many entries are only to be stored. */
  constructor(dataDir: string, spec = 'journal:/lab') {
    this.dataDir = dataDir;
    this.database = openWritableDatabase(dataDir);
    this.dictionaries = new Dictionaries(this.database);
    this.writer = new EntryWriter(this.database);
    this.ledger = openLedger(this.database, spec);
    this.writer.addLedger(this.ledger);
    this.sink = new CollectingSink((draft) => this.add(draft));
  }

  /** A parser whose entries go to the writer. */
  parser(maxEntryBytes?: number): Parser {
    return new JournalExportParser({
      dictionaries: this.dictionaries,
      sourceId: this.ledger.sourceId,
      sink: this.sink,
      ...(maxEntryBytes === undefined ? {} : { maxEntryBytes }),
    });
  }

  add(draft: EntryDraft): void {
    this.ledger.received += 1;
    normaliseSeverity(draft);
    this.writer.add(this.ledger.sourceId, draft);
  }

  /** Parses a whole stream and commits it. */
  store(text: Buffer): void {
    const parser = this.parser();
    parser.startRun({ phase: 'follow', anchor: null });
    parser.push(text);
    parser.endRun(true);
    this.ledger.position = parser.position;
    this.commit();
  }

  commit(): void {
    this.writer.commit(Date.now() * 1000);
  }

  /** What a query worker has: a connection that cannot write. */
  context(): QueryContext {
    this.#reading ??= openReadableDatabase(this.dataDir);
    this.#catalog ??= new OriginCatalog(openReadableDatabase(this.dataDir));
    const database = this.#reading;
    return {
      database,
      functions: new ConditionFunctions(database),
      catalog: this.#catalog,
      nowUnixUs: Date.now() * 1000,
    };
  }

  /** Every stored entry with all its fields, in order of id. */
  entries(): { entry: StoredEntry; position: string; fields: NamedField[] }[] {
    const catalog = new OriginCatalog(this.database);
    return this.database
      .prepare<[], StoredEntry>(`SELECT ${ENTRY_COLUMNS} FROM entries AS e ORDER BY e.id`)
      .raw()
      .all()
      .map((entry) => ({
        entry,
        position: positionOf(entry, catalog),
        fields: fieldsOf(entry, catalog),
      }));
  }

  /** The positions of all stored entries, in order of id. */
  positions(): string[] {
    return this.entries().map(({ position }) => position);
  }

  count(table: string): number {
    return this.database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
  }

  [Symbol.dispose](): void {
    this.#reading?.close();
    this.#catalog?.[Symbol.dispose]();
    this.database.close();
  }
}
