import * as fc from 'fast-check';
import type { StoredValue } from '#core/exports/export-entry.ts';
import { hostileText as anyText, hostileValue as anyValue } from './hostile-values.ts';
import type { SampleEntryParts } from './sample-entry.ts';

/** What a reader of files might take for something else than text. */
const MISTAKABLE = [
  "'=",
  "''-",
  '{"base64":"/w=="}',
  '[1]',
  'null',
  '__CURSOR=',
  'PAR1',
  '!',
  '-1',
  'time,message',
];

/** Text that can be written as UTF-8 and read again as the same text. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: anyText.map((text) => text.toWellFormed()) },
  fc.tuple(fc.constantFrom(...MISTAKABLE), fc.constantFrom('', ' x', '\n')).map((parts) => parts.join('')),
);

const hostileValue: fc.Arbitrary<StoredValue> = fc.oneof(
  { weight: 2, arbitrary: hostileText },
  anyValue.map((value) => (typeof value === 'string' ? value.toWellFormed() : value)),
);

/** Entries of every severity and time, with two raw fields, one of them part of an origin. */
export const hostileEntry: fc.Arbitrary<Required<Omit<SampleEntryParts, 'id'>>> = fc.record({
  timeUnixUs: fc.integer({ min: 0, max: 4_000_000_000_000_000 }),
  severity: fc.integer({ min: 0, max: 7 }),
  rawSeverity: fc.option(hostileText),
  host: hostileText,
  unit: hostileText,
  identifier: hostileText,
  pid: fc.option(fc.integer({ min: 0, max: 2 ** 31 - 1 })),
  message: fc.option(hostileValue),
  fields: fc.record({
    X: fc.array(hostileValue, { maxLength: 3 }),
    _BOOT_ID: fc.array(hostileValue, { maxLength: 1 }),
  }),
});
