import { isEqual } from '../byte-sum.ts';
import type { EventPath, EventPaths } from './event-paths.ts';
import { NeighbourLearner, findNeighbour } from './neighbour-elements.ts';
import { XmlText } from './xml-text.ts';
import * as tokens from './xml-tokens.ts';
import { XmlTokens, afterSpace } from './xml-tokens.ts';

/** What is told of an event, in its order. */
export interface EventVisitor {
  /** An element begins; `at` is where its tag does. */
  open(path: EventPath, parent: EventPath, at: number): void;
  /** The text of an element, or of an attribute. The bytes are valid until the next call. */
  value(path: EventPath, bytes: Buffer, start: number, end: number): void;
  /** An element ended; `at` is behind its end. */
  close(path: EventPath, parent: EventPath, at: number): void;
}

/** `unfinished`: well-formed so far, but a section or a comment has no end. */
export type WalkOutcome = 'whole' | 'broken' | 'unfinished';

/** As deep as elements may stand in each other. */
const MAX_DEPTH = 64;
const DATA_NAME = Buffer.from('Name', 'latin1');

/** Goes through the XML of one event, element by element. */
export class EventWalker {
  readonly tokens = new XmlTokens();
  readonly #paths: EventPaths;
  readonly #text = new XmlText();
  readonly #attribute = new XmlText();
  /** Where each open element stands, the outermost first, and the place whose tag it has: of Data with a name these differ. */
  readonly #stack: EventPath[] = [];
  readonly #tags: EventPath[] = [];
  readonly #hasChildren: boolean[] = [];
  readonly #learner = new NeighbourLearner();
  #depth = 0;
  #pieces = 0;
  /** Of the text's only piece, as long as there is only one. */
  #pieceStart = 0;
  #pieceEnd = 0;

  constructor(paths: EventPaths) {
    this.#paths = paths;
  }

  /**
   * @param top - Where the outermost elements stand.
   * @param isCut - The end of the outermost element was cut off.
   * Where it is broken or unfinished, `tokens.at` is near.
   */
  walk(
    bytes: Buffer,
    start: number,
    end: number,
    top: EventPath,
    visitor: EventVisitor,
    isCut = false,
  ): WalkOutcome {
    const { tokens: xml } = this;
    xml.begin(bytes, start, end);
    this.#stack[0] = top;
    this.#tags[0] = top;
    this.#depth = 0;
    this.#learner.reset();
    this.#dropText();
    for (;;) {
      if (this.#followNeighbour(bytes, visitor)) continue;
      const token = xml.next();
      switch (token) {
        case tokens.OPEN_TAG:
        case tokens.EMPTY_TAG:
          if (this.#depth >= MAX_DEPTH) return 'broken';
          if (token === tokens.EMPTY_TAG) {
            this.#open(bytes, visitor);
            this.#close(bytes, visitor);
          } else if (this.#open(bytes, visitor))
            this.#learner.opened(
              this.#stack[this.#depth] as EventPath,
              this.#tags[this.#depth] as EventPath,
              xml,
              bytes,
            );
          break;
        case tokens.CLOSE_TAG:
          if (!this.#isOpen(bytes)) return 'broken';
          this.#learner.closed(
            this.#stack[this.#depth] as EventPath,
            this.#tags[this.#depth] as EventPath,
            xml,
          );
          this.#close(bytes, visitor);
          break;
        case tokens.TEXT:
        case tokens.CDATA:
          this.#addPiece(bytes);
          break;
        case tokens.END:
          this.#endText(bytes, visitor, true);
          return this.#depth === (isCut ? 1 : 0) ? 'whole' : 'broken';
        case tokens.UNFINISHED:
          return 'unfinished';
        default:
          return 'broken';
      }
    }
  }

  /**
   * Closes an element and opens the one after it in one step, where the tags between their texts are byte for byte those that stood
   * there before. @returns false: they are not; nothing was done.
   */
  #followNeighbour(bytes: Buffer, visitor: EventVisitor): boolean {
    const depth = this.#depth;
    const path = this.#stack[this.#depth] as EventPath;
    if (path.neighbours.length === 0 || depth === 0) return false;
    const { tokens: xml } = this;
    const neighbour = findNeighbour(path, this.#tags[this.#depth] as EventPath, xml);
    if (neighbour === undefined) return false;
    this.#endText(bytes, visitor, this.#hasChildren[depth] === true);
    const parent = this.#stack[depth - 1] as EventPath;
    const openAt = xml.at + neighbour.closeSize;
    visitor.close(path, parent, openAt);
    this.#stack[depth] = neighbour.path;
    this.#tags[depth] = neighbour.tag;
    this.#hasChildren[depth] = false;
    visitor.open(neighbour.tag, parent, openAt);
    xml.at += neighbour.markup.byteLength;
    return true;
  }

  /** @returns whether it has no values of attributes. */
  #open(bytes: Buffer, visitor: EventVisitor): boolean {
    const { tokens: xml } = this;
    const parent = this.#stack[this.#depth] as EventPath;
    this.#endText(bytes, visitor, true);
    this.#hasChildren[this.#depth] = true;
    let isPlain = true;
    const tag = this.#paths.child(parent, bytes, xml.nameStart, xml.nameEnd);
    const isData = parent.role === 'event-data';
    this.#depth += 1;
    this.#tags[this.#depth] = tag;
    this.#stack[this.#depth] = tag;
    this.#hasChildren[this.#depth] = false;
    visitor.open(tag, parent, xml.start);
    const { attributes } = xml;
    for (let index = 0; index < xml.attributeCount; index += 1) {
      const first = index * tokens.ATTRIBUTE_WIDTH;
      const nameStart = attributes[first] as number;
      const nameEnd = attributes[first + tokens.ATTRIBUTE_NAME_END] as number;
      let start = attributes[first + tokens.ATTRIBUTE_START] as number;
      let end = attributes[first + tokens.ATTRIBUTE_END] as number;
      let source = bytes;
      if ((attributes[first + tokens.ATTRIBUTE_REFERENCES] as number) > 0) {
        const value = this.#attribute;
        value.clear();
        value.addText(bytes, start, end);
        source = value.bytes;
        start = 0;
        end = value.size;
      }
      if (isData && end > start && isEqual(DATA_NAME, bytes, nameStart, nameEnd)) {
        this.#stack[this.#depth] = this.#paths.child(parent, source, start, end);
      } else {
        isPlain = false;
        visitor.value(this.#paths.child(tag, bytes, nameStart, nameEnd), source, start, end);
      }
    }
    return isPlain;
  }

  #close(bytes: Buffer, visitor: EventVisitor): void {
    const path = this.#stack[this.#depth] as EventPath;
    this.#endText(bytes, visitor, this.#hasChildren[this.#depth] === true);
    this.#depth -= 1;
    visitor.close(path, this.#stack[this.#depth] as EventPath, this.tokens.at);
  }

  #isOpen(bytes: Buffer): boolean {
    const { tag } = this.#tags[this.#depth] as EventPath;
    const { nameStart, nameEnd } = this.tokens;
    return this.#depth > 0 && isEqual(tag, bytes, nameStart, nameEnd);
  }

  #addPiece(bytes: Buffer): void {
    const { textStart, textEnd, hasReferences } = this.tokens;
    if (this.#pieces === 0 && !hasReferences) {
      this.#pieces = 1;
      this.#pieceStart = textStart;
      this.#pieceEnd = textEnd;
      return;
    }
    const text = this.#text;
    if (this.#pieces === 1 && this.#pieceStart >= 0) text.addPlain(bytes, this.#pieceStart, this.#pieceEnd);
    if (hasReferences) text.addText(bytes, textStart, textEnd);
    else text.addPlain(bytes, textStart, textEnd);
    this.#pieceStart = -1;
    this.#pieces += 1;
  }

  /** Tells the text that stands before a tag. @param isBetween - Beside other elements: blanks are only layout. */
  #endText(bytes: Buffer, visitor: EventVisitor, isBetween: boolean): void {
    const path = this.#stack[this.#depth] as EventPath;
    const isOnePiece = this.#pieces === 0 || this.#pieceStart >= 0;
    const source = isOnePiece ? bytes : this.#text.bytes;
    const start = isOnePiece ? this.#pieceStart : 0;
    const end = isOnePiece ? this.#pieceEnd : this.#text.size;
    if (isBetween ? afterSpace(source, start, end) < end : end > start || path.hasEmptyValues) {
      visitor.value(path, source, start, end);
    }
    this.#dropText();
  }

  #dropText(): void {
    this.#pieces = 0;
    this.#pieceStart = 0;
    this.#pieceEnd = 0;
    this.#text.clear();
  }
}
