import type { CommandDefinition } from './command-definition.ts';
import { DATA_DIR, FILTERS, JSON_OUTPUT, KEEP, LISTENING, LOG_FORMAT, SOURCE } from './common-options.ts';
import { EXPORTS } from './exports-commands.ts';
import { QUARANTINE } from './quarantine-commands.ts';
import { SOURCES } from './sources-commands.ts';
import { SCHEDULES } from './schedules-commands.ts';
import { FILE_OPTIONS, FORMAT_OPTIONS, PROGRESS } from './export-options.ts';

/** Every command, in the order in which the help lists them. */
export const COMMANDS: readonly CommandDefinition[] = [
  {
    name: 'serve',
    summary: 'watch the log in a browser on this machine',
    details:
      'Captures, and serves the view over HTTP. Prints its address, with the token of this run, once ready.',
    options: [...LISTENING, KEEP, SOURCE, LOG_FORMAT, DATA_DIR],
    load: async () => (await import('../commands/serve.ts')).serve,
  },
  {
    name: 'open',
    summary: 'look at a log file or an exported file in a browser',
    details:
      'Serves the view over HTTP like hydrant serve, on the entries of a file: CSV, TSV, JSON Lines, Parquet or journald’s export format, plain or compressed with gzip or zstd. Reads the file only, captures nothing, and leaves the store alone.',
    positional: [{ placeholder: 'FILE', isRequired: true, help: 'the log file, or the exported file' }],
    options: [
      ...LISTENING,
      {
        ...DATA_DIR,
        help: 'folder below which the entries are kept while the file is open (default: this user’s data folder)',
      },
    ],
    load: async () => (await import('../commands/open.ts')).open,
  },
  {
    name: 'collect',
    summary: 'capture without a view',
    details:
      'Captures until it is stopped. With --once: reads all that is there, then prints one JSON object and ends.',
    options: [
      { name: 'once', help: 'read what is there, print a summary, end' },
      KEEP,
      SOURCE,
      LOG_FORMAT,
      DATA_DIR,
    ],
    load: async () => (await import('../commands/collect.ts')).collect,
  },
  {
    name: 'tail',
    summary: 'follow the log on the terminal',
    details:
      'Prints the newest entries, then every new one as it comes. hydrant tail - prints the entries of a text log that another program writes to its standard input, until there are no more; the store is left alone, unless --data-dir says which.',
    positional: [{ placeholder: '-', isRequired: false, help: 'read a text log from standard input' }],
    options: [
      ...FILTERS,
      { name: 'format', placeholder: 'FORMAT', help: 'text, jsonl or csv (default: text)' },
      {
        name: 'lines',
        placeholder: 'N',
        help: 'so many stored entries first, or all (default: 10; with --since: all)',
      },
      SOURCE,
      LOG_FORMAT,
      DATA_DIR,
    ],
    load: async () => (await import('../commands/tail.ts')).tail,
  },
  {
    name: 'export',
    summary: 'write stored entries to files',
    details:
      'Exports what the store holds: one batch of files, with a manifest beside them. With --source it first reads that source to its end, and exports only its entries.',
    options: [
      {
        name: 'out',
        placeholder: 'PATH',
        help: 'file to write, or a folder (there already, or ending with /); -: standard output',
      },
      ...FORMAT_OPTIONS,
      ...FILE_OPTIONS,
      ...FILTERS,
      {
        name: 'since-last',
        placeholder: 'NAME',
        help: 'only what came after the last export of this name; one that was not completed is completed first',
      },
      { name: 'since-batch', placeholder: 'N', help: 'only what came after batch N' },
      { name: 'dry-run', help: 'write nothing: print what would be written' },
      { name: 'json', help: 'with --dry-run: print one JSON object' },
      PROGRESS,
      { ...SOURCE, help: 'read this source to its end first, and export only its entries; repeatable' },
      LOG_FORMAT,
      DATA_DIR,
    ],
    load: async () => (await import('../commands/export.ts')).exportEntries,
  },
  EXPORTS,
  SCHEDULES,
  SOURCES,
  QUARANTINE,
  {
    name: 'verify',
    summary: 'compare exported files with their manifest',
    details:
      'Reads every file that the manifest names, beside it, and compares size and SHA-256. Needs no store. Ends with 1 when a file is not as it was written.',
    positional: [
      { placeholder: 'MANIFEST', isRequired: true, help: 'the file that ends with .manifest.json' },
    ],
    options: [JSON_OUTPUT],
    load: async () => (await import('../commands/verify.ts')).verify,
  },
  {
    name: 'status',
    summary: 'sources, counters, lag, sizes, gaps',
    details: 'Says what the store holds and how each source stands.',
    options: [JSON_OUTPUT, DATA_DIR],
    load: async () => (await import('../commands/status.ts')).status,
  },
  {
    name: 'doctor',
    summary: 'what this machine can and cannot do, and what mends it',
    details: 'Checks everything that Hydrant needs here. Ends with 1 when Hydrant cannot capture or store.',
    options: [JSON_OUTPUT, DATA_DIR],
    load: async () => (await import('../commands/doctor.ts')).doctor,
  },
];
