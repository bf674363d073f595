import type { CommandDefinition, OptionDefinition } from './command-definition.ts';
import { COMMANDS } from './command-table.ts';

const COLUMN_WIDTH = 25;
const LINE_WIDTH = 100;

/** The help of `hydrant --help`, or of one command. Ends with a line feed. */
export function usageText(command: CommandDefinition | null): string {
  return command === null ? generalUsage() : commandUsage(command);
}

function generalUsage(): string {
  const lines = [
    'Usage: hydrant [COMMAND] [OPTION]...',
    '',
    'Watches this machine’s event log: live, searchable, exportable.',
    'Without a command it opens the desktop app, or the browser where there is no desktop.',
    '',
    'Commands:',
    ...COMMANDS.map((command) => `  ${command.name.padEnd(9)} ${command.summary}`),
    '',
    'hydrant COMMAND --help lists a command’s options. hydrant --version prints the version.',
    'Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.',
  ];
  return `${lines.join('\n')}\n`;
}

function commandUsage(command: CommandDefinition): string {
  const { subcommands = [], positional = [] } = command;
  const words = positional.map(({ placeholder, isRequired }) =>
    isRequired ? placeholder : `[${placeholder}]`,
  );
  const lines = [
    ['Usage: hydrant', command.name, ...words, '[OPTION]...'].join(' '),
    ...(subcommands.length === 0 ? [] : [`       hydrant ${command.name} SUBCOMMAND [OPTION]...`]),
    '',
    ...wrap(command.details, LINE_WIDTH),
    ...section('Subcommands', subcommands.flatMap(subcommandLines)),
    ...section(
      'Arguments',
      positional.flatMap(({ placeholder, help }) => entryLines(placeholder, help)),
    ),
    ...section(
      'Options',
      [...command.options, { name: 'help', help: 'print this help' }].flatMap(
        ({ name, placeholder, help }: OptionDefinition) =>
          entryLines(`--${name}${placeholder === undefined ? '' : ` ${placeholder}`}`, help),
      ),
    ),
  ];
  if (subcommands.length > 0) lines.push('', `hydrant ${command.name} SUBCOMMAND --help says more of each.`);
  return `${lines.join('\n')}\n`;
}

function subcommandLines({ name, positional = [], summary }: CommandDefinition): string[] {
  const word = name.slice(name.lastIndexOf(' ') + 1);
  return entryLines([word, ...positional.map(({ placeholder }) => placeholder)].join(' '), summary);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines];
}

function entryLines(name: string, help: string): string[] {
  const [first = '', ...rest] = wrap(help, LINE_WIDTH - COLUMN_WIDTH - 2);
  return [
    `  ${name.padEnd(COLUMN_WIDTH)}${first}`,
    ...rest.map((line) => `${' '.repeat(COLUMN_WIDTH + 2)}${line}`),
  ];
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
