import { expect, it, vi } from 'vitest';
import type { ExportSchedule } from '#contract/export-schedule.ts';
import { ScriptedApi } from '../../../../test/renderer/scripted-api.ts';
import { ExportSchedules } from './export-schedules.ts';

function schedule(name: string): ExportSchedule {
  return { name } as ExportSchedule;
}

function names(schedules: ExportSchedules): string[] | undefined {
  return schedules.schedules.get()?.map(({ name }) => name);
}

it('reads them again when one has changed', async () => {
  const api = new ScriptedApi();
  const schedules = new ExportSchedules(api);
  expect(schedules.schedules.get()).toBeNull();
  api.answer('schedules.list', () => ({ schedules: [schedule('nightly')] }));
  await schedules.read();
  api.answer('schedules.list', () => ({ schedules: [schedule('errors'), schedule('nightly')] }));
  api.emit('schedules.changed', {});
  await vi.waitFor(() => {
    expect(names(schedules)).toEqual(['errors', 'nightly']);
  });
});

it('shows no answer that was overtaken by a later one', async () => {
  const api = new ScriptedApi();
  const schedules = new ExportSchedules(api);
  api.answer('schedules.list', () => ({ schedules: [schedule('old')] }));
  const letGo = api.holdBack('schedules.list');
  const first = schedules.read();
  await Promise.resolve();
  await Promise.resolve();
  api.answer('schedules.list', () => ({ schedules: [schedule('new')] }));
  const second = schedules.read();
  letGo();
  await Promise.all([first, second]);
  expect(names(schedules)).toEqual(['new']);
});

it('keeps the last list when they cannot be read', async () => {
  const api = new ScriptedApi();
  const schedules = new ExportSchedules(api);
  api.answer('schedules.list', () => ({ schedules: [schedule('nightly')] }));
  await schedules.read();
  api.answer('schedules.list', () => {
    throw new Error('lost');
  });
  await expect(schedules.read()).rejects.toThrow('lost');
  api.emit('schedules.changed', {});
  await vi.waitFor(() => {
    expect(api.calls).toHaveLength(3);
  });
  expect(names(schedules)).toEqual(['nightly']);
});
