const ZERO = 48;

/** The number that the `count` digits at `at` make; -1: not all are digits. */
export function readDigits(text: string, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index += 1) {
    const digit = text.charCodeAt(index) - ZERO;
    // A position behind the end gives NaN, which is no digit either.
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** How many digits stand at `at`. */
export function countDigits(text: string, at: number): number {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end - at;
}

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= ZERO + 9;
}
