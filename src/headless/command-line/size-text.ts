const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** A number of bytes for people, in units of a thousand: `999 B`, `1.2 MB`. */
export function sizeText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 999,950 B would be written as 1000.0 kB.
  while (value >= (unit === 0 ? 1000 : 999.95) && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? String(value) : value.toFixed(1)} ${UNITS[unit] ?? ''}`;
}
