import { EventEmitter } from 'node:events';
import type { EngineApi } from '#contract/engine-api.ts';
import type { AppError } from '#contract/errors.ts';
import { ChannelServer } from '#core/engine/channel-server.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EngineClientOptions } from './engine-client.ts';
import { EngineClient } from './engine-client.ts';
import type { EngineCommand, EngineProcess } from './engine-messages.ts';

const opening: EngineClientOptions['opening'] = {
  kind: 'open',
  options: { dataDir: '/data', sources: [], capture: 'follow' },
};

/** A double of the engine's process: the real channel, without a process around it. */
class ProcessDouble extends EventEmitter implements EngineProcess {
  readonly pid = undefined;
  readonly commands: EngineCommand[] = [];
  readonly #server: ChannelServer;
  #emitEvent: (payload: never) => void = () => undefined;
  isDeaf = false;

  constructor() {
    super();
    const api = {
      call: (method: string) => (method === 'exports.list' ? never : Promise.resolve(description)),
      subscribe: (name: string, listener: (payload: never) => void) => {
        if (name === 'gaps.recorded') this.#emitEvent = listener;
        return () => undefined;
      },
    } as unknown as EngineApi;
    this.#server = new ChannelServer(api, (message) => this.emit('message', message));
  }

  postMessage(command: EngineCommand): void {
    this.commands.push(command);
    if (command.kind === 'message') this.#server.receive(command.message);
    if (command.kind === 'close' && !this.isDeaf) this.emit('exit', 0);
  }

  kill(): boolean {
    this.emit('exit', 143);
    return true;
  }

  die(): void {
    this.emit('exit', 1);
  }

  recordGap(): void {
    this.#emitEvent(gap as never);
  }
}

const { promise: never } = Promise.withResolvers<never>();
const description = { version: '1', dataDir: '/data', platform: 'linux' };
const gap = {
  id: 1,
  sourceId: 1,
  afterEntryId: 0,
  fromUnixUs: null,
  untilUnixUs: null,
  lostEntries: null,
  reason: 'rotation',
  recordedAtUnixUs: 0,
};

function start() {
  const processes: ProcessDouble[] = [];
  const givenUp: AppError[] = [];
  const onRestarted = vi.fn<() => void>();
  const client = new EngineClient({
    opening,
    fork: () => {
      const double = new ProcessDouble();
      processes.push(double);
      return double;
    },
    onRestarted,
    onGivenUp: (error) => givenUp.push(error),
  });
  return { client, processes, givenUp, onRestarted };
}

describe('EngineClient', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('opens the engine first, then relays calls and their answers', async () => {
    const { client, processes } = start();
    expect(await client.call('app.describe', {})).toEqual(description);
    expect(processes[0]?.commands[0]).toEqual(opening);
  });

  it('starts the process again after a death; open calls are told, later calls wait, subscriptions stay', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { client, processes, onRestarted } = start();
    const reasons: string[] = [];
    client.subscribe('gaps.recorded', ({ reason }) => reasons.push(reason));
    const open = client.call('exports.list', { limit: 1 });
    await client.call('app.describe', {});
    processes[0]?.die();
    await expect(open).rejects.toMatchObject({ code: 'connection.lost' });
    expect(await client.call('app.describe', {})).toEqual(description);
    expect(processes).toHaveLength(2);
    expect(onRestarted).toHaveBeenCalledOnce();
    processes[1]?.recordGap();
    expect(reasons).toEqual(['rotation']);
  });

  it('gives up on a process that dies again and again, and says so to every caller', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.useFakeTimers();
    const { client, processes, givenUp } = start();
    for (let death = 0; death < 6; death += 1) {
      processes.at(-1)?.die();
      await vi.advanceTimersByTimeAsync(8000);
    }
    expect(processes).toHaveLength(6);
    expect(givenUp).toHaveLength(1);
    await expect(client.call('status.get', {})).rejects.toMatchObject({ code: 'internal' });
  });

  it('closes softly, and does not start the process again afterwards', async () => {
    const { client, processes } = start();
    await client.close();
    expect(processes).toHaveLength(1);
    expect(processes[0]?.commands.at(-1)).toEqual({ kind: 'close' });
  });

  it('closes at once in the pause before a new start', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.useFakeTimers();
    const { client, processes } = start();
    processes[0]?.die();
    await client.close();
    await vi.advanceTimersByTimeAsync(8000);
    expect(processes).toHaveLength(1);
  });

  it('ends a process that does not listen', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.useFakeTimers();
    const { client, processes } = start();
    const double = processes[0];
    if (double !== undefined) double.isDeaf = true;
    const killed = double === undefined ? undefined : vi.spyOn(double, 'kill');
    const closed = client.close();
    await vi.advanceTimersByTimeAsync(8000);
    await closed;
    expect(killed).toHaveBeenCalledOnce();
  });
});
