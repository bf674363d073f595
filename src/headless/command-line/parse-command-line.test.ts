import { describe, expect, it } from 'vitest';
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
    for (const command of COMMANDS) {
      expect(usageText(null)).toContain(`  ${command.name}`);
      for (const option of command.options) expect(usageText(command)).toContain(`--${option.name}`);
    }
  });

  it('fits a terminal', () => {
    for (const text of [usageText(null), ...COMMANDS.map(usageText)]) {
      expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    }
  });
});
