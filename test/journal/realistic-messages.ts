import type { SeededRandom } from '#core/listener/demo/seeded-random.ts';

/** What a kind of program says at one severity. `{n}` number, `{x}` hexadecimal id, `{ip}` address, `{w}` word, `{path}` path. */
type Phrases = Readonly<Record<number, readonly string[]>>;

/** Message templates by kind of origin and severity; a severity that is missing falls back to the service's own. */
export const PHRASES: Readonly<Record<string, Phrases>> = {
  service: {
    3: [
      'request {x} failed: upstream {ip}:{n} returned 502 after {n} ms',
      'could not connect to database {w} at {ip}: connection refused (attempt {n})',
      'worker {n} crashed while handling job {x}: out of memory',
      'write to {path} failed: No space left on device',
    ],
    4: [
      'slow query took {n} ms: SELECT * FROM {w} WHERE id = {n}',
      'retrying request {x} to {ip} after timeout, attempt {n}',
      'cache miss ratio for {w} is {n} %, above the configured threshold',
      'certificate for {w}.example.com expires in {n} days',
    ],
    5: [
      'configuration {path} reloaded, {n} settings changed',
      'user {w} signed in from {ip} with session {x}',
      'leader of group {w} changed to node {n}',
    ],
    6: [
      'GET /api/v1/{w}/{n} 200 {n} ms {ip} request={x}',
      'POST /api/v1/{w} 201 {n} ms {ip} request={x}',
      'job {x} of queue {w} finished in {n} ms',
      'accepted connection from {ip}:{n} on worker {n}',
      'checkpoint complete: wrote {n} buffers ({n} %) to {path}',
      'synchronised {n} records of {w} with {ip}',
    ],
    7: [
      'cache lookup {w}:{x} took {n} us',
      'heartbeat from {ip} sequence {n}',
      'lock {x} acquired by worker {n} after {n} us',
    ],
  },
  kernel: {
    3: [
      'EXT4-fs error (device {w}{n}): ext4_find_entry:{n}: inode #{n}: comm {w}: reading directory lblock 0',
    ],
    4: [
      'usb {n}-{n}: device descriptor read/64, error -{n}',
      'nf_conntrack: table full, dropping packet {n}',
    ],
    5: ['audit: type=1400 audit({n}.{n}): apparmor="ALLOWED" operation="open" name="{path}" pid={n}'],
    6: [
      'IPv6: ADDRCONF(NETDEV_CHANGE): {w}{n}: link becomes ready',
      'usb {n}-{n}: new high-speed USB device number {n} using xhci_hcd',
    ],
    7: ['pci 0000:{n}:{n}.0: BAR {n}: assigned [mem 0x{x}-0x{x}]'],
  },
  sshd: {
    3: ['error: maximum authentication attempts exceeded for {w} from {ip} port {n} ssh2 [preauth]'],
    4: ['Failed password for invalid user {w} from {ip} port {n} ssh2'],
    5: ['Connection closed by authenticating user {w} {ip} port {n} [preauth]'],
    6: [
      'Accepted publickey for {w} from {ip} port {n} ssh2: ED25519 SHA256:{x}{x}',
      'pam_unix(sshd:session): session opened for user {w}(uid={n}) by (uid=0)',
      'Disconnected from user {w} {ip} port {n}',
    ],
    7: ['debug1: inetd sockets after dupping: {n}, {n}'],
  },
  cron: {
    3: ['(root) ERROR (failed to open PAM security session: {w})'],
    4: ['(CRON) info (No MTA installed, discarding output of {path})'],
    5: ['({w}) RELOAD ({path})'],
    6: [
      '({w}) CMD (   test -x {path} && {path} --quiet --limit {n})',
      'pam_unix(cron:session): session closed for user {w}',
    ],
    7: ['({w}) END ({path})'],
  },
  systemd: {
    3: ['Failed to start {w}.service - Nightly {w} of {w}.'],
    4: ["{w}.service: Failed with result 'exit-code'."],
    5: ['{w}.service: Main process exited, code=exited, status={n}/FAILURE'],
    6: [
      'Started {w}.service - Daily {w} maintenance.',
      '{w}.service: Deactivated successfully.',
      '{w}.service: Consumed {n}.{n}s CPU time.',
    ],
    7: ['{w}.service: Changed running -> stop-sigterm'],
  },
};

const WORDS =
  'backup billing cache catalog delivery disk index invoice ledger login mail metrics order payment planner proxy queue report router search shipping stock storage sync tenant token upload user warehouse webhook'.split(
    ' ',
  );
const PATHS = '/etc /opt/app /srv/data /usr/local/bin /var/cache /var/lib /var/spool'.split(' ');

/** Fills a template's places with numbers, words, addresses and paths. */
export function fillTemplate(template: string, random: SeededRandom): string {
  return template.replace(/\{(n|x|ip|w|path)\}/g, (_, place: string) => {
    switch (place) {
      case 'n':
        return String(random.below(random.below(4) === 0 ? 100_000 : 500));
      case 'x':
        return random.hex(12);
      case 'ip':
        return `10.${random.below(8)}.${random.below(256)}.${random.below(256)}`;
      case 'w':
        return random.pick(WORDS);
      default:
        return `${random.pick(PATHS)}/${random.pick(WORDS)}/${random.pick(WORDS)}-${random.below(50)}`;
    }
  });
}

/** A message for an origin of `kind` at `severity`. */
export function realisticMessage(kind: string, severity: number, random: SeededRandom): string {
  const phrases = PHRASES[kind]?.[severity] ?? PHRASES['service']?.[severity];
  if (phrases === undefined) throw new RangeError(`no phrases for ${kind} at severity ${severity}`);
  return fillTemplate(random.pick(phrases), random);
}
