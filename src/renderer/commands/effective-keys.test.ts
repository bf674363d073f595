import { expect, it } from 'vitest';
import {
  commandsOnKey,
  effectiveKeys,
  isBrowserKey,
  withDefaultKeys,
  withKey,
  withoutKey,
} from './effective-keys.ts';

const PAUSE = { id: 'follow.toggle', defaultKeys: ['Space', 'F'] };
const NEWEST = { id: 'go.newest', defaultKeys: ['End'] };
const CLOSE = { id: 'entry.close', defaultKeys: ['Escape'] };
const LEAVE = { id: 'context.leave', defaultKeys: ['Escape'] };
const COMMANDS = [PAUSE, NEWEST, CLOSE, LEAVE];

it('are the command’s own until the user gives others, or none', () => {
  expect(effectiveKeys(PAUSE, {})).toEqual(['Space', 'F']);
  expect(effectiveKeys(PAUSE, { 'follow.toggle': ['P'] })).toEqual(['P']);
  expect(effectiveKeys(PAUSE, { 'follow.toggle': [] })).toEqual([]);
});

it('are added and taken away one by one', () => {
  const added = withKey(PAUSE, 'P', {});
  expect(added).toEqual({ 'follow.toggle': ['Space', 'F', 'P'] });
  expect(withKey(PAUSE, 'P', added)).toBe(added);
  expect(withoutKey(PAUSE, 'F', added)).toEqual({ 'follow.toggle': ['Space', 'P'] });
});

it('are at most five', () => {
  let keys = {};
  for (const press of ['P', 'Q', 'X', 'Y', 'Z']) keys = withKey(PAUSE, press, keys);
  expect(effectiveKeys(PAUSE, keys)).toEqual(['Space', 'F', 'P', 'Q', 'X']);
});

it('are forgotten when they are the command’s own again', () => {
  expect(withoutKey(PAUSE, 'P', withKey(PAUSE, 'P', {}))).toEqual({});
  expect(withDefaultKeys(PAUSE, { 'follow.toggle': [], 'go.newest': ['N'] })).toEqual({ 'go.newest': ['N'] });
});

it('name the other commands that have the key', () => {
  expect(commandsOnKey('End', COMMANDS, {}, 'follow.toggle')).toEqual([NEWEST]);
  expect(commandsOnKey('End', COMMANDS, {}, 'go.newest')).toEqual([]);
  expect(commandsOnKey('End', COMMANDS, { 'go.newest': ['N'] }, 'follow.toggle')).toEqual([]);
});

it('may share Escape, which leaves one thing after the other', () => {
  expect(commandsOnKey('Escape', COMMANDS, {}, 'entry.close')).toEqual([]);
});

it('tell which ones a browser keeps to itself', () => {
  expect(['Control+W', 'Control+T', 'Control+N', 'Alt+1', 'F11'].every(isBrowserKey)).toBe(true);
  expect(['Control+K', 'Control+E', 'F1'].some(isBrowserKey)).toBe(false);
});
