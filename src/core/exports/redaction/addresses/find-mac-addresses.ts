import type { FindMatches, TextMatch } from '../text-match.ts';
import { NO_MATCHES, mergeMatches } from '../text-match.ts';
import type { Triggers } from '../triggers.ts';
import { beginsWord, endsWord } from '../word-edges.ts';

/** Octets with one separator throughout: a hardware address has six of them; more are looked at by their number. */
const OCTETS = /[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2}){5,63}|(?:-[0-9A-Fa-f]{2}){5,63})/g;
const ADDRESS_OCTETS = 6;
/** Two digits and a separator. */
const OCTET_LENGTH = 3;

/** Addresses without separators, or with others, where what stands before says what they are. The address is the second group. */
const NAMED_PATTERNS: readonly { needs: readonly string[]; pattern: RegExp }[] = [
  // Interfaces named after their address. Source: systemd.net-naming-scheme(7).
  {
    needs: ['enx', 'wlx', 'wwx', 'slx'],
    pattern: /((?<![A-Za-z0-9])(?:en|wl|ww|sl)x)([0-9a-f]{12})(?![0-9A-Za-z])/g,
  },
  // Objects of BlueZ on D-Bus.
  { needs: ['dev_'], pattern: /(\bdev_)((?:[0-9A-F]{2}_){5}[0-9A-F]{2})(?![0-9A-Za-z])/g },
  {
    needs: ['mac=', 'MAC=', 'addr', 'ADDR', 'ether=', 'address='],
    pattern: /(\b(?:mac|mac_?addr(?:ess)?|hwaddr|ether|lladdr|chaddr)=["']?)([0-9A-Fa-f]{12})(?!\w)/gi,
  },
];

/** As Cisco writes them. */
const DOTTED = /[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?!\w|\.\w)/y;
const DOTTED_GROUP = 4;

/**
 * Finds hardware addresses: `aa:bb:cc:dd:ee:ff`, `AA-BB-…`, `aabb.ccdd.eeff`, inside netfilter's MAC=, client identifiers of DHCP,
 * EUI-64, and interface names like `enx…`. All-zero, broadcast and well-known group addresses stay, and so does every
 * other number of octets: fingerprints and dumps.
 */
export function macFinder(triggers: Triggers): FindMatches {
  const dots = triggers.watch('.');
  const separators = [triggers.watch(':'), triggers.watch('-')];
  const named = NAMED_PATTERNS.map(({ needs, pattern }) => ({ trigger: triggers.watch(...needs), pattern }));
  return (text) => {
    let matches = NO_MATCHES;
    if (separators.some(({ count }) => count >= ADDRESS_OCTETS - 1)) matches = findOctets(text);
    if (dots.count >= 2) matches = mergeMatches(matches, findDotted(text));
    for (const { trigger, pattern } of named) {
      if (trigger.isPresent) matches = mergeMatches(matches, findNamed(text, pattern));
    }
    return matches;
  };
}

function findDotted(text: string): TextMatch[] {
  const matches: TextMatch[] = [];
  for (let dot = text.indexOf('.'); dot !== -1; dot = text.indexOf('.', dot + 1)) {
    // Nearly every dot is no first one of two in this distance.
    if (text.charAt(dot + DOTTED_GROUP + 1) !== '.' || dot < DOTTED_GROUP) continue;
    const start = dot - DOTTED_GROUP;
    DOTTED.lastIndex = start;
    if (!DOTTED.test(text) || /[\w.]/.test(text.charAt(start - 1))) continue;
    const address = text.slice(start, DOTTED.lastIndex);
    const match = macMatch(text, start, address.length);
    // Decimal digits alone are some other number.
    if (match !== undefined && !/^[\d.]+$/.test(address)) matches.push(match);
  }
  return matches;
}

function findNamed(text: string, pattern: RegExp): TextMatch[] {
  const matches: TextMatch[] = [];
  for (const { index, 1: before = '', 2: address = '' } of text.matchAll(pattern)) {
    const match = macMatch(text, index + before.length, address.length);
    if (match !== undefined) matches.push(match);
  }
  return matches;
}

function findOctets(text: string): TextMatch[] {
  const matches: TextMatch[] = [];
  OCTETS.lastIndex = 0;
  for (let found = OCTETS.exec(text); found !== null; found = OCTETS.exec(text)) {
    let start = found.index;
    let octets = (found[0].length + 1) / OCTET_LENGTH;
    if (!beginsWord(text, start)) {
      // A label that ends like an octet, as in `mac:aa:bb:cc:dd:ee:ff`, has been taken for one.
      start += OCTET_LENGTH;
      octets -= 1;
    }
    if (
      continuesLeft(text, start) ||
      !endsWord(text, OCTETS.lastIndex) ||
      continuesRight(text, OCTETS.lastIndex, found[0].charAt(2))
    )
      continue;
    for (const offset of addressOffsets(text, start, octets)) {
      const match = macMatch(text, start + offset.octet * OCTET_LENGTH, offset.octets * OCTET_LENGTH - 1);
      if (match !== undefined) matches.push(match);
    }
  }
  return matches;
}

/** `fe80::aa:bb:…` and `2001:aa:…` are parts of IPv6 addresses, `…-aa-bb-…` of identifiers; `label:aa:bb:…` is not. */
function continuesLeft(text: string, start: number): boolean {
  const separator = text.charAt(start - 1);
  if (separator === ':') {
    return /:$|(?:^|[^0-9A-Za-z])[0-9A-Fa-f]{3,4}$/.test(text.slice(Math.max(0, start - 6), start - 1));
  }
  return separator === '-' && /[0-9A-Fa-f]/.test(text.charAt(start - 2));
}

/** Another group follows behind the same separator. */
function continuesRight(text: string, end: number, separator: string): boolean {
  return (
    text.charAt(end) === separator &&
    /^(?:[0-9A-Fa-f]{1,4}(?![0-9A-Za-z])|:)/.test(text.slice(end + 1, end + 6))
  );
}

interface OctetSpan {
  octet: number;
  octets: number;
}

/** Where in a run of octets the addresses are. */
function addressOffsets(text: string, start: number, octets: number): readonly OctetSpan[] {
  const run = text.slice(start, start + octets * OCTET_LENGTH - 1);
  if (octets >= 2 * ADDRESS_OCTETS && text.endsWith('MAC=', start)) {
    // Netfilter prints destination, source and type of the frame. Source: the kernel's nf_log_syslog.c.
    return [
      { octet: 0, octets: ADDRESS_OCTETS },
      { octet: ADDRESS_OCTETS, octets: ADDRESS_OCTETS },
    ];
  }
  const last = [{ octet: octets - ADDRESS_OCTETS, octets: ADDRESS_OCTETS }];
  switch (octets) {
    case 6:
      return isDate(run) ? [] : last;
    case 7:
      // A client identifier of DHCP: the kind of hardware, then the address. Source: RFC 2132, 9.14.
      return run.startsWith('01') ? last : [];
    case 8:
      // EUI-64 made of an address. Source: RFC 4291, appendix A.
      return /^.{9}ff.fe/i.test(run) ? [{ octet: 0, octets }] : [];
    case 10:
      return /^00.03.00.01/.test(run) ? last : [];
    case 14:
      // A DUID with a time. Source: RFC 8415, 11.2; the one without, 11.4.
      return /^00.01.00.01/.test(run) ? last : [];
    case 20:
      // InfiniBand: the last eight are the port's own. Source: RFC 4391, 9.1.1.
      return /^.{12}fe.80/i.test(run) ? [{ octet: 12, octets: 8 }] : [];
    default:
      return [];
  }
}

/** `26-11-22-10-15-30`, as names of backups have it. */
function isDate(run: string): boolean {
  return /^\d\d-(?:0\d|1[0-2])-[0-3]\d-[0-2]\d-[0-5]\d-[0-5]\d$/.test(run);
}

function macMatch(text: string, start: number, length: number): TextMatch | undefined {
  const canonical = text
    .slice(start, start + length)
    .replaceAll(/[^0-9A-Fa-f]/g, '')
    .toLowerCase();
  if (isNobodysMac(canonical)) return undefined;
  return { start, end: start + length, kind: 'macs', prefix: 'mac', canonical };
}

/** Groups of IPv4, bridges and Cisco's protocols; of IPv6 except where the group holds the end of an address. Source: IEEE 802.1D, RFC 1112, RFC 2464. */
function isNobodysMac(hex: string): boolean {
  return (
    /^(?:0+|f+)$/.test(hex) ||
    /^(?:01005e|0180c2|01000c)/.test(hex) ||
    (hex.startsWith('3333') && !hex.startsWith('3333ff'))
  );
}
