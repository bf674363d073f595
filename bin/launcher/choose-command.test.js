import { expect, test } from 'vitest';
import { chooseCommand } from './choose-command.js';

test.each([
  [[], 'desktop', true],
  [['--data-dir', 'status'], 'desktop', true],
  [['--source', 'demo', '--source=journal'], 'desktop', true],
  [['--port', '7200', '--host', '127.0.0.1'], 'desktop', true],
  [['serve', '--open'], 'command-line', true],
  [['--data-dir', '/somewhere', 'serve'], 'command-line', true],
  [['export', '--search', 'serve'], 'command-line', true],
  [['--data-dir', '/somewhere', 'status'], 'command-line', true],
  [['no-such-command'], 'command-line', true],
  [['--help'], 'command-line', false],
  [['serve', '--help'], 'command-line', false],
  [['-V'], 'command-line', false],
])('%j starts the %s and needs the build: %j', (args, kind, needsBuild) => {
  expect(chooseCommand(args)).toEqual({ kind, needsBuild });
});
