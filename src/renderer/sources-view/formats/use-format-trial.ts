import { useEffect, useState } from 'react';
import type { AppError } from '#contract/errors.ts';
import type { FormatSample, FormatTrial } from '#contract/log-format.ts';
import { useAppModel } from '../../app-model.ts';
import { appErrorOf } from '../../state/app-error-of.ts';

/** A pause between two keys that is none between two words. */
const TYPING_MS = 120;

interface FormatTrialState {
  /** Of the last format that was tried; null: none yet, or the lines cannot be read. */
  trial: FormatTrial | null;
  problem: AppError | null;
  /** It is of the format that is asked for now. */
  isCurrent: boolean;
}

/** What a format makes of a sample, asked again a moment after each change; what is outdated is given up. */
export function useFormatTrial(sample: FormatSample, format: string | null): FormatTrialState {
  const { host } = useAppModel();
  const key = JSON.stringify({ sample, format });
  const [state, setState] = useState<Omit<FormatTrialState, 'isCurrent'> & { key: string }>({
    trial: null,
    problem: null,
    key: '',
  });

  useEffect(() => {
    const call = new AbortController();
    const asked = JSON.parse(key) as { sample: FormatSample; format: string | null };
    const timer = setTimeout(() => {
      host.call('sources.tryFormat', asked, call.signal).then(
        (trial) => {
          if (!call.signal.aborted) setState({ trial, problem: null, key });
        },
        (error: unknown) => {
          if (!call.signal.aborted) setState({ trial: null, problem: appErrorOf(error), key });
        },
      );
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      call.abort();
    };
  }, [host, key]);

  return { trial: state.trial, problem: state.problem, isCurrent: state.key === key };
}
