import { describe, expect, it } from 'vitest';
import type { KeyStroke } from './key-press.ts';
import { ariaKeyShortcuts, isTyped, keyPressOf } from './key-press.ts';

function stroke(changes: Partial<KeyStroke> & { lock?: string }): KeyStroke {
  return {
    key: '',
    code: '',
    ctrlKey: false,
    altKey: false,
    shiftKey: false,
    metaKey: false,
    isComposing: false,
    getModifierState: (modifier) => modifier === changes.lock,
    ...changes,
  };
}

describe('a key press', () => {
  it.each([
    ['a letter', { key: 'e', code: 'KeyE' }, 'E'],
    ['a letter with Shift', { key: 'E', code: 'KeyE', shiftKey: true }, 'Shift+E'],
    ['a letter with the capitals locked', { key: 'E', code: 'KeyE', lock: 'CapsLock' }, 'E'],
    ['a capital, however it was made', { key: 'E', code: 'KeyE' }, 'Shift+E'],
    ['a chord', { key: 'K', code: 'KeyK', ctrlKey: true, shiftKey: true }, 'Control+Shift+K'],
    ['a sign that needs Shift', { key: '?', code: 'Minus', shiftKey: true }, '?'],
    ['a sign that needs Shift on other keyboards', { key: '/', code: 'Digit7', shiftKey: true }, '/'],
    ['a digit', { key: '1', code: 'Digit1' }, '1'],
    ['a digit that needs Shift', { key: '1', code: 'Digit1', shiftKey: true }, 'Shift+1'],
    [
      'a digit in a chord, whatever sign it has',
      { key: '!', code: 'Digit1', ctrlKey: true, shiftKey: true },
      'Control+Shift+1',
    ],
    ['the space bar', { key: ' ', code: 'Space' }, 'Space'],
    ['plus', { key: '+', code: 'BracketRight' }, 'Plus'],
    ['a named key', { key: 'End', code: 'End', shiftKey: true }, 'Shift+End'],
    ['a letter of another alphabet', { key: 'у', code: 'KeyE' }, 'E'],
    ['an accented letter', { key: 'é', code: 'Digit2' }, 'É'],
    [
      'a character typed with AltGr',
      { key: '@', code: 'KeyQ', ctrlKey: true, altKey: true, lock: 'AltGraph' },
      '@',
    ],
  ])('names %s', (_, changes, expected) => {
    expect(keyPressOf(stroke(changes), false)).toBe(expected);
  });

  it('takes Command for Control on a Mac, and the control key for Meta', () => {
    expect(keyPressOf(stroke({ key: 'k', code: 'KeyK', metaKey: true }), true)).toBe('Control+K');
    expect(keyPressOf(stroke({ key: 'k', code: 'KeyK', ctrlKey: true }), true)).toBe('Meta+K');
  });

  it.each(['Shift', 'Control', 'Dead', 'AltGraph', 'Process'])('is none for %s alone', (key) => {
    expect(keyPressOf(stroke({ key }), false)).toBeNull();
  });

  it('is none while an input method composes', () => {
    expect(keyPressOf(stroke({ key: 'k', isComposing: true }), false)).toBeNull();
  });
});

it('types a character without Control, Alt or Meta only', () => {
  expect(['E', 'Shift+E', '?', 'Space', 'Plus'].every(isTyped)).toBe(true);
  expect(['Control+E', 'Alt+E', 'F1', 'End', 'Shift+End', 'Escape'].some(isTyped)).toBe(false);
});

it('is written for screen readers with the keys that the machine has', () => {
  expect(ariaKeyShortcuts(['Control+K', 'F1'], false)).toBe('Control+K F1');
  expect(ariaKeyShortcuts(['Control+K'], true)).toBe('Meta+K');
  expect(ariaKeyShortcuts([], false)).toBeUndefined();
});
