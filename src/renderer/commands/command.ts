import type { texts } from '../texts.ts';

export type CommandGroup = keyof typeof texts.commands.groups;

/** Something the user can do: by its key, from the palette (Ctrl+K), and most of them by a button too. */
export interface Command {
  /** Stable, `noun.verb`: key bindings are kept under it. */
  id: string;
  /** In the imperative, as the palette lists it. */
  title: string;
  group: CommandGroup;
  /**
   * Key presses, as `key-press.ts` writes them: `Control+K`, `Shift+E`, `/`, `End`. `Control` is Command on a Mac. Keys
   * without Control or Meta that type a character are off where the user turned single keys off, and in fields.
   */
  defaultKeys: readonly string[];
  /** @returns false when it has nothing to do here, so that the key keeps its own meaning. */
  run: () => boolean | void;
  /** Absent: always. */
  isAvailable?: () => boolean;
}
