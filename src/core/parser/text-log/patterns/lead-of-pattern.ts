const TIME = /\{time(?::[^}]*)?\}/;

/**
 * A plainer pattern for lines that begin like this one: up to its time and what stands there behind it, then the message. undefined: other
 * fields come before the time, so there is none.
 */
export function leadOfPattern(pattern: string): string | undefined {
  const time = TIME.exec(pattern);
  if (time === null || pattern.slice(0, time.index).includes('{')) return undefined;
  const end = time.index + time[0].length;
  // What closes a bracket around the time, and a blank.
  const close = /^[\])]?[ :]*/.exec(pattern.slice(end))?.[0] ?? '';
  return close === '' ? undefined : `${pattern.slice(0, end)}${close}{message}`;
}
