import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { selfSignedCertificate } from '../../../../test/core/self-signed-certificate.ts';
import { SyslogReceiverLab } from '../../../../test/core/syslog-receiver-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { requireTool } from '../../../../test/journal/require-tool.ts';
import {
  RSYSLOG_DRIVERS,
  hasRsyslogDriver,
  type RsyslogDriver,
} from '../../../../test/journal/rsyslog-driver.ts';

const LINES = 500;

/** A rsyslogd that takes messages at a socket and forwards them over TLS, having looked at the receiver's certificate. */
async function startRsyslogd(
  port: number,
  driver: RsyslogDriver,
  framing: string,
  ca: string,
): Promise<string> {
  const folder = temporaryFolder();
  const configuration = join(folder, 'rsyslog.conf');
  const socket = join(folder, 'log');
  writeFileSync(
    configuration,
    `global(workDirectory="${folder}" DefaultNetstreamDriverCAFile="${ca}")
module(load="imuxsock" SysSock.Use="off")
input(type="imuxsock" Socket="${socket}")
if $programname == "app" then action(type="omfwd" target="127.0.0.1" port="${String(port)}" protocol="tcp"
  TCP_Framing="${framing}" Template="RSYSLOG_SyslogProtocol23Format" action.resumeRetryCount="-1" action.resumeInterval="1"
  StreamDriver="${driver}" StreamDriverMode="1" StreamDriverAuthMode="x509/name" StreamDriverPermittedPeers="localhost")
`,
  );
  const ready = new Promise<void>((resolve) => {
    const watcher = watch(folder, () => {
      if (!existsSync(socket)) return;
      watcher.close();
      resolve();
    });
  });
  const pidFile = join(folder, 'rsyslogd.pid');
  const daemon = spawn(requireTool('rsyslogd'), ['-n', '-f', configuration, '-i', pidFile], {
    stdio: 'ignore',
  });
  const ended = once(daemon, 'exit');
  onTestFinished(async () => {
    daemon.kill('SIGKILL');
    await ended;
  });
  const died = ended.then(() => {
    throw new Error('rsyslogd ended');
  });
  await Promise.race([ready, died]);
  return socket;
}

it.for([
  ['gtls', 'octet-counted'],
  ['gtls', 'traditional'],
  ['ossl', 'octet-counted'],
] as const)(
  'what a real rsyslogd forwards over TLS by %s, %s, is received',
  async ([driver, framing], { skip }) => {
    skip(
      !hasRsyslogDriver(driver),
      `rsyslogd cannot speak TLS here: ${RSYSLOG_DRIVERS[driver]} is not installed`,
    );
    const certificate = selfSignedCertificate();
    const one = await SyslogReceiverLab.listening({ transport: 'tls', certificate });
    const socket = await startRsyslogd(one.port, driver, framing, certificate.certPath);
    const lines = Array.from({ length: LINES }, (_, index) => `line ${String(index)}`);
    execFileSync(
      requireTool('logger'),
      ['--socket', socket, '--tag', 'app', '--priority', 'daemon.warning'],
      {
        input: lines.join('\n'),
      },
    );
    await one.until(() => one.messages.length + one.rejections.length >= LINES);
    // What rsyslog takes for the message begins behind the tag, with a blank.
    expect(one.messages).toEqual(lines.map((line) => ` ${line}`));
    expect(one.rejections).toEqual([]);
    expect(one.store.sink.drafts[0]).toMatchObject({ severity: 4 });
  },
);
