import type { FormattedPiece } from './formatted-text.ts';
import { FormattedText } from './formatted-text.ts';

// Source of the grammar: RFC 8259. Each is tried at one place and is linear in what it reads.
const BLANKS = /[ \t\r\n]*/y;
const STRING =
  // oxlint-disable-next-line no-control-regex -- control characters may not stand in a JSON string
  /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/**
 * A JSON object or array, one member a line. Every token stays as it was written, so numbers beyond 2^53 keep their digits
 * and strings their escapes. null: it is no such value from the first character to the last, or is nested too deep to be read.
 */
export function formatJson(text: string): readonly FormattedPiece[] | null {
  const start = skip(BLANKS, text, 0);
  const first = text.charAt(start);
  return first === '{' || first === '[' ? new JsonReading(text, start).format() : null;
}

/** Walks over the text without calling itself: a value of a million brackets must not end in a stack overflow. */
class JsonReading {
  readonly #text: string;
  readonly #output = new FormattedText();
  readonly #open: ('{' | '[')[] = [];
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  format(): readonly FormattedPiece[] | null {
    do {
      if (!this.#readValue()) return null;
      // A value is complete; with it, maybe, the containers around it.
      for (let isClosing = !this.#isInEmpty; isClosing;) {
        this.#skipBlanks();
        const container = this.#open.at(-1);
        if (container === undefined) return this.#at === this.#text.length ? this.#output.pieces : null;
        isClosing = this.#take(container === '{' ? '}' : ']');
        if (isClosing) this.#close(container);
        else if (!this.#takeComma(container)) return null;
      }
    } while (!this.#output.isExcessive);
    return null;
  }

  /** Just behind an opening bracket, where another value or a name must stand. */
  #isInEmpty = false;

  #readValue(): boolean {
    this.#isInEmpty = false;
    this.#skipBlanks();
    const character = this.#text.charAt(this.#at);
    if (character === '{' || character === '[') return this.#openContainer(character);
    return this.#copy(character === '"' ? STRING : SCALAR);
  }

  #openContainer(bracket: '{' | '['): boolean {
    this.#at += 1;
    this.#output.write(bracket);
    this.#skipBlanks();
    const closing = bracket === '{' ? '}' : ']';
    if (this.#take(closing)) {
      this.#output.write(closing);
      return true;
    }
    this.#open.push(bracket);
    this.#output.indent();
    this.#output.startLine();
    this.#isInEmpty = true;
    return bracket === '[' || this.#readName();
  }

  #readName(): boolean {
    this.#skipBlanks();
    if (!this.#copy(STRING, 'name')) return false;
    this.#skipBlanks();
    if (!this.#take(':')) return false;
    this.#output.write(': ');
    return true;
  }

  #takeComma(container: '{' | '['): boolean {
    if (!this.#take(',')) return false;
    this.#output.write(',');
    this.#output.startLine();
    return container === '[' || this.#readName();
  }

  #close(container: '{' | '['): void {
    this.#open.pop();
    this.#output.outdent();
    this.#output.startLine();
    this.#output.write(container === '{' ? '}' : ']');
  }

  #copy(token: RegExp, kind: FormattedPiece['kind'] = 'plain'): boolean {
    token.lastIndex = this.#at;
    const match = token.exec(this.#text);
    if (match === null) return false;
    this.#at += match[0].length;
    this.#output.write(match[0], kind);
    return true;
  }

  #take(character: string): boolean {
    if (this.#text.charAt(this.#at) !== character) return false;
    this.#at += 1;
    return true;
  }

  #skipBlanks(): void {
    this.#at = skip(BLANKS, this.#text, this.#at);
  }
}

function skip(blanks: RegExp, text: string, at: number): number {
  blanks.lastIndex = at;
  return at + (blanks.exec(text)?.[0].length ?? 0);
}
