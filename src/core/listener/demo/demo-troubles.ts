import type { SeededRandom } from './seeded-random.ts';
import { say } from './demo-words.ts';

/** What a trouble adds to a minute: at which of its seconds, and what. */
export interface TroubleEntry {
  second: number;
  severity: number;
  identifier: string;
  unit: string;
  pid: number;
  message: string;
}

const TRACE = `Error: connect ETIMEDOUT 203.0.113.80:443
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1637:16)
    at PaymentClient.request (/srv/shop/payments/client.js:88:11)
    at async Checkout.pay (/srv/shop/payments/checkout.js:41:20)`;

/**
 * What goes wrong in a minute of a day. `minute` counts from midnight, UTC.
 * - from 02:00 a backup, which on every third day fills the disk until 02:40;
 * - a payment provider that does not answer, for some minutes on most days;
 * - a service that crashes again and again until systemd gives up, every other day;
 * - somebody who tries passwords.
 */
export function troublesOf(
  day: number,
  minute: number,
  dayRandom: SeededRandom,
  random: SeededRandom,
): TroubleEntry[] {
  const entries: TroubleEntry[] = [];
  // All drawn every minute, so that each day has one plan.
  const timeoutFrom = 9 * 60 + dayRandom.below(9 * 60);
  const crashFrom = 11 * 60 + dayRandom.below(8 * 60);
  const guessFrom = dayRandom.below(24 * 60 - 15);
  const hasTimeouts = dayRandom.below(10) < 8;

  backup(day, minute, random, entries);
  if (hasTimeouts && minute >= timeoutFrom && minute < timeoutFrom + 7) timeouts(random, entries);
  if (day % 2 === 0 && minute >= crashFrom && minute < crashFrom + 4)
    crashes(minute - crashFrom, random, entries);
  if (minute >= guessFrom && minute < guessFrom + 9) guesses(random, entries);
  return entries;
}

function backup(day: number, minute: number, random: SeededRandom, entries: TroubleEntry[]): void {
  const from = { identifier: 'restic', unit: 'backup.service', pid: 20_000 + (day % 9000) };
  if (minute === 120) {
    entries.push({
      second: 0,
      severity: 6,
      ...systemd(),
      message: 'Starting backup.service - Nightly backup...',
    });
    entries.push({ second: 1, severity: 6, ...from, message: 'open repository sftp:vault:/backups/shop01' });
  }
  const fills = day % 3 === 0;
  if (!fills && minute === 134) {
    entries.push({
      second: 12,
      severity: 6,
      ...from,
      message: say('snapshot {x} saved, {n} files in 14:12', random),
    });
    entries.push({
      second: 13,
      severity: 6,
      ...systemd(),
      message: 'Finished backup.service - Nightly backup.',
    });
  }
  if (!fills) return;
  if (minute >= 126 && minute < 134) {
    const percent = 91 + (minute - 126);
    entries.push({
      second: 30,
      severity: 4,
      identifier: 'diskwatch',
      unit: 'diskwatch.service',
      pid: 640,
      message: `/var is ${String(percent)} % full`,
    });
  }
  if (minute >= 134 && minute < 160) {
    entries.push({
      second: 3,
      severity: 2,
      ...postgres(),
      message: 'could not write to file "pg_wal/xlogtemp.977": No space left on device',
    });
    entries.push({
      second: 20,
      severity: 3,
      ...from,
      message: 'Fatal: unable to save snapshot: write /var/cache/restic: no space left on device',
    });
    if (minute % 3 === 0) {
      entries.push({
        second: 41,
        severity: 3,
        identifier: 'nginx',
        unit: 'nginx.service',
        pid: 812,
        message: 'open() "/var/lib/nginx/body/0000000042" failed (28: No space left on device)',
      });
    }
  }
  if (minute === 160) {
    entries.push({
      second: 2,
      severity: 5,
      identifier: 'logrotate',
      unit: 'logrotate.service',
      pid: 30_411,
      message: 'removed 41 old files, 18.4 GB',
    });
    entries.push({
      second: 3,
      severity: 6,
      identifier: 'diskwatch',
      unit: 'diskwatch.service',
      pid: 640,
      message: '/var is 72 % full',
    });
  }
}

function timeouts(random: SeededRandom, entries: TroubleEntry[]): void {
  const from = { identifier: 'shop-payments', unit: 'shop-payments.service', pid: 1311 };
  for (let count = 6 + random.below(8); count > 0; count -= 1) {
    const second = random.below(60);
    const message = say('payment of order {n} failed, trying again in 5 s', random);
    entries.push({ second, severity: 4, ...from, message });
    if (random.below(3) === 0) entries.push({ second, severity: 3, ...from, message: TRACE });
  }
}

function crashes(step: number, random: SeededRandom, entries: TroubleEntry[]): void {
  const from = { identifier: 'thumbnailer', unit: 'thumbnailer.service', pid: 40_000 + step * 10 };
  if (step === 3) {
    entries.push({
      second: 5,
      severity: 4,
      ...systemd(),
      message: 'thumbnailer.service: Start request repeated too quickly.',
    });
    entries.push({
      second: 5,
      severity: 3,
      ...systemd(),
      message: 'Failed to start thumbnailer.service - Makes small pictures of large ones.',
    });
    return;
  }
  for (let second = 4; second < 60; second += 10) {
    const message = say('panic: runtime error: slice bounds out of range [:{n}] with capacity 4096', random);
    entries.push({ second, severity: 2, ...from, message });
    entries.push({
      second,
      severity: 5,
      ...systemd(),
      message: 'thumbnailer.service: Main process exited, code=exited, status=2/INVALIDARGUMENT',
    });
    entries.push({
      second,
      severity: 4,
      ...systemd(),
      message: "thumbnailer.service: Failed with result 'exit-code'.",
    });
  }
}

function guesses(random: SeededRandom, entries: TroubleEntry[]): void {
  const from = { identifier: 'sshd', unit: 'ssh.service', pid: 50_000 + random.below(9000) };
  for (let count = 5 + random.below(15); count > 0; count -= 1) {
    const message = say('Failed password for invalid user {user} from 198.51.100.23 port {n} ssh2', random);
    entries.push({ second: random.below(60), severity: 4, ...from, message });
  }
}

function systemd(): Pick<TroubleEntry, 'identifier' | 'unit' | 'pid'> {
  return { identifier: 'systemd', unit: 'init.scope', pid: 1 };
}

function postgres(): Pick<TroubleEntry, 'identifier' | 'unit' | 'pid'> {
  return { identifier: 'postgres', unit: 'postgresql@15-main.service', pid: 977 };
}
