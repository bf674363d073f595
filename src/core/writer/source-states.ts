import type { SourceStatus } from '#contract/status.ts';
import type { WritableDatabase } from '../store/open-database.ts';

/** Keeps what the listeners are doing in the store, for a reader in another process (`hydrant status`). */
export function saveSourceStates(database: WritableDatabase, sources: readonly SourceStatus[]): void {
  if (!database.open) return;
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
