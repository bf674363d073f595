import { useEffect, useState } from 'react';
import type { AppError } from '#contract/errors.ts';
import { useAppModel } from '../../app-model.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import type { ValueAddress, WholeValue } from './whole-value.ts';
import { readWholeValue } from './whole-value.ts';

interface ReadingValue {
  readBytes: number;
  /** null until the first part is there. */
  sizeBytes: number | null;
  value: WholeValue | null;
  problem: AppError | null;
}

/** A value as it is being read. It is read no further when the component goes. */
export function useWholeValue({ entryId, field, index }: ValueAddress): ReadingValue {
  const { host } = useAppModel();
  const [reading, setReading] = useState<ReadingValue>({
    readBytes: 0,
    sizeBytes: null,
    value: null,
    problem: null,
  });
  useEffect(() => {
    const call = new AbortController();
    const change = (changes: Partial<ReadingValue>): void => {
      if (!call.signal.aborted) setReading((before) => ({ ...before, ...changes }));
    };
    readWholeValue(host, { entryId, field, index }, call.signal, (readBytes, sizeBytes) => {
      change({ readBytes, sizeBytes });
    }).then(
      (value) => {
        change({ value });
      },
      (error: unknown) => {
        change({ problem: appErrorOf(error) });
      },
    );
    return () => {
      call.abort();
    };
  }, [host, entryId, field, index]);
  return reading;
}
