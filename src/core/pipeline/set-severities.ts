import { AppError } from '#contract/errors.ts';
import type { MethodParams } from '#contract/methods.ts';
import type { SeverityChange } from '#contract/source-severities.ts';
import type { SourceSpec } from '../listener/source-spec.ts';
import type { SourceTarget } from '../listener/source-target.ts';
import {
  formatChangedSeverities,
  parseChangedSeverities,
  severityKey,
  withChanges,
  type ChangedSeverities,
} from '../logic/changed-severities.ts';
import type { SeverityDescription } from '../logic/severity-scale.ts';
import { severitiesOf } from '../parser/source-severities.ts';
import type { WritableDatabase } from '../store/open-database.ts';
import type { SourcePipeline } from './source-pipeline.ts';
import { specOfSource } from '../store/source-settings.ts';

/** A source has some dozens of words; a thousand of them are a mistake, and would be read at every start. */
const MAX_CHANGED_WORDS = 1000;

/** What the user said of a source's severities, in this run or before, also if the source was removed in between. */
export function readChangedSeverities(
  database: WritableDatabase,
  sourceId: number,
  target: SourceTarget,
): ChangedSeverities | null {
  const description = severitiesOf(target);
  if (description === null) return null;
  const text = database
    .prepare<[number], string | null>('SELECT severities FROM sources WHERE id = ?')
    .pluck()
    .get(sourceId);
  return parseChangedSeverities(text ?? null, description);
}

/**
 * Keeps what some words of a source stand for, and has it hold from the next entry on that is read. What is stored stays as it is.
 * @param readSource - Reads the specification of a source that is not captured now.
 * @throws AppError `source.not-found`; `request.invalid` when it makes no sense; what keeps the store from being written.
 */
export function setSeverities(
  {
    database,
    readSource,
  }: { database: WritableDatabase; readSource: (spec: string) => Pick<SourceSpec, 'target'> },
  pipelines: readonly SourcePipeline[],
  { sourceId, changes }: MethodParams<'sources.setSeverities'>,
): void {
  const spec = specOfSource(database, sourceId);
  const { target } = readSource(spec);
  const description = severitiesOf(target);
  if (description === null) {
    throw new AppError('request.invalid', `${spec} has no entries of its own, so it has no severities.`, {
      remedy: 'Change those of the logs that it finds.',
    });
  }
  refuseContradictions(changes, description);
  const changed = withChanges(readChangedSeverities(database, sourceId, target), changes, description);
  if ((changed?.byWord.size ?? 0) > MAX_CHANGED_WORDS) {
    throw new AppError(
      'request.invalid',
      `More than ${String(MAX_CHANGED_WORDS)} words of ${spec} would be changed.`,
    );
  }
  database
    .prepare('UPDATE sources SET severities = ? WHERE id = ?')
    .run(formatChangedSeverities(changed), sourceId);
  const pipeline = pipelines.find(({ ledger }) => ledger.sourceId === sourceId);
  if (pipeline !== undefined) pipeline.changedSeverities = changed;
}

function refuseContradictions(
  changes: readonly SeverityChange[],
  { isCaseSensitive }: SeverityDescription,
): void {
  const seen = new Map<string, number | null>();
  for (const { raw, severity } of changes) {
    const key = severityKey(raw, isCaseSensitive);
    if (seen.has(key) && seen.get(key) !== severity) {
      throw new AppError('request.invalid', `The severity "${raw}" is to stand for two things at once.`);
    }
    seen.set(key, severity);
  }
}
