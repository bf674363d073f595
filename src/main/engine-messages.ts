import type { ClientMessage } from '#contract/envelope.ts';
import type { EngineOptions } from '#core/engine/engine.ts';

/** What the main process sends to the engine's process. The other way go the contract's server messages, as they are. */
export type EngineCommand =
  /** One of both comes first, once: the store and what is captured into it, or an exported file in a store of its own. */
  | { kind: 'open'; options: EngineOptions }
  | { kind: 'open-file'; dataDir: string; path: string }
  | { kind: 'message'; message: ClientMessage }
  /** Comes last: commit what is in flight, close the store, end the process. */
  | { kind: 'close' };

/** What an engine's process is told first. */
export type EngineOpening = Extract<EngineCommand, { kind: 'open' | 'open-file' }>;

/** The main process's end of the engine's process; Electron's UtilityProcess is one. */
export interface EngineProcess {
  readonly pid: number | undefined;
  postMessage(command: EngineCommand): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'exit', listener: (exitCode: number) => void): unknown;
  /** Asks the system to end the process (SIGTERM where there are signals). */
  kill(): boolean;
}
