import { expect, it } from 'vitest';
import type { Command } from './command.ts';
import { CommandRegistry } from './command-registry.ts';

function command(id: string, keys: readonly string[], run: () => boolean | void): Command {
  return { id, title: id, group: 'app', defaultKeys: keys, run };
}

it('gives the command of a key, and of two the one offered last', () => {
  const registry = new CommandRegistry();
  const given: string[] = [];
  registry.register([command('entry.close', ['Escape'], () => void given.push('close'))]);
  expect(registry.press('Escape', {})).toBe(true);
  const takeBack = registry.register([command('context.leave', ['Escape'], () => void given.push('leave'))]);
  registry.press('Escape', {});
  takeBack();
  registry.press('Escape', {});
  expect(given).toEqual(['close', 'leave', 'close']);
});

it('goes on to the next one where a command has nothing to do or cannot be given now', () => {
  const registry = new CommandRegistry();
  const given: string[] = [];
  registry.register([command('one', ['E'], () => void given.push('one'))]);
  registry.register([command('two', ['E'], () => false)]);
  registry.register([
    { ...command('three', ['E'], () => void given.push('three')), isAvailable: () => false },
  ]);
  expect(registry.press('E', {})).toBe(true);
  expect(given).toEqual(['one']);
  expect(registry.run('two')).toBe(false);
  expect(registry.run('nothing')).toBe(false);
});

it('follows the keys that the user chose', () => {
  const registry = new CommandRegistry();
  registry.register([command('one', ['E'], () => undefined)]);
  expect(registry.press('E', { one: ['X'] })).toBe(false);
  expect(registry.press('X', { one: ['X'] })).toBe(true);
});

it('remembers what was offered, though not each of many', () => {
  const registry = new CommandRegistry();
  const takeBack = registry.register([
    command('one', ['E'], () => undefined),
    command('savedQuery.apply:mine', [], () => undefined),
  ]);
  takeBack();
  expect(registry.commands.get()).toEqual([]);
  expect(registry.known.get().map(({ id }) => id)).toEqual(['one']);
});

it('knows what was described to it, and runs it only when it is offered', () => {
  const registry = new CommandRegistry();
  const given: string[] = [];
  registry.describe([command('one', ['E'], () => void given.push('described'))]);
  expect(registry.known.get().map(({ id }) => id)).toEqual(['one']);
  expect(registry.press('E', {})).toBe(false);
  registry.register([command('one', ['E'], () => void given.push('offered'))]);
  registry.press('E', {});
  expect(given).toEqual(['offered']);
});

it('refuses two commands of one id', () => {
  const registry = new CommandRegistry();
  registry.register([command('one', [], () => undefined)]);
  expect(() => registry.register([command('one', [], () => undefined)])).toThrow('one exists twice');
});
