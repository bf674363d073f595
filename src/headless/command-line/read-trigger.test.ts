import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './parse-command-line.ts';
import { readTrigger } from './read-trigger.ts';

function triggerOf(...args: string[]): unknown {
  const commandLine = parseCommandLine(['schedules', 'add', 'n', ...args]);
  if (commandLine.kind !== 'run') throw new Error(`Parsed as ${commandLine.kind}.`);
  try {
    return readTrigger(commandLine.values);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

const RULE = { severity: 3, settleSeconds: 10 };

describe('a trigger', () => {
  it.each([
    [['--every', '15m'], { kind: 'interval', every: 15, unit: 'minutes', runsMissedAtStart: true }],
    [
      ['--every', '2h', '--at', '0:30', '--skip-missed'],
      { kind: 'interval', every: 2, unit: 'hours', at: '00:30', runsMissedAtStart: false },
    ],
    [
      ['--every', '1d', '--at', '23:59'],
      { kind: 'interval', every: 1, unit: 'days', at: '23:59', runsMissedAtStart: true },
    ],
    [['--every-entries', '100000'], { kind: 'entries', entries: 100_000 }],
    [['--on-first-error', '60'], { kind: 'first-error', quietMinutes: 60, ...RULE }],
    [
      ['--on-first-error', '1', '--error-severity', 'warning', '--settle', '0'],
      { kind: 'first-error', quietMinutes: 1, severity: 4, settleSeconds: 0 },
    ],
    [['--on-errors', '10/5'], { kind: 'error-burst', errors: 10, withinMinutes: 5, ...RULE }],
    [['--on-start'], { kind: 'start' }],
  ])('is read from %j', (args, trigger) => {
    expect(triggerOf(...args)).toEqual(trigger);
  });

  it.each([
    [[], 'When it is to run is not given'],
    [['--every', '1d', '--on-start'], '--every and --on-start do not go together'],
    [['--every', '0m'], '--every "0m" is no interval'],
    [['--every', '10001m'], '--every "10001m" is no interval'],
    [['--every', '90'], '--every "90" is no interval'],
    [['--every', '1w'], '--every "1w" is no interval'],
    [['--every', '1d', '--at', '24:00'], '--at "24:00" is no time of day'],
    [['--every', '1d', '--at', '7'], '--at "7" is no time of day'],
    [['--every-entries', '0'], '--every-entries "0" is no whole number'],
    [['--on-errors', '1/5'], '--on-errors "1/5" says no number of errors within minutes'],
    [['--on-errors', '10'], '--on-errors "10" says no number of errors within minutes'],
    [['--on-errors', '10/100001'], '--on-errors "10/100001" says no number'],
    [['--on-first-error', '0'], '--on-first-error "0" is no whole number'],
    [['--on-first-error', '5', '--error-severity', 'bad'], '--error-severity "bad" is no severity'],
    [['--on-first-error', '5', '--settle', '3601'], '--settle "3601" is no whole number'],
    [['--on-start', '--at', '07:30'], '--at means nothing with --on-start'],
    [['--on-errors', '2/1', '--skip-missed'], '--skip-missed means nothing with --on-errors'],
    [['--every', '1d', '--settle', '5'], '--settle means nothing with --every'],
  ])('is refused: %j', (args, message) => {
    expect(triggerOf(...args)).toContain(message);
  });
});
