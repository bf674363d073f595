/** Places whose clocks are hard: changes at midnight, of half an hour, of a whole day, twice a year around a moving month, or none. */
export const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Antarctica/Troll',
] as const;

const MINUTE_US = 60_000_000;
const DAY_US = 1440 * MINUTE_US;
const FROM_US = Date.UTC(2005, 0) * 1000;
const UNTIL_US = Date.UTC(2040, 0) * 1000;

interface Zone {
  /** When its clocks change, and how far they are ahead of UTC from then on. */
  changes: number[];
  offsets: number[];
}

const known = new Map<string, Zone>();

/** What the clocks of a place are ahead of UTC, in microseconds, between 2005 and 2040: as Intl tells it. */
export function zoneOffset(name: string): (unixUs: number) => number {
  const { changes, offsets } = zoneOf(name);
  return (unixUs) => {
    let low = 0;
    let high = changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((changes[middle] ?? 0) <= unixUs) low = middle + 1;
      else high = middle;
    }
    return offsets[low] ?? 0;
  };
}

/** When the clocks of that place change. */
zoneOffset.changesOf = (name: string): readonly number[] => zoneOf(name).changes;

function zoneOf(name: string): Zone {
  const zone = known.get(name) ?? readZone(name);
  known.set(name, zone);
  return zone;
}

function readZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  const offsetAt = (unixUs: number) => {
    const text = format.formatToParts(unixUs / 1000).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0'] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(text) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_US;
  };
  const zone: Zone = { changes: [], offsets: [offsetAt(FROM_US)] };
  for (let day = FROM_US; day < UNTIL_US; day += DAY_US) {
    const before = offsetAt(day);
    if (offsetAt(day + DAY_US) === before) continue;
    let low = day;
    let high = day + DAY_US;
    while (high - low > MINUTE_US) {
      const middle = low + Math.floor((high - low) / MINUTE_US / 2) * MINUTE_US;
      if (offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    zone.changes.push(high);
    zone.offsets.push(offsetAt(high));
  }
  return zone;
}
