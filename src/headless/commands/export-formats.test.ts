import { readFileSync } from 'node:fs';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { DuckDBTimestampTZValue } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { entryText, fieldsOfEntry, timeOf } from '../../../test/core/journal-text.ts';
import { parseExport } from '../../../test/core/parse-export.ts';
import { askDuckDb } from '../../../test/exports/duckdb.ts';
import { CommandLab } from '../../../test/headless/command-lab.ts';

/** Several processes, and the machine may be busy with other things. */
const SLOW = { timeout: 120_000 };
const DONE = { exitCode: 0, signal: null, stdout: '', stderr: '' };

/** What a spreadsheet would run, and what would break a line. */
const MESSAGES = ['=1+1', 'two\tcells, "three"; four', 'ein Grüß'];

function labOfMessages(): CommandLab {
  const lab = new CommandLab(0);
  const entries = MESSAGES.map((message, index) =>
    entryText(index + 1, ['MESSAGE', message], ['PRIORITY', '3'], ['_EXE', '/bin/demo'], ['_PID', '42']),
  );
  lab.storeText(Buffer.concat(entries));
  return lab;
}

/** Exports into a file of that name, and reads it. */
async function exported(lab: CommandLab, name: string, ...args: string[]): Promise<Buffer> {
  const ended = await lab.run('export', '--out', lab.at(name), ...args);
  expect(ended).toEqual(DONE);
  return readFileSync(lab.at(name));
}

describe('the options of hydrant export reach the file:', SLOW, () => {
  it('delimiter, byte order mark, line end, no header, raw, times', async () => {
    const options =
      '--columns time,message --delimiter ; --byte-order-mark --line-end lf --no-header --raw --time-format iso --time-zone Europe/Berlin';
    const file = await exported(labOfMessages(), 'a.csv', ...options.split(' '));
    expect(file.toString()).toBe(
      '\uFEFF2026-11-22T10:00:01.000000+01:00;=1+1\n' +
        '2026-11-22T10:00:02.000000+01:00;"two\tcells, ""three""; four"\n' +
        '2026-11-22T10:00:03.000000+01:00;ein Grüß\n',
    );
  });

  it('and are RFC 4180 in UTC, with formulas neutralised, where none are given', async () => {
    const file = await exported(labOfMessages(), 'a.csv', '--columns', 'time,message,_EXE');
    const text = file.toString();
    expect(text.startsWith("time,message,_EXE\r\n2026-11-22T09:00:01.000000Z,'=1+1,/bin/demo\r\n")).toBe(
      true,
    );
    const rows = parse(file, { record_delimiter: '\r\n' });
    expect(rows.map(([, message]) => message)).toEqual(['message', "'=1+1", MESSAGES[1], MESSAGES[2]]);
  });

  it('presets, and what goes beyond them', async () => {
    const lab = labOfMessages();
    const people = '--columns time,message --preset spreadsheet --delimiter tab'.split(' ');
    const forPeople = (await exported(lab, 'a.csv', ...people)).toString();
    expect(forPeople.startsWith("\uFEFFtime\tmessage\r\n2026-11-22 09:00:01.000\t'=1+1\r\n")).toBe(true);
    const programs = '--columns time,message --preset machine --time-format unix'.split(' ');
    const forPrograms = (await exported(lab, 'b.csv', ...programs)).toString();
    expect(forPrograms.startsWith('time,message\n1795338001.000000,=1+1\n')).toBe(true);
  });

  it('TSV, packed', async () => {
    const file = await exported(labOfMessages(), 'a.tsv.zst', '--columns', 'id,message');
    expect(zstdDecompressSync(file).toString()).toBe(
      'id\tmessage\n1\t\'=1+1\n2\ttwo\\tcells, "three"; four\n3\tein Grüß\n',
    );
  });

  it('JSON Lines', async () => {
    const options = '--columns id,time,message --time-format unix --compress gzip';
    const file = await exported(labOfMessages(), 'a.jsonl.gz', ...options.split(' '));
    const lines = gunzipSync(file).toString().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
      MESSAGES.map((message, index) => ({ id: index + 1, time: timeOf(index + 1) / 1_000_000, message })),
    );
  });

  it('the journal’s own format, with every field, into a file and to standard output', async () => {
    const lab = labOfMessages();
    const file = await exported(lab, 'a.export');
    const entries = parseExport(file).map(
      (fields) => new Map(fields.map(([name, value]) => [name, String(value)])),
    );
    expect(entries.map((entry) => entry.get('MESSAGE'))).toEqual(MESSAGES);
    for (const [name, value] of fieldsOfEntry(1, ['_EXE', '/bin/demo'], ['_PID', '42'])) {
      expect(entries[0]?.get(name)).toBe(String(value));
    }
    const process = lab.start('export', '--out', '-', '--format', 'journal', '--compress', 'gzip');
    process.child.stdout.setEncoding('latin1');
    const { exitCode, stdout } = await process.ended;
    expect(exitCode).toBe(0);
    expect(gunzipSync(Buffer.from(stdout, 'latin1')).equals(file)).toBe(true);
  });

  it('Parquet, compressed inside', async () => {
    const lab = labOfMessages();
    await exported(lab, 'a.parquet', '--columns', 'id,time,message,_EXE', '--compress', 'zstd');
    const rows = await askDuckDb(`SELECT id, time, message, _EXE FROM '${lab.at('a.parquet')}'`);
    expect(rows).toEqual(
      MESSAGES.map((message, index) => [
        BigInt(index + 1),
        new DuckDBTimestampTZValue(BigInt(timeOf(index + 1))),
        message,
        '/bin/demo',
      ]),
    );
    const codecs = await askDuckDb(
      `SELECT DISTINCT compression FROM parquet_metadata('${lab.at('a.parquet')}')`,
    );
    expect(codecs).toEqual([['ZSTD']]);
    const preview = await lab.json(
      'export',
      '--out',
      lab.at('b.parquet'),
      '--columns',
      'id,message',
      '--dry-run',
    );
    expect(preview['firstRows']).toEqual({
      kind: 'table',
      columns: ['id', 'message'],
      rows: MESSAGES.map((message, index) => [String(index + 1), message]),
      isCut: false,
    });
  });
});
