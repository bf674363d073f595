import { expect, it } from 'vitest';
import { faultyStretch } from './faulty-stretch.ts';

it('cuts a search into what stands before, at and after the fault', () => {
  expect(faultyStretch('unit: = ssh', { position: 6, length: 1 })).toEqual({
    before: 'unit: ',
    fault: '=',
    after: ' ssh',
  });
});

it('keeps only the surroundings of a fault in a long search', () => {
  const text = `${'a'.repeat(100)}"${'b'.repeat(100)}`;
  expect(faultyStretch(text, { position: 100, length: 1 })).toEqual({
    before: `…${'a'.repeat(40)}`,
    fault: '"',
    after: `${'b'.repeat(40)}…`,
  });
});

it('points at the end when something is missing there, also for a place beyond it', () => {
  expect(faultyStretch('a AND', { position: 99, length: 3 })).toEqual({
    before: 'a AND',
    fault: '',
    after: '',
  });
});

it('points nowhere when the failure names no place', () => {
  expect(faultyStretch('a', undefined)).toBeNull();
  expect(faultyStretch('a', { position: 'x' })).toBeNull();
});
