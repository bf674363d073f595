import type { Dictionaries } from '../../store/dictionaries.ts';
import type { MacosKeys } from './macos-keys.ts';
import { JsonScanner, afterSpace } from './json-scanner.ts';
import { unescapeJson } from './json-string.ts';
import { KeptFields } from '../kept-fields.ts';

/**
 * The number of an origin, made of the members of a record that say where it comes from, each as `"key":value`. The unit is the
 * subsystem, the identifier the name of the executable; a record does not say which machine it is of.
 */
export function macosOrigin(
  dictionaries: Dictionaries,
  sourceId: number,
  keys: MacosKeys,
  members: readonly Buffer[],
): number {
  const scanner = new JsonScanner();
  const fields = members.map((member) => {
    const nameEnd = scanner.stringEnd(member, 1, member.length);
    const key = keys.recognise(member, 1, nameEnd);
    const colon = afterSpace(member, nameEnd + 1, member.length);
    const start = afterSpace(member, colon + 1, member.length);
    return { key, bytes: macosValue(scanner, member, start, member.length) };
  });
  const textOf = (name: string) => fields.find(({ key }) => key.name === name)?.bytes.toString('utf8') ?? '';
  // In an order of its own: the order of the keys has changed with macOS.
  const sorted = fields.toSorted(
    (a, b) => a.key.name.localeCompare(b.key.name, 'en') || Buffer.compare(a.bytes, b.bytes),
  );
  const kept = new KeptFields();
  for (const { key, bytes } of sorted) kept.add(key, bytes, 0, bytes.length);
  return dictionaries.originId({
    sourceId,
    host: '',
    unit: textOf('subsystem'),
    identifier: textOf('processImagePath').replace(/^.*\//s, ''),
    fields: kept.copyOut() ?? Buffer.alloc(0),
    hasOwnNames: true,
  });
}

/** The bytes that a well-formed value stands for: a string's own; of all else, the JSON that it is. */
function macosValue(scanner: JsonScanner, bytes: Buffer, start: number, end: number): Buffer {
  if (bytes[start] !== 0x22) return bytes.subarray(start, end);
  scanner.stringEnd(bytes, start + 1, end);
  return scanner.hasEscapes ? unescapeJson(bytes, start + 1, end - 1) : bytes.subarray(start + 1, end - 1);
}
