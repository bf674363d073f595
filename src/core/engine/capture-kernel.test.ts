import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { METHODS } from '#contract/methods.ts';
import { enginePlaces } from '../../../test/core/engine-places.ts';
import { hasKernelLog, logToKernel } from '../../../test/core/kernel-log-access.ts';
import { createEngine } from './create-engine.ts';

describe.skipIf(!hasKernelLog())('an engine that captures this machine’s kernel', () => {
  it('stores what is logged once, over two starts, and tells where it came from', async () => {
    const { dataDir } = enginePlaces();
    const mark = randomUUID();
    for (let start = 1; start <= 2; start += 1) {
      logToKernel(27, `hydrant[${String(start)}]: ${mark}`);
      await using engine = await createEngine({ dataDir, sources: ['kernel'], capture: 'once' });
      expect(await engine.captureFinished).toMatchObject([
        { source: 'kernel', quarantined: 0, duplicates: 0, problem: null, gaps: 0 },
      ]);
      const page = METHODS['entries.list'].result.parse(
        await engine.call('entries.list', {
          query: { where: `identifier:hydrant _TRANSPORT:kernel SYSLOG_FACILITY:3 "${mark}"` },
          anchor: { kind: 'oldest' },
          limit: 10,
        }),
      );
      expect(page.rows.map(({ message, severity, pid }) => [message, severity, pid])).toEqual(
        Array.from({ length: start }, (_, index) => [mark, 3, index + 1]),
      );
    }
  });
});
