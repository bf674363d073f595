/** A stretch of a formatted value; `name` is the name of a member or of an element. */
export interface FormattedPiece {
  kind: 'plain' | 'name';
  text: string;
}

/** Deeper values are not indented: nobody reads them, and the indentation alone would fill the page. */
const MAX_DEPTH = 100;
/** Many short items deep inside grow by their indentation: a value that would become longer stays as it is. */
const MAX_LENGTH = 1_000_000;

/**
 * Collects tokens into lines, each indented by its depth. The tokens are written as they are; only the blanks between them
 * are new.
 */
export class FormattedText {
  readonly #pieces: FormattedPiece[] = [];
  #length = 0;
  #depth = 0;

  /** The value is too deep or would become too long: it is better shown as it is. */
  get isExcessive(): boolean {
    return this.#depth > MAX_DEPTH || this.#length > MAX_LENGTH;
  }

  /** Neighbours of one kind are one piece. */
  get pieces(): readonly FormattedPiece[] {
    return this.#pieces;
  }

  write(text: string, kind: FormattedPiece['kind'] = 'plain'): void {
    const last = this.#pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else this.#pieces.push({ kind, text });
    this.#length += text.length;
  }

  startLine(): void {
    this.write(`\n${'  '.repeat(Math.min(this.#depth, MAX_DEPTH))}`);
  }

  indent(): void {
    this.#depth += 1;
  }

  outdent(): void {
    this.#depth -= 1;
  }
}
