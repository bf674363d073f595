import { describe, expect, it } from 'vitest';
import { markReplaced, testRedactor, withoutMarks } from '../../../../../test/exports/marked-redaction.ts';

const redactor = testRedactor(['macs']);

describe('hardware addresses', () => {
  it.each([
    'link/ether ‹08:00:27:4e:66:a1› brd ff:ff:ff:ff:ff:ff',
    'DHCPDISCOVER from ‹08:00:27:4e:66:a1› via eth0',
    'IN=eth0 OUT= MAC=‹08:00:27:4e:66:a1›:‹52:54:00:12:35:02›:08:00 SRC=10.0.0.1',
    'IN=eth0 OUT= MAC=ff:ff:ff:ff:ff:ff:‹52:54:00:12:35:02›:08:00 SRC=10.0.0.1',
    'MAC Address ‹08-00-27-4E-66-A1›',
    'mac:‹08:00:27:4e:66:a1›, hwaddr:‹aa:bb:cc:dd:ee:ff›, addr:‹0a:bb:cc:dd:ee:ff›',
    'wlan0: authenticate with ‹aa:bb:cc:dd:ee:ff›: ok',
    '(‹aa:bb:cc:dd:ee:ff›)',
    'switch saw ‹0800.274e.66a1› on Gi1/0/1',
    'renamed from eth0 to enx‹0800274e66a1›, wlx‹0800274e66a1›.network',
    'object /org/bluez/hci0/dev_‹AA_BB_CC_DD_EE_FF›/player0',
    'mac=‹0800274e66a1› ip=10.0.0.1',
    "option dhcp_client_identifier => '01:‹08:00:27:4e:66:a1›'",
    'client DUID 00:01:00:01:2b:3c:4d:5e:‹08:00:27:4e:66:a1›',
    'DUID 00:03:00:01:‹08:00:27:4e:66:a1›',
    'eui64 ‹08:00:27:ff:fe:4e:66:a1›',
    'infiniband 80:00:02:08:fe:80:00:00:00:00:00:00:‹e4:1d:2d:03:00:10:34:62›',
    'group 33:33:00:00:00:01 and ‹33:33:ff:4e:66:a1›',
    String.raw`"a\n‹08:00:27:4e:66:a1›"`,
  ])('are found: %s', (line) => {
    expect(markReplaced(redactor, withoutMarks(line))).toBe(line);
  });

  it.each([
    'ff:ff:ff:ff:ff:ff, 00:00:00:00:00:00, 01:00:5e:00:00:fb, 01:80:c2:00:00:0e',
    'MD5:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff',
    'dump 00:11:22:33:44, 00:11:22:33:44:55:66:77, 00 11 22 33 44 55',
    '2001:db8:aa:bb:cc:dd:ee:ff and fe80::aa:bb:cc:dd:ee:ff',
    '550e8400-e29b-41d4-a716-446655440000',
    'backup-26-11-22-10-15-30.tar and 26-11-22-10-15-30',
    'at 12:34:56 on 2026-11-22-10-15-30',
    '1234.5678.9012 and dead.beef, a.1234.beef.5678',
    '0800274e66a1 alone, b=0800274e66a1b2c3',
    'pci 0000:00:1f.2',
    'x00:11:22:33:44:5 and 08:00:27:4e:66:a1b',
  ])('and nothing else: %s', (line) => {
    expect(redactor.redactText(line)).toBe(line);
  });

  it('have one pseudonym in all spellings', () => {
    const pseudonyms = ['08:00:27:4e:66:a1', '08-00-27-4E-66-A1', '0800.274e.66a1'].map((mac) =>
      redactor.redactText(mac),
    );
    expect(new Set(pseudonyms).size).toBe(1);
    expect(pseudonyms[0]).toMatch(/^mac-[0-9a-z]{10}$/);
    expect(redactor.redactText('enx0800274e66a1')).toBe(`enx${String(pseudonyms[0])}`);
  });
});
