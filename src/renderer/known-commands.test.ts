import { expect, it } from 'vitest';
import type { AppModel } from './app-model.ts';
import { commandsOnKey } from './commands/effective-keys.ts';
import { knownCommands } from './known-commands.ts';

// What commands are called and their keys are read, and none is run: there is nothing for a model to do.
const commands = knownCommands({} as AppModel);

it.each(commands.flatMap(({ id, defaultKeys }) => defaultKeys.map((press) => [press, id] as const)))(
  '%s is a key of %s alone',
  (press, id) => {
    expect(commandsOnKey(press, commands, {}, id).map((other) => other.id)).toEqual([]);
  },
);

it('no two commands have one id or one title', () => {
  expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
  expect(new Set(commands.map(({ title }) => title)).size).toBe(commands.length);
});
