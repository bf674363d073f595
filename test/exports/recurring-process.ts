import { createEngine } from '#core/engine/create-engine.ts';

/** A Hydrant that captures and runs recurring exports, until it is killed. It says when a batch begins and when it is completed. */
const [dataDir = '', source = ''] = process.argv.slice(2);
const engine = await createEngine({ dataDir, sources: [source], capture: 'follow' });
engine.subscribe('exports.progressed', ({ id, state }) => process.stdout.write(`${state} ${String(id)}\n`));
process.stdout.write('started\n');
// The other end ends it, or goes away.
process.stdin.resume();
process.stdin.on('end', () => process.exit());
