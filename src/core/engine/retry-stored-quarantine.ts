import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '#contract/errors.ts';
import { addRetryStep, NOTHING_TRIED, type RetryTotals } from '#contract/retry-totals.ts';
import { parseSourceSpec, sourceSpecs } from '../listener/source-spec.ts';
import { parseLogFormat } from '../listener/text-log/parse-log-format.ts';
import { QuarantineRetry } from '../pipeline/quarantine/quarantine-retry.ts';
import { SourceTargets } from '../pipeline/source-targets.ts';
import { Dictionaries } from '../store/dictionaries.ts';
import { openWritableDatabase, type WritableDatabase } from '../store/open-database.ts';
import { EntryWriter } from '../writer/entry-writer.ts';
import { acquireIdleStore } from './acquire-idle-store.ts';

const REMEDY = 'Try it again in its own Sources view, or stop it and give this command again.';

export interface StoredRetryRequest {
  dataDir: string;
  /** The source, as on the command line. */
  spec: string;
  /** As `--log-format`; null: as the source is read. */
  format: string | null;
  /** Only what is in quarantine for this reason. */
  reason: string | undefined;
  /** Ends it between two steps; what was done holds. */
  signal: AbortSignal;
}

/**
 * Tries what is in quarantine of one source again while nothing is captured. @throws AppError `capture.elsewhere` while a Hydrant captures into
 * this store; `source.not-found`, `source.invalid`; what keeps the store from being opened or written to.
 */
export async function retryStoredQuarantine(request: StoredRetryRequest): Promise<RetryTotals> {
  const { dataDir, spec, format, reason, signal } = request;
  using resources = new DisposableStack();
  resources.use(acquireIdleStore(dataDir, REMEDY));
  const database = openWritableDatabase(dataDir);
  resources.defer(() => database.close());
  const choice = { sourceId: sourceIdOf(database, spec), ...(reason === undefined ? {} : { reason }) };
  const retry = createRetry(database);
  let totals = NOTHING_TRIED;
  let from: { afterId: number; untilId: number } | undefined;
  while (!signal.aborted) {
    const step = retry.retry({ choice, format, ...from });
    totals = addRetryStep(totals, step);
    if (step.reachedId === null) break;
    from = { afterId: step.reachedId, untilId: step.untilId };
    // Signals are heard between two steps.
    await nextTurn();
  }
  return totals;
}

function createRetry(database: WritableDatabase): QuarantineRetry {
  const writer = new EntryWriter(database);
  const targets = new SourceTargets(database, (spec, format) =>
    parseSourceSpec(spec, format === null ? null : parseLogFormat(format)),
  );
  return new QuarantineRetry({
    database,
    dictionaries: new Dictionaries(database),
    writer,
    rules: [],
    readTarget: (spec) => targets.read(spec),
    sourceOf: () => undefined,
    commitPending: () => undefined,
    commit: (takeOut) => writer.commit(Date.now() * 1000, takeOut),
  });
}

function sourceIdOf(database: WritableDatabase, text: string): number {
  const [spec = '', ...others] = sourceSpecs([text]);
  const id = database.prepare<[string], number>('SELECT id FROM sources WHERE spec = ?').pluck().get(spec);
  if (id !== undefined && others.length === 0) return id;
  throw new AppError('source.not-found', `Nothing is stored of ${text}.`, {
    remedy: 'hydrant quarantine lists the sources that have something in quarantine.',
  });
}
