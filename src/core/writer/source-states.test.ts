import { expect, it } from 'vitest';
import type { SourceStatus } from '#contract/status.ts';
import { streamOf } from '../../../test/core/journal-text.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { readStoreFacts } from '../queries/store-facts.ts';
import { saveSourceStates } from './source-states.ts';

function statesOf(lab: StoreLab, change: Partial<SourceStatus>): SourceStatus[] {
  return readStoreFacts(lab.database, lab.dataDir).sources.map((source) => ({ ...source, ...change }));
}

it('a reader in another process sees what the listeners are doing, and why they cannot read', () => {
  using lab = new StoreLab(temporaryFolder());
  lab.store(streamOf(1, 3));
  const problem = { code: 'source.empty' as const, message: 'Nothing there.', remedy: 'Wait.' };
  saveSourceStates(lab.database, statesOf(lab, { state: 'waiting', stateText: 'Waiting', problem }));
  expect(readStoreFacts(lab.context().database, lab.dataDir).sources).toMatchObject([
    { state: 'waiting', stateText: 'Waiting', problem, counters: { received: 3, stored: 3, inFlight: 0 } },
  ]);
});

it('a state that cannot be saved now is not the end of the capture', () => {
  using lab = new StoreLab(temporaryFolder());
  const states = statesOf(lab, { state: 'following', stateText: 'Following' });
  lab.database.pragma('query_only = ON');
  saveSourceStates(lab.database, states);
  lab.database.pragma('query_only = OFF');
  expect(statesOf(lab, {})[0]?.state).toBe('stopped');
  saveSourceStates(lab.database, states);
  expect(statesOf(lab, {})[0]?.state).toBe('following');
});

it('a state that comes after the end is let go', () => {
  const lab = new StoreLab(temporaryFolder());
  const states = statesOf(lab, { state: 'stopped' });
  lab[Symbol.dispose]();
  expect(() => saveSourceStates(lab.database, states)).not.toThrow();
});
