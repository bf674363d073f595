import type { UserPhrase } from './user-phrase.ts';
import { phrase, quoted, typed } from './user-phrase.ts';

const ADDRESS = String.raw`(?:\d{1,3}\.\d|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:])`;
/** Names with their number beside them have a shape of their own. */
const NO_ID = String.raw`(?!\S{1,130}\(uid=)`;
const FROM_PORT = String.raw`(?= from \S{2,64} port \d)`;

/** After "user alice": what is said of people, and rarely of anything else. */
const DONE_BY_USERS =
  'logged|signed|is|has|was|not|removed|added|from|at|on|authenticated|connected|disconnected|locked|unlocked|expired|created|deleted|does|failed|already|tried|requested|attempted|changed|entered|via|by|with|joined|left|logging|login|executed|ran';

/** What cron does for somebody. Source: cron's log_it() and crontab(1). */
const CRON_ACTIONS =
  'CMD|CMDEND|CMDOUT|RELOAD|LIST|BEGIN EDIT|END EDIT|REPLACE|DELETE|MAIL|AUTH|ORPHAN|UNSAFE|END|ERROR|FAILED|WRONG FILE OWNER|BAD FILE MODE|INSECURE MODE|NUMBER OF HARD LINKS|TOO MANY|PAM ERROR';

/** Of the system itself, as the programs' own sources write them; and sentences that anybody writes. */
export const SYSTEM_PHRASES: readonly UserPhrase[] = [
  // OpenSSH. A name is what was typed, and may have spaces.
  typed(
    ' from ',
    String.raw`\b(?:Accepted|Failed|Postponed|Partial) [\w/-]{1,40} for (?:(?:invalid|illegal) user )?`,
    FROM_PORT,
  ),
  typed(
    ' from ',
    String.raw`(?:\b[Ii]nvalid|\b[Ii]llegal|exceeded for invalid) user `,
    String.raw`(?= from \S{2,64}(?: port \d|$))`,
  ),
  phrase(' from ', String.raw`\bUser `, String.raw`(?= from \S{2,64} not allowed)`),
  phrase(' from ', ' for ', FROM_PORT),
  typed('user ', String.raw`\b(?:authenticating|invalid|illegal) user `, `(?= ${ADDRESS})`),
  phrase('ser ', String.raw`\b[Uu]ser `, `(?= ${ADDRESS})`),
  phrase(
    'sshd',
    String.raw`\bsshd(?:-session)?: `,
    String.raw`(?= \[(?:priv|net|pam|postauth|preauth)\]|@(?:pts|notty|internal))`,
  ),
  phrase(
    ' AAAA',
    String.raw`\b(?:ssh-[a-z0-9]{3,10}|ecdsa-sha2-\S{1,20}|sk-\S{1,30}) AAAA[A-Za-z0-9+/=]{16,2000} `,
    '(?=@)',
  ),
  // PAM, systemd, logind.
  phrase('(uid=', ' (?:user|by) ', String.raw`(?=\(uid=(?<id>\d{1,10})\))`),
  phrase('id=', String.raw`\b(?:[ug]id|groups)=(?<id>\d{1,10})\(`, String.raw`(?=\))`),
  phrase('groups=', String.raw`,(?<id>\d{1,10})\(`, String.raw`(?=\))`),
  phrase('ser ', String.raw`session (?:opened|closed) for (?:local )?user ${NO_ID}`, ''),
  phrase('ser ', String.raw`\b[Ss]ession '?[\w-]{1,24}'? of [Uu]ser '?`, ''),
  phrase('ser ', String.raw`\b[Uu]ser `, String.raw`(?= \((?:\d{4,10}\)|[^\s()]{1,64}@))`),
  phrase(
    'account ',
    String.raw`\baccount `,
    '(?= (?:has |is |temporarily |locked|expired|not found|disabled))',
    true,
  ),
  phrase('getpw', String.raw`\bgetpwnam(?:_r)?\(["']?`, String.raw`(?=["']?\))`),
  phrase('unix-user:', 'unix-user:', ''),
  phrase('identify password', String.raw`\bidentify password for \[`, String.raw`(?=\])`),
  phrase('changing state', '^', '(?=: changing state )'),
  phrase('UID="', ' ID="', '(?=")'),
  phrase('essage from', String.raw`\b[Mm]essage from `, '(?=@)'),
  phrase('Requested-By', 'Requested-By: ', String.raw`(?= \(\d)`),
  // cron, su, sudo, login, shadow.
  phrase(') ', String.raw`(?:^|[\s:])\(`, String.raw`(?=\) (?:${CRON_ACTIONS}) \()`),
  phrase(') ', String.raw`\) (?:LIST|BEGIN EDIT|END EDIT|REPLACE|DELETE) \(`, String.raw`(?=\))`),
  phrase('tabs/', String.raw`\((?:cron)?tabs\/`, String.raw`(?=\))`),
  phrase('(to ', String.raw`\(to `, String.raw`(?=\) \S{1,64} on )`),
  phrase('(to ', String.raw`\(to [^\s()]{1,64}\) `, '(?= on )'),
  phrase(' by ', String.raw`\b(?:[Ss]uccessful|FAILED) su for `, '(?= by )'),
  phrase(' by ', String.raw`\bsu for \S{1,64} by `, ''),
  phrase(' by ', String.raw`\b(?:removed|added|set) by `, '(?= (?:from|to) )', true),
  phrase(
    ' : ',
    String.raw`(?:^|\bsudo(?:\[\d{1,10}\])?:)\s{0,16}`,
    String.raw`(?= : (?:\(command continued\)|(?:\w[^;=]{1,80} ; )?(?:TTY|HOST|PWD|USER)=))`,
  ),
  phrase('sudoers', String.raw`(?:^|\s)`, String.raw`(?= is not (?:in the sudoers|allowed to run sudo))`),
  phrase('LOGIN ON', String.raw`\bLOGIN ON \S{1,32} BY `, ''),
  phrase('name=', String.raw`\bnew (?:user|group): name=`, String.raw`(?=, [UG]ID=(?<id>\d{1,10}))`),
  phrase('name=', String.raw`\/etc\/g?(?:roup|shadow): name=`, String.raw`(?=$|, GID=(?<id>\d{1,10}))`),
  quoted(
    " '",
    String.raw`\b(?:add|remove|delete|removed) ["']`,
    String.raw`(?=["'] (?:to|from) (?:shadow )?group)`,
  ),
  quoted(" '", String.raw`\bgroup '`, "(?=' owned by)"),
  quoted(" '", String.raw`\b(?:owned|changed) by ["']`, String.raw`(?=["'])`),
  quoted(" '", String.raw`\b(?:FOR|for|of) ["']`, String.raw`(?=["'](?:, Auth| changed|@))`),
  phrase(
    'pass',
    String.raw`\b(?:password|passphrase|credentials) (?:changed |expired |updated |set |expiry )?(?:for|of) (?:user )?["']?`,
    '',
    true,
  ),
  phrase(
    ' for ',
    String.raw`\b(?:authentication (?:failure|failed|failures)|login (?:failed|failure|succeeded|successful|attempt)|attempts exceeded|access denied) for (?:user )?["']?`,
    '',
    true,
  ),
  // Command lines.
  ...[' -u', ' -U'].map((option) =>
    phrase(
      option,
      String.raw`\b(?:psql|pg_\w{3,12}|createdb|dropdb|mysql\w{0,8}|mariadb\w{0,8}|sudo|doas|runuser|crontab|smbclient)\s(?:[^|;&\n]{0,100}?\s)?${option.trim()}\s{0,2}`,
      '',
      true,
    ),
  ),
  phrase(' -l', String.raw`\bssh\s(?:[^|;&\n]{0,100}?\s)?-l\s{0,2}`, '', true),
  // Paths that end in a name.
  phrase(
    '/var/',
    String.raw`\/var\/(?:spool\/)?(?:mail|cron(?:\/crontabs|\/tabs)?)\/`,
    String.raw`(?![\w/.-])`,
  ),
  phrase('/media/', String.raw`\/run\/media\/`, String.raw`(?=\/)`),
  // Anybody.
  quoted('"', String.raw`\b(?:[Uu]ser(?: ?name)?|[Aa]ccount|[Rr]ole|[Ll]ogin):? ?\\?"`, String.raw`(?=\\?")`),
  quoted("'", String.raw`\b(?:[Uu]ser(?: ?name)?|[Aa]ccount|[Rr]ole|[Ll]ogin):? ?'`, "(?=')"),
  phrase('user ', ` (?:for|of|by|as|to|from|with) user ${NO_ID}`, '', true),
  phrase('ser ', String.raw`\b[Uu]ser `, `(?= (?:${DONE_BY_USERS})\\b)`, true),
];
