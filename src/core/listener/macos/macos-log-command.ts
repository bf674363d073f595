/** How much of macOS' log is read. `default`: Default, Error and Fault. Info and debug entries are kept in memory for a short time only. */
export type MacosLevel = 'default' | 'info' | 'debug';

/** Where a test double of `log` is found. For tests: on another system than macOS, its log is read only with it. */
const DOUBLE_VARIABLE = 'HYDRANT_MACOS_LOG';

/** By path: shells have a word `log` of their own. Source: log(1). */
const MACOS_LOG = ['/usr/bin/log'] as const;

/** `log`, or its double. */
export function macosLogCommand(
  double: string | undefined = process.env[DOUBLE_VARIABLE],
): readonly string[] {
  return double === undefined || double === '' ? MACOS_LOG : [process.execPath, double];
}

/** What `log` is run with besides what every tool is: ~/.logrc would set options of its own. */
export const MACOS_LOG_ENVIRONMENT = { HOME: '/var/empty' } as const;

const STYLE = ['--style', 'ndjson', '--color', 'none'];

/** Everything from a whole second on (in UTC, as the tools' TZ says), or of the last hour. `log show` has booleans where `log stream` has levels. */
export function showArguments(level: MacosLevel, sinceUnixUs: number | null): string[] {
  const range = sinceUnixUs === null ? ['--last', '1h'] : ['--start', wholeSecond(Math.max(0, sinceUnixUs))];
  const levels = { default: [], info: ['--info'], debug: ['--info', '--debug'] }[level];
  return ['show', ...STYLE, ...levels, ...range];
}

export function streamArguments(level: MacosLevel): string[] {
  return ['stream', ...STYLE, '--level', level];
}

function wholeSecond(unixUs: number): string {
  return `${new Date(Math.floor(unixUs / 1_000_000) * 1000).toISOString().slice(0, 19).replace('T', ' ')}+0000`;
}
