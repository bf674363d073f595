import { describe, expect, it } from 'vitest';
import { markReplaced, testRedactor, withoutMarks } from '../../../../../test/exports/marked-redaction.ts';

const redactor = testRedactor(['homes']);

describe('home directories', () => {
  it.each([
    'PWD=/home/‹alice› ; USER=root',
    'open /home/‹alice›/src/main.c: denied',
    '"/home/‹alice.smith›/x", /home/‹j-doe›, /home/‹bob›:/home/‹eve›',
    'cannot read /home/‹alice›.',
    '/Users/‹alice›/Library/Logs/x.log',
    'file:///home/‹alice›/x.html',
    '/var/home/‹alice›/x, /usr/home/‹bob›, /export/home/‹eve›/y',
    '/mnt/backup/home/‹alice›/x, /mnt/c/Users/‹alice›/x, /System/Volumes/Data/Users/‹alice›',
    'rsync host:/home/‹alice›/ x',
    'PATH=/home/‹alice›/bin:/usr/bin',
    String.raw`{"cwd":"a\n/home/‹alice›/x"}`,
    '/home/.ecryptfs/‹alice›/.Private',
    '/home/local/CORP/‹alice›/x',
    '/home/‹CORP›/‹alice›/x',
    '/home/‹corp.example.com›/‹alice›',
    '/home/‹jürgen›/x',
    'C:\\Users\\‹Alice›\\AppData\\Local\\Temp\\x.tmp',
    'C:\\Users\\‹Alice Smith›\\Desktop\\x.txt',
    'at C:\\Users\\‹alice› now',
    String.raw`"path":"C:\\Users\\‹alice›\\x"`,
    '\\Device\\HarddiskVolume3\\Users\\‹alice›\\x.exe',
    'D:/Users/‹alice›/x',
    'C:\\Documents and Settings\\‹alice›\\x',
    'home-‹alice›.mount: Deactivated, home-‹bob›-Documents.mount, var-home-‹eve›.automount',
    String.raw`home-‹j\x2ddoe›.mount`,
    'home-‹alice.smith›.mount',
    'ls ~‹alice›/public_html, GET /~‹bob›/ HTTP/1.1',
    'file=%2Fhome%2F‹alice›%2Fx',
  ])('are found: %s', (line) => {
    expect(markReplaced(redactor, withoutMarks(line))).toBe(line);
  });

  it.each([
    'HOME=/root, /home, /home/, cd /home && ls',
    '/home/lost+found, /home/linuxbrew/.linuxbrew, /home/$USER, /home/*, /home/%u, /home/{}',
    '/Users/Shared/x, C:\\Users\\Public\\x, C:\\Users\\Default User\\x, C:\\Users\\All Users',
    '"GET /home/about HTTP/1.1" 200, POST /home/settings',
    'url=/home/dashboard uri: "/home/x"',
    'https://example.com/home/page, src/home/index.ts, ./home/x, /api/v1/users/5, /srv/www/home/x',
    'systemd-homed.service, home.mount, home-assistant.service, my-home-page.mount',
    '1.2~rc1/x ~/.bashrc ~root/x',
    '/home/postgres/data',
  ])('and nothing else: %s', (line) => {
    expect(redactor.redactText(line)).toBe(line);
  });
});
