import { expect, it } from 'vitest';
import { parseSourceSpec, sourceSpecs } from '../source-spec.ts';
import { parseSyslogAddress } from './syslog-address.ts';

it.each([
  ['udp://', { transport: 'udp', host: '127.0.0.1', port: 5514 }],
  ['tcp://0.0.0.0:601', { transport: 'tcp', host: '0.0.0.0', port: 601 }],
  ['tcp://[::1]', { transport: 'tcp', host: '::1', port: 5514 }],
  [
    'tls://:6514?cert=/a/c.pem&key=/a/k.pem',
    {
      transport: 'tls',
      host: '127.0.0.1',
      port: 6514,
      certificate: { certPath: '/a/c.pem', keyPath: '/a/k.pem' },
    },
  ],
  ['tls://', undefined],
  ['udp://example.org', undefined],
  ['udp://1.2.3.4:99999', undefined],
  ['http://127.0.0.1', undefined],
])('%s is %j', (text, expected) => {
  expect(parseSyslogAddress(text)).toEqual(expected);
  if (expected === undefined) expect(() => parseSourceSpec(`syslog:${text}`)).toThrow('no source');
});

it('`syslog` stands for UDP and TCP on loopback, each a source of its own', () => {
  expect(sourceSpecs(['journal', 'syslog', 'syslog:tcp://127.0.0.1:5514'])).toEqual([
    'journal',
    'syslog:udp://127.0.0.1:5514',
    'syslog:tcp://127.0.0.1:5514',
  ]);
});
