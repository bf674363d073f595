import { expect, it } from 'vitest';
import { openSettings } from '../../state/settings.ts';
import { NEW_PLAN } from './export-plan.ts';
import { planOfSettings, rememberedOf } from './remembered-plan.ts';

function memory(kept: Map<string, string> = new Map()): Pick<Storage, 'getItem' | 'setItem'> {
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  };
}

it('begins with the defaults where nothing was exported yet', () => {
  expect(planOfSettings(openSettings(memory()).get())).toEqual(NEW_PLAN);
});

it('begins the next time as the last export was written, but says nothing of what it held', () => {
  const kept = new Map<string, string>();
  const used = {
    ...NEW_PLAN,
    format: 'tsv' as const,
    compression: 'zstd' as const,
    columns: ['time', 'ERRNO', 'message'],
    text: { ...NEW_PLAN.text, lineEnd: 'lf' as const },
    times: { format: 'unix' as const, zone: 'Europe/Berlin' },
    redacts: ['ips' as const],
    directory: '/srv/exports',
  };
  openSettings(memory(kept)).patch({
    exportForm: rememberedOf({ ...used, afterBatchId: 41, namePattern: 'once' }),
  });
  expect(planOfSettings(openSettings(memory(kept)).get())).toEqual(used);
});

it('begins with the defaults where what was kept cannot be read', () => {
  const kept = new Map([
    ['hydrant.settings', JSON.stringify({ theme: 'dark', exportForm: { format: 'xlsx' } })],
  ]);
  const settings = openSettings(memory(kept)).get();
  expect(settings.theme).toBe('dark');
  expect(planOfSettings(settings)).toEqual(NEW_PLAN);
});
