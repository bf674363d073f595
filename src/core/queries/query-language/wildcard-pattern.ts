/**
 * Writes a wildcard pattern: `parts` are the literal texts around the stars, so n stars have n + 1 parts. In the pattern
 * `*` stands for any text, also none; `\*` is a star and `\\` a backslash.
 */
export function wildcardPattern(parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll(/[\\*]/g, String.raw`\$&`)).join('*');
}

/** Reads a pattern back into the literal texts around its stars. The inverse of `wildcardPattern`. */
export function wildcardParts(pattern: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === '*') {
      parts.push(part);
      part = '';
    } else if (character === '\\' && at + 1 < pattern.length) {
      at += 1;
      part += pattern.charAt(at);
    } else {
      part += character;
    }
  }
  parts.push(part);
  return parts;
}
