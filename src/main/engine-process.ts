import type { EngineApi } from '#contract/engine-api.ts';
import { AppError } from '#contract/errors.ts';
import { ChannelServer } from '#core/engine/channel-server.ts';
import { createEngine } from '#core/engine/create-engine.ts';
import type { Engine, EngineOptions } from '#core/engine/engine.ts';
import { openFileEngine } from '#core/engine/open-file-engine.ts';
import type { MessageEvent } from 'electron';
import type { EngineCommand } from './engine-messages.ts';

/**
 * The engine's own process, an Electron utility process: Node without a window. Answers the channel's messages from the
 * main process over `process.parentPort`. When it dies, the main process starts it again.
 */
const port = process.parentPort;

interface Serving {
  engine: Engine | undefined;
  server: ChannelServer;
}

let serving: Promise<Serving> | undefined;

port.on('message', (event: MessageEvent) => receive(event.data as EngineCommand));

// Ctrl+C in a terminal reaches every process of the group; when to end is for the main process to say, with `close`.
process.on('SIGINT', () => undefined);

function receive(command: EngineCommand): void {
  switch (command.kind) {
    case 'open':
      serving = open(() => openEngine(command.options));
      break;
    case 'open-file':
      serving = open(() => openFileEngine(command));
      break;
    case 'message':
      // Then-callbacks of one promise run in the order they were added, so messages stay in order while the engine opens.
      void serving?.then(({ server }) => server.receive(command.message));
      break;
    case 'close':
      void close();
      break;
    default:
      command satisfies never;
  }
}

async function open(start: () => Promise<Engine>): Promise<Serving> {
  const send = (message: unknown): void => port.postMessage(message);
  try {
    const engine = await start();
    return { engine, server: new ChannelServer(engine, send) };
  } catch (error) {
    // What a user can mend (a newer database, a full disk) is told to whoever asks; a bug ends the process.
    if (!(error instanceof AppError)) throw error;
    return { engine: undefined, server: new ChannelServer(refusingEngine(error), send) };
  }
}

/** One process captures into a data folder at a time; beside another one, Hydrant shows what that one stores. */
async function openEngine(options: EngineOptions): Promise<Engine> {
  try {
    return await createEngine(options);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'capture.already-running') throw error;
    return createEngine({ ...options, sources: [], capture: 'none' });
  }
}

/** Stands in for an engine that could not open its store: every call is answered with the reason. */
function refusingEngine(reason: AppError): EngineApi {
  return {
    call: () => Promise.reject(reason),
    subscribe: () => () => undefined,
  };
}

async function close(): Promise<void> {
  const opened = await serving;
  opened?.server.close();
  await opened?.engine?.close();
  process.exit(0);
}
