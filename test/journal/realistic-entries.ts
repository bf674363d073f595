import { realisticMessage } from './realistic-messages.ts';
import type { SeededRandom } from '#core/listener/demo/seeded-random.ts';
import { seededRandom } from '#core/listener/demo/seeded-random.ts';

export interface RealisticEntriesOptions {
  count: number;
  /** The same seed gives the same bytes. Default 1. */
  seed?: number;
  /** Time of the first entry, microseconds since the epoch. Default 2026-11-01T00:00:00Z. */
  startUnixUs?: number;
  /** Mean distance of two entries in microseconds, at least 1. Default 20,000 (50 entries a second). */
  intervalUs?: number;
  /** The entries are spread evenly over this many boots, one after the other. Default 1. */
  boots?: number;
  host?: string;
}

const DEFAULT_START_UNIX_US = Date.UTC(2026, 10, 1) * 1000;
const CHUNK_BYTES = 256 * 1024;

/** A hundredth each: 70 % info, 12 % notice, 8 % debug, 6 % warning, 4 % error, the mix of a busy server. */
const SEVERITY_OF_PERCENT = [
  ...new Array<number>(70).fill(6),
  ...new Array<number>(12).fill(5),
  ...new Array<number>(8).fill(7),
  ...new Array<number>(6).fill(4),
  ...new Array<number>(4).fill(3),
];

interface Origin {
  kind: string;
  /** The fields that every entry of this origin repeats, in the export format. */
  constantFields: string;
  pid: number;
  hasSyslogHeader: boolean;
}

/**
 * Journal entries as a busy server writes them, in the export format: services, kernel, sshd, cron and systemd itself,
 * with 20 to 32 fields each and some 370 origins. Yields chunks of about 256 KiB.
 */
export function* realisticEntries(options: RealisticEntriesOptions): Generator<Buffer> {
  const seed = options.seed ?? 1;
  const random = seededRandom(seed);
  const boots = options.boots ?? 1;
  const startUnixUs = options.startUnixUs ?? DEFAULT_START_UNIX_US;
  const intervalUs = options.intervalUs ?? 20_000;
  const host = options.host ?? 'websrv01';
  let text = '';
  let nowUnixUs = startUnixUs;
  let boot = -1;
  let bootStartUnixUs = startUnixUs;
  let bootId = '';
  let origins: Origin[] = [];
  for (let index = 0; index < options.count; index += 1) {
    const bootOfEntry = Math.floor((index * boots) / options.count);
    if (bootOfEntry !== boot) {
      boot = bootOfEntry;
      bootStartUnixUs = nowUnixUs;
      bootId = realisticBootId(seed, boot);
      origins = makeOrigins(seededRandom(seed * 1000 + boot), bootId, host);
    }
    nowUnixUs += 1 + random.below(intervalUs * 2 - 1);
    text += entryText(random, random.pick(origins), nowUnixUs, nowUnixUs - bootStartUnixUs + 1_000_000);
    if (text.length >= CHUNK_BYTES) {
      yield Buffer.from(text, 'utf8');
      text = '';
    }
  }
  if (text !== '') yield Buffer.from(text, 'utf8');
}

/** The boot id that `realisticEntries` uses for the boot with this number (from 0). */
export function realisticBootId(seed: number, boot: number): string {
  return seededRandom(seed * 7919 + boot + 1).hex(32);
}

function entryText(random: SeededRandom, origin: Origin, unixUs: number, monotonicUs: number): string {
  const severity = SEVERITY_OF_PERCENT[random.below(100)] ?? 6;
  const message = realisticMessage(origin.kind, severity, random);
  const sentUnixUs = unixUs - 20 - random.below(400);
  let text = `__REALTIME_TIMESTAMP=${unixUs}\n__MONOTONIC_TIMESTAMP=${monotonicUs}\n${origin.constantFields}`;
  text += `PRIORITY=${severity}\nMESSAGE=${message}\n`;
  if (origin.kind === 'kernel') return `${text}_SOURCE_MONOTONIC_TIMESTAMP=${monotonicUs - 15}\n\n`;
  if (origin.hasSyslogHeader) {
    text += `SYSLOG_PID=${origin.pid}\nSYSLOG_TIMESTAMP=${syslogTime(sentUnixUs)}\n`;
  }
  if (origin.kind === 'systemd') text += `JOB_ID=${random.below(5000)}\nINVOCATION_ID=${random.hex(32)}\n`;
  return `${text}_SOURCE_REALTIME_TIMESTAMP=${sentUnixUs}\n\n`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Nov 22 09:27:01 `, with the blank that journald keeps. */
function syslogTime(unixUs: number): string {
  const time = new Date(unixUs / 1000);
  const month = MONTHS[time.getUTCMonth()] ?? '';
  return `${month} ${String(time.getUTCDate()).padStart(2)} ${time.toISOString().slice(11, 19)} `;
}

function makeOrigins(random: SeededRandom, bootId: string, host: string): Origin[] {
  const machine = `_BOOT_ID=${bootId}\n_MACHINE_ID=cf4dfec253624599954831833d1e0fbe\n_HOSTNAME=${host}\n_RUNTIME_SCOPE=system\n`;
  const origins: Origin[] = [];
  for (const name of SERVICES) {
    for (let worker = 0; worker < 8; worker += 1) origins.push(serviceOrigin(random, machine, name, worker));
  }
  for (let device = 0; device < 10; device += 1) origins.push(kernelOrigin(machine, device));
  for (let child = 0; child < 30; child += 1) {
    origins.push(syslogOrigin(random, machine, 'sshd', 'ssh.service', '/usr/sbin/sshd', 'sshd: [accepted]'));
    origins.push(
      syslogOrigin(random, machine, 'cron', 'cron.service', '/usr/sbin/cron', '/usr/sbin/CRON -f'),
    );
  }
  for (let slot = 0; slot < 20; slot += 1) origins.push(systemdOrigin(random, machine, slot));
  return origins;
}

const SERVICES =
  'api auth billing catalog checkout chronyd consul containerd dockerd elasticsearch etcd exporter fluentd gateway grafana haproxy influxd kafka memcached minio mosquitto mysqld nginx nodeapp ntpd postgresql prometheus rabbitmq redis scheduler telegraf vault varnish worker zookeeper'.split(
    ' ',
  );

function serviceOrigin(random: SeededRandom, machine: string, name: string, worker: number): Origin {
  const pid = 400 + random.below(60_000);
  const uid = 100 + random.below(900);
  return {
    kind: 'service',
    pid,
    hasSyslogHeader: worker % 2 === 1,
    constantFields:
      `${machine}_TRANSPORT=${worker % 2 === 1 ? 'syslog' : 'stdout'}\nSYSLOG_FACILITY=3\nSYSLOG_IDENTIFIER=${name}\n` +
      `${worker % 2 === 1 ? '' : `_STREAM_ID=${random.hex(32)}\n`}${processFields(pid, uid, name, `/usr/bin/${name}`)}` +
      `_CMDLINE=/usr/bin/${name} --config /etc/${name}/${name}.conf --worker ${worker}\n` +
      unitFields(random, `${name}.service`),
  };
}

function syslogOrigin(
  random: SeededRandom,
  machine: string,
  name: string,
  unit: string,
  executable: string,
  commandLine: string,
): Origin {
  const pid = 1000 + random.below(60_000);
  return {
    kind: name,
    pid,
    hasSyslogHeader: true,
    constantFields:
      `${machine}_TRANSPORT=syslog\nSYSLOG_FACILITY=${name === 'cron' ? 9 : 10}\nSYSLOG_IDENTIFIER=${name}\n` +
      `${processFields(pid, 0, name, executable)}_CMDLINE=${commandLine}\n_AUDIT_SESSION=${random.below(300)}\n` +
      `_AUDIT_LOGINUID=0\n${unitFields(random, unit)}`,
  };
}

function systemdOrigin(random: SeededRandom, machine: string, slot: number): Origin {
  const unit = `${SERVICES[slot % SERVICES.length] ?? 'api'}.service`;
  return {
    kind: 'systemd',
    pid: 1,
    hasSyslogHeader: false,
    constantFields:
      `${machine}_TRANSPORT=journal\nSYSLOG_FACILITY=3\nSYSLOG_IDENTIFIER=systemd\nTID=1\nUNIT=${unit}\n` +
      `CODE_FILE=src/core/job.c\nCODE_LINE=${800 + slot}\nCODE_FUNC=job_emit_done_message\n` +
      `MESSAGE_ID=39f53479d3a045ac8e11786248231fbf\n${processFields(1, 0, 'systemd', '/usr/lib/systemd/systemd')}` +
      `_CMDLINE=/sbin/init\n_SYSTEMD_CGROUP=/init.scope\n_SYSTEMD_UNIT=init.scope\n_SYSTEMD_SLICE=-.slice\n` +
      `_SYSTEMD_INVOCATION_ID=${random.hex(32)}\n`,
  };
}

function kernelOrigin(machine: string, device: number): Origin {
  const links = ['by-id/ata-DISK', 'by-path/pci-0000', 'by-uuid/2c1f', 'by-partuuid/77aa', 'by-label/data']
    .map((link) => `_UDEV_DEVLINK=/dev/disk/${link}-${device}\n`)
    .join('');
  return {
    kind: 'kernel',
    pid: 0,
    hasSyslogHeader: false,
    constantFields:
      `${machine}_TRANSPORT=kernel\nSYSLOG_FACILITY=0\nSYSLOG_IDENTIFIER=kernel\n_KERNEL_SUBSYSTEM=block\n` +
      `_KERNEL_DEVICE=b8:${device}\n_UDEV_SYSNAME=sd${String.fromCharCode(97 + device)}\n` +
      `_UDEV_DEVNODE=/dev/sd${String.fromCharCode(97 + device)}\n${links}`,
  };
}

function processFields(pid: number, uid: number, command: string, executable: string): string {
  return `_PID=${pid}\n_UID=${uid}\n_GID=${uid}\n_COMM=${command}\n_EXE=${executable}\n_CAP_EFFECTIVE=${uid === 0 ? '1ffffffffff' : '0'}\n`;
}

function unitFields(random: SeededRandom, unit: string): string {
  return `_SYSTEMD_CGROUP=/system.slice/${unit}\n_SYSTEMD_UNIT=${unit}\n_SYSTEMD_SLICE=system.slice\n_SYSTEMD_INVOCATION_ID=${random.hex(32)}\n`;
}
