import type { Settings } from '../state/settings.ts';
import { Store } from '../state/store.ts';
import type { Command } from './command.ts';
import { effectiveKeys } from './effective-keys.ts';

/** The commands that can be given now: those of the app and those of the view that is shown. */
export class CommandRegistry {
  /** In the order in which they were registered. */
  readonly commands = new Store<readonly Command[]>([]);
  /**
   * Every command that there is, also those of views that are not shown now: what help lists and what keys can be given to.
   * Without those that stand for one of many (`savedQuery.apply:NAME`).
   */
  readonly known = new Store<readonly Command[]>([]);

  /** Makes commands known before a view offers them. */
  describe(commands: readonly Command[]): void {
    this.#remember(commands);
  }

  /** @returns takes them back. Two commands of one id at a time are a bug. */
  register(commands: readonly Command[]): () => void {
    const present = new Set(this.commands.get().map(({ id }) => id));
    for (const { id } of commands) if (present.has(id)) throw new Error(`the command ${id} exists twice`);
    this.commands.set([...this.commands.get(), ...commands]);
    this.#remember(commands);
    return () => {
      this.commands.set(this.commands.get().filter((command) => !commands.includes(command)));
    };
  }

  /** @returns whether there is such a command and it had something to do. */
  run(id: string): boolean {
    const command = this.commands.get().find((each) => each.id === id);
    return command !== undefined && runCommand(command);
  }

  /** Gives the command of a key press: the one offered last, unless it has nothing to do. @returns whether there was one. */
  press(press: string, keys: Settings['keys']): boolean {
    return this.commands
      .get()
      .toReversed()
      .some((command) => effectiveKeys(command, keys).includes(press) && runCommand(command));
  }

  #remember(commands: readonly Command[]): void {
    const known = new Map(this.known.get().map((command) => [command.id, command]));
    for (const command of commands) if (!command.id.includes(':')) known.set(command.id, command);
    this.known.set([...known.values()]);
  }
}

function runCommand(command: Command): boolean {
  return command.isAvailable?.() !== false && command.run() !== false;
}
