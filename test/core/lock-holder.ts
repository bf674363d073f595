import { CaptureLock } from '#core/store/capture-lock.ts';

/** A process that captures, as far as others can see, into the folder named by its argument, until it is killed. */
const [folder = ''] = process.argv.slice(2);
using lock = CaptureLock.acquire(folder);
process.stdout.write('held\n');
// Holds the lock, and the process, open.
process.stdin.resume();
process.stdin.on('end', () => lock[Symbol.dispose]());
await new Promise(() => undefined);
