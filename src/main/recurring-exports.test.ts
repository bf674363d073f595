import { expect, it } from 'vitest';
import type { EngineApi } from '#contract/engine-api.ts';
import { AppError } from '#contract/errors.ts';
import type { ExportSchedule } from '#contract/export-schedule.ts';
import type { MethodName } from '#contract/methods.ts';
import { EventHub } from '#core/engine/event-hub.ts';
import { exportSchedule } from '../../test/exports/export-schedule.ts';
import { RecurringExports } from './recurring-exports.ts';

/** An engine that has these recurring exports. */
function engineOf(schedules: ExportSchedule[]) {
  const events = new EventHub();
  const world = { schedules, capture: 'here', isLost: false, looks: 0 };
  const api = {
    call: async (method: MethodName) => {
      await Promise.resolve();
      if (world.isLost) throw new AppError('connection.lost', 'gone');
      if (method === 'status.get') return { capture: world.capture };
      world.looks += 1;
      return { schedules: world.schedules };
    },
    subscribe: events.subscribe.bind(events),
  };
  return { api: api as unknown as EngineApi, world, changed: () => events.emit('schedules.changed', {}) };
}

const names = (exports: readonly ExportSchedule[]) => exports.map(({ name }) => name);

it('what this app runs are the enabled ones, as long as it captures', async () => {
  const { api, world, changed } = engineOf([
    exportSchedule({ name: 'on' }),
    exportSchedule({ name: 'off', isEnabled: false }),
  ]);
  const told: string[][] = [];
  const exports = new RecurringExports(api, (running) => told.push(names(running)));
  await exports.refresh();
  expect(names(exports.running)).toEqual(['on']);
  world.schedules = [];
  changed();
  await exports.refresh();
  expect(told.at(-1)).toEqual([]);
  Object.assign(world, { schedules: [exportSchedule({ name: 'on' })], capture: 'elsewhere' });
  await exports.refresh();
  expect(exports.running).toEqual([]);
});

it('what changes while it looks is seen, and many changes cost few looks', async () => {
  const { api, world, changed } = engineOf([exportSchedule({ name: 'first' })]);
  const exports = new RecurringExports(api, () => undefined);
  const looked = exports.refresh();
  world.schedules = [exportSchedule({ name: 'second' })];
  for (let count = 0; count < 100; count += 1) changed();
  await looked;
  expect(names(exports.running)).toEqual(['second']);
  expect(world.looks).toBeLessThanOrEqual(2);
});

it('an engine that does not answer changes nothing', async () => {
  const { api, world } = engineOf([exportSchedule({ name: 'on' })]);
  const exports = new RecurringExports(api, () => undefined);
  await exports.refresh();
  world.isLost = true;
  await exports.refresh();
  expect(names(exports.running)).toEqual(['on']);
});
