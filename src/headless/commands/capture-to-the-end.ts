import type { CaptureSummary, Engine } from '#core/engine/engine.ts';
import type { Interruption } from '../command-line/interruption.ts';
import { StatusLine } from '../command-line/status-line.ts';

/**
 * Waits for a capture with `once`, telling on a terminal how far it is. Rejects with `cancelled` when interrupted.
 * @param showsProgress - false: nothing is told.
 */
export async function captureToTheEnd(
  engine: Engine,
  interruption: Interruption,
  showsProgress = true,
): Promise<CaptureSummary[]> {
  const line = new StatusLine();
  const unsubscribe = engine.subscribe('status.changed', (status) => {
    if (showsProgress) line.show(`Reading: ${status.entries.toLocaleString('en')} entries stored`);
  });
  try {
    return await interruption.during(engine.captureFinished);
  } finally {
    unsubscribe();
    line.clear();
  }
}
