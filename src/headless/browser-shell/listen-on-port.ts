import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '#contract/errors.ts';

/** So many ports in a row are tried when the first one is taken and was not asked for by the user. */
const PORTS_TRIED = 10;

/**
 * Makes `server` listen and returns the port. `mayMove`: when the port is taken, the next free one will do.
 * Throws an AppError: `address.unavailable` when there is no free port or it may not be used, `usage` for an address that
 * is not this machine's.
 */
export async function listenOnPort(
  server: Server,
  host: string,
  port: number,
  options: { mayMove: boolean },
): Promise<number> {
  const last = options.mayMove ? Math.min(port + PORTS_TRIED - 1, 65_535) : port;
  for (let candidate = port; candidate <= last; candidate += 1) {
    if (await tryToListen(server, host, candidate)) return (server.address() as AddressInfo).port;
  }
  const what =
    last === port
      ? `Port ${String(port)} on ${host} is taken`
      : `Ports ${String(port)} to ${String(last)} on ${host} are taken`;
  throw new AppError('address.unavailable', what, {
    remedy: 'choose another one with --port, or --port 0 for any free one',
  });
}

async function tryToListen(server: Server, host: string, port: number): Promise<boolean> {
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') return false;
    if (code === 'EACCES') {
      throw new AppError('address.unavailable', `Port ${String(port)} may not be used by this user`, {
        remedy: 'choose one above 1023 with --port',
        cause: error,
      });
    }
    throw new AppError('usage', `Cannot listen on --host ${host} (${String(code)})`, {
      remedy: 'use an address of this machine, such as 127.0.0.1',
      cause: error,
    });
  }
}
