import { texts } from '../../texts.ts';

export type SourceKind = keyof typeof texts.addSource.kinds;

/** What is filled in, of all kinds at once: whoever changes the kind and comes back finds it again. */
export interface SourceDraft {
  kind: SourceKind;
  path: string;
  journalPath: string;
  host: string;
  user: string;
  sshPort: string;
  transport: 'udp' | 'tcp' | 'tls';
  address: string;
  port: string;
  certPath: string;
  keyPath: string;
  level: 'default' | 'info' | 'debug';
  channels: string;
  seed: string;
  spec: string;
}

export const EMPTY_DRAFT: SourceDraft = {
  kind: 'file',
  path: '',
  journalPath: '',
  host: '',
  user: '',
  sshPort: '',
  transport: 'udp',
  address: '127.0.0.1',
  port: '',
  certPath: '',
  keyPath: '',
  level: 'default',
  channels: 'System, Application',
  seed: '1',
  spec: '',
};

export const SOURCE_KINDS = Object.keys(texts.addSource.kinds) as SourceKind[];

/** The ports that are taken when none is named: those of the receiver. */
export const USUAL_PORTS = { udp: '5514', tcp: '5514', tls: '6514' } as const;

const SYSTEMS: Partial<Record<SourceKind, { platform: string; name: string }>> = {
  journal: { platform: 'linux', name: 'Linux' },
  kernel: { platform: 'linux', name: 'Linux' },
  'journal-path': { platform: 'linux', name: 'Linux' },
  windows: { platform: 'win32', name: 'Windows' },
  macos: { platform: 'darwin', name: 'macOS' },
};

/** Why there is nothing of this kind here; null: there may be. @param platform - As process.platform has it. */
export function whyUnavailable(kind: SourceKind, platform: string): string | null {
  const system = SYSTEMS[kind];
  return system === undefined || system.platform === platform ? null : texts.addSource.onlyOn(system.name);
}

/** The specification that a draft stands for, as on the command line; null: something is missing. */
export function specOfDraft(draft: SourceDraft): string | null {
  switch (draft.kind) {
    case 'journal':
    case 'kernel':
      return draft.kind;
    case 'file':
      return after('file:', draft.path);
    case 'journal-path':
      return after('journal:', draft.journalPath);
    case 'ssh':
      return sshSpec(draft);
    case 'syslog':
      return syslogSpec(draft);
    case 'windows':
      return windowsSpec(draft.channels);
    case 'macos':
      return draft.level === 'default' ? 'macos' : `macos:${draft.level}`;
    case 'demo':
      return /^\d{1,6}$/.test(draft.seed.trim()) ? `demo:${draft.seed.trim()}` : null;
    case 'spec':
      return after('', draft.spec);
  }
}

/** The names in a list of channels. */
export function channelNames(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function after(prefix: string, text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : prefix + trimmed;
}

function sshSpec({ host, user, sshPort }: SourceDraft): string | null {
  if (host.trim() === '') return null;
  const at = user.trim() === '' ? '' : `${user.trim()}@`;
  const port = sshPort.trim() === '' ? '' : `:${sshPort.trim()}`;
  return `ssh:${at}${host.trim()}${port}`;
}

function syslogSpec({ transport, address, port, certPath, keyPath }: SourceDraft): string | null {
  const host = address.trim();
  const shown = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  const where = `syslog:${transport}://${shown}:${port.trim() === '' ? USUAL_PORTS[transport] : port.trim()}`;
  if (transport !== 'tls') return where;
  if (certPath.trim() === '' || keyPath.trim() === '') return null;
  const files = new URLSearchParams({ cert: certPath.trim(), key: keyPath.trim() });
  return `${where}?${files.toString()}`;
}

function windowsSpec(channels: string): string | null {
  const names = channelNames(channels);
  return names.length === 0 ? null : `windows:${names.join(',')}`;
}
