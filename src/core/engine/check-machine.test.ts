import { expect, it } from 'vitest';
import { METHODS } from '#contract/methods.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { createEngine } from './create-engine.ts';

const JUST_READS = { sources: ['demo'], capture: 'none', followsStore: false } as const;

it('an engine tells what its user may read of the logs of its machine', async () => {
  await using engine = await createEngine({ dataDir: temporaryFolder(), ...JUST_READS });
  const answer = METHODS['machine.check'].result.parse(await engine.call('machine.check', {}));
  expect(answer.user).not.toBe('');
  expect(answer.logs.map(({ source }) => source)).toContain('journal');
});

it('whoever asked can give up, and an engine that closes gives up for all', async () => {
  const engine = await createEngine({ dataDir: temporaryFolder(), ...JUST_READS });
  const caller = new AbortController();
  const given = engine.call('machine.check', {}, caller.signal);
  caller.abort();
  await expect(given).rejects.toMatchObject({ code: 'cancelled' });
  const asked = engine.call('machine.check', {});
  await Promise.all([expect(asked).rejects.toMatchObject({ code: 'cancelled' }), engine.close()]);
});
