import { parseArgs } from 'node:util';

export const SECTIONS = [
  'ingest',
  'latency',
  'queries',
  'exports',
  'redaction',
  'parsers',
  'severities',
  'text-files',
  'syslog-receiver',
] as const;
export type Section = (typeof SECTIONS)[number];

export interface BenchOptions {
  sections: Section[];
  /** Entries of the journal that is built; each section has its own default. */
  entries: number | undefined;
  rounds: number;
  /** An existing journal folder to read instead of building one. */
  journal: string | undefined;
  /** Run the TypeScript source instead of what the build made (out/), which is what people run. */
  isFromSource: boolean;
}

export const BENCH_USAGE = `Usage: npm run bench -- [options]
  --section NAME   ingest (default), latency, queries, exports, redaction, parsers,
                   severities, text-files, syslog-receiver or all; repeatable
  --entries N      entries to build: ingest 200,000, queries and exports 1,000,000, redaction 50,000,
                   parsers 100,000, severities 20,000,000, text-files 1,000,000,
                   syslog-receiver 200,000
  --rounds N       rounds of each measurement, interleaved (default 5; latency: 40 messages)
  --journal DIR    read this folder of journal files instead of building one (ingest)
  --from-source    run Hydrant from its TypeScript source instead of from out/ (npm run build)
`;

/** Reads the command line. Throws an Error that says what is wrong with it. */
export function readBenchOptions(commandLine: string[]): BenchOptions {
  const { values } = parseArgs({
    args: commandLine,
    options: {
      section: { type: 'string', multiple: true },
      entries: { type: 'string' },
      rounds: { type: 'string' },
      journal: { type: 'string' },
      'from-source': { type: 'boolean' },
    },
  });
  return {
    sections: (values.section ?? ['ingest']).flatMap(readSection),
    entries: readCount('entries', values.entries),
    rounds: readCount('rounds', values.rounds) ?? 5,
    journal: values.journal,
    isFromSource: values['from-source'] ?? false,
  };
}

function readSection(name: string): Section[] {
  if (name === 'all') return [...SECTIONS];
  const section = SECTIONS.find((known) => known === name);
  if (section === undefined) {
    throw new Error(`--section ${name}: there are ${SECTIONS.join(', ')} and all`);
  }
  return [section];
}

function readCount(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text.replaceAll(/[_,]/g, ''));
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new Error(`--${name} ${text}: a whole number from 1 on is expected`);
  }
  return count;
}
