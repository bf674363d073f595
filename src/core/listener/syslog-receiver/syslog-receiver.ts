import { toWireError, type WireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import { Throttle } from '../../pipeline/throttle.ts';
import type { Listener, ListenerMode, ListenerPort } from '../listener.ts';
import { ConnectionIntake, type ConnectionLimits } from './connection-intake.ts';
import { DatagramIntake } from './datagram-intake.ts';
import { MessageOutbox } from './message-outbox.ts';
import { addressWords, type SyslogAddress } from './syslog-address.ts';
import { parseReceiptPosition } from './receipt-position.ts';
import type { SyslogIntake } from './syslog-intake.ts';
import { classifyReceiverFailure, hasNoEnd } from './syslog-receiver-problem.ts';

export interface SyslogReceiverOptions {
  address: SyslogAddress;
  mode: ListenerMode;
  port: ListenerPort;
  /** Up to when something was received in an earlier run. Default: null, never. */
  initialPosition?: string | null;
  /** Milliseconds until a port that could not be had is tried again. Default: 5,000. */
  retryMs?: number;
  /** Milliseconds between two looks at what the kernel has dropped. Default: 1,000. */
  dropsMs?: number;
  /** Bytes that wait while there is no room, before datagrams are lost. Default: 32 MiB. */
  mostWaitingBytes?: number;
  /** Of connections. Default: LIMITS. */
  limits?: Partial<ConnectionLimits>;
  /** Microseconds since 1970. Default: the clock. */
  nowUnixUs?: () => number;
}

/** A fleet of more senders has a relay; TLS takes few round trips; of a message, nothing is worth a minute's wait. */
const LIMITS: ConnectionLimits = {
  mostConnections: 512,
  handshakeMs: 10_000,
  renewalMs: 60_000,
  stallMs: 60_000,
};
const RETRY_MS = 5000;
const DROPS_MS = 1000;
/** Between two reports of what is turned away, which may be thousands in a second. */
const TROUBLE_MS = 1000;

/**
 * Receives syslog over a network: RFC 5426 (UDP), RFC 6587 (TCP), RFC 5425 (TLS). Nothing is kept by the senders, so what cannot be taken in time is lost: over TCP
 * and TLS they are made to wait, over UDP what is known to be lost is a gap.
 */
export function createSyslogReceiver(options: SyslogReceiverOptions): Listener {
  return new SyslogReceiver(options);
}

class SyslogReceiver implements Listener {
  readonly #options: SyslogReceiverOptions;
  readonly #address: SyslogAddress;
  readonly #port: ListenerPort;
  readonly #retryMs: number;
  readonly #outbox: MessageOutbox;
  readonly #announcing = new Throttle(TROUBLE_MS, () => this.#announce());
  #intake: SyslogIntake | undefined;
  #opening: Promise<number> | undefined;
  #boundPort = 0;
  /** Since when nobody listens, in microseconds since 1970; undefined: nobody has before. */
  #deafSinceUnixUs: number | undefined;
  #isStopping = false;
  #working: Promise<void> | undefined;
  #wake: (() => void) | undefined;

  constructor(options: SyslogReceiverOptions) {
    this.#options = options;
    this.#address = options.address;
    this.#port = options.port;
    this.#retryMs = options.retryMs ?? RETRY_MS;
    this.#deafSinceUnixUs = parseReceiptPosition(options.initialPosition ?? '');
    const nowUnixUs = options.nowUnixUs ?? (() => Date.now() * 1000);
    this.#outbox = new MessageOutbox(options.port, nowUnixUs, options.mostWaitingBytes);
  }

  start(): void {
    this.#working ??= this.#work();
  }

  resume(): void {
    if (this.#outbox.hasRoom) return;
    this.#outbox.makeRoom();
    if (this.#outbox.hasRoom) this.#intake?.resume();
  }

  retryNow(): void {
    this.#wake?.();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#wake?.();
    await this.#opening?.catch(() => undefined);
    await this.#intake?.close();
    await this.#working;
    this.#announcing.cancel();
    this.#port.report('stopped', 'Stopped', null);
  }

  async #work(): Promise<void> {
    this.#report('starting', 'Starting');
    if (this.#options.mode === 'once') {
      this.#report('failed', 'Nothing to read', hasNoEnd(this.#address));
      return;
    }
    while (!this.#isStopping) {
      try {
        await this.#receive();
      } catch (error) {
        const problem = classifyReceiverFailure(this.#address, error) ?? toWireError(error);
        const seconds = String(this.#retryMs / 1000);
        const what = `Cannot listen on ${addressWords(this.#address)}; trying again in ${seconds} s`;
        this.#report('waiting', what, problem);
        await this.#pause();
      }
    }
  }

  /** Until it is over. @throws what keeps it from being opened. */
  async #receive(): Promise<void> {
    const intake = this.#createIntake();
    this.#intake = intake;
    this.#opening = intake.open();
    this.#boundPort = await this.#opening;
    this.#port.deliver({ kind: 'run-started', phase: 'follow', anchor: null });
    this.#tellDeafness();
    this.#announcing.now();
    await intake.closed;
    this.#outbox.flush();
    this.#port.deliver({ kind: 'run-ended', isComplete: false });
    this.#deafSinceUnixUs = this.#outbox.nowUnixUs();
  }

  /** Senders do not wait: whatever they sent meanwhile is lost, and nobody knows how much. */
  #tellDeafness(): void {
    if (this.#deafSinceUnixUs === undefined) return;
    const reason = `Nothing listened on ${addressWords(this.#address)}: what was sent then is lost.`;
    this.#outbox.addGap({ fromUnixUs: this.#deafSinceUnixUs, reason });
  }

  #createIntake(): SyslogIntake {
    const { dropsMs = DROPS_MS, limits } = this.#options;
    if (this.#address.transport === 'udp') return new DatagramIntake(this.#address, this.#outbox, dropsMs);
    return new ConnectionIntake({
      address: this.#address,
      outbox: this.#outbox,
      limits: { ...LIMITS, ...limits },
      onTrouble: () => this.#announcing.request(),
    });
  }

  #announce(): void {
    const where = addressWords({ ...this.#address, port: this.#boundPort });
    const { troubleText = '', problem = null } = this.#intake ?? {};
    const what = `Listening on ${where}; what is sent while Hydrant is closed is lost${troubleText}`;
    this.#report('following', what, problem);
  }

  async #pause(): Promise<void> {
    if (this.#isStopping) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    const timer = setTimeout(resolve, this.#retryMs);
    await promise;
    clearTimeout(timer);
    this.#wake = undefined;
  }

  #report(state: ListenerState, stateText: string, problem: WireError | null = null): void {
    if (!this.#isStopping) this.#port.report(state, stateText, problem);
  }
}
