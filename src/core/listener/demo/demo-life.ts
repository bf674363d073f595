import type { DemoEntry } from './demo-entry.ts';
import { MINUTE_US } from './demo-entry.ts';
import { troublesOf } from './demo-troubles.ts';
import { EVERYDAY, say } from './demo-words.ts';
import { seededRandom } from './seeded-random.ts';

const MINUTES_A_DAY = 1440;
/** Entries of a quiet minute and of a busy one, besides what goes wrong. */
const AT_NIGHT = 3;
const BY_DAY = 14;

/**
 * What the machine of this seed logs in a minute, in order of time: always the same. A shop's server: busy by day, quiet by night, cron every five
 * minutes, and troubles now and then.
 * @param minute - Since 1970, UTC.
 */
export function demoMinute(seed: number, minute: number): DemoEntry[] {
  const day = Math.floor(minute / MINUTES_A_DAY);
  const minuteOfDay = minute % MINUTES_A_DAY;
  const random = seededRandom(mixed(seed, minute));
  const entries: DemoEntry[] = [];
  const startUnixUs = minute * MINUTE_US;
  for (let count = howMany(minuteOfDay) + random.below(6); count > 0; count -= 1) {
    const program = random.below(12) === 0 ? random.pick(EVERYDAY) : random.pick(EVERYDAY.slice(0, 2));
    const [severity, text] = random.pick(program.says);
    entries.push({
      unixUs: startUnixUs + random.below(MINUTE_US),
      severity,
      identifier: program.identifier,
      unit: program.unit,
      pid: program.pid,
      message: say(text, random),
    });
  }
  if (minuteOfDay % 5 === 0) {
    const pid = 10_000 + ((minuteOfDay * 7) % 20_000);
    const message = '(root) CMD (command -v debian-sa1 > /dev/null && debian-sa1 1 1)';
    entries.push({
      unixUs: startUnixUs + 1_000_000,
      severity: 6,
      identifier: 'CRON',
      unit: 'cron.service',
      pid,
      message,
    });
  }
  const dayRandom = seededRandom(mixed(seed, day + 7));
  for (const { second, ...trouble } of troublesOf(day, minuteOfDay, dayRandom, random)) {
    entries.push({ unixUs: startUnixUs + second * 1_000_000 + random.below(900_000), ...trouble });
  }
  return entries.toSorted((one, other) => one.unixUs - other.unixUs);
}

/** Up from six, down from eight in the evening. */
function howMany(minuteOfDay: number): number {
  const hour = minuteOfDay / 60;
  const daylight = Math.max(0, Math.sin(((hour - 5) / 17) * Math.PI));
  return Math.round(AT_NIGHT + (BY_DAY - AT_NIGHT) * daylight);
}

function mixed(seed: number, number: number): number {
  return Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(number, 0x85ebca6b);
}
