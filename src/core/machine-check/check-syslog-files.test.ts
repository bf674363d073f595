import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { checkSyslogFiles } from './check-syslog-files.ts';

it('each is told of, with whether it is there', async () => {
  const folder = temporaryFolder();
  const log = join(folder, 'syslog');
  writeFileSync(log, 'a line\n');
  expect(await checkSyslogFiles([log, join(folder, 'messages'), join(log, 'messages')])).toMatchObject([
    { name: log, source: `file:${log}`, access: 'all', finding: 'Can be read.', remedy: null },
    { access: 'absent', finding: 'There is no such file.', remedy: null },
    { access: 'absent' },
  ]);
});

it('one that is closed comes with the command that opens it', async () => {
  const denied = () => Promise.reject(Object.assign(new Error('EACCES'), { code: 'EACCES' }));
  expect(await checkSyslogFiles(['/var/log/no-such-log'], denied)).toMatchObject([
    {
      access: 'none',
      finding: 'Your user may not read it.',
      remedy: expect.stringContaining('sudo ') as string,
    },
  ]);
});

it('what else fails is told as it is', async () => {
  const broken = () => Promise.reject(Object.assign(new Error('EIO: i/o error'), { code: 'EIO' }));
  expect(await checkSyslogFiles(['/var/log/syslog'], broken)).toMatchObject([
    { access: 'none', finding: 'It cannot be opened: EIO: i/o error', remedy: null },
  ]);
});

it('a pipe that nobody writes to is not waited for', async () => {
  const pipe = join(temporaryFolder(), 'syslog');
  execFileSync('mkfifo', [pipe]);
  expect(await checkSyslogFiles([pipe])).toMatchObject([{ access: 'all' }]);
});
