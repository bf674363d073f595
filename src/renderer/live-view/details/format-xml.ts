import type { FormattedPiece } from './formatted-text.ts';
import { FormattedText } from './formatted-text.ts';

const NAME = String.raw`[A-Za-z_:\u0080-\uffff][\w:.\u0080-\uffff-]*`;
const START_TAG = new RegExp(
  String.raw`<(${NAME})((?:\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*)(/?)>`,
  'y',
);
const END_TAG = new RegExp(String.raw`</(${NAME})\s*>`, 'y');
/** What stands for itself: a comment, a CDATA section, a processing instruction, a document type without rules of its own. */
const OTHERS = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<!DOCTYPE[^<>[\]]*>/y;
const TEXT = /[^<]+/y;

/**
 * An XML document, one element a line; an element that holds only a short text stays in one line. Nothing of it is resolved,
 * fetched or run: it is cut into tokens and indented. null: it is not well-formed from the first character to the last
 * (entities are not looked at), or is nested too deep to be read.
 * Source of the grammar: https://www.w3.org/TR/xml/, sections 2 and 3.
 */
export function formatXml(text: string): readonly FormattedPiece[] | null {
  const document = text.trim();
  return document.startsWith('<') && document.endsWith('>') ? new XmlReading(document).format() : null;
}

class XmlReading {
  readonly #text: string;
  readonly #output = new FormattedText();
  readonly #open: string[] = [];
  #at = 0;
  #hasRoot = false;
  #isFirst = true;
  /** Just behind a start tag: the end tag may follow in the same line. */
  #isBehindStart = false;
  /** Behind a text that follows a start tag. */
  #isBehindOnlyText = false;

  constructor(text: string) {
    this.#text = text;
  }

  format(): readonly FormattedPiece[] | null {
    while (this.#at < this.#text.length) {
      const isRead = this.#readText() || this.#readEnd() || this.#readStart() || this.#readOther();
      if (!isRead || this.#output.isExcessive) return null;
    }
    return this.#open.length === 0 && this.#hasRoot ? this.#output.pieces : null;
  }

  #readText(): boolean {
    const match = this.#match(TEXT);
    if (match === null) return false;
    const words = match[0].trim();
    // Between the elements of a document there are only blanks.
    if (words === '' || this.#open.length === 0) return words === '' && this.#pass(match[0]);
    const isAlone = this.#isBehindStart && this.#text.startsWith('</', this.#at + match[0].length);
    if (!isAlone) this.#startLine();
    this.#output.write(isAlone ? match[0] : words);
    this.#isBehindOnlyText = isAlone;
    this.#isBehindStart = false;
    return this.#pass(match[0]);
  }

  #readStart(): boolean {
    const match = this.#match(START_TAG);
    if (match === null || (this.#open.length === 0 && this.#hasRoot)) return false;
    const [whole, name = '', attributes = '', slash = ''] = match;
    this.#startLine();
    this.#output.write('<');
    this.#output.write(name, 'name');
    this.#output.write(`${attributes}${slash}>`);
    this.#hasRoot = true;
    if (slash === '') {
      this.#open.push(name);
      this.#output.indent();
      this.#isBehindStart = true;
    }
    return this.#pass(whole);
  }

  #readEnd(): boolean {
    const match = this.#match(END_TAG);
    if (match === null || this.#open.pop() !== match[1]) return false;
    this.#output.outdent();
    if (!this.#isBehindStart && !this.#isBehindOnlyText) this.#startLine();
    this.#output.write('</');
    this.#output.write(match[1] ?? '', 'name');
    this.#output.write('>');
    this.#isBehindStart = false;
    this.#isBehindOnlyText = false;
    return this.#pass(match[0]);
  }

  #readOther(): boolean {
    const match = this.#match(OTHERS);
    if (match === null) return false;
    if (match[0].startsWith('<![CDATA[') && this.#open.length === 0) return false;
    this.#startLine();
    this.#output.write(match[0]);
    return this.#pass(match[0]);
  }

  #startLine(): void {
    if (!this.#isFirst) this.#output.startLine();
    this.#isFirst = false;
    this.#isBehindStart = false;
    this.#isBehindOnlyText = false;
  }

  #match(token: RegExp): RegExpExecArray | null {
    token.lastIndex = this.#at;
    return token.exec(this.#text);
  }

  #pass(token: string): true {
    this.#at += token.length;
    return true;
  }
}
