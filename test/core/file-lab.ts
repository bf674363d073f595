import { createListener } from '#core/listener/create-listener.ts';
import type { ListenerPort } from '#core/listener/listener.ts';
import { parseSourceSpec } from '#core/listener/source-spec.ts';
import { SourcePipeline } from '#core/pipeline/source-pipeline.ts';
import { OriginCatalog } from '#core/queries/origin-catalog.ts';
import type { StoredEntry } from '#core/queries/stored-entry.ts';
import { ENTRY_COLUMNS, fieldsOf, positionOf } from '#core/queries/stored-entry.ts';
import { Dictionaries } from '#core/store/dictionaries.ts';
import { openWritableDatabase, type WritableDatabase } from '#core/store/open-database.ts';
import { EntryWriter } from '#core/writer/entry-writer.ts';
import { openLedger } from '#core/writer/source-ledger.ts';

/** What the store has of one row of a file. */
export interface ReadEntry {
  timeUnixUs: number;
  severity: number;
  rawSeverity: string | null;
  host: string;
  unit: string;
  identifier: string;
  pid: number | null;
  message: string | Buffer | null;
  position: string;
  /** In the order of the columns, save those that belong to the origin, which come first. */
  fields: [name: string, value: Buffer][];
}

/** What the store has of something that is no row. */
export interface ReadReject {
  reason: string;
  position: string;
  bytes: Buffer;
  sizeBytes: number;
}

/** One file as a source: its real listener, pipeline and store, in one thread. */
export class FileLab implements AsyncDisposable {
  readonly database: WritableDatabase;
  readonly writer: EntryWriter;
  readonly pipeline: SourcePipeline;
  readonly #changes = new EventTarget();
  #piecesLeft = Number.POSITIVE_INFINITY;

  constructor(dataDir: string, path: string) {
    this.database = openWritableDatabase(dataDir);
    this.writer = new EntryWriter(this.database);
    const { spec } = parseSourceSpec(`file:${path}`);
    const ledger = openLedger(this.database, spec);
    this.writer.addLedger(ledger);
    this.pipeline = new SourcePipeline({
      readTarget: () => ({ kind: 'file', path }),
      readSeverities: () => null,
      mode: 'once',
      ledger,
      listeners: { createListener: (plan) => createListener({ ...plan, port: handingOver(plan.port) }) },
      dictionaries: new Dictionaries(this.database),
      writer: this.writer,
      rules: [],
      gaps: 0,
      onLogFound: () => undefined,
      onInput: () => setImmediate(() => this.#drain()),
      onState: () => this.#changes.dispatchEvent(new Event('change')),
    });
  }

  /** Reads the file to its end, or as far as it goes, and commits. */
  async read(): Promise<void> {
    this.pipeline.start();
    await this.#over();
  }

  /** Parses and commits so many pieces, then forgets all the rest, as a process that dies. */
  async readPieces(pieces: number): Promise<void> {
    this.#piecesLeft = pieces;
    this.pipeline.start();
    await new Promise<void>((resolve) => {
      this.#changes.addEventListener('pieces', () => resolve(), { once: true });
    });
    this.database.close();
    await this.pipeline.stop();
  }

  /** As when the user asks to try again. */
  async readAgain(): Promise<void> {
    const over = this.#over();
    this.pipeline.retryNow();
    await over;
  }

  /** Parses and commits what waits. */
  commit(): void {
    this.#drain();
    if (this.writer.hasPending) this.writer.commit(Date.now() * 1000);
  }

  entries(): ReadEntry[] {
    const catalog = new OriginCatalog(this.database);
    return this.database
      .prepare<[], StoredEntry>(`SELECT ${ENTRY_COLUMNS} FROM entries AS e ORDER BY e.id`)
      .raw()
      .all()
      .map((entry) => {
        const [, timeUnixUs, severity, rawSeverity, originId, pid, , , , , , message] = entry;
        const { host, unit, identifier } = catalog.origin(originId);
        const fields = fieldsOf(entry, catalog).map(({ name, bytes }): [string, Buffer] => [name, bytes]);
        const position = positionOf(entry, catalog);
        return { timeUnixUs, severity, rawSeverity, host, unit, identifier, pid, message, position, fields };
      });
  }

  rejects(): ReadReject[] {
    return this.database
      .prepare<[], ReadReject>(
        'SELECT reason, position, bytes, size_bytes AS sizeBytes FROM quarantine ORDER BY id',
      )
      .all();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.pipeline.stop();
    this.database.close();
  }

  #drain(): void {
    while (this.#piecesLeft > 0 && this.pipeline.step()) this.#piecesLeft -= 1;
    if (this.#piecesLeft > 0 || !this.database.open) return;
    this.writer.commit(Date.now() * 1000);
    this.#changes.dispatchEvent(new Event('pieces'));
  }

  async #over(): Promise<void> {
    await new Promise<void>((resolve) => {
      const look = () => {
        if (!['finished', 'failed'].includes(this.pipeline.state)) return;
        this.#changes.removeEventListener('change', look);
        resolve();
      };
      this.#changes.addEventListener('change', look);
    });
    this.commit();
  }
}

/** As between threads: what is delivered is taken away from the listener together with its memory. */
function handingOver(port: ListenerPort): ListenerPort {
  return {
    deliver(output) {
      if (output.kind !== 'bytes') return port.deliver(output);
      const { buffer, byteOffset, byteLength } = structuredClone(output.bytes as Uint8Array<ArrayBuffer>, {
        transfer: [output.bytes.buffer as ArrayBuffer],
      });
      return port.deliver({ kind: 'bytes', bytes: Buffer.from(buffer, byteOffset, byteLength) });
    },
    settled: () => port.settled(),
    report: (...report) => port.report(...report),
    countRestart: (reason) => port.countRestart(reason),
  };
}
