import type { UserPhrase } from './user-phrase.ts';
import { phrase } from './user-phrase.ts';

/** Of servers of mail, files, databases, the web and networks, as their own sources write them. */
export const SERVER_PHRASES: readonly UserPhrase[] = [
  // Mail.
  phrase(
    '(',
    String.raw`\b(?:imap|pop3|lmtp|lda|managesieve|sieve|doveadm|submission)(?:-login)?\((?:\d{1,10}, )?`,
    String.raw`(?=[@,)])`,
  ),
  phrase('(', String.raw`\b(?:passwd-file|sql|pam|ldap|shadow|static|lua)\(`, String.raw`(?=,)`),
  phrase('=<', String.raw`\b(?:from|to|orig_to)=<`, '(?=>)'),
  phrase(
    '] ',
    String.raw`(?:^|\s)\[`,
    String.raw`(?=\] (?:(?:OK|FAIL) (?:LOGIN|UPLOAD|DOWNLOAD|MKDIR|RMDIR|DELETE|RENAME|CHMOD)|Peer Connection Initiated))`,
  ),
  phrase('USER ', String.raw`\bUSER `, String.raw`(?=(?: \(Login|: (?:Login|no such user)))`),
  phrase(']\\[', String.raw`\[[^\[\]\s]{0,64}\]\\\[`, String.raw`(?=\])`),
  // The web.
  phrase(
    ' - ',
    ' - ',
    String.raw`(?= (?:\[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:|"(?:GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS|PROPFIND) ))`,
  ),
  phrase('HIER_', String.raw`\s`, '(?= HIER_)'),
  phrase('denied to ', String.raw`\.git denied to `, ''),
  phrase(':user/', ':user/', ''),
  // Networks.
  phrase('Login ', String.raw`\bLogin (?:OK|incorrect)[^[\n]{0,60}: \[`, String.raw`(?=\/)`),
  ...[' MULTI', ' TLS', ' VERIFY ', ' PUSH', ' peer info', ' SENT CONTROL'].map((said) =>
    phrase(said, String.raw`(?:^|\s)`, String.raw`(?=\/\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}:\d{1,5}${said})`),
  ),
  phrase('jdbc:oracle', String.raw`\bjdbc:oracle:\w{2,6}:`, String.raw`(?=\/)`),
];
