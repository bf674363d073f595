import { emptyDraft } from '#core/pipeline/entry-draft.ts';
import type { SourceLedger } from '#core/writer/source-ledger.ts';
import { openLedger } from '#core/writer/source-ledger.ts';
import { StoreLab } from './store-lab.ts';

/** An entry that a source is to give. */
export interface TimedEntry {
  timeUnixUs: number;
  message: string;
  severity?: number;
  unit?: string;
}

/** What stands at a place of the timeline. */
export interface PlacedEntry {
  id: number;
  place: number;
  timeUnixUs: number;
  message: string;
}

/** A store that several sources write into at once, each by hand. */
export class TimelineLab implements Disposable {
  readonly store: StoreLab;
  readonly #ledgers = new Map<string, SourceLedger>();
  #sequence = 0;

  constructor(dataDir: string) {
    this.store = new StoreLab(dataDir);
    this.#sequence =
      this.store.database.prepare<[], number>('SELECT ifnull(max(sequence), 0) FROM entries').pluck().get() ??
      0;
  }

  /** Hands one entry of a source to the writer. */
  put(source: string, entry: TimedEntry): void {
    const ledger = this.ledgerOf(source);
    ledger.received += 1;
    this.#sequence += 1;
    const { dictionaries } = this.store;
    const unit = entry.unit ?? source;
    this.store.writer.add(ledger.sourceId, {
      ...emptyDraft(),
      timeUnixUs: entry.timeUnixUs,
      severity: entry.severity ?? 6,
      message: entry.message,
      originId: dictionaries.originId({
        sourceId: ledger.sourceId,
        host: 'lab',
        unit,
        identifier: source,
        fields: Buffer.alloc(0),
        hasOwnNames: true,
      }),
      streamId: dictionaries.streamId('s=lab'),
      sequence: this.#sequence,
      sizeBytes: 100,
    });
  }

  commit(nowUnixUs: number = Date.now() * 1000): ReturnType<StoreLab['writer']['commit']> {
    return this.store.writer.commit(nowUnixUs);
  }

  ledgerOf(source: string): SourceLedger {
    let ledger = this.#ledgers.get(source);
    if (ledger === undefined) {
      ledger = openLedger(this.store.database, source);
      this.store.writer.addLedger(ledger);
      this.#ledgers.set(source, ledger);
    }
    return ledger;
  }

  /** Everything, in order of place. */
  timeline(): PlacedEntry[] {
    return this.store.database
      .prepare<[], PlacedEntry>(
        `SELECT id, ifnull(late_place, id) AS place, time_us AS timeUnixUs, message FROM entries ORDER BY place`,
      )
      .all();
  }

  [Symbol.dispose](): void {
    this.store[Symbol.dispose]();
  }
}
