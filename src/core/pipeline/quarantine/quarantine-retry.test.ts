import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QuarantineLab } from '../../../../test/core/quarantine-lab.ts';
import { keptAndRecounted } from '../../../../test/core/recount.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { STREAM_KEY } from '../../../../test/core/text-log-lab.ts';
import type { TextLogFormat } from '../../listener/text-log/text-log-format.ts';

const JSON_LINES: TextLogFormat = { name: 'json-lines' };
const PATTERN = '{time:%d.%m.%Y %T}|{severity}|{message}';
const odd = (second: number, word = 'ERROR', message = `odd ${String(second)}`) =>
  `22.11.2026 10:00:${String(second).padStart(2, '0')}|${word}|${message}\n`;
const even = (second: number) =>
  `{"time":"2026-11-22T10:00:${String(second).padStart(2, '0')}Z","msg":"even ${String(second)}"}\n`;

/** What the ledger says, and the same counted in the store. */
function balance(lab: QuarantineLab): { kept: unknown; counted: unknown; inFlight: number } {
  const { received, inFlight, ...kept } = lab.store.ledger.counters();
  const { dropped, duplicates } = kept;
  const stored = lab.store.count('entries');
  const quarantined = lab.store.count('quarantine');
  const row = lab.database
    .prepare('SELECT received, stored, quarantined, dropped, duplicates FROM sources')
    .get();
  return {
    kept: { memory: { received, ...kept }, store: row },
    counted: {
      memory: {
        received: stored + quarantined + dropped + duplicates,
        stored,
        quarantined,
        dropped,
        duplicates,
      },
      store: {
        received: stored + quarantined + dropped + duplicates,
        stored,
        quarantined,
        dropped,
        duplicates,
      },
    },
    inFlight,
  };
}

function expectBalanced(lab: QuarantineLab): void {
  const { kept, counted, inFlight } = balance(lab);
  expect(kept).toEqual(counted);
  expect(inFlight).toBe(0);
}

describe('what is in quarantine, tried again', () => {
  it('becomes entries at their time, between those that are stored, with the positions that they would have had', () => {
    using lab = new QuarantineLab(temporaryFolder());
    const text = `${odd(1)}${odd(2)}${even(3)}${even(5)}`;
    lab.read(text, JSON_LINES);
    // It came long after the entry that it does not belong to.
    lab.read(odd(4), JSON_LINES, { startBytes: Buffer.byteLength(text) });
    expect(lab.messages()).toEqual(['even 3', 'even 5']);
    expect(lab.retry(PATTERN)).toMatchObject([
      { tried: 2, stored: 3, duplicates: 0, stayed: [], reachedId: null },
    ]);
    expect(lab.messages()).toEqual(['odd 1', 'odd 2', 'even 3', 'odd 4', 'even 5']);
    expect(lab.quarantined()).toEqual([]);
    expectBalanced(lab);
    const { kept, recounted } = keptAndRecounted(lab.database);
    expect(kept).toEqual(recounted);
    const places = [0, odd(1).length, text.length].map((at) => `${STREAM_KEY};at=${String(at)}`);
    expect(lab.store.positions().toSorted()).toEqual(expect.arrayContaining(places));
  });

  it('is the same as if the log had been read so from the beginning', () => {
    const text = `${odd(1)}\tat a\n${odd(2, 'WARN')}${odd(3, 'INFO', 'über')}`;
    const entriesOf = (lab: QuarantineLab) =>
      lab.store.entries().map(({ entry: [, ...columns], position, fields }) => ({
        time: columns[0],
        severity: columns[1],
        message: columns[10],
        position,
        fields: fields.map(({ name, bytes }) => `${name}=${bytes.toString()}`),
      }));
    using direct = new QuarantineLab(temporaryFolder());
    direct.read(text, { name: 'pattern', patterns: [PATTERN], knownSeveritiesOnly: false });
    using again = new QuarantineLab(temporaryFolder());
    again.read(text, JSON_LINES);
    again.retry(PATTERN);
    const withoutZone = ({ fields: _fields, ...entry }: ReturnType<typeof entriesOf>[number]) => entry;
    expect(entriesOf(again).map(withoutZone)).toEqual(entriesOf(direct).map(withoutZone));
    expect(again.quarantined()).toEqual([]);
  });

  it('stays as it is when the format fits nothing of it, and says why', () => {
    using lab = new QuarantineLab(temporaryFolder());
    lab.read(`${odd(1)}${even(2)}{"broken\n`, JSON_LINES);
    const before = lab.database.prepare('SELECT * FROM quarantine').all();
    expect(lab.retry('json-lines')).toMatchObject([
      {
        tried: 2,
        stored: 0,
        stayed: expect.arrayContaining([
          { reason: 'no line before it begins an entry in this format', pieces: 1 },
          { reason: 'it is no JSON: it is cut short', pieces: 1 },
        ]) as unknown,
      },
    ]);
    expect(lab.database.prepare('SELECT * FROM quarantine').all()).toEqual(before);
    expectBalanced(lab);
  });

  it('goes back for the lines of it that are still no entry', () => {
    using lab = new QuarantineLab(temporaryFolder());
    lab.read(`# heading\n\n${odd(1)}${odd(2)}${even(3)}`, JSON_LINES);
    expect(lab.retry(PATTERN)).toMatchObject([{ tried: 1, stored: 2, stayed: [{ pieces: 1 }] }]);
    expect(lab.quarantined()).toEqual(['# heading\n\n']);
    expectBalanced(lab);
  });

  it('adds nothing when it is tried twice, nor when the log is read anew', () => {
    using lab = new QuarantineLab(temporaryFolder());
    const text = `${odd(1)}${even(2)}`;
    lab.read(text, JSON_LINES);
    lab.retry(PATTERN);
    expect(lab.retry(PATTERN)).toMatchObject([{ tried: 0, stored: 0, stayed: [] }]);
    lab.read(odd(1), { name: 'pattern', patterns: [PATTERN], knownSeveritiesOnly: false });
    expect(lab.messages()).toEqual(['odd 1', 'even 2']);
    lab.quarantine(Buffer.from(odd(1)), `${STREAM_KEY};at=0`);
    expect(lab.retry(PATTERN)).toMatchObject([{ tried: 1, stored: 0, duplicates: 1 }]);
    expect(lab.quarantined()).toEqual([]);
    expectBalanced(lab);
  });

  it('joins what was quarantined in pieces, so that a stack trace is one entry again', () => {
    using lab = new QuarantineLab(temporaryFolder());
    const pieces = [odd(1), '\tat a\n', '\tat b\n', odd(2)];
    let at = 0;
    for (const piece of pieces) {
      lab.quarantine(Buffer.from(piece), `${STREAM_KEY};at=${String(at)}`);
      at += piece.length;
    }
    expect(lab.retry(PATTERN)).toMatchObject([{ tried: 4, stored: 2 }]);
    expect(lab.messages()).toEqual(['odd 1\n\tat a\n\tat b', 'odd 2']);
    expectBalanced(lab);
  });

  it('cannot be tried where only its beginning is kept', () => {
    using lab = new QuarantineLab(temporaryFolder());
    lab.quarantine(Buffer.from(odd(1)), `${STREAM_KEY};at=0`, 70_000);
    expect(lab.retry(PATTERN)[0]?.stayed).toEqual([
      { reason: 'only its beginning is kept, so it cannot be tried again', pieces: 1 },
    ]);
    expect(lab.quarantined()).toEqual([odd(1)]);
  });

  it('is tried by choice: for one reason, or some pieces', () => {
    using lab = new QuarantineLab(temporaryFolder());
    lab.read(`${odd(1)}${even(2)}{"broken\n`, JSON_LINES);
    lab.quarantine(Buffer.from(odd(5)), `${STREAM_KEY};at=900`);
    expect(lab.step(PATTERN, { choice: { reason: 'by hand' } })).toMatchObject({ tried: 1, stored: 1 });
    const [id = 0] = lab.database.prepare<[], number>('SELECT id FROM quarantine ORDER BY id').pluck().all();
    expect(lab.step(PATTERN, { choice: { ids: [id] } })).toMatchObject({ tried: 1, stored: 1 });
    expect(lab.quarantined()).toEqual(['{"broken\n']);
    expect(lab.messages()).toEqual(['odd 1', 'even 2', 'odd 5']);
  });

  it('is dropped by the rule that drops it', () => {
    using lab = new QuarantineLab(temporaryFolder(), { drops: 4 });
    lab.read(`${odd(1)}${odd(2, 'DEBUG')}`, JSON_LINES);
    expect(lab.retry(PATTERN)).toMatchObject([{ stored: 1, dropped: 1 }]);
    expectBalanced(lab);
  });

  it('infers years from the entries around it', () => {
    using lab = new QuarantineLab(temporaryFolder());
    const bsd = (text: string) => `${text} host app: x\n`;
    const start = { modifiedUnixUs: Date.parse('2020-02-01T00:00:00Z') * 1000 };
    const first = bsd('Dec 31 10:00:00');
    lab.read(first, { name: 'rfc3164' }, start);
    lab.quarantine(Buffer.from(bsd('Dec 31 23:00:00')), `${STREAM_KEY};at=${String(first.length)}`);
    lab.retry('rfc3164');
    const times = lab.store.entries().map(({ entry }) => new Date(entry[1] / 1000).getUTCFullYear());
    expect(times).toEqual([2019, 2019]);
  });
});

describe('a journal entry in quarantine', () => {
  it('is read by its own parser again, without a format', () => {
    const target = { kind: 'journal', journal: { kind: 'directory', path: '/lab' } } as const;
    using lab = new QuarantineLab(temporaryFolder(), { target });
    const entry =
      '__CURSOR=s=0f00000000000000000000000000000f;i=1;b=0b00000000000000000000000000000b;m=1;t=5f0000000000;x=1\n' +
      '__REALTIME_TIMESTAMP=1795339501000000\n__MONOTONIC_TIMESTAMP=1\n_BOOT_ID=0b00000000000000000000000000000b\n' +
      'PRIORITY=3\nMESSAGE=of an older Hydrant\n\n';
    lab.quarantine(Buffer.from(entry), '');
    expect(lab.retry(null)).toMatchObject([{ stored: 1, stayed: [] }]);
    expect(lab.messages()).toEqual(['of an older Hydrant']);
    expectBalanced(lab);
  });
});

describe('a transaction that fails', () => {
  it.each([
    ['entries', 'INSERT'],
    ['quarantine', 'DELETE'],
    ['quarantine', 'INSERT'],
    ['sources', 'UPDATE'],
  ] as const)('while it writes to %s leaves everything as it was (%s)', (table, operation) => {
    const dataDir = temporaryFolder();
    {
      using lab = new QuarantineLab(dataDir);
      lab.read(`# heading\n${odd(1)}${even(2)}`, JSON_LINES);
      {
        using _ = lab.harm(table, operation);
        expect(() => lab.retry(PATTERN)).toThrow('injected');
      }
      expect(lab.messages()).toEqual(['even 2']);
      expect(lab.quarantined()).toHaveLength(1);
      expectBalanced(lab);
      // Capture goes on with the same writer.
      lab.read(even(3), JSON_LINES, { startBytes: 500 });
      expect(lab.messages()).toEqual(['even 2', 'even 3']);
    }
    // As after a crash at that moment.
    using next = new QuarantineLab(dataDir);
    expectBalanced(next);
    expect(next.retry(PATTERN)).toMatchObject([{ stored: 1 }]);
    expect(next.messages()).toEqual(['odd 1', 'even 2', 'even 3']);
    expectBalanced(next);
  });
});

it('many pieces are tried in steps, each piece once', () => {
  using lab = new QuarantineLab(temporaryFolder());
  const { ledger, writer } = lab.store;
  for (let number = 0; number < 2500; number += 1) {
    ledger.received += 1;
    const bytes = Buffer.from(odd(number % 60, 'INFO', `piece ${String(number)}`));
    const position = `${STREAM_KEY};at=${String(number * 100)}`;
    writer.quarantine({ sourceId: ledger.sourceId, reason: 'r', position, bytes, sizeBytes: bytes.length });
  }
  lab.store.commit();
  const outcomes = lab.retry(PATTERN, () => expectBalanced(lab));
  expect(outcomes.map(({ tried }) => tried)).toEqual([1000, 1000, 500]);
  expect(new Set(lab.messages()).size).toBe(2500);
});

it('received = stored + quarantined + dropped + duplicates + in flight, whatever is tried in whatever order', () => {
  const line = fc.oneof(
    fc.nat(59).map((second) => odd(second)),
    fc.nat(59).map((second) => odd(second, 'DEBUG')),
    fc.nat(59).map((second) => even(second)),
    fc.constantFrom('# heading\n', '\n', '\tat a.b\n', '{"broken\n', 'x'.repeat(300) + '\n', '\u00ff|\n'),
  );
  const action = fc.oneof(
    fc.record({ kind: fc.constant('read' as const), lines: fc.array(line, { minLength: 1, maxLength: 12 }) }),
    fc.record({
      kind: fc.constant('retry' as const),
      format: fc.constantFrom(PATTERN, 'json-lines', 'rsyslog', '{time:%d.%m.%Y %T}|{message}'),
      fails: fc.constantFrom(undefined, 'entries', 'sources'),
    }),
  );
  fc.assert(
    fc.property(fc.array(action, { minLength: 1, maxLength: 8 }), (actions) => {
      using lab = new QuarantineLab(temporaryFolder(), { drops: 6 });
      let at = 0;
      for (const one of actions) {
        if (one.kind === 'read') {
          lab.read(one.lines.join(''), JSON_LINES, { startBytes: at });
          at += Buffer.byteLength(one.lines.join(''));
        } else {
          using _ =
            one.fails === undefined
              ? undefined
              : lab.harm(one.fails, one.fails === 'entries' ? 'INSERT' : 'UPDATE');
          try {
            lab.retry(one.format, () => expectBalanced(lab));
          } catch (error) {
            if (one.fails === undefined) throw error;
          }
        }
        expectBalanced(lab);
      }
      // Each entry once.
      const positions = lab.store.positions();
      expect(new Set(positions).size).toBe(positions.length);
    }),
    { numRuns: 60 },
  );
});
