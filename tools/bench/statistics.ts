/** The value in the middle; of an even number, the mean of both middles. Throws when there is none. */
export function median(values: readonly number[]): number {
  return (
    (quantileAt(values, Math.floor((values.length - 1) / 2)) +
      quantileAt(values, Math.floor(values.length / 2))) /
    2
  );
}

/** The smallest value that at least `share` (0 to 1) of all values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  return quantileAt(values, Math.max(0, Math.ceil(values.length * share) - 1));
}

function quantileAt(values: readonly number[], position: number): number {
  const value = values.toSorted((a, b) => a - b)[position];
  if (value === undefined) throw new RangeError('there is no median of nothing');
  return value;
}
