import {
  appendFileSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * Stands for /usr/bin/log of macOS, which runs nowhere else: HYDRANT_MACOS_LOG=test/doubles/macos-log-double.ts. It replays records as `log` prints
 * them, recorded or in the recorded form, from the folder that HYDRANT_MACOS_LOG_FOLDER names, or else its first argument:
 * `log.ndjson`: what macOS holds; `log show` prints of it what is not before `--start`, and the trailer that macOS 26 prints.
 * `live.ndjson`: what `log stream` prints of what is appended after it began, in pieces that end anywhere.
 * `cuts`: how `log show` ends the next times, a word for each: `cut` in the middle of a record, `fewer` without one that it counts; both with 0.
 * `stream-dies`: while it is there, `log stream` ends at once with 1. `denied`: while it is there, both end as for a user without rights.
 * `calls`: every call is noted there.
 */
const given = process.argv.slice(2);
const folder = process.env['HYDRANT_MACOS_LOG_FOLDER'] ?? given.shift() ?? '';
const [command = '', ...words] = given;
const at = (name: string) => join(folder, name);
appendFileSync(at('calls'), `${[command, ...words].join(' ')}\n`);

if (existsSync(at('denied'))) {
  process.stderr.write('log: Could not open local log store: Operation not permitted\n');
  process.exit(1);
} else if (command === 'show') show();
else stream();

function show(): void {
  const start = words[words.indexOf('--start') + 1] ?? '';
  const since = words.includes('--start') ? Date.parse(start.replace(' ', 'T').replace('+0000', 'Z')) : 0;
  const lines = readFileSync(at('log.ndjson'), 'utf8').split('\n').slice(0, -1);
  const shown = lines.filter((line) => {
    const { timestamp } = JSON.parse(line) as { timestamp: string };
    return Date.parse(timestamp.replace(' ', 'T').replace(/(\d\d)(\d\d)$/, '$1:$2')) >= since;
  });
  const count = shown.length;
  const [cut, ...cuts] = existsSync(at('cuts')) ? readFileSync(at('cuts'), 'utf8').split(' ') : [];
  if (cut !== undefined) writeFileSync(at('cuts'), cuts.join(' '));
  const middle = Math.floor(count / 2);
  if (cut === 'cut') {
    process.stdout.write(`${shown.slice(0, middle).join('\n')}\n${shown[middle]?.slice(0, 100) ?? ''}`);
    return;
  }
  if (cut === 'fewer') shown.splice(middle, 1);
  process.stdout.write([...shown, `{"count":${String(count)},"finished":1}`, ''].join('\n'));
}

function stream(): void {
  if (existsSync(at('stream-dies'))) process.exit(1);
  const path = at('live.ndjson');
  const descriptor = openSync(path, 'r');
  let offset = statSync(path).size;
  const readOn = () => {
    const bytes = Buffer.alloc(777);
    for (;;) {
      const count = readSync(descriptor, bytes, 0, bytes.length, offset);
      if (count === 0) return;
      offset += count;
      process.stdout.write(Buffer.from(bytes.subarray(0, count)));
    }
  };
  watch(path, readOn);
  appendFileSync(at('calls'), 'streaming\n');
  readOn();
}
