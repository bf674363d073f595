/** A pattern that Hydrant tries by itself, and whose logs it is for. */
export interface ApplicationPattern {
  pattern: string;
  /** For people: where such lines come from. */
  example: string;
}

/**
 * What applications commonly write, the more telling before the plainer: of patterns that fit equally many lines the first counts.
 * `{severity}` fits words that are severities only. Sources: default layouts in the docs of Spring Boot, Logback, Log4j 2, Python's
 * logging, PostgreSQL (log_line_prefix), nginx and Apache httpd (error_log), Ruby's Logger, Redis, MySQL 8, glog, Go's log.
 */
export const APPLICATION_PATTERNS: readonly ApplicationPattern[] = [
  {
    pattern: '{time} {severity} {pid} --- [{application}] [{thread}] {identifier} : {message}',
    example: 'Spring Boot 3.3 and later with an application name',
  },
  { pattern: '{time} {severity} {pid} --- [{thread}] {identifier} : {message}', example: 'Spring Boot' },
  { pattern: '{time} [{thread}] {severity} {identifier} - {message}', example: 'Logback, Log4j' },
  { pattern: '{time} [{thread}] {severity} {identifier}: {message}', example: 'Log4j' },
  { pattern: '{time} {severity} [{thread}] {identifier} - {message}', example: 'Log4j' },
  { pattern: '{time} {severity} [{thread}] {identifier}: {message}', example: 'Hadoop' },
  { pattern: '[{time}] {severity} [{thread}] {identifier} - {message}', example: 'Log4j' },
  {
    pattern: '[{time}] [{module}:{severity}] [pid {pid}:tid {thread}] {message}',
    example: 'Apache httpd error log',
  },
  {
    pattern: '[{time:%a %b %d %T.%f %Y}] [{module}:{severity}] [pid {pid}:tid {thread}] {message}',
    example: 'Apache httpd error log',
  },
  {
    pattern: '[{time:%a %b %d %T.%f %Y}] [{module}:{severity}] [pid {pid}] {message}',
    example: 'Apache httpd error log',
  },
  { pattern: '[{time:%a %b %d %T %Y}] [{severity}] {message}', example: 'Apache httpd 2.2 error log' },
  { pattern: '{time} [{severity}] {pid}#{thread}: {message}', example: 'nginx error log' },
  { pattern: '{letter}, [{time} #{pid}] {severity} -- {program}: {message}', example: "Ruby's Logger" },
  { pattern: '{pid}:{role} {time} {level} {message}', example: 'Redis' },
  { pattern: '{time} {thread} [{severity}] [{code}] [{subsystem}] {message}', example: 'MySQL 8' },
  { pattern: '{time} [{pid}] {user}@{database} {severity}: {message}', example: 'PostgreSQL' },
  { pattern: '{time} [{pid}] {severity}: {message}', example: 'PostgreSQL' },
  { pattern: '{time} - {identifier} - {severity} - {message}', example: "Python's logging" },
  { pattern: '{time} {severity} [{thread}] {message}', example: 'Tomcat' },
  { pattern: '{time} {severity} {identifier} - {message}', example: 'Log4j' },
  { pattern: '{time} {severity} {identifier}: {message}', example: "Python's logging" },
  { pattern: '{time:%y%m%d-%H%M%S} - {severity}: {message}', example: '210507-162254 - ERROR: …' },
  { pattern: '{time} - {severity}: {message}', example: '2026-11-22 10:15:00 - ERROR: …' },
  { pattern: '{time} - {severity} - {message}', example: "Python's logging" },
  { pattern: '{time} | {severity} | {location} - {message}', example: 'loguru' },
  { pattern: '{time} | {severity} | {message}', example: '2026-11-22 10:15:00 | ERROR | …' },
  { pattern: '[{time}] {identifier}.{severity}: {message}', example: 'Monolog, Laravel' },
  {
    pattern: '[{time}] [{severity}] [{thread}] {message}',
    example: '[2026-11-22 10:15:00] [ERROR] [main] …',
  },
  { pattern: '[{time}] [{severity}] {message}', example: '[2026-11-22 10:15:00] [ERROR] …' },
  { pattern: '[{time}] {severity}: {message}', example: '[2026-11-22 10:15:00] ERROR: …' },
  { pattern: '[{time}] {severity} {message}', example: '[2026-11-22 10:15:00] ERROR …' },
  { pattern: '[{severity}] [{time}] {message}', example: '[ERROR] [2026-11-22 10:15:00] …' },
  { pattern: '[{severity}] {time} {message}', example: '[ERROR] 2026-11-22 10:15:00 …' },
  { pattern: '{severity} [{time}] {message}', example: 'ERROR [2026-11-22 10:15:00] …' },
  { pattern: '{severity} {time} {message}', example: 'ERROR 2026-11-22 10:15:00 …' },
  { pattern: '{time} [{severity}] {message}', example: '2026-11-22 10:15:00 [ERROR] …' },
  { pattern: '{time} {severity}: {message}', example: '2026-11-22 10:15:00 ERROR: …' },
  { pattern: '{time} {severity} {message}', example: '2026-11-22 10:15:00 ERROR …' },
  { pattern: '{time}: {message}', example: '2026-11-22 10:15:00: …' },
  { pattern: '{time} - {message}', example: '2026-11-22 10:15:00 - …' },
  { pattern: '{time:%y%m%d-%H%M%S} - {message}', example: '210507-162254 - …' },
  { pattern: '{identifier} {time}: {message}', example: "Debian's alternatives.log" },
  { pattern: '[{time}] {message}', example: '[2026-11-22 10:15:00] …' },
  { pattern: '{time} {message}', example: "dpkg.log, Go's log" },
];
