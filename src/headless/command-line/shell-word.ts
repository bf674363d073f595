/** What no shell reads as anything but itself. */
const PLAIN = /^[\w%+,./:=@-]+$/;

/** A text as one word of a POSIX shell, so that a command that is shown can be copied. Source: POSIX, Shell Command Language, 2.2.2. */
export function shellWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
