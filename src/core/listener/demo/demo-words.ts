import type { SeededRandom } from './seeded-random.ts';

/** What a program says: `{n}` a number, `{ms}` a duration, `{x}` an id, `{ip}` an address, `{user}`, `{item}`. */
export interface Program {
  identifier: string;
  /** '' for the kernel. */
  unit: string;
  pid: number;
  /** By severity; the more often it stands here, the more often it is said. */
  says: readonly (readonly [severity: number, text: string])[];
}

/** What goes on all the time, by day more than by night. */
export const EVERYDAY: readonly Program[] = [
  {
    identifier: 'nginx',
    unit: 'nginx.service',
    pid: 812,
    says: [
      [6, '{ip} "GET /items/{n} HTTP/2.0" 200 {n} {ms} ms'],
      [6, '{ip} "GET /search?q={item} HTTP/2.0" 200 {n} {ms} ms'],
      [6, '{ip} "POST /basket HTTP/2.0" 201 {n} {ms} ms'],
      [6, '{ip} "GET /static/app-{x}.js HTTP/2.0" 304 0 1 ms'],
      [4, '{ip} "GET /wp-login.php HTTP/1.1" 404 153 0 ms'],
    ],
  },
  {
    identifier: 'shop-api',
    unit: 'shop-api.service',
    pid: 1204,
    says: [
      [6, 'order {n} placed by {user}: 3 items'],
      [6, 'order {n} paid by {user} in {ms} ms'],
      [6, 'basket {x} of {user} saved'],
      [7, 'cache hit for item:{n} in 0.3 ms'],
      [7, 'query items_by_name took {ms} ms'],
      [5, '{user} signed in from {ip}'],
    ],
  },
  {
    identifier: 'postgres',
    unit: 'postgresql@15-main.service',
    pid: 977,
    says: [
      [6, 'checkpoint complete: wrote {n} buffers (2.1 %); 0 WAL file(s) added'],
      [6, 'automatic vacuum of table "shop.public.orders": index scans: 1'],
      [4, 'duration: {ms}{n} ms  statement: SELECT * FROM orders WHERE customer = {n} ORDER BY placed DESC'],
    ],
  },
  {
    identifier: 'kernel',
    unit: '',
    pid: 0,
    says: [
      [6, 'TCP: request_sock_TCP: Possible SYN flooding on port 443. Sending cookies.'],
      [5, 'audit: type=1400 audit(1764400000.{n}:{n}): apparmor="ALLOWED" operation="open" profile="nginx"'],
      [4, 'nf_conntrack: nf_conntrack: table full, dropping packet'],
    ],
  },
];

export function say(text: string, random: SeededRandom): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, word: string) => {
    switch (word) {
      case 'n':
        return String(100 + random.below(90_000));
      case 'ms':
        return String(1 + random.below(90));
      case 'x':
        return random.hex(8);
      case 'ip':
        // RFC 5737: addresses for documentation.
        return `203.0.113.${String(1 + random.below(254))}`;
      case 'user':
        return random.pick(['amelie', 'bruno', 'chen', 'dora', 'emeka', 'farida', 'goran', 'hana']);
      default:
        return random.pick(['lamp', 'kettle', 'chair', 'teapot', 'bicycle bell', 'notebook']);
    }
  });
}
