import type { PicturedBoot, Program } from './pictured-entry.ts';
import { picturedEntry } from './pictured-entry.ts';

type StoryLine = readonly [secondsAgo: number, severity: number, program: Program, message: string];

/** Six minutes of a web server whose disk fills up: what the pictures show at the end of a day of other entries. */
const STORY: readonly StoryLine[] = [
  [362, 6, 'cron', '(root) CMD (/usr/local/bin/backup --all --keep 14)'],
  [361, 6, 'systemd', 'Starting backup.service - Nightly backup of the shop...'],
  [361, 6, 'backup', 'backup of 4 databases to /srv/backup/2026-11-22 started'],
  [349, 6, 'nginx', '203.0.113.17 "GET /products/4711 HTTP/2.0" 200 18231 upstream=0.031'],
  [344, 6, 'checkout', 'order 880412 accepted: 3 items, 84.20 EUR, payment=card'],
  [337, 7, 'redis', 'DB 0: 48211 keys (9120 volatile) in 65536 slots HT.'],
  [331, 6, 'nginx', '198.51.100.4 "POST /cart HTTP/2.0" 201 412 upstream=0.044'],
  [318, 5, 'sshd', 'Connection closed by authenticating user root 192.0.2.86 port 51234 [preauth]'],
  [305, 6, 'postgres', 'checkpoint starting: time'],
  [297, 6, 'postgres', 'checkpoint complete: wrote 812 buffers (5.0%); 0 WAL file(s) added, 1 recycled'],
  [290, 6, 'checkout', 'order 880413 accepted: 1 item, 12.90 EUR, payment=invoice'],
  [281, 4, 'backup', '/srv is 91 % full: 4.4 GiB left'],
  [274, 6, 'nginx', '203.0.113.99 "GET /search?q=lamp HTTP/2.0" 200 9120 upstream=0.120'],
  [266, 4, 'sshd', 'Failed password for invalid user admin from 192.0.2.86 port 51240 ssh2'],
  [252, 4, 'sshd', 'Failed password for invalid user admin from 192.0.2.86 port 51240 ssh2'],
  [
    247,
    3,
    'sshd',
    'error: maximum authentication attempts exceeded for admin from 192.0.2.86 port 51240 ssh2',
  ],
  [239, 6, 'checkout', 'order 880414 accepted: 2 items, 51.00 EUR, payment=card'],
  [221, 4, 'backup', '/srv is 97 % full: 1.4 GiB left'],
  [214, 6, 'nginx', '198.51.100.4 "GET /account HTTP/2.0" 200 5120 upstream=0.027'],
  [203, 4, 'checkout', 'slow query took 2140 ms: SELECT * FROM orders WHERE customer_id = 90211'],
  [188, 6, 'redis', '10000 changes in 60 seconds. Saving...'],
  [186, 3, 'redis', 'Write error saving DB on disk: No space left on device'],
  [171, 4, 'kernel', 'EXT4-fs warning (device sdb1): ext4_end_bio:343: I/O error 3 writing to inode 2621448'],
  [164, 3, 'backup', 'write to /srv/backup/2026-11-22/shop.dump.zst failed: No space left on device'],
  [163, 5, 'systemd', 'backup.service: Main process exited, code=exited, status=1/FAILURE'],
  [163, 4, 'systemd', "backup.service: Failed with result 'exit-code'."],
  [163, 3, 'systemd', 'Failed to start backup.service - Nightly backup of the shop.'],
  [151, 6, 'nginx', '203.0.113.17 "GET /products/4712 HTTP/2.0" 200 17744 upstream=0.033'],
  [140, 3, 'postgres', 'could not extend file "base/16401/24580": No space left on device'],
  [140, 5, 'postgres', 'HINT: Check free disk space.'],
  [139, 3, 'checkout', 'order 880415 could not be stored: database answered 53100 (disk_full)'],
  [138, 4, 'nginx', 'upstream server temporarily disabled while reading response header from upstream'],
  [138, 3, 'nginx', '203.0.113.99 "POST /checkout HTTP/2.0" 502 150 upstream=1.004'],
  [122, 2, 'postgres', 'PANIC: could not write to file "pg_wal/xlogtemp.1529": No space left on device'],
  [121, 4, 'systemd', "postgresql@17-main.service: Failed with result 'signal'."],
  [120, 3, 'checkout', 'connection to 127.0.0.1:5432 refused, retrying in 1000 ms (attempt 1)'],
  [118, 3, 'checkout', 'connection to 127.0.0.1:5432 refused, retrying in 2000 ms (attempt 2)'],
  ...refusals(116, 109),
  [104, 6, 'sshd', 'Accepted publickey for anna from 198.51.100.23 port 60022 ssh2: ED25519 SHA256:4Qv1'],
  [88, 6, 'backup', 'removed /srv/backup/2026-11-08 (6.1 GiB) by hand of anna'],
  [83, 6, 'systemd', 'Starting postgresql@17-main.service - PostgreSQL Cluster 17-main...'],
  [79, 5, 'postgres', 'database system was not properly shut down; automatic recovery in progress'],
  [71, 6, 'postgres', 'redo done at 3A/7F0011E8 system usage: CPU: user: 0.41 s, elapsed: 5.02 s'],
  [70, 6, 'postgres', 'database system is ready to accept connections'],
  [70, 6, 'systemd', 'Started postgresql@17-main.service - PostgreSQL Cluster 17-main.'],
  [
    66,
    5,
    'checkout',
    'connection to 127.0.0.1:5432 is back after 54 s; 3 orders were kept and are stored now',
  ],
  [
    58,
    4,
    'worker',
    '{"event":"payment.webhook","order":880415,"provider":"cardpay","attempt":3,"delayMs":54210,"error":{"code":"ECONNREFUSED","host":"127.0.0.1","port":5432},"amount":{"value":"39.80","currency":"EUR"},"willRetry":true}',
  ],
  [41, 6, 'checkout', 'order 880415 accepted: 2 items, 39.80 EUR, payment=card'],
  [30, 6, 'nginx', '203.0.113.99 "POST /checkout HTTP/2.0" 201 388 upstream=0.081'],
];

/** The same message each second: repeats that can be folded. */
function refusals(fromSecondsAgo: number, untilSecondsAgo: number): StoryLine[] {
  return Array.from({ length: fromSecondsAgo - untilSecondsAgo + 1 }, (_, index) => [
    fromSecondsAgo - index,
    3,
    'worker',
    'cannot fetch jobs: connection to 127.0.0.1:5432 refused',
  ]);
}

/** The lines that arrive while the page is open. */
const LIVE_LINES: readonly StoryLine[] = [
  [3, 6, 'checkout', 'order 880416 accepted: 1 item, 24.00 EUR, payment=card'],
  [2, 6, 'nginx', '198.51.100.4 "GET /products/4711 HTTP/2.0" 200 18231 upstream=0.029'],
  [1, 4, 'checkout', 'payment provider answered after 1804 ms (order 880416)'],
  [0, 6, 'nginx', '203.0.113.17 "GET /orders/880416 HTTP/2.0" 200 2211 upstream=0.019'],
];

/** The lines that arrive while the list is scrolled back. */
const LATER_LINES: readonly StoryLine[] = [
  [7, 6, 'nginx', '198.51.100.4 "GET /cart HTTP/2.0" 200 4410 upstream=0.031'],
  [6, 6, 'worker', 'mail to 3 customers about late orders sent'],
  [5, 4, 'checkout', 'payment provider answered after 2251 ms (order 880417)'],
  [4, 3, 'worker', 'invoice 2026-88412 could not be printed: spool is full'],
  [3, 6, 'nginx', '203.0.113.40 "GET /products/4720 HTTP/2.0" 200 17102 upstream=0.028'],
  [2, 3, 'worker', 'invoice 2026-88413 could not be printed: spool is full'],
  [1, 6, 'checkout', 'order 880417 accepted: 1 item, 19.90 EUR, payment=card'],
  [0, 6, 'nginx', '203.0.113.40 "GET /orders/880417 HTTP/2.0" 200 2190 upstream=0.020'],
];

/** What has happened when the page is opened, in the export format, ending half a minute before `nowUnixUs`. */
export function storyEntries(boot: PicturedBoot, nowUnixUs: number): Buffer[] {
  return encode(STORY, boot, nowUnixUs);
}

/** What is written while the page is open; the last entry is of `nowUnixUs` itself. */
export function liveEntries(boot: PicturedBoot, nowUnixUs: number): Buffer[] {
  return encode(LIVE_LINES, boot, nowUnixUs);
}

/** What is written while the list stands still: a failure of its own. */
export function laterEntries(boot: PicturedBoot, nowUnixUs: number): Buffer[] {
  return encode(LATER_LINES, boot, nowUnixUs);
}

function encode(lines: readonly StoryLine[], boot: PicturedBoot, nowUnixUs: number): Buffer[] {
  return lines.map(([secondsAgo, severity, program, message], index) => {
    // Uneven microseconds, as in life; still in order, as `index` grows.
    const unevenUs = secondsAgo === 0 ? 0 : 900_000 - index * 11_389;
    const timeUnixUs = nowUnixUs - secondsAgo * 1_000_000 - unevenUs;
    return picturedEntry({ boot, timeUnixUs, severity, program, message });
  });
}
