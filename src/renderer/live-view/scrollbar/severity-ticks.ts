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

/** What one pixel of the track has to show. */
export interface TrackTick {
  kind: TickKind;
  /** The first id of the stretch of the log that it is about. */
  fromId: number;
  /** It is one of very many of its kind, and not among those with the most. */
  isFaint: boolean;
}

/** By pixel: the worst of all that lies there, so that one error stays visible. A pixel without any is undefined. */
export type TrackTicks = readonly (TrackTick | undefined)[];

/** Where more of the track than this is marked, the marks say little: only the densest of them stay strong. */
const CROWDED_SHARE = 0.35;
/** So many times the usual count make a crowded place stand out. */
const STANDS_OUT_FACTOR = 2;

export function trackTicks(
  outline: Outline | null,
  scale: RankScale,
  shown: readonly Severity[],
  trackPx: number,
): TrackTicks {
  const ticks: (TrackTick | undefined)[] = Array.from({ length: trackPx });
  if (outline === null || totalOf(scale) === 0) return ticks;
  for (const kind of ['warning', 'error'] as const) {
    const severities = severitiesOf(kind).filter((severity) => shown.includes(severity));
    const marks = marksOf(outline, scale, severities, trackPx);
    const strongFrom = leastStrongCount(marks);
    for (const [px, mark] of marks.entries()) {
      if (mark !== undefined) ticks[px] = { kind, fromId: mark.fromId, isFaint: mark.count < strongFrom };
    }
  }
  return ticks;
}

interface Mark {
  count: number;
  fromId: number;
}

function marksOf(
  outline: Outline,
  scale: RankScale,
  severities: readonly Severity[],
  trackPx: number,
): (Mark | undefined)[] {
  const marks: (Mark | undefined)[] = Array.from({ length: trackPx });
  const total = totalOf(scale);
  for (const [index, counts] of outline.buckets.entries()) {
    const count = counts === undefined ? 0 : countOf(counts, severities);
    if (count === 0) continue;
    const middle = rankAt(scale, (index + 0.5) * outline.idsPerBucket);
    const top = Math.max(0, Math.min(trackPx - TICK_PX, Math.floor((middle / total) * trackPx)));
    for (let px = top; px < Math.min(trackPx, top + TICK_PX); px += 1) {
      const present = marks[px];
      if (present === undefined) marks[px] = { count, fromId: index * outline.idsPerBucket };
      else present.count += count;
    }
  }
  return marks;
}

/** Marks with fewer entries than this are faint. */
function leastStrongCount(marks: readonly (Mark | undefined)[]): number {
  const counts = marks.flatMap((mark) => (mark === undefined ? [] : [mark.count])).toSorted((a, b) => a - b);
  if (counts.length <= marks.length * CROWDED_SHARE) return 0;
  return STANDS_OUT_FACTOR * (counts[counts.length >> 1] ?? 0);
}

export function severitiesOf(kind: TickKind): readonly Severity[] {
  return kind === 'error' ? ERRORS : WARNINGS;
}

/** The ticks of one kind and strength as an SVG path, between `leftPx` and `rightPx`. */
export function tickPath(
  ticks: TrackTicks,
  { kind, isFaint }: Pick<TrackTick, 'kind' | 'isFaint'>,
  leftPx: number,
  rightPx: number,
): string {
  let path = '';
  let startPx: number | undefined;
  for (let px = 0; px <= ticks.length; px += 1) {
    const tick = ticks[px];
    if (tick?.kind === kind && tick.isFaint === isFaint) startPx ??= px;
    else if (startPx !== undefined) {
      path += `M${String(leftPx)} ${String(startPx)}H${String(rightPx)}V${String(px)}H${String(leftPx)}z`;
      startPx = undefined;
    }
  }
  return path;
}

/** The tick at a place of the track or, up to `reachPx` away, the worst and then the nearest. Faint ones are no aim. */
export function tickNear(ticks: TrackTicks, atPx: number, reachPx: number): TrackTick | undefined {
  for (const kind of ['error', 'warning'] as const) {
    for (let away = 0; away <= reachPx; away += 1) {
      for (const px of [atPx - away, atPx + away]) {
        const tick = ticks[px];
        if (tick?.kind === kind && !tick.isFaint) return tick;
      }
    }
  }
  return undefined;
}
