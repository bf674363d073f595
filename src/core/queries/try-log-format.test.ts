import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { FormatSample, FormatTrial } from '#contract/log-format.ts';
import { METHODS } from '#contract/methods.ts';
import { QuarantineLab } from '../../../test/core/quarantine-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { groupQuarantined, listQuarantined } from './quarantine.ts';
import { tryLogFormat } from './try-log-format.ts';

const PATTERN = '{time} {thread} <{severity}> {message}';
const line = (number: number) =>
  `2026-11-22 10:15:00.${String(number % 1000).padStart(3, '0')} w-1 <warn> m ${String(number)}\n`;
const linesOf = (count: number) => Array.from({ length: count }, (_, number) => line(number)).join('');

/** As it crosses the border. */
function tryOn(lab: QuarantineLab, sample: FormatSample, format: string | null): FormatTrial {
  return METHODS['sources.tryFormat'].result.parse(tryLogFormat(lab.database, sample, format, () => false));
}

function tryFile(content: string | Buffer, format: string | null): FormatTrial {
  const folder = temporaryFolder();
  const path = join(folder, 'app.log');
  writeFileSync(path, content);
  using lab = new QuarantineLab(join(folder, 'data'));
  return tryOn(lab, { of: 'file', path }, format);
}

describe('a format that is tried on a file', () => {
  it('is shown with what it finds in each line', () => {
    const trial = tryFile(`${line(7)}\tat a.b\nodd\n`, PATTERN);
    expect(trial).toMatchObject({
      problem: null,
      format: { format: PATTERN, certainty: null },
      entries: 1,
      furtherLines: 1,
      strangeLines: 1,
    });
    expect(trial.lines).toMatchObject([
      {
        number: 1,
        reading: {
          kind: 'entry',
          severity: 4,
          rawSeverity: 'warn',
          message: 'm 7',
          fields: [{ name: 'thread', value: 'w-1' }],
        },
      },
      { number: 2, reading: { kind: 'further' } },
      { number: 3, text: 'odd', reading: { kind: 'strange', at: 0 } },
    ]);
  });

  it.each([
    [199, 199, 0],
    [200, 200, 0],
    [201, 200, 1],
    [400, 200, 200],
    [50_000, 200, 200],
  ])('of %i lines reads the first %i and the last %i, none twice', (count, first, last) => {
    const { lines, entries } = tryFile(linesOf(count), PATTERN);
    const messages = lines.map(({ reading }) => (reading.kind === 'entry' ? reading.message : null));
    const numbers = Array.from({ length: count }, (_, number) => number);
    const expected = [...numbers.slice(0, first), ...(last === 0 ? [] : numbers.slice(-last))];
    expect(messages).toEqual(expected.map((number) => `m ${String(number)}`));
    expect(lines.filter(({ number }) => number === null)).toHaveLength(last);
    expect(entries).toBe(first + last);
  });

  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ])('is tried on the first lines of one that %s compressed', (_, compress) => {
    expect(tryFile(compress(Buffer.from(linesOf(20_000))), PATTERN)).toMatchObject({ entries: 200 });
  });

  it('is told by the lines when none is said, with why and what else would fit', () => {
    const trial = tryFile(linesOf(20), null);
    expect(trial.format?.certainty).toBe('certain');
    expect(trial.findings[0]).toMatch(/^It looks like lines like /);
    expect(trial.alternatives.length).toBeGreaterThan(0);
  });

  it('is none when no known one explains the lines', () => {
    const trial = tryFile('a\nb\n', null);
    expect(trial).toMatchObject({ format: null, problem: null, entries: 0 });
    expect(trial.lines.map(({ text }) => text)).toEqual(['a', 'b']);
  });

  it.each([
    ['', 'it is no name of one and has no {time}', null],
    ['{message}', 'there is no {time}', 0],
    ['{time} {host', 'a { has no } behind it; a brace itself is written {{', 7],
  ])('and means nothing says where: %s', (format, message, at) => {
    expect(tryFile(line(1), format).problem).toEqual({ message, at });
  });

  it('is refused for a file that is not there, and for a source that is not there', () => {
    using lab = new QuarantineLab(temporaryFolder());
    expect(() => tryOn(lab, { of: 'file', path: '/nowhere/app.log' }, PATTERN)).toThrow('There is no file');
    expect(() => tryOn(lab, { of: 'source', sourceId: 77 }, PATTERN)).toThrow('has the number 77');
  });

  it('is given up when nobody wants it any more', () => {
    const path = join(temporaryFolder(), 'app.log');
    writeFileSync(path, line(1));
    using lab = new QuarantineLab(temporaryFolder());
    expect(() => tryLogFormat(lab.database, { of: 'file', path }, PATTERN, () => true)).toThrow('Cancelled');
  });
});

describe('what is in quarantine', () => {
  it('is a sample for a format, as far as it is kept whole', () => {
    using lab = new QuarantineLab(temporaryFolder());
    const { sourceId } = lab.store.ledger;
    lab.read(`${line(1)}odd\n`, { name: 'json-lines' });
    lab.quarantine(Buffer.from(line(2)), 'p', 99_999);
    lab.quarantine(Buffer.from(line(3).trimEnd()), 'p');
    const sample = { of: 'quarantine', choice: { sourceId } } as const;
    const trial = tryOn(lab, sample, PATTERN);
    expect(trial).toMatchObject({ entries: 2, strangeLines: 1 });
    expect(trial.lines.map(({ text }) => text)).toEqual([line(1).trimEnd(), 'odd', line(3).trimEnd()]);
    const some = tryOn(lab, { of: 'quarantine', choice: { sourceId, reason: 'by hand' } }, PATTERN);
    expect(some.entries).toBe(1);
  });

  it('is counted by source and reason, and listed by choice', () => {
    using lab = new QuarantineLab(temporaryFolder());
    const { sourceId } = lab.store.ledger;
    expect(groupQuarantined(lab.database)).toEqual({ groups: [], total: 0 });
    for (let number = 0; number < 3; number += 1)
      lab.quarantine(Buffer.from('x'), 'p', number === 0 ? 70_000 : 1);
    lab.read('odd\n', { name: 'json-lines' });
    const { groups, total } = METHODS['quarantine.groups'].result.parse(groupQuarantined(lab.database));
    expect(total).toBe(4);
    expect(groups).toMatchObject([
      { sourceId, reason: 'by hand', pieces: 3, cutPieces: 1, sizeBytes: 70_002 },
      { sourceId, reason: 'no line before it begins an entry', pieces: 1, cutPieces: 0 },
    ]);
    const chosen = listQuarantined(lab.database, 2, undefined, { sourceId, reason: 'by hand' });
    expect(chosen).toMatchObject({ total: 3, quarantined: [{ reason: 'by hand' }, { reason: 'by hand' }] });
    const before = chosen.quarantined.at(-1)?.id ?? 0;
    expect(
      listQuarantined(lab.database, 2, before, { sourceId, reason: 'by hand' }).quarantined,
    ).toHaveLength(1);
    expect(listQuarantined(lab.database, 9).total).toBe(4);
  });
});
