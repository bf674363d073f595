import type { CommandDefinition } from './command-definition.ts';
import { DATA_DIR, JSON_OUTPUT, LOG_FORMAT } from './common-options.ts';

const LIST: CommandDefinition = {
  name: 'quarantine list',
  summary: 'what could not be read, by source and reason',
  details: 'Lists what is in quarantine by source and reason, the most frequent first.',
  options: [JSON_OUTPUT, DATA_DIR],
  load: async () => (await import('../commands/quarantine.ts')).listQuarantine,
};

/** `hydrant quarantine`: what could not be read. Without a subcommand it lists. */
export const QUARANTINE: CommandDefinition = {
  ...LIST,
  name: 'quarantine',
  summary: 'what could not be read: list, retry',
  subcommands: [
    LIST,
    {
      name: 'quarantine retry',
      summary: 'try it again, in another format too',
      details:
        'Reads the bytes of a source in quarantine again. What is an entry now is stored at its own time; everything else stays. While a Hydrant captures, this is done in its own view.',
      positional: [{ placeholder: 'SPEC', isRequired: true, help: 'the source, as the list has it' }],
      options: [
        LOG_FORMAT,
        {
          name: 'reason',
          placeholder: 'TEXT',
          help: 'only what is there for this reason, as the list has it',
        },
        JSON_OUTPUT,
        DATA_DIR,
      ],
      load: async () => (await import('../commands/quarantine.ts')).retryQuarantine,
    },
  ],
};
