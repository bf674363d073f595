import { expect, it } from 'vitest';
import type { Command } from './command.ts';
import { paletteEntries } from './palette-entries.ts';

const NEXT_ERROR = command('go.nextError', 'Next error', 'go');
const NEWEST = command('go.newest', 'Jump to newest and follow', 'follow');
const THEME = command('theme.toggle', 'Switch between light and dark', 'app');
const CLOSE: Command = { ...command('entry.close', 'Close the entry', 'entry'), isAvailable: () => false };
const BERLIN = command('timeZone.set:Europe/Berlin', 'Set time zone: Europe/Berlin', 'app');

function command(id: string, title: string, group: Command['group']): Command {
  return { id, title, group, defaultKeys: [], run: () => undefined };
}

function ids(typed: string, recent: readonly string[] = []): string[] {
  const all = [NEXT_ERROR, NEWEST, THEME, CLOSE];
  return paletteEntries(typed, all, [BERLIN], recent, ({ group }) => group).map((entry) => entry.command.id);
}

it('lists all commands that can be given now, the recent ones first', () => {
  expect(ids('')).toEqual(['go.nextError', 'go.newest', 'theme.toggle']);
  expect(ids('', ['theme.toggle', 'gone'])).toEqual(['theme.toggle', 'go.nextError', 'go.newest']);
});

it('lists values to choose when they are typed, or were chosen lately', () => {
  expect(ids('zone berlin')).toEqual(['timeZone.set:Europe/Berlin']);
  expect(ids('tzb')).toEqual([]);
  expect(ids('', [BERLIN.id])[0]).toBe(BERLIN.id);
});

it('finds a command by its group, too, after those that have it in the title', () => {
  expect(ids('follow')).toEqual(['go.newest']);
  expect(ids('go err')).toEqual(['go.nextError']);
});

it('marks letters of the title only', () => {
  const [entry] = paletteEntries('go err', [NEXT_ERROR], [], [], ({ group }) => group);
  expect(entry?.marked.map((position) => NEXT_ERROR.title[position]).join('')).toBe('err');
});

it('lists nothing for what fits nothing, or cannot be given now', () => {
  expect(ids('zzz')).toEqual([]);
  expect(ids('close entry')).toEqual([]);
});
