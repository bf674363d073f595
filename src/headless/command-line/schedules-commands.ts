import type { CommandDefinition, OptionDefinition, PositionalDefinition } from './command-definition.ts';
import { DATA_DIR, FILTERS, JSON_OUTPUT } from './common-options.ts';
import { FILE_OPTIONS, FORMAT_OPTIONS, PROGRESS } from './export-options.ts';

const NAME: PositionalDefinition = {
  placeholder: 'NAME',
  isRequired: true,
  help: 'of the recurring export, whatever its case',
};

const TRIGGERS: readonly OptionDefinition[] = [
  { name: 'every', placeholder: 'INTERVAL', help: 'by the clock: 15m, 2h, 1d' },
  {
    name: 'at',
    placeholder: 'HH:MM',
    help: 'with --every: the local time that intervals are counted from (default: 00:00)',
  },
  { name: 'skip-missed', help: 'with --every: do not make up for a run that was missed' },
  { name: 'every-entries', placeholder: 'N', help: 'after so many new entries that match' },
  {
    name: 'on-first-error',
    placeholder: 'MINUTES',
    help: 'at the first error after so many quiet minutes',
  },
  { name: 'on-errors', placeholder: 'N/MINUTES', help: 'at so many errors within so many minutes' },
  {
    name: 'error-severity',
    placeholder: 'LEVEL',
    help: 'with the two before: what counts as an error, and what is worse (default: error)',
  },
  {
    name: 'settle',
    placeholder: 'SECONDS',
    help: 'with these two: wait so long, so that what follows is in the batch (default: 10)',
  },
  { name: 'on-start', help: 'at each start of a Hydrant that captures, for what was missed' },
];

const LIST: CommandDefinition = {
  name: 'schedules list',
  summary: 'all of them, by name',
  details:
    'Lists recurring exports. They run by themselves in a Hydrant that captures: the app, hydrant serve or hydrant collect.',
  options: [JSON_OUTPUT, DATA_DIR],
  load: async () => (await import('../commands/schedules.ts')).listSchedules,
};

/** `hydrant schedules`: exports that run by themselves. Without a subcommand it lists them. */
export const SCHEDULES: CommandDefinition = {
  ...LIST,
  name: 'schedules',
  summary: 'recurring exports: list, add, run, remove',
  subcommands: [
    LIST,
    {
      name: 'schedules show',
      summary: 'everything that is known of one',
      details: 'Shows what a recurring export writes, when, and how far it has come.',
      positional: [NAME],
      options: [JSON_OUTPUT, DATA_DIR],
      load: async () => (await import('../commands/schedules.ts')).showSchedule,
    },
    {
      name: 'schedules add',
      summary: 'a new one, or with --replace another one of that name',
      details:
        'Adds a recurring export: each batch holds what is new since the one before. Exactly one of --every, --every-entries, --on-first-error, --on-errors and --on-start says when.',
      positional: [NAME],
      options: [
        { name: 'out', placeholder: 'FOLDER', help: 'folder to write to' },
        ...TRIGGERS,
        {
          name: 'from',
          placeholder: 'WHERE',
          help: 'the first batch begins with everything stored (beginning, the default) or with what comes from now on (now)',
        },
        { name: 'replace', help: 'replace the one of this name; it goes on where that one has come to' },
        ...FORMAT_OPTIONS,
        ...FILE_OPTIONS,
        ...FILTERS,
        DATA_DIR,
      ],
      load: async () => (await import('../commands/schedules-add.ts')).addSchedule,
    },
    {
      name: 'schedules enable',
      summary: 'let it run by itself',
      details: 'Lets a recurring export run by itself.',
      positional: [NAME],
      options: [DATA_DIR],
      load: async () => (await import('../commands/schedules.ts')).enableSchedule,
    },
    {
      name: 'schedules disable',
      summary: 'keep it, and let it rest',
      details: 'Keeps a recurring export from running by itself. How far it has come is kept.',
      positional: [NAME],
      options: [DATA_DIR],
      load: async () => (await import('../commands/schedules.ts')).disableSchedule,
    },
    {
      name: 'schedules run',
      summary: 'export now what is new',
      details:
        'Exports now what is new, whether or not it is enabled. A batch of it that was not completed is completed first.',
      positional: [NAME],
      options: [PROGRESS, DATA_DIR],
      load: async () => (await import('../commands/schedules-run.ts')).runSchedule,
    },
    {
      name: 'schedules remove',
      summary: 'forget it; its batches stay',
      details:
        'Forgets a recurring export. Its batches and files stay, and how far it has come: one of the same name would go on there.',
      positional: [NAME],
      options: [DATA_DIR],
      load: async () => (await import('../commands/schedules.ts')).removeSchedule,
    },
  ],
};
