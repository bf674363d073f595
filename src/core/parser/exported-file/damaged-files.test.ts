import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileLab } from '../../../../test/core/file-lab.ts';
import { streamOf } from '../../../../test/core/journal-text.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { exportedFile } from '../../../../test/exports/exported-file.ts';
import { hostileEntry } from '../../../../test/exports/hostile-entries.ts';

const ALL = fc.sample(hostileEntry, { numRuns: 40, seed: 7 });
const TSV = ALL.map((_, index) => `${String(index)}\terror\tmessage \\\\ ${String(index)}\n`).join('');
const FILES = {
  csv: exportedFile('csv', ALL),
  jsonl: exportedFile('jsonl', ALL),
  tsv: Buffer.from(`time\tseverity\tmessage\n${TSV}`),
  journal: streamOf(1, 40),
} as const;

const damages = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('flip' as const),
      at: fc.double({ min: 0.1, max: 1, noNaN: true }),
      byte: fc.nat(255),
    }),
    fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0.3, max: 1, noNaN: true }) }),
    fc.record({
      kind: fc.constant('insert' as const),
      at: fc.double({ min: 0.1, max: 1, noNaN: true }),
      bytes: fc.uint8Array({ maxLength: 20 }),
    }),
  ),
  { minLength: 1, maxLength: 4 },
);

type Damage = (typeof damages extends fc.Arbitrary<infer D> ? D : never)[number];

function damaged(file: Buffer, all: readonly Damage[]): Buffer {
  let bytes = Buffer.from(file);
  for (const damage of all) {
    const at = Math.min(bytes.length - 1, Math.floor(bytes.length * damage.at));
    if (damage.kind === 'flip') bytes[at] = damage.byte;
    else if (damage.kind === 'cut') bytes = bytes.subarray(0, at);
    else bytes = Buffer.concat([bytes.subarray(0, at), damage.bytes, bytes.subarray(at)]);
  }
  return bytes;
}

describe.each(Object.keys(FILES) as (keyof typeof FILES)[])('a damaged %s file', (format) => {
  it('is read to its end, every row of it an entry or in quarantine, and reading it again adds nothing', async () => {
    await fc.assert(
      fc.asyncProperty(damages, async (all) => {
        const folder = temporaryFolder();
        const path = join(folder, 'file');
        writeFileSync(path, damaged(FILES[format], all));
        await using lab = new FileLab(join(folder, 'data'), path);
        await lab.read();
        const { pipeline } = lab;
        // Damage at the beginning may make it unrecognisable; the heading is spared here, but not the first row.
        if (pipeline.state === 'failed') {
          expect(pipeline.problem?.code).toBe('file.unknown-format');
          return;
        }
        const counters = pipeline.ledger.counters();
        expect(counters.received).toBe(counters.stored + counters.quarantined + counters.duplicates);
        expect(counters.inFlight).toBe(0);
        expect(lab.entries()).toHaveLength(counters.stored);
        expect(lab.rejects()).toHaveLength(counters.quarantined);
        await lab.readAgain();
        expect(pipeline.ledger.counters()).toEqual(counters);
        expect(lab.rejects()).toHaveLength(counters.quarantined);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a row that cannot be read', () => {
  async function rejectsOf(content: string | Buffer) {
    const folder = temporaryFolder();
    const path = join(folder, 'file');
    writeFileSync(path, content);
    await using lab = new FileLab(join(folder, 'data'), path);
    await lab.read();
    return {
      messages: lab.entries().map(({ message }) => String(message)),
      rejects: lab.rejects(),
      state: lab.pipeline.stateText,
      problem: lab.pipeline.problem,
    };
  }

  it.each([
    ['time,message\n1,a\n1,b,c\n2,d\n', 'Row 2: the row has 3 cells and the heading 2', '1,b,c'],
    ['time,message\n1,a\n1,"b"c\n2,d\n', 'Row 2: something follows a closing quote', '1,"b"c'],
    ['time,message\n1,a\nnever,b\n2,d\n', 'Row 2: its time "never" is none that an export writes', 'never,b'],
    ['time,message\n1,a\n,b\n2,d\n', 'Row 2: it has no time', ',b'],
    ['time\tmessage\n1\ta\n1\tb\\x\n2\t"d\n', 'Row 2: a backslash stands for nothing known', '1\tb\\x'],
    [
      '{"time":"1","message":"a"}\n{"time":\n{"time":"2","message":"d"}\n',
      'Row 2: the row is no JSON: ',
      '{"time":',
    ],
    [
      '{"time":"1","message":"a"}\n[1]\n{"time":"2","message":"d"}\n',
      'Row 2: the row is no JSON object',
      '[1]',
    ],
  ])('is in quarantine with its number, its bytes and the reason: %j', async (content, reason, bytes) => {
    const { messages, rejects, problem } = await rejectsOf(content);
    expect(messages.map((message) => message.at(-1))).toEqual(['a', 'd']);
    expect(rejects).toMatchObject([{ bytes: Buffer.from(bytes), sizeBytes: bytes.length }]);
    expect(rejects[0]?.reason).toContain(reason);
    expect(rejects[0]?.position).toMatch(/^file:[0-9a-f]{32};row=2$/);
    expect(problem).toBeNull();
  });

  it('is one that is not UTF-8 where it has to be', async () => {
    const content = Buffer.concat([
      Buffer.from('{"time":"1","message":"a"}\n{"time":"1","message":"'),
      Buffer.from([0xff]),
      Buffer.from('"}\n'),
    ]);
    expect((await rejectsOf(content)).rejects).toMatchObject([{ reason: 'Row 2: the row is not UTF-8' }]);
  });

  it('is one that is larger than 16 MiB, which is read past in bounded memory', async () => {
    const large = 'x'.repeat(17 * 1024 * 1024);
    const { messages, rejects } = await rejectsOf(`time,message\n1,a\n1,"${large}"\n2,d\n`);
    expect(messages).toEqual(['a', 'd']);
    expect(rejects).toMatchObject([{ sizeBytes: large.length + 4 }]);
    expect(rejects[0]?.reason).toContain('larger than 16777216 bytes');
    expect(rejects[0]?.bytes.length).toBe(64 * 1024);
  });

  it('is one that is nested without end', async () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const { messages, rejects } = await rejectsOf(
      `{"time":"1","message":"a"}\n{"time":"1","message":"b","X":{"y":${deep}}}\n{"time":"2","message":"d"}\n`,
    );
    expect(messages).toEqual(['a', 'd']);
    expect(rejects).toHaveLength(1);
  });

  it('is one with a field whose name is too long', async () => {
    const content = `{"time":"1","message":"a"}\n{"time":"1","message":"b","${'N'.repeat(257)}":"x"}\n`;
    const { rejects } = await rejectsOf(content);
    expect(rejects[0]?.reason).toBe('Row 2: the name of a field is longer than 256 characters');
  });

  it('is the last of a file that was cut, where that shows; else the state says that it may be', async () => {
    const cut = await rejectsOf('time,severity,message\n1,info,a\n2,in');
    expect(cut.rejects).toMatchObject([{ reason: 'Row 2: the row has 2 cells and the heading 3' }]);
    expect(cut.state).toContain('its last row has no line end and may be cut short');
    const message = await rejectsOf('time,message\n1,a\n2,half a mess');
    expect(message.messages).toEqual(['a', 'half a mess']);
    expect(message.state).toContain('its last row has no line end and may be cut short');
    const whole = await rejectsOf('time,message\n1,a\n2,whole\n');
    expect(whole.state).toBe('Read the whole CSV file');
  });

  it('does not keep the entries around it from being stored when there are too many names', async () => {
    const names = (from: number) =>
      Object.fromEntries(Array.from({ length: 7000 }, (_, index) => [`F${String(from + index)}`, 'x']));
    const rows = [0, 7000, 14_000, 0].map((from, index) => ({
      time: '1',
      message: String(index),
      ...names(from),
    }));
    const { messages, rejects } = await rejectsOf(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    expect(messages).toEqual(['0', '1', '3']);
    expect(rejects[0]?.reason).toBe('Row 3: there are too many different names of fields');
  });
});
