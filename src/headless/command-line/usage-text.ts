import type { CommandDefinition, OptionDefinition } from './command-table.ts';
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
  const lines = [
    `Usage: hydrant ${command.name} [OPTION]...`,
    '',
    ...wrap(command.details, LINE_WIDTH),
    '',
    'Options:',
    ...[...command.options, { name: 'help', help: 'print this help' }].flatMap(optionLines),
  ];
  return `${lines.join('\n')}\n`;
}

function optionLines(option: OptionDefinition): string[] {
  const name = `--${option.name}${option.placeholder === undefined ? '' : ` ${option.placeholder}`}`;
  const [first = '', ...rest] = wrap(option.help, LINE_WIDTH - COLUMN_WIDTH - 2);
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
