import { BoundedCache } from '../../store/bounded-cache.ts';
import type { StoredValue } from '../export-entry.ts';
import type { Redactor } from './redactor.ts';
import { isNoSecret } from './secrets/no-secrets.ts';

/**
 * Fields that hold numbers, identifiers and times of the machine, and nothing that a person wrote: systemd.journal-fields(7) says what each
 * is. They stay without being looked at. Numbers of accounts (`_UID`, `_AUDIT_LOGINUID`) are among them: they name nobody outside the machine.
 */
const KEPT_FIELDS: ReadonlySet<string> = new Set(
  `__CURSOR __REALTIME_TIMESTAMP __MONOTONIC_TIMESTAMP __SEQNUM __SEQNUM_ID _SOURCE_REALTIME_TIMESTAMP _SOURCE_MONOTONIC_TIMESTAMP
  _SOURCE_BOOTTIME_TIMESTAMP SYSLOG_TIMESTAMP _BOOT_ID _MACHINE_ID _STREAM_ID _SYSTEMD_INVOCATION_ID INVOCATION_ID USER_INVOCATION_ID
  MESSAGE_ID PRIORITY SYSLOG_FACILITY SYSLOG_PID _PID _UID _GID _AUDIT_LOGINUID _AUDIT_SESSION _SYSTEMD_OWNER_UID _SYSTEMD_SESSION
  _CAP_EFFECTIVE _TRANSPORT _RUNTIME_SCOPE _LINE_BREAK TID ERRNO CODE_LINE CODE_FUNC JOB_ID JOB_TYPE JOB_RESULT N_RESTARTS LEADER
  SESSION_ID SEAT_ID EXIT_CODE EXIT_STATUS OBJECT_PID OBJECT_UID OBJECT_GID OBJECT_AUDIT_LOGINUID OBJECT_AUDIT_SESSION
  COREDUMP_PID COREDUMP_UID COREDUMP_GID COREDUMP_SIGNAL COREDUMP_TIMESTAMP COREDUMP_RLIMIT COREDUMP_OWNER_UID`.split(
    /\s+/,
  ),
);

/** `USER_ID` of logind, `SUDO_USER`, `AUDIT_FIELD_ACCT`, `TargetUserName` of Windows. */
const USER_FIELD = /(?:^|_)(?:USER|USER_?NAME|USER_ID|LOGNAME|LOGIN|ACCT|R?L?USER)$|(?:User|Account)Name$/;
const WINDOWS_FIELD = /[a-z]Name$/;
const SECRET_FIELD =
  /(?:^|_)(?:PASS(?:WORD|WD|PHRASE)?|TOKEN|SECRET|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY)$|(?:Password|Token|Secret|ApiKey)$/;

/** One word, which may stand in quotes as the kernel's audit has it. */
const NAME_IN_QUOTES = /^("?)([^\s"]{1,64})\1$/;

/** Hardly ever twice the same: to be remembered would only push out what comes again. */
const FREE_TEXT_FIELDS: ReadonlySet<string> = new Set(['MESSAGE', 'SYSLOG_RAW']);

/** What is done with a field, by its name. */
type FieldRule = 'keep' | 'user' | 'windows-user' | 'secret' | 'free-text' | 'text';

/** A journal has some dozens of names; a program may make up any number. */
const RULES = new BoundedCache<string, FieldRule>(2000);

function ruleOf(name: string): FieldRule {
  const known = RULES.get(name);
  if (known !== undefined) return known;
  const rule = findRule(name);
  RULES.set(name, rule);
  return rule;
}

function findRule(name: string): FieldRule {
  if (KEPT_FIELDS.has(name)) return 'keep';
  if (FREE_TEXT_FIELDS.has(name)) return 'free-text';
  if (SECRET_FIELD.test(name)) return 'secret';
  if (!USER_FIELD.test(name)) return 'text';
  return WINDOWS_FIELD.test(name) ? 'windows-user' : 'user';
}

/** Whether a field of that name stays whatever it holds. */
export function isKeptField(name: string): boolean {
  return ruleOf(name) === 'keep';
}

/**
 * Redacts a value of a raw field. A field whose name says that it holds a user's name or a secret is replaced as a whole; every other goes through
 * the rules for texts. Bytes that are no UTF-8 stay bytes.
 */
export function redactField(name: string, value: StoredValue, redactor: Redactor): StoredValue {
  const rule = ruleOf(name);
  if (rule === 'keep') return value;
  if (typeof value !== 'string') return redactor.redactBytes(value);
  switch (rule) {
    case 'free-text':
      return redactor.redactText(value);
    case 'secret':
      return redactSecret(value, redactor);
    case 'user':
    case 'windows-user':
      return redactUser(value, rule === 'windows-user', redactor);
    case 'text':
      return redactor.redactRecurring(value);
  }
}

function redactSecret(value: string, redactor: Redactor): string {
  if (!redactor.kinds.has('tokens') || isNoSecret(value)) return redactor.redactText(value);
  return redactor.redactWhole(value, { kind: 'tokens', prefix: 'token', canonical: value });
}

function redactUser(value: string, isWindows: boolean, redactor: Redactor): string {
  const [, quote = '', user = ''] = NAME_IN_QUOTES.exec(value) ?? [];
  const match = redactor.names.match(user, 0, user.length, { kind: 'users', isWindows });
  // `alice@example.com` and `CORP\alice` are more than a name.
  if (match === undefined || match.start > 0 || user.includes('@')) return redactor.redactRecurring(value);
  const redacted = redactor.redactWhole(user, match);
  return redacted === user ? redactor.redactRecurring(value) : `${quote}${redacted}${quote}`;
}
