import { expect, it } from 'vitest';
import { batchDouble } from '../../../test/headless/batch-double.ts';
import { parseProgress } from '../../../test/headless/progress-lines.ts';
import { terminalDouble } from '../../../test/headless/terminal-double.ts';
import { ExportReporter, completedText, progressText } from './export-reporter.ts';

const HALF = batchDouble({
  progress: 0.25,
  rowsWritten: 12_000,
  bytesWritten: 1_500_000,
  elapsedMs: 2000,
  currentPath: '/exports/a_0002.csv',
});
const FILE = {
  path: '/exports/a_0001.csv',
  rows: 9000,
  bySeverity: [0, 0, 0, 0, 0, 0, 9000, 0],
  sizeBytes: 1_100_000,
  sha256: 'ab'.repeat(32),
  firstId: 1,
  lastId: 9000,
};
const COMPLETED = batchDouble({
  state: 'completed',
  progress: 1,
  rowsWritten: 48_000,
  bytesWritten: 6_000_000,
  elapsedMs: 8000,
  files: [FILE, { ...FILE, path: '/exports/a_0002.csv' }],
  fileCount: 2,
  manifestPath: '/exports/a.csv.manifest.json',
});

it('says how fast it is and how long it will take', () => {
  expect(progressText(HALF)).toBe(
    'Exporting: 12,000 entries (25 %) · 6,000/s · 6 s left · /exports/a_0002.csv',
  );
  expect(progressText({ ...HALF, rowsTotal: 48_000 })).toContain('12,000 of 48,000 entries');
  expect(progressText(batchDouble())).toBe('Exporting: 0 entries (0 %) · ?/s · ? s left');
});

it('says what was written', () => {
  expect(completedText(COMPLETED)).toBe(
    '48,000 entries (6.0 MB) written to /exports/a_0001.csv and 1 more file; manifest /exports/a.csv.manifest.json',
  );
});

it('draws one line on a terminal, and takes it away at the end', () => {
  const { stream, read } = terminalDouble({ isTTY: true, columns: 200 });
  const reporter = new ExportReporter('auto', stream);
  reporter.tell(HALF);
  expect(read()).toBe(`\r\u001b[2K${progressText(HALF)}`);
  reporter.tell(COMPLETED);
  expect(read()).toBe('\r\u001b[2K');
});

it('is silent where nobody looks, or wants to', () => {
  for (const [style, isTTY] of [
    ['auto', false],
    ['none', true],
  ] as const) {
    const { stream, read } = terminalDouble({ isTTY, columns: 80 });
    const reporter = new ExportReporter(style, stream);
    reporter.tell(HALF);
    reporter.tell(COMPLETED);
    reporter.clear();
    expect(read()).toBe('');
  }
});

it('tells each step as a line of JSON, whether or not it is a terminal', () => {
  const { stream, read } = terminalDouble({ isTTY: true, columns: 80 });
  const reporter = new ExportReporter('json', stream);
  reporter.tell(HALF);
  reporter.tell(COMPLETED);
  const { lines, last } = parseProgress(read());
  expect(lines).toEqual([
    {
      batch: 7,
      state: 'running',
      rows: 12_000,
      rowsTotal: null,
      bytes: 1_500_000,
      rate: 6000,
      progress: 0.25,
      secondsLeft: 6,
      currentPath: '/exports/a_0002.csv',
    },
  ]);
  expect(last).toMatchObject({ rate: 6000, secondsLeft: 0, fileCount: 2, problem: null });
  expect(last.files[0]).toEqual({
    path: FILE.path,
    rows: 9000,
    bytes: 1_100_000,
    sha256: FILE.sha256,
  });
});
