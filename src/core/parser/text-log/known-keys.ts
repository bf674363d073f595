/** What a key of JSON Lines or logfmt means for an entry. Everything else is a raw field. */
export type KeyRole = 'time' | 'severity' | 'message' | 'host' | 'unit' | 'identifier' | 'pid';

/**
 * The keys of each role, best first: of several in one entry the best counts and the others are raw fields. Sources: pino (`time`,
 * `level`, `msg`, `name`, `pid`, `hostname`), bunyan (the same, `v`), zap (`ts`, `level`, `logger`, `caller`, `msg`), slog (`time`,
 * `level`, `msg`), logrus (`time`, `level`, `msg`), ECS (`@timestamp`, `log.level`, `log.logger`, `message`, `host.hostname`,
 * `service.name`, `process.pid`), OpenTelemetry's log data model and its OTLP/JSON (`timeUnixNano`, `severityText`,
 * `severityNumber`, `body.stringValue`), GELF (`timestamp`, `level`, `short_message`, `host`), structlog (`event`), winston, zerolog,
 * Serilog's compact form (`@t`, `@l`, `@m`, `@mt`), Google Cloud (`severity`, `textPayload`), MongoDB (`t.$date`, `s`), journalctl -o json.
 */
const KEYS: Readonly<Record<KeyRole, readonly string[]>> = {
  time: [
    'time',
    'timeUnixNano',
    '@timestamp',
    'Timestamp',
    'timestamp',
    'ts',
    '@t',
    'eventTime',
    'datetime',
    'asctime',
    'date',
    't',
    't.$date',
    'observedTimeUnixNano',
    'ObservedTimestamp',
    '__REALTIME_TIMESTAMP',
  ],
  severity: [
    'level',
    'log.level',
    'severityText',
    'SeverityText',
    'severity_text',
    'severity',
    'lvl',
    'loglevel',
    'levelname',
    'level_name',
    '@l',
    's',
    'severityNumber',
    'SeverityNumber',
    'severity_number',
    'levelno',
    'PRIORITY',
  ],
  message: [
    'msg',
    'message',
    'body.stringValue',
    'body',
    'Body',
    'Body.stringValue',
    'short_message',
    'textPayload',
    '@m',
    '@mt',
    'event',
    'MESSAGE',
  ],
  host: ['hostname', 'host', 'host.hostname', 'host.name', '_HOSTNAME'],
  unit: ['service.name', 'service', '_SYSTEMD_UNIT'],
  identifier: ['name', 'logger', 'log.logger', 'logger_name', 'app', 'SYSLOG_IDENTIFIER'],
  pid: ['pid', 'process.pid', '_PID'],
};

export interface KeyMeaning {
  role: KeyRole;
  /** 0 is best. */
  rank: number;
}

const MEANINGS: ReadonlyMap<string, KeyMeaning> = new Map(
  Object.entries(KEYS).flatMap(([role, keys]) =>
    keys.map((key, rank): [string, KeyMeaning] => [key, { role: role as KeyRole, rank }]),
  ),
);

/** undefined: it is a raw field. */
export function meaningOfKey(key: string): KeyMeaning | undefined {
  return MEANINGS.get(key);
}
