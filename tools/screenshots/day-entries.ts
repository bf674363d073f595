import type { SeededRandom } from '#core/listener/demo/seeded-random.ts';
import { seededRandom } from '#core/listener/demo/seeded-random.ts';
import type { PicturedBoot, Program } from './pictured-entry.ts';
import { picturedEntry } from './pictured-entry.ts';

type Phrase = readonly [severity: number, program: Program, words: (random: SeededRandom) => string];

/** What the server says all day long; a phrase that stands here twice is said twice as often. */
const ORDINARY: readonly Phrase[] = [
  [
    6,
    'nginx',
    (random) =>
      `${address(random)} "GET /products/${number(random, 4000, 900)} HTTP/2.0" 200 ${number(random, 9000, 9000)} upstream=0.0${number(random, 10, 80)}`,
  ],
  [
    6,
    'nginx',
    (random) =>
      `${address(random)} "GET /search?q=${random.pick(['lamp', 'chair', 'desk', 'shelf'])} HTTP/2.0" 200 ${number(random, 4000, 9000)} upstream=0.1${number(random, 10, 80)}`,
  ],
  [
    6,
    'nginx',
    (random) => `${address(random)} "POST /cart HTTP/2.0" 201 412 upstream=0.0${number(random, 10, 80)}`,
  ],
  [
    6,
    'checkout',
    (random) =>
      `order ${number(random, 870_000, 9999)} accepted: ${number(random, 1, 4)} items, ${number(random, 9, 190)}.${number(random, 10, 89)} EUR, payment=${random.pick(['card', 'invoice', 'wallet'])}`,
  ],
  [
    6,
    'worker',
    (random) => `mail for order ${number(random, 870_000, 9999)} sent in ${number(random, 90, 400)} ms`,
  ],
  [
    7,
    'redis',
    (random) =>
      `DB 0: ${number(random, 47_000, 2000)} keys (${number(random, 9000, 400)} volatile) in 65536 slots HT.`,
  ],
  [
    6,
    'postgres',
    (random) =>
      `checkpoint complete: wrote ${number(random, 300, 900)} buffers; 0 WAL file(s) added, 1 recycled`,
  ],
  [6, 'cron', () => '(root) CMD (run-parts --report /etc/cron.hourly)'],
  [
    5,
    'sshd',
    (random) => `Connection closed by ${address(random)} port ${number(random, 40_000, 20_000)} [preauth]`,
  ],
  [5, 'systemd', () => 'logrotate.service: Deactivated successfully.'],
];
const ODD: readonly Phrase[] = [
  [
    4,
    'checkout',
    (random) =>
      `slow query took ${number(random, 1000, 3000)} ms: SELECT * FROM orders WHERE customer_id = ${number(random, 90_000, 900)}`,
  ],
  [4, 'nginx', (random) => `${number(random, 300, 90)} worker_connections are not enough`],
];
const ATTACK: readonly Phrase[] = [
  [
    4,
    'sshd',
    (random) =>
      `Failed password for invalid user ${random.pick(['admin', 'oracle', 'test', 'ubuntu'])} from 192.0.2.86 port ${number(random, 40_000, 20_000)} ssh2`,
  ],
  [
    4,
    'sshd',
    (random) => `Failed password for root from 192.0.2.86 port ${number(random, 40_000, 20_000)} ssh2`,
  ],
  [
    3,
    'sshd',
    (random) =>
      `error: maximum authentication attempts exceeded for root from 192.0.2.86 port ${number(random, 40_000, 20_000)} ssh2`,
  ],
];
const OUTAGE: readonly Phrase[] = [
  [
    3,
    'checkout',
    (random) => `payment provider did not answer within 10000 ms (order ${number(random, 875_000, 900)})`,
  ],
  [
    3,
    'nginx',
    (random) => `${address(random)} "POST /checkout HTTP/2.0" 504 160 upstream=10.00${number(random, 1, 9)}`,
  ],
  [4, 'worker', (random) => `webhook of order ${number(random, 875_000, 900)} is late, trying again in 30 s`],
];
const FULL_DISK: readonly Phrase[] = [
  [4, 'backup', (random) => `/srv is ${number(random, 88, 6)} % full`],
  [
    4,
    'kernel',
    (random) =>
      `EXT4-fs warning (device sdb1): ext4_end_bio:343: I/O error 3 writing to inode ${number(random, 2_621_000, 900)}`,
  ],
  [3, 'redis', () => 'Write error saving DB on disk: No space left on device'],
];

interface Episode {
  /** Hours before the end. */
  fromHoursAgo: number;
  untilHoursAgo: number;
  phrases: readonly Phrase[];
  perMinute: number;
}

/** What went wrong on that day, besides the story at its end. */
const EPISODES: readonly Episode[] = [
  { fromHoursAgo: 20.2, untilHoursAgo: 19.7, phrases: ATTACK, perMinute: 14 },
  { fromHoursAgo: 12.4, untilHoursAgo: 12.2, phrases: ATTACK, perMinute: 9 },
  { fromHoursAgo: 7.6, untilHoursAgo: 6.9, phrases: OUTAGE, perMinute: 22 },
  { fromHoursAgo: 1.2, untilHoursAgo: 0.15, phrases: FULL_DISK, perMinute: 3 },
];
const MINUTE_US = 60_000_000;
const STORY_MINUTES = 7;

export interface PicturedDay {
  boot: PicturedBoot;
  /** Time of the end; the entries end some minutes before, where the story begins. */
  untilUnixUs: number;
  hours: number;
  isEventful: boolean;
}

/** A shop's server over some hours: visitors by day and night, and a few things that go wrong. In order of time. */
export function dayEntries({ boot, untilUnixUs, hours, isEventful }: PicturedDay): Buffer[] {
  const random = seededRandom(hours);
  const entries: Buffer[] = [];
  for (let minutesAgo = hours * 60; minutesAgo > STORY_MINUTES; minutesAgo -= 1) {
    const phrases = phrasesOf(random, minutesAgo / 60, isEventful);
    phrases.forEach(([severity, program, words], index) => {
      const intoMinuteUs = Math.floor(((index + random.below(1000) / 1000) / phrases.length) * MINUTE_US);
      const timeUnixUs = untilUnixUs - minutesAgo * MINUTE_US + intoMinuteUs;
      entries.push(picturedEntry({ boot, timeUnixUs, severity, program, message: words(random) }));
    });
  }
  return entries;
}

function phrasesOf(random: SeededRandom, hoursAgo: number, isEventful: boolean): Phrase[] {
  // Visitors come and go in a wave of twelve hours.
  const visitors = 14 + 9 * Math.sin((hoursAgo / 12) * Math.PI) + random.below(5);
  const phrases = Array.from({ length: Math.round(visitors) }, () =>
    random.pick(random.below(120) === 0 ? ODD : ORDINARY),
  );
  if (!isEventful) return phrases;
  for (const episode of EPISODES) {
    if (hoursAgo > episode.fromHoursAgo || hoursAgo < episode.untilHoursAgo) continue;
    for (let index = 0; index < episode.perMinute; index += 1) {
      phrases.splice(random.below(phrases.length), 0, random.pick(episode.phrases));
    }
  }
  return phrases;
}

function address(random: SeededRandom): string {
  return `${random.pick(['203.0.113', '198.51.100'])}.${number(random, 2, 250)}`;
}

function number(random: SeededRandom, least: number, spread: number): string {
  return String(least + random.below(spread));
}
