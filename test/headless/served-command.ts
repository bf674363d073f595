import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { ChannelClient } from '../../src/contract/channel-client.ts';
import { Interruption } from '../../src/headless/command-line/interruption.ts';
import type { OptionValues } from '../../src/headless/command-line/option-values.ts';
import { temporaryFolder } from '../core/temporary-folder.ts';

type ServingCommand = (
  values: OptionValues,
  interruption: Interruption,
  viewFolder: string,
) => Promise<number>;

/** A command that serves the view, run in this process on a free port, and what it prints. */
export class ServedCommand {
  readonly interruption = new Interruption();
  /** A folder with the page `the view`. */
  readonly viewFolder = temporaryFolder();
  output = '';
  complaints = '';
  readonly #printed = Promise.withResolvers<void>();

  constructor() {
    writeFileSync(join(this.viewFolder, 'index.html'), 'the view');
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      this.output += String(chunk);
      this.#printed.resolve();
      return true;
    });
    vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
      this.complaints += String(chunk);
      return true;
    });
    onTestFinished(() => void vi.restoreAllMocks());
  }

  /** Serves until `visit` is done with the address that was printed, and then asks it to end. Returns the exit code. */
  async serveWhile(
    command: ServingCommand,
    values: OptionValues,
    visit: (url: URL) => Promise<void>,
    reason: 'interrupted' | 'terminated' = 'interrupted',
  ): Promise<number> {
    const served = command({ port: '0', ...values }, this.interruption, this.viewFolder);
    await Promise.race([served, this.#printed.promise]);
    try {
      await visit(new URL(/http:\S+/.exec(this.output)?.[0] ?? ''));
    } finally {
      this.interruption.ask(reason);
    }
    return await served;
  }
}

/** The cookie that a browser gets at the printed address, as it sends it from then on. */
export async function enter(url: URL): Promise<string> {
  const first = await fetch(url, { redirect: 'manual' });
  return first.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** The engine behind the printed address, as a page reaches it. Its connection ends with the server. */
export async function openPage(url: URL): Promise<ChannelClient> {
  const headers = { origin: url.origin, cookie: await enter(url) };
  const socket = new WebSocket(`ws://${url.host}/channel`, { headers });
  const client = new ChannelClient((message) => socket.send(JSON.stringify(message)));
  socket.on('message', (data: Buffer) => client.receive(JSON.parse(data.toString())));
  await once(socket, 'open');
  return client;
}
