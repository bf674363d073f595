import { SEVERITY_NAMES } from '#contract/severity.ts';
import type { HistogramBar } from './histogram-bars.ts';
import { stackHeights } from './stack-heights.ts';

/** From this pitch on, a pixel of air stands between two bars. */
const AIR_FROM_PITCH_PX = 3;

/**
 * The bars as one SVG path for each severity, the worst at the bottom: there all bars have one base line, so that errors
 * can be compared along the time. In whole pixels.
 */
export function barPaths(
  bars: readonly HistogramBar[],
  widthPx: number,
  heightPx: number,
  mostEntries: number,
): string[] {
  const paths = SEVERITY_NAMES.map(() => '');
  const pitch = widthPx / bars.length;
  const airPx = pitch >= AIR_FROM_PITCH_PX ? 1 : 0;
  for (const [index, bar] of bars.entries()) {
    if (bar.total === 0) continue;
    const left = Math.round(index * pitch);
    const barPx = Math.max(1, Math.round((index + 1) * pitch) - left - airPx);
    let bottom = heightPx;
    for (const [severity, px] of stackHeights(bar.counts, mostEntries, heightPx).entries()) {
      if (px === 0) continue;
      bottom -= px;
      paths[severity] +=
        `M${String(left)} ${String(bottom)}h${String(barPx)}v${String(px)}h-${String(barPx)}z`;
    }
  }
  return paths;
}
