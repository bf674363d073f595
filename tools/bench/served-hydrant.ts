import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { WebSocket } from 'ws';
import { ChannelClient } from '#contract/channel-client.ts';
import { AppError } from '#contract/errors.ts';
import { exitOf } from '../../test/journal/exit-of.ts';

/** A running `hydrant serve`, talked to as its page does: over the WebSocket, with the cookie that its token buys. */
export interface ServedHydrant extends AsyncDisposable {
  readonly client: ChannelClient;
  /** What a browser opens: with the token. */
  readonly address: URL;
  readonly pid: number;
}

/** Starts `commandLine` (a `hydrant serve`) and connects. Throws with what it said when it ends before it is ready. */
export async function serveHydrant(commandLine: readonly string[]): Promise<ServedHydrant> {
  const [program = '', ...programArguments] = commandLine;
  const child = spawn(program, programArguments, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const address = await new Promise<URL>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const url = /http:\/\/\S+/.exec(output)?.[0];
      if (url !== undefined) resolve(new URL(url));
    });
    child.once('exit', () => reject(new Error(`hydrant serve ended: ${output}`)));
  });
  const { client, connection } = await connect(address);
  return {
    client,
    address,
    pid: child.pid ?? 0,
    async [Symbol.asyncDispose]() {
      connection.close();
      child.kill('SIGTERM');
      await exitOf(child);
    },
  };
}

async function connect(address: URL): Promise<{ client: ChannelClient; connection: WebSocket }> {
  const answer = await fetch(address, { redirect: 'manual' });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (cookie === undefined) throw new Error(`The address ${address.href} gave no cookie: ${answer.status}`);
  const connection = new WebSocket(`ws://${address.host}/channel`, {
    headers: { Cookie: cookie, Origin: address.origin },
  });
  const client = new ChannelClient((message) => connection.send(JSON.stringify(message)));
  connection.on('message', (data: Buffer) => client.receive(JSON.parse(data.toString('utf8'))));
  connection.on('close', () => client.close(new AppError('connection.lost', 'hydrant serve is gone.')));
  await once(connection, 'open');
  return { client, connection };
}
