import { createEngine } from '#core/engine/create-engine.ts';
import { exportRequest } from '../exports/export-request.ts';

/** Starts an engine on the data folder and the source named by its arguments, asks it everything once, closes it. Nothing may then keep the process. */
const [dataDir = '', source = '', capture = ''] = process.argv.slice(2);
if (capture !== 'follow' && capture !== 'once' && capture !== 'none')
  throw new Error('name a kind of capture');
const engine = await createEngine({ dataDir, sources: [source], capture });
if (capture === 'once') await engine.captureFinished;
const { rows } = await engine.call('entries.list', { query: {}, anchor: { kind: 'newest' }, limit: 10 });
await engine.call('entries.count', { query: {} });
await engine.call('status.get', {});
for await (const chunk of engine.streamExport(exportRequest('/unused'))) {
  if (chunk.length > 0) process.stdout.write('exported ');
  break;
}
await engine.close();
process.stdout.write(`closed ${rows.length}\n`);
