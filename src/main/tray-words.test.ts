import { describe, expect, it } from 'vitest';
import { exportSchedule } from '../../test/exports/export-schedule.ts';
import { trayWords } from './tray-words.ts';

const NOW = new Date(2026, 10, 22, 9, 30);

/** A recurring export that is due then; null: it waits for entries. */
function due(at: Date | null, name = 'errors') {
  return exportSchedule({ name, nextRunAtUnixUs: at === null ? null : at.getTime() * 1000 });
}

function next(...exports: ReturnType<typeof due>[]): string {
  return trayWords(exports, NOW, 'en-GB').next;
}

describe('the tray says', () => {
  it.each([
    [new Date(2026, 10, 22, 9, 29), 'now'],
    [new Date(2026, 10, 22, 15, 5), 'today at 15:05'],
    [new Date(2026, 10, 22, 23, 59), 'today at 23:59'],
    [new Date(2026, 10, 23, 0, 0), 'tomorrow at 00:00'],
    [new Date(2026, 10, 24, 7, 0), 'Tuesday at 07:00'],
    [new Date(2026, 10, 28, 7, 0), 'Saturday at 07:00'],
    [new Date(2026, 10, 29, 7, 0), '29 November at 07:00'],
  ])('that an export at %s comes %s', (at, words) => {
    expect(next(due(at))).toBe(`Next export: “errors”, ${words}`);
  });

  it('which of several comes first', () => {
    const late = due(new Date(2026, 10, 22, 18, 0), 'late');
    const soon = due(new Date(2026, 10, 22, 10, 0), 'soon');
    expect(next(due(null), late, soon)).toBe('Next export: “soon”, today at 10:00');
  });

  it('what waits for entries', () => {
    expect(next(due(null))).toBe('“errors” waits for what is logged');
    expect(next(due(null), due(null))).toBe('2 exports wait for what is logged');
  });

  it('how many there are', () => {
    expect(trayWords([due(null)], NOW).tooltip).toBe('Hydrant runs a recurring export');
    expect(trayWords([due(null), due(NOW)], NOW).tooltip).toBe('Hydrant runs 2 recurring exports');
  });
});
