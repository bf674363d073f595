import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';

/** Electron's ParentPort: keeps messages until somebody listens. */
class ParentPort extends EventEmitter {
  readonly #waiting: unknown[] = [];

  constructor() {
    super();
    process.on('message', (data) => {
      if (this.listenerCount('message') > 0) this.emit('message', { data, ports: [] });
      else this.#waiting.push(data);
    });
    this.on('newListener', (name) => {
      if (name === 'message') queueMicrotask(() => this.#deliverWaiting());
    });
  }

  postMessage(message: unknown): void {
    process.send?.(message);
  }

  #deliverWaiting(): void {
    for (const data of this.#waiting.splice(0)) this.emit('message', { data, ports: [] });
  }
}

Object.defineProperty(process, 'parentPort', { value: new ParentPort() });
// A utility process ends with the process that started it.
process.on('disconnect', () => process.exit(1));

const [modulePath, ...args] = process.argv.slice(2);
if (modulePath === undefined) throw new Error('The Electron stand-in: no module for the utility process.');
process.argv = [process.argv[0] ?? '', modulePath, ...args];
await import(pathToFileURL(modulePath).href);
