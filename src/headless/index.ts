import { enableCompileCache } from 'node:module';

// Before anything else is loaded, which is why the rest is loaded by a call: 0.13 s of processor time to the help, not 0.17 s.
enableCompileCache();
const { runCommandLine } = await import('./run-command-line.ts');
// Everything is written and closed: nothing that a library left behind may keep the process alive.
process.exit(await runCommandLine(process.argv.slice(2)));
