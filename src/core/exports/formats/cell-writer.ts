import type { StoredValue } from '../export-entry.ts';
import type { ExportOutput } from './export-format.ts';
import { looksLikeFormula, looksLikeFormulaInBytes } from './formula-guard.ts';
import { KeptCells } from './kept-cells.ts';

/** Text as it may stand in a cell, so that it ends neither its cell nor its row. */
export type EscapeCell = (text: string) => string;

export interface CellWriterOptions {
  /**
   * Bytes that are no UTF-8 are given to it as Latin-1, so it may add, double or replace ASCII and must leave everything else as
   * it is.
   */
  escape: EscapeCell;
  /** Put an apostrophe before what a spreadsheet would take as a formula. */
  neutralisesFormulas: boolean;
  /** What stands behind every cell: the delimiter or the line end. */
  separator: string;
}

const LINE_FEED = Buffer.from('\n');

/**
 * Writes the cells of one column, each with its separator, piece by piece: one string for a whole row would be a chain of pieces
 * that has to be made flat first, and that took longer than all the rest.
 */
export class CellWriter {
  readonly #escape: EscapeCell;
  readonly #neutralisesFormulas: boolean;
  readonly #separator: Buffer;
  readonly #empty: Buffer;
  readonly #kept: KeptCells;

  constructor({ escape, neutralisesFormulas, separator }: CellWriterOptions) {
    this.#escape = escape;
    this.#neutralisesFormulas = neutralisesFormulas;
    this.#separator = Buffer.from(separator);
    this.#empty = Buffer.from(escape('') + separator);
    this.#kept = new KeptCells((value) =>
      Buffer.from((typeof value === 'number' ? String(value) : this.#text(value)) + separator),
    );
  }

  /** A text of the log; null is an empty cell. */
  add(value: StoredValue | null, output: ExportOutput): void {
    if (value === null) {
      output.addBytes(this.#empty);
      return;
    }
    if (typeof value === 'string') output.addText(this.#text(value));
    else output.addBytes(this.#bytes(value));
    output.addBytes(this.#separator);
  }

  /** The same for a column in which few values come again and again. */
  addRepeated(value: StoredValue | null, output: ExportOutput): void {
    if (typeof value === 'string') output.addBytes(this.#kept.bytes(value));
    else this.add(value, output);
  }

  /** Several values stand in one cell, one below the other. */
  addAll(values: readonly StoredValue[], output: ExportOutput): void {
    this.add(values.length < 2 ? (values[0] ?? null) : joinedByLines(values), output);
  }

  /** A whole number of Hydrant's own, never taken for a formula. */
  addNumber(value: number | null, repeats: boolean, output: ExportOutput): void {
    if (value === null) {
      output.addBytes(this.#empty);
    } else if (repeats) {
      output.addBytes(this.#kept.bytes(value));
    } else {
      output.addText(String(value));
      output.addBytes(this.#separator);
    }
  }

  /** ASCII of Hydrant's own that needs no escaping, such as a time. */
  addPlain(bytes: Uint8Array, output: ExportOutput): void {
    output.addBytes(bytes);
    output.addBytes(this.#separator);
  }

  #text(value: string): string {
    return this.#escape(this.#neutralisesFormulas && looksLikeFormula(value) ? `'${value}` : value);
  }

  /** In UTF-8 and in what is none, bytes under 80 (hexadecimal) are these characters: Latin-1 carries all others through. */
  #bytes(value: Buffer): Buffer {
    const text = value.toString('latin1');
    const isGuarded = this.#neutralisesFormulas && looksLikeFormulaInBytes(value);
    return Buffer.from(this.#escape(isGuarded ? `'${text}` : text), 'latin1');
  }
}

function joinedByLines(values: readonly StoredValue[]): StoredValue {
  if (values.every((value) => typeof value === 'string')) return values.join('\n');
  const parts = values.flatMap((value) => [
    LINE_FEED,
    typeof value === 'string' ? Buffer.from(value) : value,
  ]);
  return Buffer.concat(parts.slice(1));
}
