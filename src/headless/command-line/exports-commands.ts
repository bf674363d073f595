import type { CommandDefinition, PositionalDefinition } from './command-definition.ts';
import { DATA_DIR, JSON_OUTPUT } from './common-options.ts';
import { PROGRESS } from './export-options.ts';

const NUMBER: PositionalDefinition = {
  placeholder: 'NUMBER',
  isRequired: true,
  help: 'of the batch, as the list has it',
};

const LIST: CommandDefinition = {
  name: 'exports list',
  summary: 'the newest first',
  details:
    'Lists the exports of this store, finished or not, whichever Hydrant wrote them. The newest come first.',
  options: [
    { name: 'limit', placeholder: 'N', help: 'at most so many (default: 20)' },
    JSON_OUTPUT,
    DATA_DIR,
  ],
  load: async () => (await import('../commands/exports-history.ts')).listExports,
};

/** `hydrant exports`: what was exported, and what is not completed yet. Without a subcommand it lists. */
export const EXPORTS: CommandDefinition = {
  ...LIST,
  name: 'exports',
  summary: 'what was exported: list, resume, verify, run again',
  subcommands: [
    LIST,
    {
      name: 'exports show',
      summary: 'everything that is known of a batch',
      details: 'Shows what a batch was asked for, how it stands and what it has written.',
      positional: [NUMBER],
      options: [
        { name: 'manifest', help: 'print its manifest instead, as it stands beside the files' },
        JSON_OUTPUT,
        DATA_DIR,
      ],
      load: async () => (await import('../commands/exports-history.ts')).showExport,
    },
    {
      name: 'exports resume',
      summary: 'complete a batch that stands still',
      details:
        'Goes on behind the last complete file, to the end. At Ctrl+C the batch stands still again, with the files that are complete.',
      positional: [NUMBER],
      options: [{ name: 'force', help: 'from now on replace a file of the same name' }, PROGRESS, DATA_DIR],
      load: async () => (await import('../commands/exports-control.ts')).resumeExport,
    },
    {
      name: 'exports cancel',
      summary: 'end a batch that is not completed, and remove its files',
      details: 'Ends a batch that is not completed, and removes what it has written.',
      positional: [NUMBER],
      options: [DATA_DIR],
      load: async () => (await import('../commands/exports-control.ts')).cancelExport,
    },
    {
      name: 'exports run-again',
      summary: 'the same once more, of all that is there now',
      details:
        'Exports once more with the same filter and format: all that is there now, relative times counted from now. Without --out to the same place, where names with {time} or {batch} are new ones.',
      positional: [NUMBER],
      options: [
        { name: 'out', placeholder: 'PATH', help: 'another file or folder' },
        { name: 'name', placeholder: 'PATTERN', help: 'names in that folder (default: hydrant-{time})' },
        { name: 'force', help: 'replace an existing file' },
        PROGRESS,
        DATA_DIR,
      ],
      load: async () => (await import('../commands/exports-control.ts')).runExportAgain,
    },
    {
      name: 'exports verify',
      summary: 'compare its files with its manifest',
      details: 'Reads every file of a completed batch. Ends with 1 when one is not as it was written.',
      positional: [NUMBER],
      options: [JSON_OUTPUT, DATA_DIR],
      load: async () => (await import('../commands/exports-history.ts')).verifyExport,
    },
    {
      name: 'exports remove',
      summary: 'forget a batch that has ended; its files stay',
      details: 'Deletes the record of a batch that has ended. Its files and its manifest stay.',
      positional: [NUMBER],
      options: [DATA_DIR],
      load: async () => (await import('../commands/exports-control.ts')).removeExport,
    },
  ],
};
