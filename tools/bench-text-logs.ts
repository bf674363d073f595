import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { normaliseSeverity } from '#core/logic/normalise-severity.ts';
import { detectTextLog } from '#core/parser/text-log/detection/detect-text-log.ts';
import { TextLogParser } from '#core/parser/text-log/text-log-parser.ts';
import { textStreamKey } from '#core/parser/text-log/text-position.ts';
import { Dictionaries } from '#core/store/dictionaries.ts';
import { openWritableDatabase } from '#core/store/open-database.ts';
import { describeMachine } from './bench/machine.ts';
import { printTable, wholeNumber } from './bench/table.ts';
import { TEXT_LOG_KINDS, type TextLogKind } from './bench/text-log-kinds.ts';

/**
 * Measures the parsers of text logs alone, without listener and store: `node bin/run-tool.js tools/bench-text-logs.ts [LINES]`, 200,000 unless
 * said otherwise. In processor time, as other work on the machine would show in any other; the best of three, of which the first warms up.
 */
const LINES = Number(process.argv[2] ?? 200_000);
const TURNS = 3;
const CHUNK_BYTES = 64 * 1024;
const SAMPLE_BYTES = 64 * 1024;

process.stdout.write(`${describeMachine()}\n\n`);
const folder = mkdtempSync(join(tmpdir(), 'hydrant-bench-'));
try {
  const database = openWritableDatabase(folder);
  const dictionaries = new Dictionaries(database);
  printTable(
    ['format', 'lines/s', 'µs a line', 'MB/s', 'entries', 'detection ms'],
    TEXT_LOG_KINDS.map((kind) => measure(kind, dictionaries)),
  );
  database.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measure(kind: TextLogKind, dictionaries: Dictionaries): string[] {
  const { name } = kind;
  const text = Buffer.from(Array.from({ length: LINES }, (_, index) => `${kind.lineAt(index)}\n`).join(''));
  const beganDetection = performance.now();
  const found = detectTextLog(text.subarray(0, SAMPLE_BYTES));
  const detectionMs = performance.now() - beganDetection;
  if (found === undefined) throw new Error(`the format of ${name} was not detected`);
  let entries = 0;
  let bestMs = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < TURNS; turn += 1) {
    entries = 0;
    const parser = new TextLogParser({
      dictionaries,
      sourceId: 1,
      sink: {
        accept(draft) {
          normaliseSeverity(draft);
          entries += 1;
        },
        reject(reason) {
          throw new Error(`a line of ${name} was rejected: ${reason}`);
        },
        missAnchor() {
          throw new Error('a text log has no anchor to miss');
        },
      },
    });
    const before = process.cpuUsage();
    parser.startRun({
      phase: 'catch-up',
      anchor: null,
      textLog: {
        format: found.format,
        certainty: found.certainty,
        order: found.order,
        streamKey: textStreamKey(Buffer.from(name)),
        startBytes: 0,
        modifiedUnixUs: Date.UTC(2026, 10, 30) * 1000,
        lastEntryUnixUs: null,
        timeZone: 'Europe/Berlin',
        host: '',
        identifier: '',
      },
    });
    for (let at = 0; at < text.length; at += CHUNK_BYTES) parser.push(text.subarray(at, at + CHUNK_BYTES));
    parser.endRun(true);
    const { user, system } = process.cpuUsage(before);
    bestMs = Math.min(bestMs, (user + system) / 1000);
  }
  const perSecond = (LINES / bestMs) * 1000;
  return [
    name,
    wholeNumber(perSecond),
    ((bestMs * 1000) / LINES).toFixed(2),
    (text.length / 1000 / bestMs).toFixed(0),
    wholeNumber(entries),
    detectionMs.toFixed(1),
  ];
}
