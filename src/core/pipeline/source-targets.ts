import type { SourceSpec } from '../listener/source-spec.ts';
import type { SourceTarget } from '../listener/source-target.ts';
import type { WritableDatabase } from '../store/open-database.ts';
import { readLogFormat, saveLogFormat } from '../store/source-settings.ts';

/**
 * Reads a specification as the command line does. @param logFormat - As it is kept. @param isSaidNow - Since this capture began.
 * @throws AppError `source.invalid`.
 */
export type ReadSource = (
  spec: string,
  logFormat: string | null,
  isSaidNow: boolean,
) => Pick<SourceSpec, 'target'>;

/** What specifications name now, with the format that the user says of each. */
export class SourceTargets {
  readonly #database: WritableDatabase;
  readonly #readSource: ReadSource;
  /** Whose format was said since this capture began. */
  readonly #said = new Set<string>();

  constructor(database: WritableDatabase, readSource: ReadSource) {
    this.#database = database;
    this.#readSource = readSource;
  }

  /**
   * @param folder - The specification of what found it: its format is that of its logs, unless they have their own.
   * @throws AppError `source.invalid`.
   */
  read(spec: string, folder?: string): SourceTarget {
    const specs = folder === undefined ? [spec] : [spec, folder];
    const formats = specs.map((one) => readLogFormat(this.#database, one));
    const isSaidNow = specs.some((one) => this.#said.has(one));
    return this.#readSource(spec, formats.find((format) => format !== null) ?? null, isSaidNow).target;
  }

  /** Keeps how a source is to be read when it is begun next. @param format - As `--log-format`; null: as its lines tell. */
  sayFormat(spec: string, format: string | null): void {
    saveLogFormat(this.#database, spec, format);
    this.#said.add(spec);
  }
}
