import { Store } from '../state/store.ts';
import type { Command } from './command.ts';

/** The commands that can be given now: those of the app and those of the view that is shown. */
export class CommandRegistry {
  /** In the order in which they were registered. */
  readonly commands = new Store<readonly Command[]>([]);

  /** @returns takes them back. Two commands of one id at a time are a bug. */
  register(commands: readonly Command[]): () => void {
    const known = new Set(this.commands.get().map(({ id }) => id));
    for (const { id } of commands) if (known.has(id)) throw new Error(`the command ${id} exists twice`);
    this.commands.set([...this.commands.get(), ...commands]);
    return () => {
      this.commands.set(this.commands.get().filter((command) => !commands.includes(command)));
    };
  }

  /** @returns whether there is such a command and it had something to do. */
  run(id: string): boolean {
    const command = this.commands.get().find((each) => each.id === id);
    if (command === undefined || command.isAvailable?.() === false) return false;
    return command.run() !== false;
  }
}
