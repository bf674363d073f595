import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRESH_STATE, readWindowState, writeWindowState } from './window-state.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const monitor = { x: 1440, y: 0, width: 2560, height: 1400 };
const displays = [laptop, monitor];

function read(bounds: unknown, areas = displays) {
  return readWindowState(JSON.stringify({ bounds, isMaximized: false }), areas).bounds;
}

describe('readWindowState', () => {
  it('gives back what was written', () => {
    const state = { bounds: { x: 1500, y: 40, width: 1200, height: 800 }, isMaximized: true };
    expect(readWindowState(writeWindowState(state), displays)).toEqual(state);
  });

  it('forgets a place on a display that is gone', () => {
    const onMonitor = { x: 2000, y: 100, width: 1200, height: 800 };
    expect(read(onMonitor)).toEqual(onMonitor);
    expect(read(onMonitor, [laptop])).toBeUndefined();
  });

  it('forgets a place where the title bar could not be grabbed', () => {
    expect(read({ x: 100, y: -60, width: 1200, height: 800 })).toBeUndefined();
    expect(read({ x: 100, y: 890, width: 1200, height: 800 })).toBeUndefined();
    expect(read({ x: -1150, y: 50, width: 1200, height: 800 })).toBeUndefined();
  });

  it('keeps a window that hangs over an edge as long as it can be grabbed', () => {
    const overEdge = { x: -1000, y: 50, width: 1200, height: 800 };
    expect(read(overEdge)).toEqual(overEdge);
  });

  it('fits the size between the smallest that is usable and the display', () => {
    expect(read({ x: 10, y: 30, width: 300, height: 200 })).toEqual({
      x: 10,
      y: 30,
      width: 800,
      height: 500,
    });
    expect(read({ x: 10, y: 30, width: 9000, height: 9000 })).toEqual({
      x: 10,
      y: 30,
      width: laptop.width,
      height: laptop.height,
    });
  });

  it.each([
    ['nothing', ''],
    ['half a file', '{"bounds":{"x":1'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '7'],
  ])('begins afresh from %s', (_name, text) => {
    expect(readWindowState(text, displays)).toEqual(FRESH_STATE);
  });

  it.each([
    { x: 1.5, y: 30, width: 900, height: 700 },
    { x: 1e12, y: 30, width: 900, height: 700 },
    { x: '1', y: 30, width: 900, height: 700 },
    { x: 1, y: 30, width: 0, height: 700 },
    { x: 1, y: 30, width: 900 },
  ])('leaves out bounds that Electron would not take: %j', (bounds) => {
    expect(read(bounds)).toBeUndefined();
  });

  it('never throws and never gives bounds that cannot be seen, whatever the file says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), boundsText()), (text) => {
        const { bounds } = readWindowState(text, displays);
        if (bounds === undefined) return;
        const isVisible = displays.some(
          (area) =>
            bounds.x < area.x + area.width &&
            bounds.x + bounds.width > area.x &&
            bounds.y >= area.y &&
            bounds.y < area.y + area.height,
        );
        expect(isVisible).toBe(true);
      }),
    );
  });
});

function boundsText() {
  const number = fc.integer({ min: -5000, max: 5000 });
  return fc
    .record({
      bounds: fc.record({ x: number, y: number, width: number, height: number }),
      isMaximized: fc.boolean(),
    })
    .map((state) => JSON.stringify(state));
}
