const BACKSLASH = 92;
const LOWER_X = 120;

/**
 * Undoes the kernel's escapes: it writes every byte that is no printable ASCII character, and the backslash itself, as `\xNN`. Any
 * other backslash is kept as it is. Source: Documentation/ABI/testing/dev-kmsg.
 * @returns `escaped` itself when nothing is escaped in it, else new memory.
 */
export function unescapeKernelText(escaped: Buffer): Buffer {
  if (!escaped.includes(BACKSLASH)) return escaped;
  const text = Buffer.allocUnsafe(escaped.length);
  let size = 0;
  for (let at = 0; at < escaped.length; at += 1) {
    const byte = escaped[at] as number;
    const value = byte === BACKSLASH && escaped[at + 1] === LOWER_X ? hexByte(escaped, at + 2) : -1;
    text[size] = value < 0 ? byte : value;
    size += 1;
    if (value >= 0) at += 3;
  }
  return text.subarray(0, size);
}

/** -1: no two hexadecimal digits stand there. */
function hexByte(bytes: Buffer, at: number): number {
  const high = hexDigit(bytes[at]);
  const low = hexDigit(bytes[at + 1]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexDigit(byte = 0): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
