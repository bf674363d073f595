import { describe, expect, it } from 'vitest';
import { markReplaced, testRedactor, withoutMarks } from '../../../../../test/exports/marked-redaction.ts';

const redactor = testRedactor(['ips']);

function pseudonymOf(address: string): string {
  return redactor.redactText(address);
}

describe('IPv4 addresses', () => {
  it.each([
    'Accepted password for alice from ‹203.0.113.7› port 51234 ssh2',
    'rhost=‹198.51.100.23›  user=root',
    'SRC=‹10.0.0.5› DST=‹192.168.1.1› LEN=60',
    '‹192.168.1.7› - - [22/Nov/2026:10:15:30 +0000] "GET / HTTP/1.1" 200 5',
    'upstream: "http://‹10.1.2.3›:8080/path"',
    'inet ‹10.1.2.3›/24 brd ‹10.1.2.255›',
    '[‹10.0.0.5›]:40632 on [‹10.0.0.6›]:22',
    'from ‹10.0.0.5›.',
    'unknown[‹203.0.113.7›]',
    'rip=‹203.0.113.7›, lip=‹10.0.0.2›,',
    'db01.example.com/‹10.2.3.4›:5432',
    'https://‹203.0.113.7›/index.html',
    'sshd@0-‹10.0.0.1›:22-‹10.0.0.2›:53422.service',
    'range ‹203.0.113.4›-‹203.0.113.20› leased',
    'range ‹10.0.0.1›-20',
    '‹203.0.113.9›-51820 connected',
    'IP ‹10.0.0.1›.443 > ‹10.0.0.2›.55555: Flags [S]',
    '?ip=‹203.0.113.7›&x=1',
    'ip%3D‹203.0.113.7›%26x',
    'q=a%20‹10.0.0.7›%20b',
    '{"client":"‹203.0.113.7›","n":1}',
    String.raw`{"text":"first\n‹203.0.113.7› next"}`,
    '\u001b[32m‹10.0.0.1›\u001b[0m up',
    String.raw`\u001b[1;31m‹10.0.0.1›`,
    'colour #033[31m‹10.0.0.1›',
    'ip_‹10.0.0.1›_eth0',
    '‹010.000.000.001› as old tools pad it',
    '客户端‹203.0.113.7›已连接',
    'query: ‹7.113.0.203›.in-addr.arpa IN PTR',
    'DHCPACK of ‹192.168.1.50› to eth0',
    'DHCPRELEASE of ‹192.168.1.50›',
    'nameserver ‹8.8.8.8›#53',
    'log.‹10.0.0.5›.gz.tmp',
    'via ‹169.254.7.9› dev eth0',
    '‹10.0.0.1›,‹10.0.0.2›;‹10.0.0.3›|‹10.0.0.4›',
  ])('finds them: %s', (line) => {
    expect(markReplaced(redactor, withoutMarks(line))).toBe(line);
  });

  it.each([
    'Server listening on 0.0.0.0 port 22.',
    'from 127.0.0.1 port 40530, 127.0.1.1 and 127.255.255.254',
    'mask 255.255.255.0, 255.255.255.255, wildcard 0.0.0.255',
    'group 224.0.0.251, 239.255.255.250',
    'metadata from 169.254.169.254',
    'rsyslogd v1.2.3.4 and version 1.2.3.4, ver. 1.2.3.4, Version: 10.2.3.4',
    'release 1.2.3.4, build 5.6.7.8, firmware "1.2.3.4"',
    'section 4.2.1.3 of RFC 7231, § 1.2.3.4',
    'Chrome/120.0.0.0 Safari/537.36 Edg/120.0.210.91',
    'installed libfoo:amd64 1.2.3.4-1ubuntu2 over 1.2.3.4-1, 1.2.3.4+dfsg, 1.2.3.4~rc1',
    'nginx-1.24.0.1 and package-1.2.3.4.tar.gz, foo-10.2.3.4.x86_64',
    'libssl.so.1.2.3.4',
    'image registry.example.com/team/app:1.2.3.4 pulled, --set image.tag=1.2.3.4',
    'at Foo.bar(Foo.java:1) ~[app.jar!/:1.2.3.4] [lib.jar:1.2.3.4]',
    'oid 1.3.6.1.4.1.2021 is longer, 1.2.3.4.5 too',
    '256.1.1.1 and 1.2.3.999 are none, nor 1.2.3',
    '01.02.03.04 is a date or a version',
    '12.34.56 at 10:15:30.123',
    'x1.2.3.4 and 1.2.3.4x',
  ])('leaves alone what is none, or nobody: %s', (line) => {
    expect(redactor.redactText(line)).toBe(line);
  });

  it('gives all spellings of an address one pseudonym', () => {
    const pseudonym = pseudonymOf('10.0.0.1');
    expect(pseudonym).toMatch(/^ip-[0-9a-z]{10}$/);
    expect(pseudonymOf('010.000.000.001')).toBe(pseudonym);
    expect(pseudonymOf('::ffff:10.0.0.1')).toBe(pseudonym);
    expect(pseudonymOf('::ffff:0a00:0001')).toBe(pseudonym);
    expect(pseudonymOf('1.0.0.10.in-addr.arpa')).toBe(`${pseudonym}.in-addr.arpa`);
    expect(pseudonymOf('10.0.0.2')).not.toBe(pseudonym);
  });
});

describe('IPv6 addresses', () => {
  it.each([
    'from ‹2001:db8::1› port 51234',
    'Connection from ‹2001:db8:0:0:0:0:0:1›: reset',
    '[‹2001:db8::1›]:443',
    'inet6 ‹fe80::a00:27ff:fe4e:66a1›/64 scope link',
    'ping ‹fe80::1›%eth0',
    'SRC=‹fe80:0000:0000:0000:0a00:27ff:fe4e:66a1› DST=ff02:0000:0000:0000:0000:0000:0000:0001',
    'rip=‹2001:db8::1›, lip=‹2a02:8109::7›',
    'addr=‹fd12:3456:789a::1›',
    'IP6 ‹2001:db8::1›.443 > ‹2001:db8::2›.5353: UDP',
    '/‹2001:db8:0:0:0:0:0:1›:8080',
    'prefix ‹2001:db8::›/32',
    'for ‹2001:db8::1›.',
    'mapped ‹::ffff:203.0.113.7› and ‹::ffff:cb00:7107›, translated ‹64:ff9b::203.0.113.7›',
    'solicited ‹ff02::1:ff4e:66a1›',
    '"ip":"‹2001:DB8::1›"',
    String.raw`log "x\n‹2001:db8::1›"`,
    'x ‹1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2›.ip6.arpa',
  ])('finds them: %s', (line) => {
    expect(markReplaced(redactor, withoutMarks(line))).toBe(line);
  });

  it.each([
    'Server listening on :: port 22, on ::1, on [::]:80',
    'std::vector<int>::iterator, cafe::bad, Foo::Bar::baz(), a::b, face::b00c',
    'at 12:34:56, 2026:11:22 10:15:30, duration 00:01:02:03',
    '0000:00:1f.2 and pci 0000:3b:00.0: BAR',
    'SHA256:00:11:22:33:44:55:66:77 and 00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff',
    'ff02::1, ff02::fb, ff05::1:3',
    '::ffff:127.0.0.1 is this machine',
    '1:2:3:4:5:6:7:8',
    '2001:db8::1::2 is none, 2001:db8::12345 neither, xfe80::1',
    'b=cd69ba5e106d489fb461d6f9c79da6a3;m=4d;t=6389a',
    '550e8400-e29b-41d4-a716-446655440000',
  ])('leaves alone what is none, or nobody: %s', (line) => {
    expect(redactor.redactText(line)).toBe(line);
  });

  it('gives all spellings of an address one pseudonym', () => {
    const pseudonym = pseudonymOf('2001:db8::1');
    for (const spelling of ['2001:DB8::1', '2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8:0:0::1']) {
      expect(pseudonymOf(spelling)).toBe(pseudonym);
    }
    expect(pseudonymOf('2001:db8::2')).not.toBe(pseudonym);
  });
});
