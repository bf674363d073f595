import type { EventPath } from './event-paths.ts';
import type { XmlTokens } from './xml-tokens.ts';

/** The tags between the texts of two elements, in bytes; what is longer is damaged, or made to take memory. */
const MAX_MARKUP_BYTES = 256;
/** Of one element. Which one it has depends on the kind of event, and of those that come often there are a few. */
const MAX_NEIGHBOURS = 8;

/** An element that stands right behind another one, and what is between their texts: `</Data><Data Name='LogonType'>`. */
export interface NeighbourElement {
  /** The place whose tag the element before it has. */
  before: EventPath;
  /** The closing tag of that, and the opening one of this, which tells no value. */
  markup: DataView;
  /** Of the closing tag, in bytes. */
  closeSize: number;
  path: EventPath;
  /** The place whose tag this element has. */
  tag: EventPath;
}

/** The neighbour of an element whose markup comes next in the XML; undefined: none that is known. */
export function findNeighbour(path: EventPath, tag: EventPath, xml: XmlTokens): NeighbourElement | undefined {
  const { neighbours } = path;
  for (let index = 0; index < neighbours.length; index += 1) {
    const neighbour = neighbours[index] as NeighbourElement;
    if (neighbour.before === tag && xml.comes(neighbour.markup)) return neighbour;
  }
  return undefined;
}

/**
 * Learns which elements stand side by side. The events of a channel are of a few kinds, so nearly all that stands between two texts
 * stood there before: to compare it takes a fraction of the time that reading two tags takes.
 */
export class NeighbourLearner {
  #path: EventPath | undefined;
  #tag: EventPath | undefined;
  #start = 0;
  #end = -1;

  /** Another event begins. */
  reset(): void {
    this.#end = -1;
  }

  /** An element ends, whose closing tag is the current token. */
  closed(path: EventPath, tag: EventPath, { start, at }: XmlTokens): void {
    this.#path = path;
    this.#tag = tag;
    this.#start = start;
    this.#end = at;
  }

  /** An element begins without a value in its tag, which is the current token. */
  opened(path: EventPath, tag: EventPath, { start, at }: XmlTokens, bytes: Buffer): void {
    const before = this.#tag;
    const neighbours = this.#path?.neighbours;
    const isBeside = this.#end === start && at - this.#start <= MAX_MARKUP_BYTES;
    if (!isBeside || before === undefined || neighbours === undefined) return;
    if (neighbours.length >= MAX_NEIGHBOURS) return;
    const markup = new DataView(Uint8Array.from(bytes.subarray(this.#start, at)).buffer);
    neighbours.push({ before, markup, closeSize: start - this.#start, path, tag });
  }
}
