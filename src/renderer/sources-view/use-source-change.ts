import { useState } from 'react';
import type { MethodParams, MethodResult } from '#contract/methods.ts';
import type { AppError } from '#contract/errors.ts';
import { useAppModel } from '../app-model.ts';
import { appErrorOf } from '../state/app-error-of.ts';

type Change = 'sources.add' | 'sources.pause' | 'sources.resume' | 'sources.remove' | 'sources.move';

interface SourceChange {
  isBusy: boolean;
  /** Why the last change was not made. */
  problem: AppError | null;
  /**
   * Makes a change and says what came of it.
   * @returns Whether it was made.
   */
  make: <M extends Change>(
    method: M,
    params: MethodParams<M>,
    said: (result: MethodResult<M>) => string,
  ) => Promise<boolean>;
}

/** Changes what is captured, one change after the other. */
export function useSourceChange(): SourceChange {
  const { host, announcer } = useAppModel();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<AppError | null>(null);
  const make: SourceChange['make'] = async (method, params, said) => {
    if (isBusy) return false;
    setIsBusy(true);
    setProblem(null);
    try {
      announcer.say(said(await host.call(method, params)));
      return true;
    } catch (error) {
      setProblem(appErrorOf(error));
      return false;
    } finally {
      setIsBusy(false);
    }
  };
  return { isBusy, problem, make };
}
