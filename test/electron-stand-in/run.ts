/**
 * Runs a built Electron main module on the stand-in: `node run.ts OUT/main/index.js [options of the app]`. Started with an
 * IPC channel, it evaluates functions for the test that started it, as Playwright's ElectronApplication.evaluate does.
 */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { runInThisContext } from 'node:vm';

const standInUrl = new URL('electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === 'electron' ? { url: standInUrl, shortCircuit: true } : nextResolve(specifier, context),
});

const [mainPath, ...words] = process.argv.slice(2);
if (mainPath === undefined) throw new Error('Usage: node run.ts OUT/main/index.js [options of the app]');
// Electron's own command line: the program, the app, the app's options.
process.argv = [process.argv[0] ?? '', mainPath, ...words];

const electron = (await import(standInUrl)) as { app: { quit(): void } };

// The test run that started this app is gone: nobody else would end it.
process.once('disconnect', () => electron.app.quit());

process.on('message', (request: { id: number; source: string; argument: unknown }) => {
  void evaluate(request.source, request.argument).then(
    (value) => process.send?.({ id: request.id, value }),
    (error: unknown) => process.send?.({ id: request.id, error: String(error) }),
  );
});

async function evaluate(source: string, argument: unknown): Promise<unknown> {
  const evaluated = runInThisContext(`(${source})`) as (electronModule: unknown, value: unknown) => unknown;
  return evaluated(electron, argument);
}

await import(pathToFileURL(mainPath).href);
