import { describe, expect, it } from 'vitest';
import { isAppUrl, refuseSender } from './sender-check.ts';

const ownPage = { frameUrl: 'app://hydrant/', isMainFrame: true, isOwnWindow: true };

describe('refuseSender', () => {
  it('hears the app’s own page in the main frame of its own window', () => {
    expect(refuseSender(ownPage)).toBeUndefined();
    expect(refuseSender({ ...ownPage, frameUrl: 'app://hydrant/?x=1#export' })).toBeUndefined();
  });

  it('refuses another window', () => {
    expect(refuseSender({ ...ownPage, isOwnWindow: false })).toContain('not in the window');
  });

  it('refuses a frame inside the page', () => {
    expect(refuseSender({ ...ownPage, isMainFrame: false })).toContain('a frame inside');
  });

  it('refuses a frame that is gone', () => {
    expect(refuseSender({ ...ownPage, frameUrl: undefined })).toContain('gone');
  });

  it.each([
    'https://example.com/',
    'file:///index.html',
    'about:blank',
    'data:text/html,x',
    'app://other/',
    '',
  ])('refuses a page at "%s"', (frameUrl) => {
    expect(refuseSender({ ...ownPage, frameUrl })).toContain('not part of the app');
  });
});

describe('isAppUrl', () => {
  it.each([
    'app://hydrant.example/',
    'app://hydrant@example.com/',
    'app://user@hydrant/',
    'app://hydrant:1/',
  ])('is not fooled by %s', (address) => {
    expect(isAppUrl(address)).toBe(false);
  });
});
