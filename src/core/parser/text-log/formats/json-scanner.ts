import { unescapeJson } from './json-text.ts';

/** What a value of JSON is. `text` comes without quotes and escapes; the others as they are written; `json` is a list or an empty object. */
export type JsonKind = 'text' | 'number' | 'literal' | 'json';

/** Takes one value; `path` has the keys that lead to it, joined by dots. */
export type TakeJsonValue = (path: string, kind: JsonKind, value: string) => void;

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERAL = /true|false|null/y;
/** Deeper than any program logs on purpose, and far from the end of the stack. */
const MAX_DEPTH = 64;

/**
 * Walks over one object of JSON and hands on its values with their paths. Unlike JSON.parse it keeps numbers as they are written, however
 * large, and every value of a key that occurs twice. Line feeds and control characters within strings are let through. An object within
 * an object is flattened; a list of plain values is several values; any other list is handed on as the JSON that it is.
 */
export class JsonScanner {
  #text = '';
  #at = 0;
  #isBytes = false;
  #take: TakeJsonValue = () => undefined;
  #problem: string | undefined;

  /** undefined: the whole text is one object; else why it is none. */
  scan(text: string, isBytes: boolean, take: TakeJsonValue): string | undefined {
    this.#text = text;
    this.#at = 0;
    this.#isBytes = isBytes;
    this.#take = take;
    this.#problem = undefined;
    this.#skipBlanks();
    if (text.charCodeAt(this.#at) !== OPEN_OBJECT) return 'it begins with no {';
    this.#object('', 0);
    this.#skipBlanks();
    if (this.#at < text.length) this.#fail('something follows the object');
    return this.#problem;
  }

  #object(prefix: string, depth: number): void {
    this.#at += 1;
    this.#skipBlanks();
    if (this.#text.charCodeAt(this.#at) === CLOSE_OBJECT) {
      this.#at += 1;
      if (prefix !== '') this.#take(prefix.slice(0, -1), 'json', '{}');
      return;
    }
    for (;;) {
      const key = this.#string();
      if (this.#problem !== undefined) return;
      this.#skipBlanks();
      if (this.#text.charCodeAt(this.#at) !== COLON) {
        this.#fail('a colon is missing');
        return;
      }
      this.#at += 1;
      this.#value(prefix + key, depth);
      if (this.#problem !== undefined || this.#isAtEnd(CLOSE_OBJECT)) return;
    }
  }

  /** Behind a value: goes past a comma, or past what closes the list or object. true: it is over, or broken. */
  #isAtEnd(close: number): boolean {
    this.#skipBlanks();
    const code = this.#text.charCodeAt(this.#at);
    this.#at += 1;
    if (code === close) return true;
    if (code === COMMA) {
      this.#skipBlanks();
      return false;
    }
    this.#at -= 1;
    this.#fail(this.#at >= this.#text.length ? 'it is cut short' : 'a comma is missing');
    return true;
  }

  #value(path: string, depth: number): void {
    this.#skipBlanks();
    switch (this.#text.charCodeAt(this.#at)) {
      case QUOTE: {
        const text = this.#string();
        if (this.#problem === undefined) this.#take(path, 'text', text);
        return;
      }
      case OPEN_OBJECT:
        if (depth >= MAX_DEPTH) this.#fail('it is nested too deeply');
        else this.#object(`${path}.`, depth + 1);
        return;
      case OPEN_LIST:
        if (depth >= MAX_DEPTH) this.#fail('it is nested too deeply');
        else this.#list(path, depth + 1);
        return;
      default:
        this.#plain(path);
    }
  }

  #plain(path: string): void {
    for (const shape of [NUMBER, LITERAL]) {
      shape.lastIndex = this.#at;
      const value = shape.exec(this.#text)?.[0];
      if (value !== undefined) {
        this.#at += value.length;
        this.#take(path, shape === NUMBER ? 'number' : 'literal', value);
        return;
      }
    }
    this.#fail(this.#at >= this.#text.length ? 'it is cut short' : 'a value is none of JSON');
  }

  /** Values are handed on once it is known whether all of them are plain. */
  #list(path: string, depth: number): void {
    const start = this.#at;
    const take = this.#take;
    const plain: [JsonKind, string][] = [];
    let isPlain = true;
    this.#take = (itemPath, kind, value) => {
      if (kind === 'json' || itemPath !== path) isPlain = false;
      else plain.push([kind, value]);
    };
    this.#at += 1;
    this.#skipBlanks();
    if (this.#text.charCodeAt(this.#at) === CLOSE_LIST) {
      this.#at += 1;
      isPlain = false;
    } else {
      do {
        const code = this.#text.charCodeAt(this.#at);
        if (code === OPEN_LIST || code === OPEN_OBJECT) isPlain = false;
        this.#value(path, depth);
      } while (this.#problem === undefined && !this.#isAtEnd(CLOSE_LIST));
    }
    this.#take = take;
    if (this.#problem !== undefined) return;
    if (isPlain) for (const [kind, value] of plain) take(path, kind, value);
    else take(path, 'json', this.#text.slice(start, this.#at));
  }

  #string(): string {
    if (this.#text.charCodeAt(this.#at) !== QUOTE) {
      this.#fail(this.#at >= this.#text.length ? 'it is cut short' : 'a key is missing');
      return '';
    }
    const start = this.#at + 1;
    let end = start;
    let hasEscapes = false;
    for (;;) {
      const quote = this.#text.indexOf('"', end);
      if (quote < 0) {
        this.#fail('it is cut short');
        return '';
      }
      const backslashes = this.#backslashesBefore(quote, start);
      hasEscapes ||= backslashes > 0;
      end = quote + 1;
      if (backslashes % 2 === 0) break;
    }
    this.#at = end;
    const raw = this.#text.slice(start, end - 1);
    return hasEscapes || raw.includes('\\') ? unescapeJson(raw, this.#isBytes) : raw;
  }

  #backslashesBefore(quote: number, start: number): number {
    let at = quote;
    while (at > start && this.#text.charCodeAt(at - 1) === BACKSLASH) at -= 1;
    return quote - at;
  }

  #skipBlanks(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 9 && code !== 10 && code !== 13) return;
      this.#at += 1;
    }
  }

  #fail(problem: string): void {
    this.#problem ??= problem;
  }
}
