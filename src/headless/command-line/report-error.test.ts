import { expect, it } from 'vitest';
import { AppError } from '../../contract/errors.ts';
import { errorLine, failureLine } from './report-error.ts';

it('says what failed, on what, and what to do', () => {
  const error = new AppError('file.exists', 'a.csv exists already.', { remedy: 'Choose another name.' });
  expect(errorLine(error)).toBe('hydrant: a.csv exists already: choose another name');
});

it('leaves names and commands as they are', () => {
  expect(failureLine('x.', 'sudo usermod -aG systemd-journal "$USER"')).toBe(
    'hydrant: x: sudo usermod -aG systemd-journal "$USER"',
  );
  expect(failureLine('x', 'Hydrant starts it again.')).toBe('hydrant: x: Hydrant starts it again');
  expect(failureLine('x', undefined)).toBe('hydrant: x');
});

it('stays on one line, whatever a path or a tool says', () => {
  expect(errorLine(new AppError('file.failed', 'a\nb\u001b[31m'))).toBe('hydrant: a␊b␛[31m');
});

it('asks for a report of what is a bug', () => {
  expect(errorLine(new TypeError('x is undefined'))).toContain('HYDRANT_DEBUG=1');
});
