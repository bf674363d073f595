import { readFileSync, readdirSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { expect, it } from 'vitest';

/** How kind each thread of this process is, by its number. */
function nicenessOfThreads(): Map<string, number> {
  const threads = readdirSync('/proc/self/task');
  return new Map(
    threads.map((thread) => {
      const fields =
        readFileSync(`/proc/self/task/${thread}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
      return [thread, Number(fields[16])];
    }),
  );
}

it.runIf(process.platform === 'linux')('only the thread that asks for it steps back', async () => {
  const before = new Set(nicenessOfThreads().keys());
  const file = new URL('./lower-priority.ts', import.meta.url).href;
  const program = `import('${file}').then(({ lowerPriority }) => {
    lowerPriority();
    const { parentPort } = require('node:worker_threads');
    parentPort.postMessage('done');
    parentPort.once('message', () => parentPort.close());
  })`;
  const worker = new Worker(program, { eval: true });
  await once(worker, 'message');
  const now = nicenessOfThreads();
  const exited = once(worker, 'exit');
  worker.postMessage('end');
  await exited;
  const kind = [...now].filter(([, niceness]) => niceness === 10);
  expect(kind).toHaveLength(1);
  expect(before.has(kind[0]?.[0] ?? '')).toBe(false);
});
