import { describe, expect, it } from 'vitest';
import { EMPTY_DRAFT, specOfDraft, whyUnavailable, type SourceDraft } from './source-kinds.ts';

const specOf = (parts: Partial<SourceDraft>) => specOfDraft({ ...EMPTY_DRAFT, ...parts });

describe('the specification of what is filled in', () => {
  it.each([
    [{ kind: 'journal' }, 'journal'],
    [{ kind: 'kernel' }, 'kernel'],
    [{ kind: 'file', path: ' /var/log/*.log ' }, 'file:/var/log/*.log'],
    [{ kind: 'journal-path', journalPath: '/mnt/journal' }, 'journal:/mnt/journal'],
    [{ kind: 'ssh', host: 'web1' }, 'ssh:web1'],
    [{ kind: 'ssh', host: 'web1', user: 'admin', sshPort: '2222' }, 'ssh:admin@web1:2222'],
    [{ kind: 'syslog' }, 'syslog:udp://127.0.0.1:5514'],
    [{ kind: 'syslog', transport: 'tcp', address: '::1', port: '514' }, 'syslog:tcp://[::1]:514'],
    [
      { kind: 'syslog', transport: 'tls', certPath: '/c d.pem', keyPath: '/k.pem' },
      'syslog:tls://127.0.0.1:6514?cert=%2Fc+d.pem&key=%2Fk.pem',
    ],
    [{ kind: 'windows', channels: 'System, Setup,' }, 'windows:System,Setup'],
    [{ kind: 'macos' }, 'macos'],
    [{ kind: 'macos', level: 'debug' }, 'macos:debug'],
    [{ kind: 'demo' }, 'demo:1'],
    [{ kind: 'spec', spec: ' journal:/x ' }, 'journal:/x'],
  ] as const)('%o is %s', (parts, spec) => {
    expect(specOf(parts)).toBe(spec);
  });

  it.each([
    { kind: 'file' },
    { kind: 'journal-path', journalPath: '  ' },
    { kind: 'ssh', user: 'admin' },
    { kind: 'syslog', transport: 'tls', certPath: '/c.pem' },
    { kind: 'windows', channels: ' , ' },
    { kind: 'demo', seed: 'x' },
    { kind: 'spec' },
  ] as const)('%o is not complete', (parts) => {
    expect(specOf(parts)).toBeNull();
  });
});

it('what another system has is said to be there only', () => {
  expect(whyUnavailable('windows', 'linux')).toBe('Only on Windows');
  expect(whyUnavailable('macos', 'win32')).toBe('Only on macOS');
  expect(whyUnavailable('journal', 'darwin')).toBe('Only on Linux');
  expect(whyUnavailable('journal', 'linux')).toBeNull();
  expect(whyUnavailable('file', 'win32')).toBeNull();
});
