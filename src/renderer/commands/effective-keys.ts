import type { Settings } from '../state/settings.ts';
import type { Command } from './command.ts';

type Keys = Settings['keys'];
type Keyed = Pick<Command, 'id' | 'defaultKeys'>;

/** The keys of a command: those the user gave it, else its own. */
export function effectiveKeys(command: Keyed, keys: Keys): readonly string[] {
  return keys[command.id] ?? command.defaultKeys;
}

/** Leaves one thing after the other, the innermost first, so several commands share it. */
const SHARED_KEY = 'Escape';

/** The other commands that `press` would also give: of two with one key, only the one offered last has it. */
export function commandsOnKey<T extends Keyed>(
  press: string,
  commands: readonly T[],
  keys: Keys,
  except: string,
): T[] {
  if (press === SHARED_KEY) return [];
  return commands.filter((command) => command.id !== except && effectiveKeys(command, keys).includes(press));
}

/** Keys that a browser does not hand to a page; the desktop app has no such keys. */
const BROWSER_KEYS: ReadonlySet<string> = new Set([
  'Control+N',
  'Control+T',
  'Control+W',
  'Control+Shift+N',
  'Control+Shift+T',
  'Control+Shift+W',
  'Control+Tab',
  'Control+Shift+Tab',
  'Control+PageUp',
  'Control+PageDown',
  'Control+Q',
  'Control+Shift+Q',
  'Alt+F4',
  'F11',
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((digit) => [`Control+${String(digit)}`, `Alt+${String(digit)}`]),
]);

/** Whether a browser keeps that key to itself, or may. */
export function isBrowserKey(press: string): boolean {
  return BROWSER_KEYS.has(press);
}

/** Most keys that one command can have: as many as the settings keep. */
const MAX_KEYS = 5;

/** The settings' keys with one more key for a command; the same ones where it has that key, or as many as it can have. */
export function withKey(command: Keyed, press: string, keys: Keys): Keys {
  const present = effectiveKeys(command, keys);
  if (present.includes(press) || present.length >= MAX_KEYS) return keys;
  return keysWith(command, [...present, press], keys);
}

export function withoutKey(command: Keyed, press: string, keys: Keys): Keys {
  return keysWith(
    command,
    effectiveKeys(command, keys).filter((each) => each !== press),
    keys,
  );
}

/** The settings' keys with the command's own keys again. */
export function withDefaultKeys(command: Keyed, keys: Keys): Keys {
  return Object.fromEntries(Object.entries(keys).filter(([id]) => id !== command.id));
}

function keysWith(command: Keyed, chosen: readonly string[], keys: Keys): Keys {
  // Written back to what they were: later versions may give the command better ones.
  if (chosen.join(' ') === command.defaultKeys.join(' ')) return withDefaultKeys(command, keys);
  return { ...keys, [command.id]: [...chosen] };
}
