import type { EntryHeading } from '../entry-heading.ts';
import { KeyValues } from '../key-values.ts';
import type { LineFormat, LineReading } from '../line-format.ts';
import { JsonScanner, type JsonKind } from './json-scanner.ts';

const FIRST_WORD = /^[ \t]*\{[ \t]*["}]/;
/** Lists of OpenTelemetry's `{ key, value: { stringValue } }`. Source: opentelemetry-proto, common.proto, KeyValue and AnyValue. */
const OTEL_LIST = /(?:^|\.)attributes$/;
const OTEL_VALUES: ReadonlySet<string> = new Set(
  ['stringValue', 'boolValue', 'intValue', 'doubleValue', 'bytesValue'].map((kind) => `value.${kind}`),
);

/**
 * JSON Lines: one object a line, its keys as known-keys.ts knows them. Nested keys are joined by dots, a list of plain values is several
 * values, null is none. An object without a message is its own message. Other lines, such as the trace of a crash, belong to the
 * entry before; what begins like an object and is none is no entry.
 */
export class JsonLinesFormat implements LineFormat {
  readonly #values = new KeyValues();
  readonly #scanner = new JsonScanner();
  readonly #attributes = new JsonScanner();

  read(line: string, heading: EntryHeading): LineReading {
    if (!FIRST_WORD.test(line)) return 'continues';
    const values = this.#values;
    values.begin(heading);
    const problem = this.#scanner.scan(line, heading.isBytes, (path, kind, value) => {
      this.#take(path, kind, value, heading);
    });
    if (problem !== undefined) return { unreadable: `it is no JSON: ${problem}` };
    values.finish();
    if (!values.has('message')) heading.messageStart = 0;
    return 'begins';
  }

  #take(path: string, kind: JsonKind, value: string, heading: EntryHeading): void {
    if (kind === 'literal' && value === 'null') return;
    if (kind === 'json' && OTEL_LIST.test(path) && this.#takeAttributes(path, value, heading)) return;
    this.#values.take(path, value, kind !== 'json');
  }

  /** false: the list is none of keys and values; nothing was taken. */
  #takeAttributes(path: string, list: string, heading: EntryHeading): boolean {
    const pairs: { key: string; value: string }[] = [];
    let isWhole = true;
    for (const item of splitObjects(list)) {
      let key: string | undefined;
      const found: string[] = [];
      const problem = this.#attributes.scan(item, heading.isBytes, (name, kind, value) => {
        if (name === 'key' && key === undefined) key = value;
        else if (OTEL_VALUES.has(name) && kind !== 'json') found.push(value);
        else isWhole = false;
      });
      const [value, ...more] = found;
      if (problem !== undefined || key === undefined || value === undefined || more.length > 0)
        isWhole = false;
      else pairs.push({ key, value });
    }
    if (!isWhole || pairs.length === 0) return false;
    for (const pair of pairs) this.#values.take(`${path}.${pair.key}`, pair.value);
    return true;
  }
}

/** The objects of a list of objects that is known to be JSON, as they are written. */
function splitObjects(list: string): string[] {
  const objects: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < list.length; at += 1) {
    const character = list[at];
    if (character === '"') {
      at += 1;
      while (at < list.length && list[at] !== '"') at += list[at] === '\\' ? 2 : 1;
    } else if (character === '{') {
      if (depth === 0) start = at;
      depth += 1;
    } else if (character === '}') {
      depth -= 1;
      if (depth === 0) objects.push(list.slice(start, at + 1));
    }
  }
  return objects;
}
