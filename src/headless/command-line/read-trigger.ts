import { AppError } from '#contract/errors.ts';
import type { ExportTrigger } from '#contract/export-schedule.ts';
import { exportTriggerSchema } from '#contract/export-schedule.ts';
import { SEVERITY_NAMES, parseSeverity, type Severity } from '#contract/severity.ts';
import type { OptionValues } from './option-values.ts';
import { readFlag, readText, readWholeNumber } from './option-values.ts';

const KINDS = ['every', 'every-entries', 'on-first-error', 'on-errors', 'on-start'] as const;
const UNITS = { m: 'minutes', h: 'hours', d: 'days' } as const;

/** Longest time that a rule can look back, and longest pause after it fires: as the contract has them. */
const MAX_MINUTES = 100_000;
const MAX_SETTLE_SECONDS = 3600;

/** Which kinds an option belongs to that only makes one more exact. */
const BELONGS_TO: Readonly<Record<string, readonly (typeof KINDS)[number][]>> = {
  at: ['every'],
  'skip-missed': ['every'],
  'error-severity': ['on-first-error', 'on-errors'],
  settle: ['on-first-error', 'on-errors'],
};

/** Reads when a recurring export runs. Throws an AppError `usage` unless exactly one trigger is given, and given well. */
export function readTrigger(values: OptionValues): ExportTrigger {
  const [kind, second] = KINDS.filter((name) => values[name] !== undefined);
  if (kind === undefined) {
    throw new AppError('usage', 'When it is to run is not given', {
      remedy: `add one of ${KINDS.map((name) => `--${name}`).join(', ')}`,
    });
  }
  if (second !== undefined) {
    throw new AppError('usage', `--${kind} and --${second} do not go together`, {
      remedy: 'leave one of them out, or add two recurring exports',
    });
  }
  for (const [option, kinds] of Object.entries(BELONGS_TO)) {
    if (values[option] === undefined || kinds.includes(kind)) continue;
    throw new AppError('usage', `--${option} means nothing with --${kind}`, {
      remedy: `it belongs to ${kinds.map((name) => `--${name}`).join(' and ')}`,
    });
  }
  return exportTriggerSchema.parse(triggerOf(kind, values));
}

function triggerOf(kind: (typeof KINDS)[number], values: OptionValues): unknown {
  switch (kind) {
    case 'every':
      return {
        kind: 'interval',
        ...readInterval(readText(values, 'every') ?? ''),
        ...readClockTime(values),
        runsMissedAtStart: !readFlag(values, 'skip-missed'),
      };
    case 'every-entries':
      return { kind: 'entries', entries: readWholeNumber(values, 'every-entries', 1, 1_000_000_000) };
    case 'on-first-error':
      return {
        kind: 'first-error',
        quietMinutes: readWholeNumber(values, 'on-first-error', 1, MAX_MINUTES),
        ...readRule(values),
      };
    case 'on-errors':
      return { kind: 'error-burst', ...readBurst(readText(values, 'on-errors') ?? ''), ...readRule(values) };
    case 'on-start':
      return { kind: 'start' };
  }
}

function readInterval(text: string): { every: number; unit: string } {
  const [, number = '', unit = ''] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  const every = Number(number);
  if (every >= 1 && every <= 10_000) return { every, unit: UNITS[unit as keyof typeof UNITS] };
  throw new AppError('usage', `--every "${text}" is no interval`, {
    remedy: 'write it like 15m, 2h or 1d, with a number from 1 to 10000',
  });
}

function readClockTime(values: OptionValues): { at?: string } {
  const text = readText(values, 'at');
  if (text === undefined) return {};
  if (/^(?:[01]?\d|2[0-3]):[0-5]\d$/.test(text)) return { at: text.padStart(5, '0') };
  throw new AppError('usage', `--at "${text}" is no time of day`, { remedy: 'write it like 07:30' });
}

function readBurst(text: string): { errors: number; withinMinutes: number } {
  const [, first = '', second = ''] = /^(\d{1,7})\/(\d{1,6})$/.exec(text) ?? [];
  const [errors, withinMinutes] = [Number(first), Number(second)];
  const isValid = errors >= 2 && errors <= 1_000_000 && withinMinutes >= 1 && withinMinutes <= MAX_MINUTES;
  if (isValid) return { errors, withinMinutes };
  throw new AppError('usage', `--on-errors "${text}" says no number of errors within minutes`, {
    remedy: 'write it like 10/5: 10 errors within 5 minutes, and at least 2 errors',
  });
}

function readRule(values: OptionValues): { severity?: Severity; settleSeconds?: number } {
  const settleSeconds = readWholeNumber(values, 'settle', 0, MAX_SETTLE_SECONDS);
  const text = readText(values, 'error-severity');
  const severity = text === undefined ? undefined : parseSeverity(text);
  if (text !== undefined && severity === undefined) {
    throw new AppError('usage', `--error-severity "${text}" is no severity`, {
      remedy: `use one of ${SEVERITY_NAMES.join(', ')}`,
    });
  }
  return {
    ...(severity === undefined ? {} : { severity }),
    ...(settleSeconds === undefined ? {} : { settleSeconds }),
  };
}
