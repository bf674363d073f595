import { expect, it } from 'vitest';
import { macosLines } from '../../../../test/core/macos-lines.ts';
import { ShownRecords } from './shown-records.ts';

const HEADING = 'Filtering the log data using "process == "x""\n';

it.each([
  ['says how many records it printed', `${HEADING}${macosLines(3)}{"count":3,"finished":1}\n`, 'whole'],
  ['printed none', '{"count":0,"finished":1}\n', 'whole'],
  ['has no line feed at its end', `${macosLines(2)}{"count":2,"finished":1}`, 'whole'],
  ['printed fewer than it says', `${macosLines(2)}{"count":3,"finished":1}\n`, 'fewer'],
  ['was cut behind a record', macosLines(3), 'cut'],
  ['was cut in a record', macosLines(3).slice(0, -50), 'cut'],
  ['was cut in its last line', `${macosLines(1)}{"count":1,"fini`, 'cut'],
  ['printed nothing', '', 'cut'],
])('output that %s is told apart, whatever the chunks', (_what, output, verdict) => {
  for (const size of [1, 7, 100, 100_000]) {
    const shown = new ShownRecords();
    const bytes = Buffer.from(output);
    for (let at = 0; at < bytes.length; at += size) shown.add(bytes.subarray(at, at + size));
    expect(shown.verdict).toBe(verdict);
  }
});
