import { describe, expect, it } from 'vitest';
import { OTEL_NUMBERS, PYTHON_LEVELS, severityOfNumber } from './severity-numbers.ts';
import { severityOfWord } from './severity-words.ts';

describe('the severity of a word', () => {
  it.each([
    [0, 'emerg Emergency PANIC'],
    [1, 'ALERT'],
    [2, 'crit CRITICAL Fatal dpanic F FTL'],
    [3, 'ERR error SEVERE fail FAILURE E ERROR+2'],
    [4, 'WARN warning W WRN WARN-1'],
    [5, 'notice N Note'],
    [6, 'INFO information SUCCESS OK LOG CONFIG I INFO+3'],
    [7, 'DEBUG trace VERBOSE silly FINE finest D D2 DEBUG5 DEBUG-4 TRC'],
  ])('is %i for %s', (severity, words) => {
    for (const word of words.split(' ')) expect([word, severityOfWord(word)]).toEqual([word, severity]);
  });

  it.each(['', 'x', 'errors', 'main', 'warningwarningwarning', 'info!', 'ERROR:', '-', '*'])(
    'is none for %j',
    (word) => {
      expect(severityOfWord(word)).toBeUndefined();
    },
  );
});

describe('the severity of a number', () => {
  it('is that of syslog up to 7, and of pino from 10 on', () => {
    const numbers = ['0', '3', '7', '10', '20', '30', '35', '40', '50', '60', '100'];
    expect(numbers.map(severityOfNumber)).toEqual([0, 3, 7, 7, 7, 6, 6, 4, 3, 2, 2]);
    expect(['8', '9', '101', '-1', '3.5', '', 'x'].map(severityOfNumber)).toEqual(Array(7).fill(undefined));
  });

  it("is Python's where the key says so", () => {
    expect(['0', '10', '20', '30', '40', '50', '99', 'x'].map(PYTHON_LEVELS.severityOf)).toEqual([
      7,
      7,
      6,
      4,
      3,
      2,
      2,
      undefined,
    ]);
  });

  it("is OpenTelemetry's where the key says so", () => {
    const numbers = ['1', '5', '9', '10', '13', '17', '18', '19', '21', '24', '0', '25'];
    expect(numbers.map(OTEL_NUMBERS.severityOf)).toEqual([
      7,
      7,
      6,
      5,
      4,
      3,
      2,
      1,
      0,
      0,
      undefined,
      undefined,
    ]);
  });
});
