import { useEffect, useMemo, useState } from 'react';
import { useAppModel } from '../../app-model.ts';
import { useStore } from '../../state/use-store.ts';
import type { ClockStyle } from './interval-words.ts';

const MINUTE_MS = 60_000;
/** Midnights lie on quarters of an hour in every zone. */
const QUARTER_MS = 15 * MINUTE_MS;

/** How the user wants times to be written. It changes with the settings and, so that "today" is today, through the day. */
export function useClockStyle(): ClockStyle {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const [quarter, setQuarter] = useState(quarterNow);
  useEffect(() => {
    const timer = setInterval(() => {
      setQuarter(quarterNow());
    }, MINUTE_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return useMemo(
    () => ({ zone: timeZone, locale: navigator.language, nowUnixUs: quarter * QUARTER_MS * 1_000 }),
    [timeZone, quarter],
  );
}

function quarterNow(): number {
  return Math.floor(Date.now() / QUARTER_MS);
}
