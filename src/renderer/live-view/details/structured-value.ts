import { formatJson } from './format-json.ts';
import { formatXml } from './format-xml.ts';
import type { FormattedPiece } from './formatted-text.ts';

/** A value that has a structure of its own, ready to be read. */
export interface StructuredValue {
  language: 'json' | 'xml';
  /** What stands before it in the text: `request failed: `. */
  prefix: string;
  pieces: readonly FormattedPiece[];
}

/** Reading it takes a few milliseconds; longer values are no longer read by people. */
const MAX_LENGTH = 262_144;
/** A text with more beginnings than these is none with JSON at its end. */
const MAX_BEGINNINGS = 8;

/** Finds JSON, XML, or JSON behind some words. null: the value is plain text, or too long to be looked at. */
export function structuredValue(text: string): StructuredValue | null {
  if (text.length > MAX_LENGTH || !/[\]}>]\s*$/.test(text.slice(-64))) return null;
  const json = formatJson(text);
  if (json !== null) return { language: 'json', prefix: '', pieces: json };
  const xml = formatXml(text);
  if (xml !== null) return { language: 'xml', prefix: '', pieces: xml };
  return jsonBehindWords(text);
}

/** `[812]` and `{}` are too often something else: behind words, only an object with a member and an array of such count. */
function jsonBehindWords(text: string): StructuredValue | null {
  let tried = 0;
  for (const { index } of text.matchAll(/(?<=[\s:=,(])(?:\[\s*)?\{\s*"/g)) {
    const pieces = formatJson(text.slice(index));
    if (pieces !== null) return { language: 'json', prefix: text.slice(0, index), pieces };
    tried += 1;
    if (tried === MAX_BEGINNINGS) break;
  }
  return null;
}
