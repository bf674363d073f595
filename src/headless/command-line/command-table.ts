import type { CommandDefinition, OptionDefinition } from './command-definition.ts';

const DATA_DIR: OptionDefinition = {
  name: 'data-dir',
  placeholder: 'DIR',
  help: 'folder of the store (default: this user’s data folder)',
};

const SOURCE: OptionDefinition = {
  name: 'source',
  placeholder: 'SPEC',
  isRepeatable: true,
  help: 'journal (this machine’s; the default) or journal:PATH (a journal file or folder); repeatable',
};

const KEEP: OptionDefinition = {
  name: 'keep',
  placeholder: 'SEVERITY',
  help: 'store entries of this severity and worse; what is dropped is counted (default: debug, all)',
};

const JSON_OUTPUT: OptionDefinition = { name: 'json', help: 'print one JSON object' };

const FILTERS: readonly OptionDefinition[] = [
  {
    name: 'since',
    placeholder: 'TIME',
    help: 'from this time on: 2026-11-22, "2026-11-22 17:30", 17:30, yesterday, "2h ago", -15m, @1795339501',
  },
  { name: 'until', placeholder: 'TIME', help: 'before this time' },
  {
    name: 'severity',
    placeholder: 'LIST',
    help: 'exactly these (error,warning), or one and worse (warning+)',
  },
  { name: 'search', placeholder: 'TEXT', help: 'words and "phrases" of the message' },
  { name: 'unit', placeholder: 'NAME', isRepeatable: true, help: 'only this unit; repeatable' },
  { name: 'identifier', placeholder: 'NAME', isRepeatable: true, help: 'only this identifier; repeatable' },
  { name: 'host', placeholder: 'NAME', isRepeatable: true, help: 'only this host; repeatable' },
  {
    name: 'where',
    placeholder: 'EXPRESSION',
    help: 'an expression of the query language, as in the search box',
  },
  { name: 'saved', placeholder: 'NAME', help: 'a query that was saved in the view; other filters narrow it' },
];

/** Every command, in the order in which the help lists them. */
export const COMMANDS: readonly CommandDefinition[] = [
  {
    name: 'serve',
    summary: 'watch the log in a browser on this machine',
    details:
      'Captures, and serves the view over HTTP. Prints its address, with the token of this run, once ready.',
    options: [
      { name: 'host', placeholder: 'ADDRESS', help: 'address to listen on (default: 127.0.0.1)' },
      {
        name: 'port',
        placeholder: 'PORT',
        help: 'port to listen on; 0: any free one (default: 7100, or the next free one)',
      },
      { name: 'open', help: 'open the browser' },
      KEEP,
      SOURCE,
      DATA_DIR,
    ],
    load: async () => (await import('../commands/serve.ts')).serve,
  },
  {
    name: 'collect',
    summary: 'capture without a view',
    details:
      'Captures until it is stopped. With --once: reads all that is there, then prints one JSON object and ends.',
    options: [{ name: 'once', help: 'read what is there, print a summary, end' }, KEEP, SOURCE, DATA_DIR],
    load: async () => (await import('../commands/collect.ts')).collect,
  },
  {
    name: 'tail',
    summary: 'follow the log on the terminal',
    details: 'Prints the newest entries, then every new one as it comes.',
    options: [
      ...FILTERS,
      { name: 'format', placeholder: 'FORMAT', help: 'text, jsonl or csv (default: text)' },
      {
        name: 'lines',
        placeholder: 'N',
        help: 'so many stored entries first, or all (default: 10; with --since: all)',
      },
      SOURCE,
      DATA_DIR,
    ],
    load: async () => (await import('../commands/tail.ts')).tail,
  },
  {
    name: 'export',
    summary: 'write stored entries to files',
    details:
      'Exports what the store holds. With --source it first reads that source to its end, and exports only its entries.',
    options: [
      { name: 'format', placeholder: 'FORMAT', help: 'csv or jsonl' },
      { name: 'out', placeholder: 'PATH', help: 'file to write; -: standard output' },
      ...FILTERS,
      { name: 'columns', placeholder: 'A,B,C', help: 'columns or raw field names, in this order' },
      { name: 'rows-per-file', placeholder: 'N', help: 'start a new file after so many entries' },
      { name: 'raw', help: 'CSV: leave values alone that a spreadsheet would run as formulas' },
      {
        name: 'since-last',
        placeholder: 'NAME',
        help: 'only what came after the last export of this name',
      },
      { name: 'force', help: 'replace an existing file' },
      { ...SOURCE, help: 'read this source to its end first, and export only its entries; repeatable' },
      DATA_DIR,
    ],
    load: async () => (await import('../commands/export.ts')).exportEntries,
  },
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
