import { expect, it } from 'vitest';
import { RateMeter } from './rate-meter.ts';

it('nothing counted is a rate of nothing, from the first moment on', () => {
  const meter = new RateMeter(1234);
  expect(meter.perSecond(1234)).toBe(0);
  expect(meter.perSecond(999_999)).toBe(0);
});

it('a steady stream is measured as what it is', () => {
  const meter = new RateMeter(0);
  const measured: number[] = [];
  for (let nowMs = 0; nowMs < 20_000; nowMs += 10) {
    meter.add(1, nowMs);
    if (nowMs > 1000) measured.push(meter.perSecond(nowMs));
  }
  expect(Math.min(...measured)).toBeGreaterThan(99);
  expect(Math.max(...measured)).toBeLessThan(102);
});

it('a young meter divides by its age, but by no less than half a second', () => {
  const meter = new RateMeter(10_000);
  meter.add(50, 10_100);
  expect(meter.perSecond(10_100)).toBe(100);
  expect(meter.perSecond(11_000)).toBe(50);
});

it('what is older than five seconds does not count', () => {
  const meter = new RateMeter(0);
  meter.add(1000, 100);
  expect(meter.perSecond(4000)).toBeGreaterThan(0);
  expect(meter.perSecond(5100)).toBe(0);
  meter.add(10, 60_000_000);
  expect(meter.perSecond(60_000_000)).toBeCloseTo(10 / 4.5, 5);
});

it('a clock that stands still or goes back a little does no harm', () => {
  const meter = new RateMeter(5000);
  meter.add(5, 6000);
  meter.add(5, 5400);
  expect(meter.perSecond(6000)).toBe(10);
});
