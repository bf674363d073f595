import type { SourceTarget } from '../../listener/source-target.ts';
import type { TextLogFormat } from '../../listener/text-log/text-log-format.ts';
import type { ChangedSeverities } from '../../logic/changed-severities.ts';
import type { WritableDatabase } from '../../store/open-database.ts';
import { openLedger, type SourceLedger } from '../../writer/source-ledger.ts';
import { readChangedSeverities } from '../set-severities.ts';
import { specOfSource } from '../../store/source-settings.ts';

/** The source whose pieces are read again. */
export interface RetriedSource {
  ledger: SourceLedger;
  target: SourceTarget;
  /** How its lines are read now; null: it is no text log, or that is not known. */
  format: TextLogFormat | null;
  /** What the user says of its severities. */
  severities: ChangedSeverities | null;
}

/**
 * A source as it is now, captured or not. @param captured - undefined: it is not.
 * @throws AppError `source.not-found` when there is none of this id; `source.invalid` when this Hydrant cannot read it.
 */
export function readRetriedSource(
  database: WritableDatabase,
  sourceId: number,
  captured: { ledger: SourceLedger; format: TextLogFormat | null } | undefined,
  readTarget: (spec: string) => SourceTarget,
): RetriedSource {
  const spec = specOfSource(database, sourceId);
  const target = readTarget(spec);
  return {
    ledger: captured?.ledger ?? openLedger(database, spec),
    target,
    format: captured?.format ?? ('format' in target ? target.format : null),
    severities: readChangedSeverities(database, sourceId, target),
  };
}
