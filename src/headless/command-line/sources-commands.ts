import type { CommandDefinition, PositionalDefinition } from './command-definition.ts';
import { DATA_DIR, JSON_OUTPUT, LOG_FORMAT } from './common-options.ts';

const SPEC: PositionalDefinition = {
  placeholder: 'SPEC',
  isRequired: true,
  help: 'the source, as after --source',
};

const LIST: CommandDefinition = {
  name: 'sources list',
  summary: 'what is captured, in its order, and what is only stored',
  details:
    'Lists the sources that are captured when none is named with --source, in their order, and those that only the store knows.',
  options: [JSON_OUTPUT, DATA_DIR],
  load: async () => (await import('../commands/sources.ts')).listSources,
};

/** `hydrant sources`: what is captured when none is named. Without a subcommand it lists them. */
export const SOURCES: CommandDefinition = {
  ...LIST,
  name: 'sources',
  summary: 'what is captured: list, add, remove, pause, resume, move',
  subcommands: [
    LIST,
    {
      name: 'sources add',
      summary: 'capture it, too, from the next start on',
      details:
        'Puts a source at the end of the list. While a Hydrant captures, sources are changed in its own view.',
      positional: [SPEC],
      options: [LOG_FORMAT, DATA_DIR],
      load: async () => (await import('../commands/sources-change.ts')).addSource,
    },
    {
      name: 'sources remove',
      summary: 'capture it no longer; what is stored stays',
      details: 'Takes a source off the list. Its entries stay, and when it is added again it goes on there.',
      positional: [SPEC],
      options: [DATA_DIR],
      load: async () => (await import('../commands/sources-change.ts')).removeSource,
    },
    {
      name: 'sources pause',
      summary: 'keep it in the list, and do not listen to it',
      details: 'Pauses a source until it is resumed, also over further starts.',
      positional: [SPEC],
      options: [DATA_DIR],
      load: async () => (await import('../commands/sources-change.ts')).pauseSource,
    },
    {
      name: 'sources resume',
      summary: 'listen to it again',
      details: 'Resumes a source that is paused: it goes on where it was.',
      positional: [SPEC],
      options: [DATA_DIR],
      load: async () => (await import('../commands/sources-change.ts')).resumeSource,
    },
    {
      name: 'sources move',
      summary: 'give it another place in the list',
      details: 'Moves a source to a place in the list, from 1.',
      positional: [SPEC, { placeholder: 'PLACE', isRequired: true, help: 'from 1' }],
      options: [DATA_DIR],
      load: async () => (await import('../commands/sources-change.ts')).moveSource,
    },
  ],
};
