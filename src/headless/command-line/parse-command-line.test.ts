import { describe, expect, it } from 'vitest';
import type { CommandDefinition } from './command-definition.ts';
import { COMMANDS } from './command-table.ts';
import { parseCommandLine } from './parse-command-line.ts';
import { usageText } from './usage-text.ts';

function valuesOf(...args: string[]): Record<string, unknown> {
  const commandLine = parseCommandLine(args);
  if (commandLine.kind !== 'run') throw new Error(`Parsed as ${commandLine.kind}.`);
  return { ...commandLine.values };
}

function messageOf(...args: string[]): string {
  try {
    parseCommandLine(args);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'was accepted';
}

function allCommands(): CommandDefinition[] {
  return COMMANDS.flatMap((command) => [command, ...(command.subcommands ?? [])]);
}

describe('options', () => {
  it('are read as flags, values and lists', () => {
    const args = ['export', '--format', 'csv', '--out=a.csv', '--raw', '--unit', 'a', '--unit=b'];
    expect(valuesOf(...args)).toEqual({ format: 'csv', out: 'a.csv', raw: true, unit: ['a', 'b'] });
  });

  it('take values that look like options', () => {
    expect(valuesOf('tail', '--since', '-15m', '--where', '-debug', '--search', '-v')).toEqual({
      since: '-15m',
      where: '-debug',
      search: '-v',
    });
    expect(valuesOf('export', '--out', '-')).toEqual({ out: '-' });
    expect(valuesOf('tail', '--search', 'a=b --c')).toEqual({ search: 'a=b --c' });
    expect(valuesOf('tail', '--search=--verbose')).toEqual({ search: '--verbose' });
    expect(valuesOf('tail', '--search', '')).toEqual({ search: '' });
  });

  it('of the store may stand before the command', () => {
    expect(valuesOf('--data-dir', '/d', '--source=demo', 'collect', '--once')).toEqual({
      'data-dir': '/d',
      source: ['demo'],
      once: true,
    });
  });

  it.each([
    [['nonsense'], 'There is no command "nonsense"'],
    [['--nonsense'], 'Unknown option "--nonsense"'],
    [['serve', '--nonsense'], "Unknown option '--nonsense'"],
    [['serve', 'word'], "Unexpected argument 'word'"],
    [['serve', '--port'], '--port needs a value'],
    [['serve', '--open=yes'], "Option '--open' does not take an argument"],
    [['tail', '--since', '--until', 'now'], '--since needs a value'],
    [['export', '--out', 'a', '--out', 'b'], '--out is given twice'],
    [['collect', '--format', 'csv'], "Unknown option '--format'"],
  ])('that are wrong are refused: %j', (args, message) => {
    expect(messageOf(...args)).toContain(message);
  });
});

describe('words', () => {
  const LIST: CommandDefinition = {
    name: 'things',
    summary: 'things there are',
    details: 'Lists them.',
    options: [
      { name: 'limit', placeholder: 'N', help: 'so many' },
      { name: 'data-dir', placeholder: 'DIR', help: 'where' },
    ],
    load: () => Promise.reject(new Error('never run')),
  };
  const MOVE: CommandDefinition = {
    ...LIST,
    name: 'things move',
    positional: [
      { placeholder: 'FROM', isRequired: true, help: 'what to move' },
      { placeholder: 'TO', isRequired: false, help: 'where to' },
    ],
  };
  const GROUP: CommandDefinition = { ...LIST, subcommands: [{ ...LIST, name: 'things list' }, MOVE] };

  function read(...args: string[]): { name: string; values: Record<string, unknown> } | string {
    try {
      const commandLine = parseCommandLine(args, [GROUP]);
      if (commandLine.kind !== 'run') return commandLine.kind;
      return { name: commandLine.command.name, values: { ...commandLine.values } };
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  }

  it('are found under their placeholders, between options and behind --', () => {
    const both = { name: 'things move', values: { FROM: 'a', TO: 'b', limit: '2' } };
    expect(read('things', 'move', 'a', '--limit', '2', 'b')).toEqual(both);
    expect(read('things', 'move', '--limit=2', '--', 'a', 'b')).toEqual(both);
    expect(read('things', 'move', '--', '--limit', '2')).toEqual({
      name: 'things move',
      values: { FROM: '--limit', TO: '2' },
    });
    expect(read('things', 'move', 'a')).toEqual({ name: 'things move', values: { FROM: 'a' } });
  });

  it('that are missing or too many are refused', () => {
    expect(read('things', 'move')).toBe('things move needs FROM: what to move');
    expect(read('things', 'move', '')).toBe('things move needs FROM: what to move');
    expect(read('things', 'move', 'a', 'b', 'c')).toBe("Unexpected argument 'c'");
  });

  it('choose subcommands; without one the command runs itself', () => {
    expect(read('things', '--limit', '3')).toEqual({ name: 'things', values: { limit: '3' } });
    expect(read('things', 'list', '--limit', '3')).toEqual({ name: 'things list', values: { limit: '3' } });
    const inFolder = { name: 'things move', values: { FROM: 'a', 'data-dir': 'd' } };
    expect(read('--data-dir', 'd', 'things', 'move', 'a')).toEqual(inFolder);
    expect(read('things', '--data-dir', 'd', 'move', 'a')).toEqual(inFolder);
    expect(read('things', 'mvoe', 'a')).toBe('There is no command "things mvoe"');
  });

  it('have a place in the help', () => {
    expect(read('things', 'move', '--help')).toBe('help');
    expect(parseCommandLine(['help', 'things', 'move'], [GROUP])).toMatchObject({ command: MOVE });
    expect(usageText(MOVE)).toMatch(/^Usage: hydrant things move FROM \[TO\] \[OPTION\]\.\.\.\n/);
    expect(usageText(MOVE)).toMatch(/^ {2}FROM +what to move$/m);
    expect(usageText(GROUP)).toMatch(/^ {2}move FROM TO +things there are$/m);
  });
});

describe('help', () => {
  it('is asked for in every usual way', () => {
    for (const args of [[], ['--help'], ['-h'], ['help']]) {
      expect(parseCommandLine(args)).toMatchObject({ kind: 'help', command: null });
    }
    for (const args of [
      ['help', 'tail'],
      ['tail', '--help'],
      ['tail', '--lines', '5', '-h'],
    ]) {
      expect(parseCommandLine(args)).toMatchObject({ kind: 'help', command: { name: 'tail' } });
    }
    expect(parseCommandLine(['--version'])).toEqual({ kind: 'version' });
  });

  it('names every command, and every option of each', () => {
    for (const command of COMMANDS) expect(usageText(null)).toContain(`  ${command.name}`);
    for (const command of allCommands()) {
      for (const option of command.options) expect(usageText(command)).toContain(`--${option.name}`);
    }
  });

  it('fits a terminal', () => {
    for (const text of [usageText(null), ...allCommands().map(usageText)]) {
      expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    }
  });
});
