import { describe, expect, it } from 'vitest';
import { markReplaced, testRedactor, withoutMarks } from '../../../../../test/exports/marked-redaction.ts';

/** Nobody is known: what is found is found by what stands around it. */
const redactor = testRedactor(['users']);

describe('names of users', () => {
  it.each([
    // OpenSSH
    'Accepted publickey for ‹alice› from 203.0.113.7 port 51234 ssh2: ED25519 SHA256:WNEKJEFrCn5EaI',
    'Accepted password for ‹alice› from 2001:db8::1 port 51234 ssh2',
    'Failed password for ‹alice› from 203.0.113.7 port 51234 ssh2',
    'Failed password for invalid user ‹admin› from 203.0.113.7 port 51234 ssh2',
    'Failed password for invalid user ‹my secret pass› from 203.0.113.7 port 51234 ssh2',
    'Failed none for invalid user ‹123456› from 203.0.113.7 port 51234 ssh2',
    'Invalid user ‹oracle1› from 203.0.113.7 port 51234',
    'Invalid user ‹pi› from 203.0.113.7',
    'Connection closed by authenticating user ‹alice› 203.0.113.7 port 51234 [preauth]',
    'Connection reset by invalid user ‹ubnt› 203.0.113.7 port 51234 [preauth]',
    'Disconnected from user ‹alice› 203.0.113.7 port 51234',
    'Disconnecting authenticating user ‹alice› 2001:db8::1 port 51234: Too many authentication failures [preauth]',
    'error: maximum authentication attempts exceeded for ‹alice› from 203.0.113.7 port 51234 ssh2 [preauth]',
    'error: maximum authentication attempts exceeded for invalid user ‹bob› from 203.0.113.7 port 51234 ssh2 [preauth]',
    'User ‹alice› from 203.0.113.7 not allowed because not listed in AllowUsers',
    'Starting session: shell on pts/0 for ‹alice› from 203.0.113.7 port 51234 id 0',
    'Close session: user ‹alice› from 203.0.113.7 port 51234 id 0',
    'Postponed keyboard-interactive/pam for ‹alice› from 203.0.113.7 port 51234 ssh2 [preauth]',
    'sshd: ‹alice› [priv]',
    'sshd-session: ‹alice›@pts/0',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0 ‹alice›@laptop',
    // PAM
    'pam_unix(sshd:session): session opened for user ‹alice›(uid=1000) by ‹bob›(uid=0)',
    'pam_unix(sudo:session): session opened for user root(uid=0) by ‹alice›(uid=1000)',
    'pam_unix(su-l:session): session closed for user ‹alice›',
    'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.7  user=‹alice›',
    'pam_unix(sudo:auth): authentication failure; logname=‹alice› uid=1000 euid=0 tty=/dev/pts/0 ruser=‹alice› rhost=  user=‹bob›',
    'pam_succeed_if(sshd:auth): requirement "uid >= 1000" not met by user "‹alice›"',
    'pam_faillock(sshd:auth): Consecutive login failures for user ‹alice› account temporarily locked',
    'pam_unix(sshd:account): account ‹alice› has expired (account expired)',
    'pam_sss(sshd:auth): authentication success; logname= uid=0 euid=0 tty=ssh ruser= rhost=h user=‹alice›@corp',
    'could not identify user (from getpwnam(‹alice›))',
    'pam_unix(login:session): session opened for user ‹will›(uid=1003) by (uid=0)',
    // sudo, su
    '   ‹alice› : TTY=pts/0 ; PWD=/srv ; USER=root ; COMMAND=/usr/bin/id',
    '‹alice› : TTY=pts/0 ; PWD=/srv ; USER=‹bob› ; GROUP=adm ; COMMAND=/usr/bin/id',
    '‹alice› : 3 incorrect password attempts ; TTY=pts/0 ; PWD=/srv ; USER=root ; COMMAND=/bin/su',
    '‹alice› : user NOT in sudoers ; TTY=pts/0 ; PWD=/srv ; USER=root ; COMMAND=/bin/ls',
    'Nov 22 10:15:30 web-1 sudo[1234]:   ‹alice› : TTY=pts/0 ; PWD=/srv ; USER=root ; COMMAND=/bin/ls',
    '‹alice› is not in the sudoers file.  This incident will be reported.',
    '(to ‹alice›) root on none',
    '(to root) ‹alice› on pts/0',
    '(to ‹bob›) ‹alice› on pts/1',
    'Successful su for ‹bob› by ‹alice›',
    'FAILED su for root by ‹alice›',
    // cron
    '(‹alice›) CMD (test -x /usr/bin/backup && backup)',
    '(‹alice›) RELOAD (crontabs/‹alice›)',
    '(‹alice›) BEGIN EDIT (‹alice›)',
    '(‹alice›) LIST (‹bob›)',
    // systemd
    'New session 12 of user ‹alice›.',
    "New session 'c1' of user '‹alice›' with class 'user' and type 'tty'.",
    'Started session-6.scope - Session 6 of User ‹alice›.',
    // accounts
    'new user: name=‹alice›, UID=1001, GID=1001, home=/srv/a, shell=/bin/bash, from=/dev/pts/0',
    'new group: name=‹alice›, GID=1001',
    'group added to /etc/group: name=‹alice›, GID=1001',
    "add '‹alice›' to shadow group 'systemd-journal'",
    'user ‹alice› removed by root from group adm',
    'user ‹alice› removed by ‹bob› from group adm',
    "delete user '‹alice›'",
    "removed group '‹alice›' owned by '‹alice›'",
    'password changed for ‹alice›',
    "password for '‹alice›' changed by 'root'",
    'LOGIN ON tty1 BY ‹alice›',
    "FAILED LOGIN (1) on '/dev/tty1' FOR '‹alice›', Authentication failure",
    'successfully authenticated as unix-user:‹alice› to gain ONE-SHOT authorization',
    'uid=1000(‹alice›) gid=1000(‹alice›) groups=1000(‹alice›),27(sudo),1001(‹staff7›)',
    'pam_unix(sudo:auth): auth could not identify password for [‹alice›]',
    '‹alice›: changing state inactive → activating',
    'Commandline: apt install x Requested-By: ‹alice› (1000)',
    'Authorized keys for user ‹ubuntu›+++',
    'Message from ‹alice›@web-1 on pts/1 at 09:00',
    'COMMAND=/usr/bin/psql -h db -U ‹bob›, crontab -u ‹eve› -l, ssh -p 22 -l ‹alice› web-1',
    // audit
    `op=PAM:session_open acct="‹alice›" exe="/usr/sbin/sshd" hostname=h addr=203.0.113.7 res=success AUID="‹alice›" UID="root" ID="‹bob›"`,
    'op=login acct=‹616C6963652062› exe="/usr/sbin/sshd"',
    'op=login acct=‹alice› exe="/usr/sbin/sshd"',
    // mail
    'imap-login: Login: user=<‹alice›>, method=PLAIN, rip=203.0.113.7',
    'imap(‹alice›)<1234><abc>: Disconnected: Logged out',
    'lmtp(1234, ‹alice›): saved mail to INBOX',
    'auth: passwd-file(‹alice›,203.0.113.7,<sess>): unknown user',
    'from=<‹alice›>, to=<‹bob›>, orig_to=<root>',
    'sasl_method=LOGIN, sasl_username=‹alice›',
    // web, databases, others
    '203.0.113.7 - ‹alice› [22/Nov/2026:10:15:30 +0000] "GET / HTTP/1.1" 200 5',
    'user "‹alice›": password mismatch, client: 203.0.113.7',
    `Access denied for user '‹alice›'@'203.0.113.7' (using password: YES)`,
    'FATAL:  password authentication failed for user "‹alice›"',
    'FATAL:  role "‹alice›" does not exist',
    'connection authorized: user=‹alice› database=shop',
    'no pg_hba.conf entry for host "203.0.113.7", user "‹alice›", database "shop"',
    'Auth: [SMB2,(null)] user [CORP]\\[‹alice›] at [x] with [NTLMv2] workstation [PC]',
    '[‹alice›] OK LOGIN: Client "203.0.113.7"',
    'USER ‹alice›: Login successful.',
    '‹alice›/203.0.113.7:51820 MULTI: Learn: 10.8.0.6',
    '{"level":"info","user":"‹alice›","msg":"signed in"}',
    String.raw`{"msg":"{\"username\":\"‹alice›\"}"}`,
    '{"userName": "‹Alice Smith›", "n": 1}',
    'login=‹alice› ip=203.0.113.7',
    '‹alice›@shop LOG:  connection received: host=10.0.0.5',
    `user: '‹max›' host: 'x', role "‹page›"`,
    'REQUEST localhost - ‹alice› "POST / HTTP/1.1" 200 180',
    'TCP_MISS/200 1000 GET http://example.com/ ‹alice› HIER_DIRECT/93.184.216.34 text/html',
    'Permission to org/repo.git denied to ‹alice›.',
    'arn:aws:iam::123456789012:user/‹alice› is not authorized',
    'Login incorrect: [‹bob›/hunter2] (from client ap1 port 0)',
    'Server=db;User ID=‹app7›;Encrypt=True',
    'jdbc:oracle:thin:‹scott›/tiger@//db01:1521/XE',
    'GET /profile?user=‹alice›&tab=1',
    'dn: uid=‹alice›,ou=people,dc=example,dc=org',
    '‹alice›@pts/0 started',
    'COMMAND=/usr/bin/ssh ‹bob›@203.0.113.7',
    'COMMAND=/usr/bin/scp -P 22 x.tar ‹bob›@web-1:/srv',
    'cloning ssh://‹alice›@web-1/srv/x.git',
    'connect to ftp://‹alice›:secret@web-1/x',
    'java -Duser.name=‹alice› -jar x.jar',
    'SUDO_USER=‹alice› LOGNAME=root',
    'user ‹backup1› signed in from 10.1.2.3 with session ab12',
    'for user ‹alice› at node 3',
    'User ‹alice› logged out',
    '/var/spool/cron/crontabs/‹alice› and /var/mail/‹alice›, /run/media/‹alice›/USB',
    // Windows
    'Account Name:\t\t‹Alice›\r\n\tAccount Domain:\t\tCORP',
    'Account Name:\t\t‹Alice Smith›\r\n\tLogon ID:\t\t0x3E7',
    'Security ID: CORP\\‹alice›',
    'Logon of CORP\\‹Alice.Smith› failed',
    String.raw`"account":"CORP\\‹alice›"`,
    'session opened for user CORP\\‹alice›(uid=10001) by (uid=0)',
    `<Data Name="TargetUserName">‹alice›</Data><Data Name='SubjectUserName'>WEB01$</Data>`,
  ])('are found where the text says so: %s', (line) => {
    expect(markReplaced(redactor, withoutMarks(line))).toBe(line);
  });

  it.each([
    'Accepted publickey for root from 203.0.113.7 port 1 ssh2',
    'Failed password for invalid user postgres from 203.0.113.7 port 51234 ssh2',
    'session opened for user gdm(uid=120) by (uid=0)',
    'session opened for user prog(uid=998) by (uid=0)',
    'check pass; user unknown',
    '(CRON) info (No MTA installed, discarding output)',
    '(root) CMD (cd / && run-parts --report /etc/cron.hourly)',
    '(*system*) RELOAD (/etc/crontab)',
    'Started user@1000.service - User Manager for UID 1000.',
    'Created slice user-1000.slice - User Slice of UID 1000.',
    'new group: name=docker9, GID=998',
    'facility-user: message with user.err',
    'pam_env(sshd:session): deprecated reading of user environment enabled',
    'Received disconnect from 203.0.113.7 port 40530:11: disconnected by user',
    'user service says hi; user session started; for user authentication; by user request',
    'x86/cpu: User Mode Instruction Prevention (UMIP) activated',
    'mitigations: Enabled attack vectors: user_kernel, user_user, SMT mitigations: auto',
    'superuser=yes, users=5, user_count=3, user: null, user=none, "user":null, user=1000, uid=1000',
    'User-Agent: Mozilla/5.0, user_agent="curl/8.0"',
    'login: failed, login: Login incorrect',
    'pam_unix(systemd-user:session): session closed',
    'Account Name:\t\tWEB01$\r\n\tAccount Name:\t\t-\r\n\tAccount Name:\t\tSYSTEM',
    'NT AUTHORITY\\SYSTEM, BUILTIN\\Administrators, HKLM\\Software, C:\\WINDOWS\\System32\\cmd.exe',
    'line one DONE\\nNext line FAILED\\tX, HOME\\x2dY, \\\\SERVER\\share, %SYSTEMROOT%\\x',
    'bin\\Debug\\app.dll ../x\\y',
    'getty@tty1.service, sshd@0-10.0.0.1:22-10.0.0.2:53422.service, openvpn@10.0.0.1.service',
    'https://example.com/@alice and npm react@18.2.0',
    'USER=www-data ; COMMAND=/bin/ls',
    'git clone ssh://git@web-1/x.git',
    'PCI: user=0x3f, owner: none',
    'sudo -u postgres psql, mysql -u root -p, docker run -u 1000 x, ssh -l',
    'access denied to all, pam(x) and sql (a, b)',
    'Connecting to db01/10.0.0.1:5432 failed',
    'running as user nginx, by user root',
    'user_id=550e8400-e29b-41d4-a716-446655440000 uid=deadbeef01',
    '"user":{"id":5}',
    'Rejected send message, 3 matched rules; type="method_call", sender=":1.29" (uid=1000 pid=394)',
  ])('and nothing that is nobody’s: %s', (line) => {
    expect(redactor.redactText(line)).toBe(line);
  });

  it('have one pseudonym wherever they stand', () => {
    const all = testRedactor(['users', 'homes'], { people: ['alice'] });
    const pseudonym = all.redactText('alice');
    expect(pseudonym).toMatch(/^user-[0-9a-z]{10}$/);
    for (const [line, place] of [
      ['/home/alice/x', '/home/USER/x'],
      ['/Users/alice', '/Users/USER'],
      ['C:\\Users\\Alice\\x', 'C:\\Users\\USER\\x'],
      ['user=alice', 'user=USER'],
      ['CORP\\ALICE logged on', 'CORP\\USER logged on'],
      ['alice@pts/0', 'USER@pts/0'],
      ['home-alice.mount', 'home-USER.mount'],
      ['New session 12 of user alice.', 'New session 12 of user USER.'],
    ] as const) {
      expect(all.redactText(line)).toBe(place.replace('USER', pseudonym));
    }
    expect(testRedactor(['users']).redactText('user=Alice')).not.toContain(pseudonym);
  });

  it('of programs of this machine stay', () => {
    const line = 'session opened for user shopd by (uid=0)';
    expect(redactor.redactText(line)).not.toBe(line);
    expect(testRedactor(['users'], { systemAccounts: ['shopd'] }).redactText(line)).toBe(line);
  });

  it('that are a program’s elsewhere are people’s where they are known as such', () => {
    const line = 'Accepted publickey for ‹git› from 203.0.113.7 port 1 ssh2';
    expect(markReplaced(testRedactor(['users'], { people: ['git'] }), withoutMarks(line))).toBe(line);
    expect(redactor.redactText(withoutMarks(line))).toBe(withoutMarks(line));
  });
});
