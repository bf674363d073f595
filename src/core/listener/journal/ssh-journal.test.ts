import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JournalAppender } from '../../../../test/journal/append-journal.ts';
import { buildJournal } from '../../../../test/journal/build-journal.ts';
import { JournalLab } from '../../../../test/journal/journal-lab.ts';
import { PrivateSshd } from '../../../../test/journal/private-sshd.ts';
import { readCursors } from '../../../../test/journal/read-journal.ts';
import { RecordingPort } from '../../../../test/journal/recording-port.ts';
import { parseSourceSpec } from '../source-spec.ts';
import { parseSshHost, sshCommandLine } from './ssh-command.ts';
import { classifySshFailure } from './ssh-problem.ts';

describe('a host', () => {
  it.each([
    ['web1', 'web1', null],
    ['root@web1', 'root@web1', null],
    ['root@10.0.0.7:2222', 'root@10.0.0.7', 2222],
    ['admin@[2001:db8::7]:22', 'admin@2001:db8::7', 22],
    ['deploy.bot@db-2.example.org', 'deploy.bot@db-2.example.org', null],
  ])('%s is %s at port %s', (text, destination, port) => {
    expect(parseSshHost(text)).toEqual({ destination, port });
  });

  it.each([
    '',
    '-oProxyCommand=touch${IFS}x',
    'root@-oX',
    'a b',
    'web1:0',
    'web1:65536',
    'web1;id',
    '$(id)',
    "a'b",
    'x\n',
  ])('%j is none', (text) => {
    expect(parseSshHost(text)).toBeUndefined();
    expect(() => parseSourceSpec(`ssh:${text}`)).toThrow('no source');
  });

  it('is asked with every argument quoted for its shell', () => {
    const line = sshCommandLine(['ssh'], { destination: 'web1', port: 22 }, [
      'journalctl',
      "--cursor=s=a;i=1'$(id)",
    ]);
    expect(line.slice(-3)).toEqual(['--', 'web1', `journalctl '--cursor=s=a;i=1'\\''$(id)'`]);
    expect(line).toContain('BatchMode=yes');
  });
});

describe('what keeps a host from being read', () => {
  const outcome = (exitCode: number, complaint: string) => ({
    exitCode,
    signal: null,
    startError: null,
    complaint,
    outputBytes: 0,
    ranForMs: 1,
  });
  // As OpenSSH 9.2 says it.
  it.each([
    [255, 'root@web1: Permission denied (publickey,password).', 'source.permission-denied', true],
    [255, 'Host key verification failed.', 'source.failed', true],
    [
      255,
      '@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.',
      'source.failed',
      true,
    ],
    [255, 'ssh: Could not resolve hostname web1: Name or service not known', 'source.not-found', true],
    [255, 'ssh: connect to host web1 port 22: Connection refused', 'source.failed', false],
    [255, 'Timeout, server web1 not responding.', 'source.failed', false],
    [127, 'sh: 1: journalctl: not found', 'source.tool-missing', true],
  ])('exit %i, %j: %s, waits for somebody %s', (exitCode, complaint, code, waits) => {
    const failure = classifySshFailure({ destination: 'web1', port: null }, outcome(exitCode, complaint));
    expect(failure).toMatchObject({ waits, problem: { code } });
    expect(failure?.problem.remedy).not.toBe('');
  });

  it('is left to journalctl when that says why', () => {
    expect(
      classifySshFailure({ destination: 'web1', port: null }, outcome(1, 'Failed to seek to cursor')),
    ).toBeUndefined();
  });
});

describe('the journal of another host, over a real sshd', () => {
  let lab: JournalLab;
  let sshd: PrivateSshd;

  beforeEach(async () => {
    lab = new JournalLab();
    sshd = await PrivateSshd.start(join(lab.folder, 'sshd'), lab.journal);
  });
  afterEach(async () => {
    await lab.stop();
    await sshd[Symbol.asyncDispose]();
    await lab[Symbol.asyncDispose]();
  });

  const target = () => ({
    kind: 'ssh' as const,
    host: { destination: `${userInfo().username}@127.0.0.1`, port: sshd.port },
  });

  it('is read whole, in its order', async () => {
    await buildJournal(lab.journal, { count: 500 });
    const port = await lab.readOnce({ target: target(), sshCommand: sshd.sshCommand });
    expect(port.problem).toBeNull();
    expect(port.cursors).toEqual(readCursors(lab.journal));
  });

  it('is followed, and read on from where it was when the link was cut, without a gap and nothing twice', async () => {
    await using appender = new JournalAppender(join(lab.journal, 'a.journal'));
    const append = (count: number) => {
      for (let index = 0; index < count; index += 1) appender.append(`entry ${String(index)}`);
    };
    append(5);
    const port = new RecordingPort();
    lab.listen(port, { target: target(), sshCommand: sshd.sshCommand });
    await port.until(() => port.cursors.length === 5 && port.state === 'following');
    append(3);
    await port.until(() => port.cursors.length === 8);
    await sshd.cut();
    await port.until(() => port.state === 'restarting');
    expect(port.problem?.code).toBe('source.failed');
    append(4);
    await sshd.start();
    await port.until(() => port.cursors.length === 12);
    expect(port.cursors).toEqual(readCursors(lab.journal));
    expect(port.gaps).toEqual([]);
    expect(port.restarts).toBeGreaterThan(0);
  });

  it('says when the key is not accepted, and what to do', async () => {
    const port = new RecordingPort();
    const stranger = {
      kind: 'ssh' as const,
      host: { destination: 'nobody-here@127.0.0.1', port: sshd.port },
    };
    lab.listen(port, { target: stranger, sshCommand: sshd.sshCommand });
    await port.until(() => port.problem !== null);
    expect(port).toMatchObject({ state: 'waiting', problem: { code: 'source.permission-denied' } });
    expect(port.problem?.remedy).toContain('ssh-copy-id');
  });
});
