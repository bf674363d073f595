import { join } from 'node:path';
import { expect, it } from 'vitest';
import { selfSignedCertificate } from '../../../../test/core/self-signed-certificate.ts';
import { SyslogReceiverLab } from '../../../../test/core/syslog-receiver-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { UnreadableFile, classifyReceiverFailure } from './syslog-receiver-problem.ts';

const CERTIFICATE = { certPath: '/etc/ssl/cert.pem', keyPath: '/etc/ssl/private/key.pem' };
const ADDRESS = { transport: 'tls', host: '127.0.0.1', port: 6514, certificate: CERTIFICATE } as const;

/** As Node makes it. Root may read and listen anywhere, so these cannot be had for real in every test run. */
function failure(code: string): Error {
  return Object.assign(new Error(`${code}: not permitted`), { code });
}

it('a key that may not be read is no port that may not be listened on', () => {
  const unreadable = new UnreadableFile(CERTIFICATE.keyPath, failure('EACCES'));
  const problem = classifyReceiverFailure(ADDRESS, unreadable);
  expect(problem).toMatchObject({
    code: 'file.permission-denied',
    message: expect.stringContaining(CERTIFICATE.keyPath) as string,
  });
  expect(problem?.remedy).toMatch(/^sudo (setfacl|usermod) /);
  expect(classifyReceiverFailure({ ...ADDRESS, port: 514 }, failure('EACCES'))).toMatchObject({
    code: 'source.permission-denied',
    message: expect.stringContaining('below 1024') as string,
  });
});

it('a certificate that is not there, is a folder or is of another key is named', async () => {
  const [one, other] = [selfSignedCertificate(), selfSignedCertificate()];
  const missing = join(temporaryFolder(), 'no.pem');
  const folder = temporaryFolder();
  for (const [certificate, code, named] of [
    [{ ...one, certPath: missing }, 'file.not-found', missing],
    [{ ...one, keyPath: folder }, 'file.failed', folder],
    [{ ...one, keyPath: other.keyPath }, 'source.failed', 'key values mismatch'],
  ] as const) {
    const lab = new SyslogReceiverLab({ transport: 'tls', certificate });
    await lab.until(() => lab.state === 'waiting');
    expect(lab.problem).toMatchObject({ code, message: expect.stringContaining(named) as string });
    await lab.stop();
  }
});
