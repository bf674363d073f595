import { openFileEngine } from '#core/engine/open-file-engine.ts';

/** Opens the file named by its second argument in the data folder named by its first, says where its store is, and lives until it is killed. */
const [dataDir = '', path = ''] = process.argv.slice(2);
await using engine = await openFileEngine({ dataDir, path });
const { dataDir: store } = await engine.call('app.describe', {});
process.stdout.write(`${store}\n`);
await new Promise(() => undefined);
