import { describe, expect, it } from 'vitest';
import { isStartPage, logIdOf } from './log-address.ts';

describe('isStartPage', () => {
  it.each([
    'app://hydrant/',
    'app://hydrant/#/live',
    'app://hydrant/?log=Ab-_0123456789abcdefgh',
    'app://hydrant/?log=x#/export',
  ])('allows %s', (address) => {
    expect(isStartPage(address)).toBe(true);
  });

  it.each([
    'https://example.com/',
    'app://hydrant.evil/',
    'app://evil/?log=x',
    'app://user@hydrant/',
    'app://hydrant/index.html',
    'app://hydrant/assets/index.js',
    'app://hydrant/?log=',
    'app://hydrant/?log=../x',
    'app://hydrant/?log=x&y=z',
    'app://hydrant/?x=y',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'no address',
  ])('refuses %s', (address) => {
    expect(isStartPage(address)).toBe(false);
  });
});

it('a page’s log is named in its address', () => {
  expect(logIdOf('app://hydrant/?log=abc#/live')).toBe('abc');
  expect(logIdOf('app://hydrant/#/live')).toBeNull();
  expect(logIdOf('')).toBeNull();
});
