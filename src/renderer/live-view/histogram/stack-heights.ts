import type { SeverityCounts } from '#contract/severity.ts';

/** An error and worse must be seen at a glance; one pixel of a hundred is not. */
const LEAST_SEVERE_PX = 2;
const LEAST_OTHER_PX = 1;
const LEAST_SEVERE_SEVERITY = 3;

/**
 * Heights in whole pixels of the parts of one bar, by severity. The bar grows with the square root of its entries, and
 * its parts share it by the square roots of theirs, so that one error beside 10,000 infos has its pixels.
 * @param mostEntries what fills the whole height.
 */
export function stackHeights(counts: SeverityCounts, mostEntries: number, heightPx: number): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => 0);
  const least = counts.map(leastHeightPx);
  const leastSum = least.reduce((sum, px) => sum + px, 0);
  const barPx = Math.min(
    heightPx,
    Math.max(leastSum, Math.round(heightPx * Math.sqrt(total / Math.max(total, mostEntries)))),
  );
  const roots = counts.map((count) => Math.sqrt(count));
  const rootSum = roots.reduce((sum, root) => sum + root, 0);
  const heights = roots.map((root, severity) =>
    Math.max(least[severity] ?? 0, Math.round((root / rootSum) * barPx)),
  );
  return fitSum(heights, least, barPx);
}

function leastHeightPx(count: number, severity: number): number {
  if (count === 0) return 0;
  return severity <= LEAST_SEVERE_SEVERITY ? LEAST_SEVERE_PX : LEAST_OTHER_PX;
}

/** Rounding and least heights have made the parts a few pixels more or less than the bar: the tallest part takes it. */
function fitSum(heights: readonly number[], least: readonly number[], barPx: number): number[] {
  const fitted = [...heights];
  let missing = barPx - fitted.reduce((sum, px) => sum + px, 0);
  while (missing !== 0) {
    const tallest = indexOfMostSpare(fitted, least);
    const step = Math.sign(missing);
    if (step < 0 && (fitted[tallest] ?? 0) <= (least[tallest] ?? 0)) break;
    fitted[tallest] = (fitted[tallest] ?? 0) + step;
    missing -= step;
  }
  return fitted;
}

function indexOfMostSpare(heights: readonly number[], least: readonly number[]): number {
  let most = 0;
  let mostSparePx = -1;
  heights.forEach((px, index) => {
    const leastPx = least[index] ?? 0;
    if (leastPx > 0 && px - leastPx > mostSparePx) {
      mostSparePx = px - leastPx;
      most = index;
    }
  });
  return most;
}

/** What fills the whole height: a little above the highest bar and in steps, so that the scale does not move with every entry. */
export function steadyScale(mostEntries: number): number {
  if (mostEntries <= LEAST_SCALE) return LEAST_SCALE;
  const power = 10 ** Math.floor(Math.log10(mostEntries));
  const step = SCALE_STEPS.find((each) => each * power >= mostEntries) ?? 10;
  return Math.round(step * power);
}

/** Ten entries in a bar are few on any machine: below that, bars stay low. */
const LEAST_SCALE = 10;
/** Each about 1.4 times the one before: at the square root, a bar never loses more than a sixth of its height. */
const SCALE_STEPS = [1, 1.4, 2, 2.8, 4, 5.6, 8, 10];
