import { useEffect, useState } from 'react';

/** What "3 min ago" is said of changes at most so often. */
const TICK_MS = 10_000;

/** The present moment in µs since the epoch, every ten seconds anew; 0 while it is not needed. */
export function useNow(isNeeded: boolean): number {
  const [nowUnixUs, setNow] = useState(() => Date.now() * 1_000);
  useEffect(() => {
    if (!isNeeded) return undefined;
    const tick = (): void => {
      setNow(Date.now() * 1_000);
    };
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => {
      clearInterval(timer);
    };
  }, [isNeeded]);
  return isNeeded ? nowUnixUs : 0;
}
