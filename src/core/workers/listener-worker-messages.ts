import type { WireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import type { ListenerMode, ListenerOutput } from '../listener/listener.ts';
import type { SourceTarget } from '../listener/source-target.ts';

/** What the ingest worker tells the listener worker; `source` is the number that it gave the listener. */
export type ListenerCommand =
  | { kind: 'start'; source: number; target: SourceTarget; mode: ListenerMode; position: string | null }
  /** So many bytes of output have found room in the queue: as many more may be sent. */
  | { kind: 'credit'; source: number; bytes: number }
  /** The answer to `settle`. */
  | { kind: 'settled'; source: number; position: string | null }
  | { kind: 'retry'; source: number }
  /** Answered by `stopped`. */
  | { kind: 'stop'; source: number }
  /** Nothing is listened to any more: end the thread. */
  | { kind: 'close' };

/** What the listener worker tells the ingest worker, in the order of the calls of ListenerPort that they stand for. */
export type ListenerReport = { source: number } & (
  | { kind: 'output'; output: ListenerOutput }
  /** Tell `settled` when everything sent before is parsed. At most one is open. */
  | { kind: 'settle' }
  | { kind: 'state'; state: ListenerState; stateText: string; problem: WireError | null }
  | { kind: 'restarted'; reason: string }
  | { kind: 'stopped' }
);

/** What an output counts in the flow control. */
export function sizeOfOutput(output: ListenerOutput): number {
  return output.kind === 'bytes' ? output.bytes.length : 64;
}
