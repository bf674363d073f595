import { EventEmitter, once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WireError } from '#contract/errors.ts';
import type { ListenerState } from '#contract/status.ts';
import type { ListenerOutput, ListenerPort } from '#core/listener/listener.ts';
import { StoreLab } from './store-lab.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { windowsParser } from './windows-lab.ts';

export const WEVTUTIL_DOUBLE = fileURLToPath(new URL('../doubles/wevtutil-double.ts', import.meta.url));

/** A listener's port in front of a real parser and a real store, with a folder of channels that wevtutil's double serves. */
export class WindowsChannelLab implements ListenerPort, Disposable {
  readonly folder = temporaryFolder();
  readonly command = [process.execPath, WEVTUTIL_DOUBLE];
  readonly store = new StoreLab(temporaryFolder(), 'windows:System');
  readonly outputs: ListenerOutput[] = [];
  readonly reports: { state: ListenerState; stateText: string; problem: WireError | null }[] = [];
  restarts = 0;
  /** The next deliveries are answered so: the queue is full. */
  isFull = false;
  readonly #parser = windowsParser(this.store, this.store.sink).parser;
  readonly #changes = new EventEmitter().setMaxListeners(0);

  get messages(): string[] {
    return this.store.sink.messages;
  }

  get state(): ListenerState | undefined {
    return this.reports.at(-1)?.state;
  }

  get problem(): WireError | null | undefined {
    return this.reports.at(-1)?.problem;
  }

  get position(): string | null {
    return this.#parser.position;
  }

  /** What the channel holds from now on. */
  serve(events: string, channel = 'System'): void {
    writeFileSync(join(this.folder, `${channel}.xml`), events);
  }

  misbehave(mode: object): void {
    writeFileSync(join(this.folder, 'mode.json'), JSON.stringify(mode));
  }

  deliver(output: ListenerOutput): boolean {
    this.outputs.push(output);
    if (output.kind === 'run-started') this.#parser.startRun(output);
    else if (output.kind === 'bytes') this.#parser.push(output.bytes);
    else if (output.kind === 'run-ended') this.#parser.endRun(output.isComplete);
    this.#changes.emit('change');
    return !this.isFull;
  }

  settled(): Promise<string | null> {
    return Promise.resolve(this.#parser.position);
  }

  report(state: ListenerState, stateText: string, problem: WireError | null): void {
    this.reports.push({ state, stateText, problem });
    this.#changes.emit('change');
  }

  countRestart(): void {
    this.restarts += 1;
  }

  /** Resolves when `condition` holds, looking again whenever something happens here. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await once(this.#changes, 'change');
  }

  [Symbol.dispose](): void {
    this.store[Symbol.dispose]();
  }
}
