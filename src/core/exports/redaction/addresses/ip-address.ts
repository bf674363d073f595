/** The four bytes of an IPv4 address as one number; undefined: it is none. Zeros in front only where all parts have three digits. */
export function parseIpv4(text: string): number | undefined {
  let address = 0;
  let byte = 0;
  let digits = 0;
  let parts = 1;
  let hasZeroInFront = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      if (digits === 0 || parts === 4) return undefined;
      address = address * 256 + byte;
      parts += 1;
      byte = digits = 0;
      continue;
    }
    if (code < ZERO || code > NINE) return undefined;
    if (digits === 1 && byte === 0) hasZeroInFront = true;
    digits += 1;
    byte = byte * 10 + code - ZERO;
    if (byte > 255 || digits > 3) return undefined;
  }
  if (parts !== 4 || digits === 0 || (hasZeroInFront && text.length !== PADDED_LENGTH)) return undefined;
  return address * 256 + byte;
}

const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
/** `010.000.000.001`. */
const PADDED_LENGTH = 15;

/** `10.0.0.1`. */
export function formatIpv4(address: number): string {
  return `${String(address >>> 24)}.${String((address >>> 16) & 255)}.${String((address >>> 8) & 255)}.${String(address & 255)}`;
}

/**
 * Whether an IPv4 address can belong to somebody. Not so: 0.0.0.0/8 (this network, and wildcard masks), 127.0.0.0/8 (this machine),
 * 224.0.0.0/4 (groups), 240.0.0.0/4 (reserved, broadcast, net masks), and the clouds' metadata service. Source: RFC 6890, RFC 5771.
 */
export function isPersonalIpv4(address: number): boolean {
  const first = address >>> 24;
  return first !== 0 && first !== 127 && first < 224 && address !== METADATA_SERVICE;
}

/** 169.254.169.254. */
const METADATA_SERVICE = 0xa9_fe_a9_fe;

/** Addresses that are given out inside a network. Source: RFC 1918, RFC 3927. */
export function isPrivateIpv4(address: number): boolean {
  return (
    address >>> 24 === 10 ||
    address >>> 20 === 0xac1 ||
    address >>> 16 === 0xc0a8 ||
    address >>> 16 === 0xa9fe
  );
}

const GROUPS = 8;

/** The eight 16-bit groups of an IPv6 address; undefined: it is none. A zone (`%eth0`) must be cut off before. Source: RFC 4291, 2.2. */
export function parseIpv6(text: string): number[] | undefined {
  if (text.length < 2 || text.length > 45) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = '', tail] = halves;
  const before = parseGroups(head, tail === undefined);
  const after = tail === undefined ? [] : parseGroups(tail, true);
  if (before === undefined || after === undefined) return undefined;
  const missing = GROUPS - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...before, ...new Array<number>(missing).fill(0), ...after];
}

function parseGroups(text: string, isLast: boolean): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: number[] = [];
  for (const [index, part] of parts.entries()) {
    if (/^[0-9A-Fa-f]{1,4}$/.test(part)) {
      groups.push(Number.parseInt(part, 16));
      continue;
    }
    const embedded = isLast && index === parts.length - 1 ? parseIpv4(part) : undefined;
    if (embedded === undefined) return undefined;
    groups.push(embedded >>> 16, embedded & 0xffff);
  }
  return groups;
}

/**
 * The one spelling of an IPv6 address, if it can belong to somebody; undefined: it cannot. An IPv4 address inside (mapped or
 * translated) is spelled as such, so that both have one pseudonym. Everything outside the ranges that are in use is no
 * address of anybody, and mostly none at all: `face::b00c`, a hexadecimal dump. Source: RFC 4291, 6052, 4193; IANA's registries.
 */
export function personalIpv6(groups: readonly number[]): string | undefined {
  const [first = 0] = groups;
  const inner = embeddedIpv4(groups);
  if (inner !== undefined) return isPersonalIpv4(inner) ? formatIpv4(inner) : undefined;
  const isPersonal =
    first >>> 13 === 1 ||
    (first & 0xfe00) === 0xfc00 ||
    (first & 0xff80) === 0xfe80 ||
    isSolicitedNode(groups);
  return isPersonal ? groups.map((group) => group.toString(16)).join(':') : undefined;
}

/** `::ffff:10.0.0.1` and `64:ff9b::10.0.0.1`. */
function embeddedIpv4(groups: readonly number[]): number | undefined {
  const prefix = groups.slice(0, 6).join(':');
  if (prefix !== '0:0:0:0:0:65535' && prefix !== '100:65435:0:0:0:0') return undefined;
  return (groups[6] ?? 0) * 0x1_0000 + (groups[7] ?? 0);
}

/** `ff02::1:ff00:0/104`: a group that holds the last three bytes of somebody's address. Source: RFC 4291, 2.7.1. */
function isSolicitedNode(groups: readonly number[]): boolean {
  return groups.slice(0, 6).join(':') === '65282:0:0:0:0:1' && (groups[6] ?? 0) >>> 8 === 0xff;
}
