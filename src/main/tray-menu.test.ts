import { expect, it } from 'vitest';
import { exportSchedule } from '../../test/exports/export-schedule.ts';
import { trayMenu } from './tray-menu.ts';

it('the menu of the tray does what it says, under names as the user gave them', () => {
  const done: string[] = [];
  const menu = trayMenu([exportSchedule({ name: 'R&D' }), exportSchedule({ name: 'all' })], 'Next: “R&D”', {
    show: () => done.push('show'),
    exportNow: (name) => done.push(name),
    quit: () => done.push('quit'),
  });
  expect(menu.map(({ label }) => label)).toEqual([
    'Show Hydrant',
    undefined,
    'Next: “R&&D”',
    'Export now',
    undefined,
    'Quit Hydrant',
  ]);
  const names = menu[3]?.submenu;
  if (!Array.isArray(names)) throw new Error('there is no menu below it');
  expect(names.map(({ label }) => label)).toEqual(['R&&D', 'all']);
  for (const item of [menu[0], names[0], menu[5]]) (item?.click as (() => void) | undefined)?.();
  expect(done).toEqual(['show', 'R&D', 'quit']);
});
