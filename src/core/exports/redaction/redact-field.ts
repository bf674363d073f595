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

/**
 * Redacts a value of a raw field. A field whose name says that it holds a user's name or a secret is replaced as a whole; every other goes through
 * the rules for texts. Bytes that are no UTF-8 stay bytes.
 */
export function redactField(name: string, value: StoredValue, redactor: Redactor): StoredValue {
  if (KEPT_FIELDS.has(name)) return value;
  if (typeof value !== 'string') return redactor.redactBytes(value);
  if (SECRET_FIELD.test(name) && value !== '' && !isNoSecret(value)) {
    return redactor.kinds.has('tokens')
      ? redactor.redactWhole(value, { kind: 'tokens', prefix: 'token', canonical: value })
      : redactor.redactText(value);
  }
  return USER_FIELD.test(name) ? redactUserField(name, value, redactor) : redactor.redactRecurring(value);
}

function redactUserField(name: string, value: string, redactor: Redactor): string {
  const [, quote = '', user = ''] = NAME_IN_QUOTES.exec(value) ?? [];
  const match = redactor.names.match(user, 0, user.length, {
    kind: 'users',
    isWindows: WINDOWS_FIELD.test(name),
  });
  // `alice@example.com` and `CORP\alice` are more than a name.
  if (match === undefined || match.start > 0 || user.includes('@')) return redactor.redactRecurring(value);
  const redacted = redactor.redactWhole(user, match);
  return redacted === user ? redactor.redactRecurring(value) : `${quote}${redacted}${quote}`;
}
