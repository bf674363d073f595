import type { BarRow } from './histogram-bars.ts';
import { barIndexAt, barsTogether } from './histogram-bars.ts';
import type { HistogramSteering } from './histogram-steering.ts';

const ZOOM_IN = 0.5;
const PAGE_BARS = 10;

interface PressedKey {
  key: string;
  shiftKey: boolean;
}

/** What a key does in the histogram. `cursorIndex` is the bar that the keys stand at. @returns false: nothing. */
export function steerByKey(
  { key, shiftKey }: PressedKey,
  row: BarRow,
  cursorIndex: number,
  steering: HistogramSteering,
  jumpTo: (unixUs: number) => void,
): boolean {
  const bar = row.bars[cursorIndex];
  if (bar === undefined) return false;
  const { anchorUnixUs } = steering.selection.get();
  const chosen = anchorUnixUs === null ? bar : barsTogether(row, barIndexAt(row, anchorUnixUs), cursorIndex);
  switch (key) {
    case 'ArrowLeft':
      return moveTo(cursorIndex - 1);
    case 'ArrowRight':
      return moveTo(cursorIndex + 1);
    case 'PageUp':
      return moveTo(cursorIndex - PAGE_BARS);
    case 'PageDown':
      return moveTo(cursorIndex + PAGE_BARS);
    case 'Home':
      return moveTo(0);
    case 'End':
      return moveTo(row.bars.length - 1);
    case 'ArrowUp':
      if (anchorUnixUs === null) steering.zoomBy(ZOOM_IN, middleOf(bar), row.range);
      else steering.zoomTo(chosen);
      return true;
    case 'ArrowDown':
      steering.zoomBy(1 / ZOOM_IN, middleOf(bar), row.range);
      return true;
    case 'Enter':
      steering.showOnly(chosen);
      return true;
    case ' ':
    case 'j':
      jumpTo(chosen.fromUnixUs);
      return true;
    case 'Escape':
      return steering.undo();
    default:
      return false;
  }

  function moveTo(index: number): true {
    const target = row.bars[Math.max(0, Math.min(row.bars.length - 1, index))];
    if (target === undefined || bar === undefined) return true;
    if (shiftKey) steering.choose(anchorUnixUs ?? middleOf(bar), middleOf(target));
    else steering.point(middleOf(target));
    return true;
  }
}

function middleOf({ fromUnixUs, untilUnixUs }: { fromUnixUs: number; untilUnixUs: number }): number {
  return Math.floor((fromUnixUs + untilUnixUs) / 2);
}
