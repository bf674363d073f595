import { describe, expect, it } from 'vitest';
import type { SourceTarget } from '../listener/source-target.ts';
import { severityKey } from '../logic/changed-severities.ts';
import { severitiesOf } from './source-severities.ts';

const TARGETS: readonly SourceTarget[] = [
  { kind: 'journal', journal: { kind: 'system' } },
  { kind: 'demo', seed: 1 },
  { kind: 'kernel' },
  { kind: 'syslog', address: { transport: 'tcp', host: '127.0.0.1', port: 5514 } },
  { kind: 'macos', level: 'default' },
  { kind: 'windows', channel: 'System' },
  { kind: 'text-log', path: '/a.log', format: null },
  { kind: 'file', path: '/a.csv' },
];

describe.each(TARGETS)('the severities of $kind', (target) => {
  const description = severitiesOf(target);
  const scales = description?.scales ?? [];

  it('are shown as they are read', () => {
    expect(scales.length).toBeGreaterThan(0);
    for (const { words, severityOf, reference } of scales) {
      expect(reference).not.toBe('');
      expect(words.map(([raw]) => severityOf(raw))).toEqual(words.map(([, severity]) => severity));
    }
  });

  it('have no word twice in a scale, and none that stands for no severity', () => {
    for (const { words } of scales) {
      const keys = words.map(([raw]) => severityKey(raw, description?.isCaseSensitive ?? true));
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys).not.toContain('');
    }
  });
});

it('a folder of logs has none of its own', () => {
  expect(severitiesOf({ kind: 'log-folder', pattern: '/logs' })).toBeNull();
});
