import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { requireTool } from '../journal/require-tool.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** PEM files of a certificate for `localhost` and 127.0.0.1, which is its own authority, and of its key. */
export function selfSignedCertificate(): { certPath: string; keyPath: string } {
  const folder = temporaryFolder();
  const [certPath, keyPath] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const options = '-x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost';
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
  execFileSync(
    requireTool('openssl'),
    ['req', ...options.split(' '), '-addext', names, '-keyout', keyPath, '-out', certPath],
    { stdio: 'ignore' },
  );
  return { certPath, keyPath };
}
