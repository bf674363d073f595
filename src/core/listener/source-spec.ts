import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { isGlob } from './log-folder/list-logs.ts';
import type { TextLogFormat } from './text-log/text-log-format.ts';
import { parseSshHost } from './journal/ssh-command.ts';
import type { MacosLevel } from './macos/macos-log-command.ts';
import { LOOPBACK, parseSyslogAddress } from './syslog-receiver/syslog-address.ts';
import { isSenderJournal } from './journal/remote-journals.ts';
import { recogniseFile } from './recognise-file.ts';
import type { SourceTarget } from './source-target.ts';

/** A source as it is asked for, with one spelling: the store knows the source by `spec`. */
export interface SourceSpec {
  spec: string;
  target: SourceTarget;
}

const KNOWN =
  '`journal` (this machine), `journal:PATH` (a journal file or a folder of them), `ssh:USER@HOST` (the journal of another host), `macos` (this Mac’s log), `windows` or `windows:CHANNEL` (this computer’s event log), `kernel` (this machine’s kernel), `syslog` or `syslog:udp://HOST:PORT` (what others send; also tcp and tls), `demo` (a made-up machine), `-` (a text log on standard input) or `file:PATH` (a text log, a folder of logs or a glob, or a file that Hydrant exported)';

/** Whether a source specification names standard input: `stdin`, or `-` as other programs have it. */
export function isStandardInput(text: string): boolean {
  return text === '-' || text === 'stdin';
}

const DEMO_SEED = 1;

/** What `windows` stands for. */
const USUAL_CHANNELS = ['System', 'Application'];
/** What `syslog` stands for; TLS takes a certificate. */
const USUAL_RECEIVERS = ['udp', 'tcp'].map((transport) => `syslog:${transport}://${LOOPBACK}:5514`);

/**
 * The specifications of all sources that these name, each once. Each channel of Windows and each port that syslog is received on is a source of its
 * own, so that none keeps another from being read.
 * @throws AppError `source.invalid`, as parseSourceSpec does.
 */
export function sourceSpecs(named: readonly string[]): string[] {
  const single = named.flatMap((text) => {
    if (text === 'syslog') return USUAL_RECEIVERS;
    return windowsChannels(text)?.map((channel) => `windows:${channel}`) ?? [text];
  });
  return [...new Set(single.map((text) => parseSourceSpec(text).spec))];
}

/** undefined: it names none. */
function windowsChannels(text: string): string[] | undefined {
  if (text === 'windows') return USUAL_CHANNELS;
  if (!text.startsWith('windows:')) return undefined;
  const named = text.slice('windows:'.length).split(',');
  const channels = named.map((channel) => channel.trim()).filter((channel) => channel !== '');
  return channels.length === 0 ? undefined : channels;
}

/**
 * Reads a source specification as on the command line.
 * @param logFormat - How text logs are to be read; null: as their lines tell.
 * @throws AppError `source.invalid` when it names nothing that this version can read.
 */
export function parseSourceSpec(text: string, logFormat: TextLogFormat | null = null): SourceSpec {
  if (text === 'journal')
    return { spec: 'journal', target: { kind: 'journal', journal: { kind: 'system' } } };
  if (text.startsWith('journal:') && text.length > 'journal:'.length) {
    const path = resolve(text.slice('journal:'.length));
    const isFile = isSenderJournal(path) || (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
    const journal = { kind: isFile ? ('file' as const) : ('directory' as const), path };
    return { spec: `journal:${path}`, target: { kind: 'journal', journal } };
  }
  if (text.startsWith('ssh:')) {
    const host = parseSshHost(text.slice('ssh:'.length));
    if (host !== undefined) {
      return { spec: text, target: { kind: 'journal', journal: { kind: 'ssh', host } } };
    }
  }
  const macos = /^macos(?::(default|info|debug))?$/.exec(text);
  if (macos !== null) {
    const level = (macos[1] ?? 'default') as MacosLevel;
    const spec = level === 'default' ? 'macos' : `macos:${level}`;
    return { spec, target: { kind: 'macos', level } };
  }
  const demo = /^demo(?::(\d{1,6}))?$/.exec(text);
  if (demo !== null) {
    return { spec: text, target: { kind: 'demo', seed: Number(demo[1] ?? DEMO_SEED) } };
  }
  const address = text.startsWith('syslog:') ? parseSyslogAddress(text.slice('syslog:'.length)) : undefined;
  if (address !== undefined) return { spec: text, target: { kind: 'syslog', address } };
  if (isStandardInput(text)) {
    return { spec: 'stdin', target: { kind: 'standard-input', format: logFormat } };
  }
  if (text === 'kernel') return { spec: 'kernel', target: { kind: 'kernel' } };
  const [channel = '', ...others] = windowsChannels(text) ?? [];
  if (channel !== '' && others.length === 0)
    return { spec: `windows:${channel}`, target: { kind: 'windows', channel } };
  if (text.startsWith('file:') && text.length > 'file:'.length) {
    const path = resolve(text.slice('file:'.length));
    if (isGlob(path) || (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false)) {
      return { spec: `file:${path}`, target: { kind: 'log-folder', pattern: path } };
    }
    const target: SourceTarget =
      logFormat === null ? recogniseFile(path) : { kind: 'text-log', path, format: logFormat };
    return { spec: `file:${path}`, target };
  }
  throw new AppError('source.invalid', `"${text}" is no source that Hydrant can read.`, {
    remedy: `Use ${KNOWN}.`,
  });
}
