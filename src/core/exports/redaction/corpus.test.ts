import { describe, expect, it } from 'vitest';
import { REDACTION_KINDS } from '#contract/redaction.ts';
import { markKinds, testRedactor, withoutMarks } from '../../../../test/exports/marked-redaction.ts';
import { realisticMessage } from '../../../../test/journal/realistic-messages.ts';
import { recordedEntries } from '../../../../test/journal/recorded-entries.ts';
import { seededRandom } from '#core/listener/demo/seeded-random.ts';

/** Everything is looked for, and nobody is known. */
const redactor = testRedactor(REDACTION_KINDS);

const SAMPLES = [
  'debian12-systemd252.jsonl',
  'debian12-systemd252-kernel.jsonl',
  'debian13-systemd257.jsonl',
  'stdout-units-systemd257-all.jsonl',
  'tricky-systemd257-all.jsonl',
  'remote-dir-systemd257.jsonl',
];

describe('recorded journals', () => {
  it('have names and one e-mail address replaced, and not a letter more', () => {
    const changed = new Set<string>();
    for (const sample of SAMPLES) {
      for (const [name, value] of recordedEntries(sample).flat()) {
        const text = typeof value === 'string' ? value : value.toString('utf8');
        const marked = markKinds(redactor, text);
        if (marked !== text)
          changed.add(`${name}=${marked.replaceAll(/\d+/g, 'N').replaceAll(/SHAN:\S+/g, 'SHA')}`);
      }
    }
    const ofUser = (user: string) => [
      `MESSAGE=(to ‹users ${user}›) root on none`,
      `MESSAGE=pam_unix(su:session): session opened for user ‹users ${user}›(uid=N) by (uid=N)`,
      `MESSAGE=pam_unix(su:session): session closed for user ‹users ${user}›`,
      `MESSAGE=pam_unix(systemd-user:session): session opened for user ‹users ${user}›(uid=N) by (uid=N)`,
      `MESSAGE=pam_unix(systemd-user:session): session opened for user ‹users ${user}›(uid=N) by ‹users ${user}›(uid=N)`,
      `MESSAGE=pam_unix(systemd-user:session): session closed for user ‹users ${user}›`,
      `MESSAGE=Started session-cN.scope - Session cN of User ‹users ${user}›.`,
      `MESSAGE=add '‹users ${user}›' to group 'systemd-journal'`,
      `MESSAGE=add '‹users ${user}›' to shadow group 'systemd-journal'`,
      `MESSAGE=user ‹users ${user}› removed by root from group systemd-journal`,
    ];
    expect([...changed].toSorted()).toEqual(
      [
        ...ofUser('alice'),
        `MESSAGE=add '‹users alice›' to group 'adm'`,
        `MESSAGE=add '‹users alice›' to shadow group 'adm'`,
        'MESSAGE=user ‹users alice› removed by root from group adm',
        ...ofUser('bob'),
        'MESSAGE=Started session-N.scope - Session N of User ‹users bob›.',
        'MESSAGE=new group: name=‹users bob›, GID=N',
        'MESSAGE=new user: name=‹users bob›, UID=N, GID=N, home=/home/‹homes bob›, shell=/bin/bash, from=none',
        'MESSAGE=Accepted publickey for ‹users bob› from N.N.N.N port N sshN: EDN SHA',
        'MESSAGE=pam_unix(sshd:session): session opened for user ‹users bob›(uid=N) by (uid=N)',
        'MESSAGE=pam_unix(sshd:session): session opened for user ‹users bob›(uid=N) by ‹users bob›(uid=N)',
        'MESSAGE=pam_unix(sshd:session): session closed for user ‹users bob›',
        'MESSAGE=New session N of user ‹users bob›.',
        'MESSAGE=New session cN of user ‹users bob›.',
        'MESSAGE=Disconnected from user ‹users bob› N.N.N.N port N',
        'MESSAGE=Invalid user ‹users adminN› from N.N.N.N port N',
        'MESSAGE=Connection closed by invalid user ‹users adminN› N.N.N.N port N [preauth]',
        '_CMDLINE="sshd: ‹users bob› [priv]"',
        '_CMDLINE="sshd: ‹users bob›@notty"',
        '_CMDLINE="sshd-session: ‹users bob› [priv]"',
        'MESSAGE=pps_core: Software ver. N.N.N - Copyright N-N Rodolfo Giometti <‹emails giometti@linux.it›>',
      ].toSorted(),
    );
  });

  it('have what known people wrote themselves replaced, too', () => {
    const known = testRedactor(REDACTION_KINDS, { people: ['alice', 'bob'] });
    const left = SAMPLES.flatMap((sample) => recordedEntries(sample).flat())
      .map(([, value]) => known.redactText(typeof value === 'string' ? value : value.toString('utf8')))
      .filter((text) => /\b(?:alice|bob)\b/.test(text));
    expect(left).toEqual([]);
  });
});

describe('a busy server', () => {
  it('has every address replaced, and nothing that only looks like one', () => {
    const random = seededRandom(7);
    const kinds = ['service', 'kernel', 'sshd', 'cron', 'systemd'];
    for (let index = 0; index < 5000; index += 1) {
      const message = realisticMessage(random.pick(kinds), 3 + random.below(5), random);
      const marked = markKinds(redactor, message);
      expect(marked.replaceAll(/‹ips 10\.\d+\.\d+\.\d+›/g, '')).not.toMatch(/\b10\.\d+\.\d+\.\d+\b/);
      const others = [...marked.matchAll(/‹(?!ips 10\.)([^›]*)›/g)].map(([, piece]) => piece);
      for (const piece of others) expect(piece).toMatch(/^(?:users [a-z]+(?:-\d+)?|tokens [0-9a-f]{12})$/);
    }
  });
});

describe('lines with several kinds', () => {
  it.each([
    'sshd[812]: Accepted publickey for ‹users alice› from ‹ips 203.0.113.7› port 51234 ssh2: RSA SHA256:abc',
    '‹users alice› : TTY=pts/0 ; PWD=/home/‹homes alice› ; USER=root ; COMMAND=/usr/bin/mysql -u root -p‹tokens hunter2›',
    'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=‹ips 203.0.113.7›  user=‹users alice›',
    '[UFW BLOCK] IN=eth0 OUT= MAC=‹macs 08:00:27:4e:66:a1›:‹macs 52:54:00:12:35:02›:08:00 SRC=‹ips 203.0.113.7› DST=‹ips 10.0.0.5› LEN=60',
    'dhcp4 (eth0): state changed new lease, address=‹ips 192.168.1.50›, hwaddr ‹macs 08:00:27:4e:66:a1›',
    'DHCPACK on ‹ips 192.168.1.50› to ‹macs 08:00:27:4e:66:a1› (alices-laptop) via eth0',
    'wlan0: associate with ‹macs aa:bb:cc:dd:ee:ff› (try 1/3)',
    'ABC123: from=<‹emails alice@example.com›>, size=1234, client=mail[‹ips 203.0.113.7›]',
    'imap-login: Login: user=<‹emails alice@example.com›>, method=PLAIN, rip=‹ips 203.0.113.7›, lip=‹ips 10.0.0.2›, TLS',
    '‹ips 203.0.113.7› - ‹users alice› [22/Nov/2026:10:15:30 +0000] "GET /?token=‹tokens abc123def› HTTP/1.1" 200 5 "-" "Mozilla/5.0 Chrome/120.0.0.0"',
    'clone https://‹users alice›:‹tokens ghp_x›@example.com/x.git failed',
    '{"user":"‹users alice›","ip":"‹ips 203.0.113.7›","email":"‹emails a@example.com›","password":"‹tokens x y›"}',
    'User ‹users alice› (‹emails alice@example.com›) connected from [‹ips 2001:db8::1›]:51234',
    'New logon: Security ID: ‹sids S-1-5-21-1-2-3-1001› Account Name: ‹users Alice› Source Network Address: ‹ips 203.0.113.7›',
    'C:\\Users\\‹homes alice›\\x.ps1 run by CORP\\‹users alice›',
    'Mounting home-‹homes alice›.mount for user ‹users alice›',
  ])('have each replaced as what it is: %s', (line) => {
    expect(markKinds(redactor, withoutMarks(line))).toBe(line);
  });

  it.each([
    'EXT4-fs (vda): mounted filesystem 00000000-0000-0000-0000-000000000000 r/w without journal. Quota mode: none.',
    'BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable',
    'pci 0000:00:1f.2: [8086:0d57] type 00 class 0x060000',
    'apt: Installed: libssl3:amd64 (3.0.15-1~deb12u1), upgraded foo (1.2.3.4-1, 1.2.3.5-1)',
    'nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)',
    'terminate called after throwing an instance of std::runtime_error: a::b::c',
    'Created slice user-1000.slice - User Slice of UID 1000.',
    'Listening on [::]:22 and 127.0.0.1:53, mask 255.255.255.0',
    's=3ec0e0240a3c48b5a83dda66a446935d;i=2d8;b=cd69ba5e106d489fb461d6f9c79da6a3;m=631a;t=6389a;x=f00',
    'Started session-4.scope - Session 4 of User root.',
    'audit: type=1400 audit(1795173726.872:12): apparmor="ALLOWED" operation="open" profile="x" pid=5 uid=0',
    'docker pull registry.example.com:5000/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  ])('and lines without stay: %s', (line) => {
    expect(redactor.redactText(line)).toBe(line);
  });
});
