import { describe, expect, it } from 'vitest';
import { markReplaced, testRedactor, withoutMarks } from '../../../../../test/exports/marked-redaction.ts';

const redactor = testRedactor(['tokens']);

/** Tokens are put together here, so that no scanner takes this file for a leak. */
function token(...parts: string[]): string {
  return parts.join('');
}

const HEX = '0123456789abcdef0123456789abcdef';
const ALPHANUMERIC = 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5h';

describe('secrets where a key says so', () => {
  it.each([
    'login password=‹hunter2› ok',
    'passwd: ‹hunter2›',
    'password: "‹a \\"b\\" c›", next',
    "pwd='‹it is›' x",
    'pwd=‹hunter2›;uid=sa',
    'Server=db;Uid=sa;Pwd=‹hunter2›;Encrypt=yes',
    'DB_PASSWORD=‹hunter2› PGPASSWORD=‹x1› MYSQL_PWD=‹y2›',
    'userPassword=‹hunter2›, dbPass=‹a1b2c3d4›',
    '{"password":"‹hunter2›","token":"‹abcdef›","n":1}',
    String.raw`{"m":"{\"password\":\"‹hunter2›\"}"}`,
    'GET /login?user=x&password=‹p%40ss›&next=1 HTTP/1.1',
    'GET /?api_key=‹abc123›&access_token=‹def456›#top',
    'api-key: ‹abc123def›, apikey=‹x›',
    'client_secret=‹s3cr3t›&grant_type=refresh_token',
    'AWS_SECRET_ACCESS_KEY=‹wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY›',
    'token=‹abc-def›, token: ‹abc123def456›',
    'secret: ‹hunter2›',
    'wpa psk=‹verysecret›',
    'AccountKey=‹abc/def+ghi==›;EndpointSuffix=core.windows.net',
    'https://x.blob.core.windows.net/c?sv=2022&sig=‹aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789%3D›&se=x',
    'X-Amz-Signature=‹abcdef0123456789abcdef0123456789›',
    'GET /callback?code=‹4/0AX4XfWh-abcdefgh›&state=x',
    'password=‹a,b&c;d› done',
    'password=‹a,b›, user=x',
    'password=‹end›.',
    'PASSWORD => ‹hunter2›',
    'passphrase = ‹correct›',
    'otp=‹123456›',
    `PHPSESSID=‹${HEX}›; path=/`,
    'spring.datasource.password=‹hunter2›',
    'password="‹cut off before its quote›',
    'password=‹$ecret›',
  ])('are found: %s', (line) => {
    expect(markReplaced(redactor, withoutMarks(line))).toBe(line);
  });

  it.each([
    'PWD=/home/x ; OLDPWD=/root, pwd=~ pwd: C:\\x PWD=unknown',
    '(using password: YES), password=null, password: null, "password":"", password=',
    'password=***, token=[REDACTED], secret=<redacted>, passwd=xxxx, api_key=${API_KEY}, token=%s, key=$TOKEN',
    'pam_unix(passwd:chauthtok): password changed for x',
    'passwd: files systemd',
    'password: expired, password: incorrect, token: invalid, Invalid token: unexpected end',
    'Failed password for root, password check failed, the password is wrong',
    'bypass=1, compass: north, passed=5, pass: 5, pass=12, max_tokens=4096, tokens: 5, token_count=7',
    'code=exited, status=1/FAILURE, sig=11, code=404',
    'type=SECCOMP sig=0 arch=c000003e key="x" key=(null)',
    'MPTCP token hash table entries: 32768, secret santa, Key type blacklist registered',
    'session_id=6, session=12, SESSION_ID=c1, monkey=5, author=me',
    'Unexpected token: }',
    'user: x\npassword:\nnext line',
  ])('and nothing that is none: %s', (line) => {
    expect(redactor.redactText(line)).toBe(line);
  });
});

describe('secrets on command lines', () => {
  it.each([
    'COMMAND=/usr/bin/x --password ‹hunter2› --user y',
    'x --api-key ‹abc› --db-password="‹a b›" --token=‹t1›',
    'sshpass -p ‹hunter2› ssh x',
    'mysql -u root -p‹hunter2› shop',
    'curl -s -u admin:‹hunter2› http://x/, curl --user "admin:‹hunter2›" x',
  ])('are found: %s', (line) => {
    expect(markReplaced(redactor, withoutMarks(line))).toBe(line);
  });

  it.each([
    'mysql -u root -p shop',
    'ssh -p 22 x',
    'x --password --verbose',
    'use the --token option',
    'curl -u admin x',
  ])('and nothing that is none: %s', (line) => {
    expect(redactor.redactText(line)).toBe(line);
  });
});

describe('credentials in headers and addresses', () => {
  it.each([
    'Authorization: Bearer ‹abc.def-ghi›',
    `"Authorization":"Basic ‹${Buffer.from('user:hunter2').toString('base64')}›"`,
    'authorization=ApiKey ‹abc123›, x=1',
    'Authorization: ‹abcdef123›',
    'Proxy-Authorization: NTLM ‹TlRMTVNTUAABAAAA›',
    `got Basic ‹${Buffer.from('user:hunter2').toString('base64')}›`,
    'sent Bearer ‹abcdef123456›',
    `Authorization: Digest username="x", realm="y", response="‹${HEX}›"`,
    'Cookie: session=‹abc123›; theme=‹dark›',
    'Set-Cookie: sid=‹abc123›; Path=/; HttpOnly',
    'https://user:‹hunter2›@example.com/x and redis://:‹p@ss›@10.0.0.1:6379',
    'postgres://app:‹p%40ss:word›@db/shop',
    'Login incorrect: [bob/‹hunter2›] (from client ap1 port 0)',
    'jdbc:oracle:thin:scott/‹tiger›@//db01:1521/XE',
  ])('are found: %s', (line) => {
    expect(markReplaced(redactor, withoutMarks(line))).toBe(line);
  });

  it.each([
    'Authorization: required, Bearer authentication, Basic authentication failed',
    'https://user:***@example.com/, https://example.com:443/@x, see http://x/a:b@c',
    'cookie file new',
    'authentication: kerberos; authorization: rbac; auth=none',
    'Login OK: [alice/<via Auth-Type = mschap>]',
  ])('and nothing that is none: %s', (line) => {
    expect(redactor.redactText(line)).toBe(line);
  });
});

describe('tokens of a known form', () => {
  it.each([
    [
      'a JSON Web Token',
      token('eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxMjM0In0', '.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P'),
    ],
    ['Amazon', token('AKIA', 'IOSFODNN7EXAMPLE')],
    ['GitHub', token('ghp', '_', ALPHANUMERIC)],
    ['GitHub, fine-grained', token('github', '_pat_', '11ABCDEFG0', ALPHANUMERIC, '_', ALPHANUMERIC)],
    ['GitLab', token('glpat', '-', 'abcdefghij0123456789')],
    ['npm', token('npm', '_', ALPHANUMERIC)],
    ['PyPI', token('pypi', '-AgEIcHlwaS5vcmc', ALPHANUMERIC, ALPHANUMERIC)],
    ['Slack', token('xoxb', '-1234567890-1234567890-', 'abcdefABCDEF')],
    ['Stripe', token('sk', '_live_', '4eC39HqLyjWDarjtT1zdp7dc')],
    ['Google', token('AIza', 'SyA1234567890abcdefghijklmnopqrstuv')],
    ['Google OAuth', token('ya29', '.a0AfH6SMBabcdefghijklmno')],
    ['Entra ID', token('abc8', 'Q~', 'abcdefghijklmnopqrstuvwxyz012345')],
    ['DigitalOcean', token('dop', '_v1_', HEX, HEX)],
    ['Anthropic', token('sk', '-ant-api03-', ALPHANUMERIC)],
    ['SendGrid', token('SG', '.abcdefghijklmnopqrstuv.', 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG')],
    ['Vault', token('hvs', '.', ALPHANUMERIC)],
    ['Telegram', token('bot123456789', ':AA', 'abcdefghijklmnopqrstuvwxyz0123456')],
    ['Tailscale', token('tskey', '-auth-', 'kAbCdEf1CNTRL-abcdefghijk')],
    ['age', token('AGE-SECRET-KEY-1', 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE')],
    [
      'crypt',
      '$6$saltsalt$qFmFH.bQmmtXzyBY0s9v7Oicd2z4XSIecDzlB5KiA2/jctKu9YterLp8wwnSq.qc.eoxqOmSuNp2xS0ktL3nh/',
    ],
    ['bcrypt', '$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW'],
  ])('of %s are found', (_, secret) => {
    const line = `key ‹${secret}› used`;
    expect(markReplaced(redactor, withoutMarks(line))).toBe(line);
    expect(redactor.redactText(`x${secret}`.replace(/^x\$/, 'x '))).not.toBe(redactor.redactText(secret));
  });

  it('of private keys are found between their first and last line, also cut off or with escaped line ends', () => {
    for (const end of ['\n', String.raw`\n`]) {
      const body = [HEX, ALPHANUMERIC, 'ab=='].join(end);
      const whole = `x -----BEGIN RSA PRIVATE KEY-----${end}‹${body}›${end}-----END RSA PRIVATE KEY----- y`;
      expect(markReplaced(redactor, withoutMarks(whole))).toBe(whole);
      const cut = `-----BEGIN PRIVATE KEY-----${end}‹${body}›`;
      expect(markReplaced(redactor, withoutMarks(cut))).toBe(cut);
    }
  });

  it.each([
    'SHA256:WNEKJEFrCn5EaI/nGDWX+fBDU36akXJBl3dLhvZSOv0',
    'commit 0123456789abcdef0123456789abcdef01234567',
    'b=cd69ba5e106d489fb461d6f9c79da6a3, 550e8400-e29b-41d4-a716-446655440000',
    'task-0123456789 disk-abcdefabcdef risk-free',
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
    '/usr/lib/x86_64-linux-gnu/libkey-0123.so',
    'eyJ alone, AKIA, ghp_short',
  ])('are not what only looks random: %s', (line) => {
    expect(redactor.redactText(line)).toBe(line);
  });
});
