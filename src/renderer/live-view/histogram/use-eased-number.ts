import { useEffect, useRef, useState } from 'react';

const EASE_MS = 220;

/**
 * A number that goes to `target` within a moment instead of jumping there. It jumps where `occasion` is another one, as
 * then everything is another, and where the system asks for less motion.
 */
export function useEasedNumber(target: number, occasion: string): number {
  const [eased, setEased] = useState({ occasion, value: target });
  const latest = useRef(eased);
  useEffect(() => {
    function show(value: number): void {
      latest.current = { occasion, value };
      setEased(latest.current);
    }
    const { value: start, occasion: before } = latest.current;
    if (start === target && before === occasion) return undefined;
    if (before !== occasion || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      show(target);
      return undefined;
    }
    const startedMs = performance.now();
    let frame = requestAnimationFrame(step);
    function step(nowMs: number): void {
      const share = Math.min(1, Math.max(0, (nowMs - startedMs) / EASE_MS));
      // Fast at first, slow at the end.
      show(share === 1 ? target : start + (target - start) * (1 - (1 - share) ** 3));
      if (share < 1) frame = requestAnimationFrame(step);
    }
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [target, occasion]);
  return eased.occasion === occasion ? eased.value : target;
}
