import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, it, vi } from 'vitest';
import { macosLine, macosLines } from '../../test/core/macos-lines.ts';
import { temporaryFolder } from '../../test/core/temporary-folder.ts';
import { HydrantProcess, runHydrant } from '../../test/headless/hydrant-process.ts';

vi.setConfig({ testTimeout: 60_000 });

const DOUBLE = fileURLToPath(new URL('../../test/doubles/macos-log-double.ts', import.meta.url));
const SHOWN = new URL('../../test/fixtures/macos/show-ndjson-macos26-coreaudio.ndjson', import.meta.url);
const STREAMED = new URL('../../test/fixtures/macos/stream-ndjson-ios-simulator.ndjson', import.meta.url);

interface Counted {
  received: number;
  stored: number;
  duplicates: number;
}

let folder: string;
let env: NodeJS.ProcessEnv;
let recorded: string[];

beforeEach(() => {
  folder = temporaryFolder();
  const log = join(folder, 'log');
  mkdirSync(log);
  env = { HYDRANT_MACOS_LOG: DOUBLE, HYDRANT_MACOS_LOG_FOLDER: log };
  recorded = [SHOWN, STREAMED]
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => line.startsWith('{') && !line.includes('"finished"'));
  writeFileSync(join(log, 'log.ndjson'), `${recorded.join('\n')}\n${macosLines(5000)}`);
  writeFileSync(join(log, 'live.ndjson'), '');
});

function run(...args: string[]): readonly string[] {
  return [...args, '--source', 'macos', '--data-dir', join(folder, 'data')];
}

it('hydrant collect --once stores every record that log show prints, and once', async () => {
  const records = recorded.length + 5000;
  writeFileSync(join(folder, 'log', 'cuts'), 'cut');
  for (const hasBeenRead of [false, true]) {
    const { exitCode, stdout, stderr } = await runHydrant(run('collect', '--once'), { env });
    expect([exitCode, stderr]).toEqual([0, '']);
    const { entries, sources } = JSON.parse(stdout) as { entries: number; sources: Counted[] };
    expect(entries).toBe(records);
    expect(sources).toMatchObject([
      { stored: hasBeenRead ? 0 : records, quarantined: 0, dropped: 0, gaps: 0, problem: null },
    ]);
    for (const { received, stored, duplicates } of sources) expect(received).toBe(stored + duplicates);
  }
});

it('hydrant tail prints what macOS holds, and then what it streams', async () => {
  await using process = new HydrantProcess(run('tail', '--lines', '2', '--format', 'jsonl'), { env });
  await process.printed(/message 4999/);
  for (const count of [1, 2, 3]) {
    const line = macosLine({
      eventMessage: `streamed ${String(count)}`,
      machTimestamp: 9_000_000 + count,
      timestamp: `2026-10-01 15:23:0${String(count)}.000000+0000`,
    });
    appendFileSync(join(folder, 'log', 'live.ndjson'), line);
    await process.printed(new RegExp(`streamed ${String(count)}`));
  }
  process.child.kill('SIGTERM');
  const { exitCode, stdout } = await process.ended;
  expect(exitCode).toBe(0);
  const messages = stdout
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { message: string }).message);
  expect(messages).toEqual(['message 4998', 'message 4999', 'streamed 1', 'streamed 2', 'streamed 3']);
});
