import { AppError } from '#contract/errors.ts';
import type { SourceStatus } from '#contract/status.ts';
import { classifyDatabaseError, type WritableDatabase } from '../store/open-database.ts';

/**
 * Keeps what the listeners are doing in the store, for a reader in another process (`hydrant status`). A store that cannot
 * take it now (disk full) is none of the listeners' business: the next commit tells, and the next state is saved.
 */
export function saveSourceStates(database: WritableDatabase, sources: readonly SourceStatus[]): void {
  if (!database.open) return;
  try {
    saveAll(database, sources);
  } catch (error) {
    if (!(classifyDatabaseError(database.name, error) instanceof AppError)) throw error;
  }
}

function saveAll(database: WritableDatabase, sources: readonly SourceStatus[]): void {
  // Whoever was killed, or captured others, left what is not true any more.
  const captured = JSON.stringify(sources.map(({ id }) => id));
  database
    .prepare(
      `UPDATE sources SET state = 'stopped', state_text = '', problem = NULL
       WHERE state NOT IN ('stopped', 'finished', 'failed') AND id NOT IN (SELECT value FROM json_each(?))`,
    )
    .run(captured);
  const save = database.prepare('UPDATE sources SET state = ?, state_text = ?, problem = ? WHERE id = ?');
  for (const source of sources) {
    save.run(
      source.state,
      source.stateText,
      source.problem === null ? null : JSON.stringify(source.problem),
      source.id,
    );
  }
}
