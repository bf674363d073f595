import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { comparableFields } from '../../../../test/core/comparable-fields.ts';
import { cursorFirst } from '../../../../test/core/cursor-first.ts';
import { entryText, streamOf } from '../../../../test/core/journal-text.ts';
import { parseExport } from '../../../../test/core/parse-export.ts';
import { throughStore } from '../../../../test/core/through-store.ts';
import { encodeExportEntry } from '../../../../test/journal/export-encoding.ts';
import { recordedEntries } from '../../../../test/journal/recorded-entries.ts';

const SAMPLES = [
  'debian12-systemd252.jsonl',
  'debian12-systemd252-kernel.jsonl',
  'debian13-systemd257.jsonl',
  'tricky-systemd252.jsonl',
  'tricky-systemd257.jsonl',
  'tricky-systemd257-all.jsonl',
  'huge-2MB-message-all.jsonl',
  'stdout-units-systemd257-all.jsonl',
  'output-fields-systemd257.jsonl',
  'remote-dir-systemd257.jsonl',
];

describe('every recorded sample', () => {
  it.each(SAMPLES)('%s comes back from the store entry for entry, byte for byte', (sample) => {
    const recorded = recordedEntries(sample).map(cursorFirst);
    const stored = throughStore(Buffer.concat(recorded.map(encodeExportEntry)), 64 * 1024);
    expect(stored.length).toBe(recorded.length);
    for (const [index, fields] of recorded.entries()) expect(stored[index]).toEqual(comparableFields(fields));
  });

  it("journalctl's own export format comes back as it is", () => {
    const text = readFileSync(new URL('../../../../test/fixtures/linux/format-export.txt', import.meta.url));
    const expected = parseExport(text);
    expect(expected.length).toBe(12);
    expect(throughStore(text)).toEqual(expected.map(comparableFields));
  });
});

describe('chunks', () => {
  const text = Buffer.concat(
    ['tricky-systemd257-all.jsonl', 'stdout-units-systemd257-all.jsonl'].flatMap((sample) =>
      recordedEntries(sample).map((fields) => encodeExportEntry(cursorFirst(fields))),
    ),
  );
  const small = Buffer.concat([streamOf(1, 20), entryText(21, ['MESSAGE', 'a\nb']), streamOf(22, 30)]);

  it('of 7 bytes and of 64 KiB give what one piece gives', () => {
    const whole = throughStore(text);
    expect(throughStore(text, 64 * 1024)).toEqual(whole);
    expect(throughStore(text, 997)).toEqual(whole);
    expect(throughStore(small, 7)).toEqual(throughStore(small));
  });

  it('of single bytes give what one piece gives', () => {
    expect(throughStore(small, 1)).toEqual(throughStore(small));
  });
});
