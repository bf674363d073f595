import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Engine } from '#core/engine/engine.ts';
import { openFileEngine } from '#core/engine/open-file-engine.ts';
import { projectRoot } from '#core/engine/project-root.ts';
import { BrowserShell, createHttpServer } from '../browser-shell/http-server.ts';
import { listenOnPort } from '../browser-shell/listen-on-port.ts';
import { isLoopback } from '../browser-shell/own-hosts.ts';
import type { ShownFile } from '../browser-shell/served-logs.ts';
import { ServedLogs } from '../browser-shell/served-logs.ts';
import { StaticFiles } from '../browser-shell/static-files.ts';
import type { Interruption } from '../command-line/interruption.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readFlag, readText, readWholeNumber } from '../command-line/option-values.ts';
import { readDataDir } from '../command-line/read-engine-options.ts';
import { EXIT_CODE, printNote } from '../command-line/report-error.ts';
import { writeOutput } from '../command-line/standard-streams.ts';

const DEFAULT_PORT = 7100;

/** Where the built view is. */
export const VIEW_FOLDER = join(projectRoot().folder, 'out', 'renderer');

/** What the pages of a server show. */
export interface ServedView {
  viewFolder: string;
  /** Starts the engine of what pages show first. The server closes it. */
  openEngine: () => Promise<Engine>;
  /** The file that this engine has open; null: it is the store. */
  openedFile: ShownFile;
}

/**
 * Serves the browser shell until the process is asked to end, as `--host`, `--port` and `--open` say. Resolves with the exit code.
 * @throws AppError when the view is not built, when it cannot listen there, and what `openEngine` throws.
 */
export async function serveView(
  values: OptionValues,
  interruption: Interruption,
  { viewFolder, openEngine, openedFile }: ServedView,
): Promise<number> {
  const host = readText(values, 'host') ?? '127.0.0.1';
  const wantedPort = readWholeNumber(values, 'port', 0, 65_535);
  const dataDir = readDataDir(values);
  const files = await StaticFiles.open(viewFolder);

  await using released = new AsyncDisposableStack();
  const server = createHttpServer();
  released.defer(() => {
    server.close();
    server.closeAllConnections();
  });
  const port = await listenOnPort(server, host, wantedPort ?? DEFAULT_PORT, {
    mayMove: wantedPort === undefined,
  });
  if (wantedPort === undefined && port !== DEFAULT_PORT) {
    printNote(`port ${String(DEFAULT_PORT)} is taken, using ${String(port)}`);
  }
  const engine = released.use(await openEngine());
  const logs = new ServedLogs({
    engine,
    openedFile,
    openFile: (path) => openFileEngine({ dataDir, path }),
  });
  const shell = new BrowserShell(server, host, files, logs);
  released.defer(() => shell.close());
  if (!isLoopback(host)) {
    printNote(
      `warning: ${host} can be reached from other machines, and what is sent is not encrypted: whoever reads it on the way sees the log as you do`,
    );
  }
  await writeOutput(`Hydrant is ready: ${shell.url}\n`);
  if (readFlag(values, 'open')) openInBrowser(shell.url);
  const reason = await interruption.wait();
  return reason === 'interrupted' ? EXIT_CODE.interrupted : EXIT_CODE.done;
}

/** Asks the desktop to open an address. Where there is none, the printed address is all there is. */
function openInBrowser(url: string): void {
  const [command, args] = openCommand(process.platform, url);
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {
    printNote('no browser could be opened here: open the address yourself');
  });
  child.unref();
}

function openCommand(platform: NodeJS.Platform, url: string): [string, string[]] {
  switch (platform) {
    case 'darwin':
      return ['open', [url]];
    case 'win32':
      return ['rundll32', ['url.dll,FileProtocolHandler', url]];
    default:
      return ['xdg-open', [url]];
  }
}
