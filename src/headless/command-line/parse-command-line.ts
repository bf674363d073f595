import { parseArgs } from 'node:util';
import { AppError } from '#contract/errors.ts';
import type { CommandDefinition } from './command-definition.ts';
import { findSubcommand } from './command-definition.ts';
import { COMMANDS } from './command-table.ts';
import type { OptionValues } from './option-values.ts';

/** What the arguments ask for. `help` without a command is the general help. */
export type CommandLine =
  | { kind: 'run'; command: CommandDefinition; values: OptionValues }
  | { kind: 'help'; command: CommandDefinition | null }
  | { kind: 'version' };

/** Options that may also stand before the command; both take a value. */
const LEADING_OPTIONS: readonly string[] = ['--data-dir', '--source'];

/** Reads the arguments after the program's name. Throws an AppError `usage` that says what is wrong and where help is. */
export function parseCommandLine(
  args: readonly string[],
  commands: readonly CommandDefinition[] = COMMANDS,
): CommandLine {
  const [name, ...rest] = commandFirst(args);
  if (name === undefined || name === '--help' || name === '-h') return { kind: 'help', command: null };
  if (name === '--version' || name === '-V') return { kind: 'version' };
  if (name === 'help') {
    const [wanted, ...words] = rest;
    return {
      kind: 'help',
      command: wanted === undefined ? null : chooseCommand(commands, wanted, words).command,
    };
  }
  const { command, args: own } = chooseCommand(commands, name, rest);
  const values = parseOptions(command, own);
  if (values['help'] === true) return { kind: 'help', command };
  requirePositionals(command, values);
  return { kind: 'run', command, values };
}

/** The command, or the subcommand that the first word after it names; `args` are then what is left. */
function chooseCommand(
  commands: readonly CommandDefinition[],
  name: string,
  args: readonly string[],
): { command: CommandDefinition; args: readonly string[] } {
  const command = requireCommand(commands, name);
  if (command.subcommands === undefined) return { command, args };
  const [word, ...rest] = commandFirst(args);
  const subcommand = findSubcommand(command, word);
  if (subcommand !== undefined) return { command: subcommand, args: rest };
  if (word === undefined || word.startsWith('-')) return { command, args };
  throw new AppError('usage', `There is no command "${name} ${word}"`, {
    remedy: `use one of ${command.subcommands.map((candidate) => candidate.name).join(', ')}, or see hydrant ${name} --help`,
  });
}

function commandFirst(args: readonly string[]): readonly string[] {
  let position = 0;
  while (position < args.length) {
    const argument = args[position] ?? '';
    if (LEADING_OPTIONS.includes(argument)) position += 2;
    else if (LEADING_OPTIONS.some((option) => argument.startsWith(`${option}=`))) position += 1;
    else break;
  }
  return [...args.slice(position, position + 1), ...args.slice(0, position), ...args.slice(position + 1)];
}

function requireCommand(commands: readonly CommandDefinition[], name: string): CommandDefinition {
  const command = commands.find((candidate) => candidate.name === name);
  if (command !== undefined) return command;
  const what = name.startsWith('-') ? `Unknown option "${name}"` : `There is no command "${name}"`;
  throw new AppError('usage', what, {
    remedy: `use one of ${commands.map((candidate) => candidate.name).join(', ')}, or see hydrant --help`,
  });
}

function parseOptions(command: CommandDefinition, args: readonly string[]): OptionValues {
  const remedy = `see hydrant ${command.name} --help`;
  try {
    const { values, positionals, tokens } = parseArgs({
      args: joinValues(command, args),
      options: {
        help: { type: 'boolean', short: 'h' },
        ...Object.fromEntries(
          command.options.map((option) => [
            option.name,
            {
              type: option.placeholder === undefined ? ('boolean' as const) : ('string' as const),
              multiple: option.isRepeatable === true,
            },
          ]),
        ),
      },
      strict: true,
      allowPositionals: true,
      tokens: true,
    });
    const given = new Set<string>();
    for (const token of tokens) {
      if (token.kind !== 'option') continue;
      const isRepeatable = command.options.some(
        (option) => option.name === token.name && option.isRepeatable,
      );
      if (given.has(token.name) && !isRepeatable) {
        throw new AppError('usage', `--${token.name} is given twice`, { remedy });
      }
      given.add(token.name);
    }
    return { ...values, ...namePositionals(command, positionals) };
  } catch (error) {
    if (error instanceof TypeError) {
      throw new AppError('usage', firstSentence(error.message), { remedy, cause: error });
    }
    throw error;
  }
}

/** Gives each word its placeholder as a name. */
function namePositionals(command: CommandDefinition, words: readonly string[]): Record<string, string> {
  const { name, positional = [] } = command;
  const remedy = `see hydrant ${name} --help`;
  const extra = words[positional.length];
  if (extra !== undefined) throw new AppError('usage', `Unexpected argument '${extra}'`, { remedy });
  return Object.fromEntries(
    positional.flatMap(({ placeholder }, index) => {
      const word = words[index];
      return word === undefined ? [] : [[placeholder, word]];
    }),
  );
}

/** Throws an AppError `usage` when a word is missing that the command cannot do without. */
function requirePositionals({ name, positional = [] }: CommandDefinition, values: OptionValues): void {
  const missing = positional.find(({ placeholder, isRequired }) => isRequired && !values[placeholder]);
  if (missing === undefined) return;
  throw new AppError('usage', `${name} needs ${missing.placeholder}: ${missing.help}`, {
    remedy: `see hydrant ${name} --help`,
  });
}

/** Node's own messages go on with advice about `--` that does not fit here. */
function firstSentence(message: string): string {
  return message.split(/\.(?:\s|$)/)[0] ?? message;
}

/** `--since -15m` and `--where -word` mean what they say: parseArgs alone takes such a value for an option. */
function joinValues(command: CommandDefinition, args: readonly string[]): string[] {
  const takesValue = new Set(
    command.options.filter((option) => option.placeholder !== undefined).map((option) => `--${option.name}`),
  );
  const joined: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    if (argument === '--') return [...joined, ...args.slice(index)];
    const next = args[index + 1];
    if (!takesValue.has(argument)) {
      joined.push(argument);
      continue;
    }
    if (next === undefined || next.startsWith('--')) {
      throw new AppError('usage', `${argument} needs a value`, {
        remedy: `write ${argument}=VALUE where the value begins with --`,
      });
    }
    joined.push(`${argument}=${next}`);
    index += 1;
  }
  return joined;
}
