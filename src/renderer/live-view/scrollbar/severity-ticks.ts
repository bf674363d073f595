import type { Severity } from '#contract/severity.ts';
import type { Outline } from '../summary-tally.ts';
import { countOf } from '../summary-tally.ts';
import type { RankScale } from './rank-scale.ts';
import { rankAt, totalOf } from './rank-scale.ts';

const ERRORS: readonly Severity[] = [0, 1, 2, 3];
const WARNINGS: readonly Severity[] = [4];
/** One pixel is hard to see and harder to hit. */
const TICK_PX = 2;

export type TickKind = 'error' | 'warning';

/** What each pixel of the track has to show: the worst of all that lies there, so that one error stays visible. */
export interface TrackTicks {
  kinds: readonly (TickKind | undefined)[];
  /** The first id of the stretch of the log that the pixel's tick is about. */
  fromIds: readonly number[];
}

export function trackTicks(
  outline: Outline | null,
  scale: RankScale,
  shown: readonly Severity[],
  trackPx: number,
): TrackTicks {
  const kinds: (TickKind | undefined)[] = Array.from({ length: trackPx });
  const fromIds: number[] = Array.from({ length: trackPx }, () => 0);
  const total = totalOf(scale);
  if (outline === null || total === 0) return { kinds, fromIds };
  for (const kind of ['warning', 'error'] as const) {
    const severities = severitiesOf(kind).filter((severity) => shown.includes(severity));
    for (const [index, counts] of outline.buckets.entries()) {
      if (counts === undefined || countOf(counts, severities) === 0) continue;
      const middle = rankAt(scale, (index + 0.5) * outline.idsPerBucket);
      const top = Math.min(trackPx - TICK_PX, Math.floor((middle / total) * trackPx));
      for (let px = Math.max(0, top); px < top + TICK_PX; px += 1) {
        kinds[px] = kind;
        fromIds[px] = index * outline.idsPerBucket;
      }
    }
  }
  return { kinds, fromIds };
}

export function severitiesOf(kind: TickKind): readonly Severity[] {
  return kind === 'error' ? ERRORS : WARNINGS;
}

/** The ticks of one kind as an SVG path, between `leftPx` and `rightPx`. */
export function tickPath({ kinds }: TrackTicks, kind: TickKind, leftPx: number, rightPx: number): string {
  let path = '';
  let startPx: number | undefined;
  for (let px = 0; px <= kinds.length; px += 1) {
    if (kinds[px] === kind) startPx ??= px;
    else if (startPx !== undefined) {
      path += `M${String(leftPx)} ${String(startPx)}H${String(rightPx)}V${String(px)}H${String(leftPx)}z`;
      startPx = undefined;
    }
  }
  return path;
}

/** The tick at a place of the track or, up to `reachPx` away, the worst and then the nearest. */
export function tickNear(
  { kinds, fromIds }: TrackTicks,
  atPx: number,
  reachPx: number,
): { kind: TickKind; fromId: number } | undefined {
  for (const kind of ['error', 'warning'] as const) {
    for (let away = 0; away <= reachPx; away += 1) {
      const px = [atPx - away, atPx + away].find((each) => kinds[each] === kind);
      if (px !== undefined) return { kind, fromId: fromIds[px] ?? 0 };
    }
  }
  return undefined;
}
