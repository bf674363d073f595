/** What `XmlTokens.next` found. */
export const OPEN_TAG = 1;
export const CLOSE_TAG = 2;
/** `<Security/>` */
export const EMPTY_TAG = 3;
export const TEXT = 4;
/** Text that is what it says: a CDATA section. */
export const CDATA = 5;
export const END = 6;
/** Not well-formed. */
export const BROKEN = 7;
/** Not well-formed unless more follows: a CDATA section, a comment or a processing instruction has no end. */
export const UNFINISHED = 8;

/** Of `XmlTokens.attributes`: where the name begins is the first. */
export const ATTRIBUTE_NAME_END = 1;
export const ATTRIBUTE_START = 2;
export const ATTRIBUTE_END = 3;
/** How many references such as `&lt;` the value may hold. */
export const ATTRIBUTE_REFERENCES = 4;
export const ATTRIBUTE_WIDTH = 5;

/** Texts that are longer are searched by Node. */
const SHORT_TEXT_BYTES = 64;

const AMPERSAND = 0x26;
const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const CDATA_START = Buffer.from('<![CDATA[', 'latin1');
const CDATA_END = Buffer.from(']]>', 'latin1');
const COMMENT_START = Buffer.from('<!--', 'latin1');
const COMMENT_END = Buffer.from('-->', 'latin1');
const INSTRUCTION_END = Buffer.from('?>', 'latin1');

/**
 * Splits the XML of one event into tags and text, in bytes. Strict about tags and attributes; of text it asks nothing, because Windows
 * writes characters that XML forbids. Knows no document types, and needs none.
 */
export class XmlTokens {
  /** Of a tag. */
  nameStart = 0;
  nameEnd = 0;
  /** Where the token begins, and of a tag or a section its markup with it. */
  start = 0;
  /** Of text: its bytes. */
  textStart = 0;
  textEnd = 0;
  /** It may hold references such as `&lt;`. */
  hasReferences = false;
  /** Where the next token begins; after UNFINISHED, BROKEN and END where it stopped. */
  at = 0;
  /** Of an opening or empty tag: five numbers for each attribute, as the constants ATTRIBUTE_… say. */
  readonly attributes: number[] = [];
  attributeCount = 0;
  /** What would end what is UNFINISHED. */
  terminator: Buffer = CDATA_END;

  #bytes: Buffer = CDATA_END;
  /** The same bytes: four at a time are compared in a quarter of the time. */
  #words: DataView = new DataView(CDATA_END.buffer, CDATA_END.byteOffset, CDATA_END.length);
  #end = 0;

  begin(bytes: Buffer, start: number, end: number): void {
    if (bytes !== this.#bytes) this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#bytes = bytes;
    this.#end = end;
    this.at = start;
  }

  /** Whether these bytes come next, four of them at least. */
  comes(expected: DataView): boolean {
    const { at } = this;
    const last = expected.byteLength - 4;
    if (at + last + 4 > this.#end) return false;
    const words = this.#words;
    for (let offset = 0; offset < last; offset += 4) {
      if (words.getInt32(at + offset) !== expected.getInt32(offset)) return false;
    }
    return words.getInt32(at + last) === expected.getInt32(last);
  }

  /** Comments and processing instructions are passed over. */
  next(): number {
    const bytes = this.#bytes;
    for (;;) {
      const { at } = this;
      this.start = at;
      if (at >= this.#end) return END;
      if (bytes[at] !== LESS) return this.#text(at);
      const second = at + 1 < this.#end ? (bytes[at + 1] as number) : 0;
      if (second === 0x21) {
        if (startsWith(bytes, at, this.#end, CDATA_START)) return this.#cdata(at + CDATA_START.length);
        if (!startsWith(bytes, at, this.#end, COMMENT_START)) return BROKEN;
        if (!this.#passOver(at + COMMENT_START.length, COMMENT_END)) return UNFINISHED;
      } else if (second === 0x3f) {
        if (!this.#passOver(at + 2, INSTRUCTION_END)) return UNFINISHED;
      } else return second === SLASH ? this.#closeTag(at + 2) : this.#openTag(at + 1);
    }
  }

  #text(at: number): number {
    const bytes = this.#bytes;
    const end = this.#end;
    const near = Math.min(end, at + SHORT_TEXT_BYTES);
    let next = at;
    this.hasReferences = false;
    // Most texts are short: a call of indexOf would take longer.
    for (; next < near; next += 1) {
      const byte = bytes[next] as number;
      if (byte === LESS) break;
      if (byte === AMPERSAND) this.hasReferences = true;
    }
    if (next === near && near < end) {
      const found = bytes.indexOf(LESS, near);
      next = found < 0 || found > end ? end : found;
      this.hasReferences ||= bytes.subarray(near, next).includes(AMPERSAND);
    }
    this.textStart = at;
    this.textEnd = next;
    this.at = next;
    return TEXT;
  }

  #cdata(at: number): number {
    this.textStart = at;
    if (!this.#passOver(at, CDATA_END)) return UNFINISHED;
    this.textEnd = this.at - CDATA_END.length;
    this.hasReferences = false;
    return CDATA;
  }

  #passOver(at: number, terminator: Buffer): boolean {
    const found = this.#bytes.indexOf(terminator, at);
    if (found < 0 || found + terminator.length > this.#end) {
      this.terminator = terminator;
      return false;
    }
    this.at = found + terminator.length;
    return true;
  }

  #closeTag(at: number): number {
    const bytes = this.#bytes;
    this.nameStart = at;
    this.nameEnd = nameEnd(bytes, at, this.#end);
    const close = afterSpace(bytes, this.nameEnd, this.#end);
    if (this.nameEnd === at || close >= this.#end || bytes[close] !== GREATER) return BROKEN;
    this.at = close + 1;
    return CLOSE_TAG;
  }

  #openTag(at: number): number {
    const bytes = this.#bytes;
    const end = this.#end;
    this.nameStart = at;
    this.nameEnd = nameEnd(bytes, at, end);
    if (this.nameEnd === at) return BROKEN;
    this.attributeCount = 0;
    let next = this.nameEnd;
    for (;;) {
      const before = next;
      next = afterSpace(bytes, next, end);
      if (next >= end) return BROKEN;
      const byte = bytes[next] as number;
      const isEmpty = byte === SLASH;
      if (isEmpty || byte === GREATER) {
        if (isEmpty && (next + 1 >= end || bytes[next + 1] !== GREATER)) return BROKEN;
        this.at = next + (isEmpty ? 2 : 1);
        return isEmpty ? EMPTY_TAG : OPEN_TAG;
      }
      if (next === before) return BROKEN;
      next = this.#attribute(bytes, next, end);
      if (next < 0) return BROKEN;
    }
  }

  /** The index behind an attribute; -1: it is none. */
  #attribute(bytes: Buffer, at: number, end: number): number {
    const behindName = nameEnd(bytes, at, end);
    if (behindName === at) return -1;
    let next = afterSpace(bytes, behindName, end);
    if (next >= end || bytes[next] !== EQUALS) return -1;
    next = afterSpace(bytes, next + 1, end);
    const quote = next < end ? (bytes[next] as number) : 0;
    if (quote !== QUOTE && quote !== APOSTROPHE) return -1;
    const valueStart = next + 1;
    let references = 0;
    for (next = valueStart; next < end; next += 1) {
      const byte = bytes[next] as number;
      if (byte === quote) {
        const first = this.attributeCount * ATTRIBUTE_WIDTH;
        const { attributes } = this;
        attributes[first] = at;
        attributes[first + ATTRIBUTE_NAME_END] = behindName;
        attributes[first + ATTRIBUTE_START] = valueStart;
        attributes[first + ATTRIBUTE_END] = next;
        attributes[first + ATTRIBUTE_REFERENCES] = references;
        this.attributeCount += 1;
        return next + 1;
      }
      if (byte === LESS) return -1;
      if (byte === AMPERSAND) references += 1;
    }
    return -1;
  }
}

/** Letters of any alphabet, digits, and the signs that XML allows in names. */
function nameEnd(bytes: Buffer, at: number, end: number): number {
  let next = at;
  while (next < end) {
    const byte = bytes[next] as number;
    const isSign = byte === 0x5f || byte === 0x3a || byte === 0x2d || byte === 0x2e;
    const letter = byte | 0x20;
    if ((letter < 0x61 || letter > 0x7a) && (byte < 0x30 || byte > 0x39) && byte < 0x80 && !isSign) break;
    next += 1;
  }
  return next;
}

/** The index of the next byte that is no blank. */
export function afterSpace(bytes: Uint8Array, at: number, end: number): number {
  let next = at;
  while (next < end) {
    const byte = bytes[next] as number;
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
    next += 1;
  }
  return next;
}

function startsWith(bytes: Buffer, at: number, end: number, text: Buffer): boolean {
  return at + text.length <= end && text.compare(bytes, at, at + text.length) === 0;
}
