import { parseArgs } from 'node:util';

export const VIEW_SECTIONS = ['reaction', 'frames', 'heap'] as const;
export type ViewSection = (typeof VIEW_SECTIONS)[number];

export interface ViewOptions {
  sections: ViewSection[];
  /** Entries in the store before anything is measured. */
  entries: number;
  /** Entries per second that are fed, one after the other. */
  rates: number[];
  /** How long each rate is watched. */
  seconds: number;
  /** How long the heap is watched. */
  minutes: number;
  /** How often each reaction is measured. */
  rounds: number;
  /** An existing folder of journal files instead of one that is built. */
  journal: string | undefined;
}

export const VIEW_USAGE = `Usage: npm run bench:view -- [options]
  --section NAME   reaction, frames, heap or all (default all); repeatable
  --entries N      entries in the store (default 1,000,000)
  --rate N         entries per second to follow (default 1,000, 5,000 and 20,000); repeatable
  --seconds N      how long each rate is followed (default 20)
  --minutes N      how long the heap is watched (default 10)
  --rounds N       how often each reaction is measured (default 30)
  --journal DIR    read this folder of journal files instead of building one
`;

/** Reads the command line. Throws an Error that says what is wrong with it. */
export function readViewOptions(commandLine: string[]): ViewOptions {
  const text = { type: 'string' } as const;
  const many = { type: 'string', multiple: true } as const;
  const { values } = parseArgs({
    args: commandLine,
    options: {
      section: many,
      rate: many,
      entries: text,
      seconds: text,
      minutes: text,
      rounds: text,
      journal: text,
    },
  });
  return {
    sections: (values.section ?? ['all']).flatMap(readSection),
    rates: (values.rate ?? ['1000', '5000', '20000']).map((rate) => readCount('rate', rate)),
    entries: readCount('entries', values.entries ?? '1000000'),
    seconds: readCount('seconds', values.seconds ?? '20'),
    minutes: readCount('minutes', values.minutes ?? '10'),
    rounds: readCount('rounds', values.rounds ?? '30'),
    journal: values.journal,
  };
}

function readSection(name: string): ViewSection[] {
  if (name === 'all') return [...VIEW_SECTIONS];
  const section = VIEW_SECTIONS.find((known) => known === name);
  if (section === undefined)
    throw new Error(`--section ${name}: there are ${VIEW_SECTIONS.join(', ')} and all`);
  return [section];
}

function readCount(name: string, text: string): number {
  const count = Number(text.replaceAll(/[_,]/g, ''));
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new Error(`--${name} ${text}: a whole number from 1 on is expected`);
}
