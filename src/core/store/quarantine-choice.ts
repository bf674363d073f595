import type { QuarantineChoice } from '#contract/log-format.ts';

/** A condition over `quarantine` for a choice; its parameters are `choiceParameters`. */
export const CHOICE_SQL = `(:sourceId IS NULL OR source_id = :sourceId) AND (:reason IS NULL OR reason = :reason)
  AND (:ids IS NULL OR id IN (SELECT value FROM json_each(:ids)))`;

export interface ChoiceParameters {
  sourceId: number | null;
  reason: string | null;
  ids: string | null;
}

/** @param choice - undefined: everything. */
export function choiceParameters(choice: QuarantineChoice | undefined): ChoiceParameters {
  const { sourceId, reason, ids } = choice ?? {};
  return {
    sourceId: sourceId ?? null,
    reason: reason ?? null,
    ids: ids === undefined ? null : JSON.stringify(ids),
  };
}
