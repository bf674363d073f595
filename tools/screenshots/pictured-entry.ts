import type { ExportField } from '../../test/journal/export-encoding.ts';
import { addressFields, encodeExportEntry } from '../../test/journal/export-encoding.ts';

const MACHINE_ID = 'cf4dfec253624599954831833d1e0fbe';

/** A program of the pictured server: identifier, unit, executable, process id. */
const PROGRAMS = {
  kernel: ['kernel', '', '', 0],
  systemd: ['systemd', 'init.scope', '/usr/lib/systemd/systemd', 1],
  sshd: ['sshd', 'ssh.service', '/usr/sbin/sshd', 48_211],
  cron: ['cron', 'cron.service', '/usr/sbin/cron', 811],
  nginx: ['nginx', 'nginx.service', '/usr/sbin/nginx', 1204],
  checkout: ['checkout', 'checkout.service', '/opt/shop/bin/checkout', 3377],
  postgres: ['postgres', 'postgresql@17-main.service', '/usr/lib/postgresql/17/bin/postgres', 1529],
  backup: ['backup', 'backup.service', '/usr/local/bin/backup', 48_090],
  worker: ['worker', 'shop-worker.service', '/opt/shop/bin/worker', 3391],
  redis: ['redis-server', 'redis-server.service', '/usr/bin/redis-server', 1311],
} as const;

export type Program = keyof typeof PROGRAMS;

/** From one start of the pictured server to the next. */
export interface PicturedBoot {
  id: string;
  startedAtUnixUs: number;
}

/** What differs from one entry of the pictured server to the next. */
export interface PicturedLine {
  boot: PicturedBoot;
  timeUnixUs: number;
  severity: number;
  program: Program;
  message: string;
}

/** One entry of the pictured server in the export format, with the fields that journald would give it. */
export function picturedEntry(line: PicturedLine): Buffer {
  return encodeExportEntry(fieldsOf(line));
}

function fieldsOf({ boot, timeUnixUs, severity, program, message }: PicturedLine) {
  const [identifier, unit, executable, pid] = PROGRAMS[program];
  const fields: ExportField[] = [
    ...addressFields(timeUnixUs, timeUnixUs - boot.startedAtUnixUs, boot.id),
    ['_MACHINE_ID', MACHINE_ID],
    ['_HOSTNAME', 'websrv01'],
    ['PRIORITY', String(severity)],
    ['SYSLOG_IDENTIFIER', identifier],
    ['_TRANSPORT', program === 'kernel' ? 'kernel' : program === 'systemd' ? 'journal' : 'syslog'],
    ['MESSAGE', message],
  ];
  if (program === 'kernel') return fields;
  const about = /^(\S+\.service): |(?:Start(?:ing|ed)|start) (\S+\.service) /.exec(message);
  return [
    ...fields,
    ...(program === 'systemd' ? [['UNIT', about?.[1] ?? about?.[2] ?? unit] as const] : []),
    ['SYSLOG_FACILITY', '3'] as const,
    ['_PID', String(pid)] as const,
    ['_UID', program === 'systemd' ? '0' : '114'] as const,
    ['_GID', program === 'systemd' ? '0' : '120'] as const,
    ['_COMM', identifier] as const,
    ['_EXE', executable] as const,
    ['_CMDLINE', executable] as const,
    ['_CAP_EFFECTIVE', '0'] as const,
    ['_SYSTEMD_CGROUP', `/system.slice/${unit}`] as const,
    ['_SYSTEMD_UNIT', unit] as const,
    ['_SYSTEMD_SLICE', 'system.slice'] as const,
    ['_RUNTIME_SCOPE', 'system'] as const,
    ['_SOURCE_REALTIME_TIMESTAMP', String(timeUnixUs - 214)] as const,
  ];
}
