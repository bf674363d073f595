import { isUtf8 } from 'node:buffer';
import { withoutGuard, withoutGuardInBytes } from '../../exports/formats/formula-guard.ts';
import { fileColumn, isGuardedColumn, type FileColumn } from './file-columns.ts';
import type { CellValue, FileEntryAssembler } from './file-entry-assembler.ts';
import type { FoundRow } from './row-finder.ts';
import type { RowReader, UnreadableRow } from './row-reader.ts';

/** Makes cells of the text of a row. undefined: it cannot be told where they end. */
export type SplitCells = (text: string, hasQuotes: boolean) => string[] | undefined;

interface HeadedColumn extends FileColumn {
  isGuarded: boolean;
  /** An empty cell is a value of its own: the column is a part of every entry. Else it means that there is none. */
  hasEmptyValues: boolean;
  /** The column of the same name before it; a cell that repeats it says nothing new. */
  firstIndex: number;
}

const REPLACEMENT = '\uFFFD';
/** Columns that every entry has, and be it an empty text. */
const ALWAYS_THERE: ReadonlySet<FileColumn['role']> = new Set(['message', 'host', 'unit', 'identifier']);

/** Reads rows of cells under a heading: CSV and TSV. */
export class CellRowReader implements RowReader {
  readonly #columns: readonly HeadedColumn[];
  readonly #assembler: FileEntryAssembler;
  readonly #split: SplitCells;
  readonly #splitProblem: string;

  /** @param splitProblem - What is wrong with a row that `split` cannot read. */
  constructor(
    heading: { columns: readonly string[]; isGuarded: boolean },
    assembler: FileEntryAssembler,
    split: SplitCells,
    splitProblem: string,
  ) {
    this.#columns = heading.columns.map((name) => {
      const column = fileColumn(name);
      return {
        ...column,
        isGuarded: heading.isGuarded && isGuardedColumn(column),
        hasEmptyValues: ALWAYS_THERE.has(column.role),
        firstIndex: heading.columns.indexOf(name),
      };
    });
    this.#assembler = assembler;
    this.#split = split;
    this.#splitProblem = splitProblem;
  }

  read({ bytes, hasQuotes }: FoundRow): UnreadableRow | undefined {
    const text = bytes.toString('utf8');
    const isText = !text.includes(REPLACEMENT) || isUtf8(bytes);
    // Latin-1 carries every byte through, and what parts cells is ASCII.
    const cells = this.#split(isText ? text : bytes.toString('latin1'), hasQuotes);
    if (cells === undefined) return { reason: this.#splitProblem };
    const columns = this.#columns;
    if (cells.length !== columns.length) {
      return {
        reason: `the row has ${cells.length === 1 ? '1 cell' : `${String(cells.length)} cells`} and the heading ${String(columns.length)}`,
      };
    }
    const assembler = this.#assembler;
    assembler.begin();
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index] as HeadedColumn;
      const cell = cells[index] as string;
      if (cell === '' && !column.hasEmptyValues) continue;
      if (column.firstIndex !== index && cell === cells[column.firstIndex]) continue;
      assembler.take(column, isText ? textOf(cell, column) : valueOf(cell, column));
    }
    const reason = assembler.finish();
    return reason === undefined ? undefined : { reason };
  }
}

function textOf(cell: string, { isGuarded }: HeadedColumn): string {
  return isGuarded ? withoutGuard(cell) : cell;
}

/** A cell of a row that is not all UTF-8, given as Latin-1. */
function valueOf(cell: string, column: HeadedColumn): CellValue {
  const bytes = Buffer.from(cell, 'latin1');
  if (isUtf8(bytes)) return textOf(bytes.toString('utf8'), column);
  return column.isGuarded ? withoutGuardInBytes(bytes) : bytes;
}
