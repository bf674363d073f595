/** Answered on the command line, whatever else is asked for. */
const ANSWERS = new Set(['--help', '-h', '--version', '-V']);
/** Options of the desktop app and of the browser shell in its place that take a value, lest it be mistaken for a command. */
const OPTIONS_WITH_VALUE = new Set(['--data-dir', '--source', '--host', '--port']);

/**
 * Reads only as much of the arguments as it takes to know what to start; their meaning is the command's own affair.
 * @param {readonly string[]} args
 * @returns {{ kind: 'desktop' | 'command-line', needsBuild: boolean }}
 */
export function chooseCommand(args) {
  if (args.some((arg) => ANSWERS.has(arg))) return { kind: 'command-line', needsBuild: false };
  return { kind: firstWord(args) === undefined ? 'desktop' : 'command-line', needsBuild: true };
}

/** @param {readonly string[]} args */
function firstWord(args) {
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (!arg.startsWith('-')) return arg;
    if (OPTIONS_WITH_VALUE.has(arg)) index += 1;
  }
  return undefined;
}
