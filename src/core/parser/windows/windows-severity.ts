const INFO = 6;
const DEBUG = 7;
const WARNING = 4;
/** By Windows' level, 0 to 5. Source: StandardEventLevel; 0, LogAlways, is shown as Information. */
const BY_LEVEL = [INFO, 2, 3, WARNING, INFO, DEBUG];
/** Audits have level 0 and their result here. Source: winmeta.xml, WINEVENT_KEYWORD_AUDIT_FAILURE. */
const AUDIT_FAILURE = 1n << 52n;
const HEXADECIMAL = /^0x[0-9a-f]{1,16}$/i;
const DECIMAL = /^\d{1,3}$/;

/**
 * The severity on the common scale. A level that a provider invented (16 to 255), and none at all, count as info.
 * @param level - As the event has it; '' when it has none.
 * @param keywords - A hexadecimal number of 64 bits.
 */
export function windowsSeverity(level: string, keywords: string): number {
  const number = DECIMAL.test(level) ? Number(level) : -1;
  if (number === 0 && HEXADECIMAL.test(keywords) && (BigInt(keywords) & AUDIT_FAILURE) !== 0n) return WARNING;
  return BY_LEVEL[number] ?? INFO;
}
