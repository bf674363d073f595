import type Database from 'better-sqlite3';

/** A message is searched by its beginning: up to this many UTF-16 code units. The whole is stored. */
export const INDEXED_MESSAGE_LENGTH = 65_536;

/** SQL: the text that the full-text index knows of a message. A statement that takes a row out must give the very same. */
export const INDEXED_MESSAGE_SQL = `CASE WHEN typeof(message) = 'text' AND octet_length(message) = length(message)
    AND octet_length(message) <= ${String(INDEXED_MESSAGE_LENGTH)}
  THEN message ELSE indexed_message(message) END`;

/**
 * Everything but letters and digits of today's Unicode. SQLite's tokenizer (unicode61) knows the Unicode of 2012 and takes
 * what is newer, such as most emoji, for letters. The few letters in the middle are those that it does not take for letters.
 */
const NO_WORD = /[^[\p{L}\p{N}]--[\u19b0-\u19c9\u1cf2\u1cf3]]+/gv;
/** One character of a word. */
export const WORD_CHARACTER = /[[\p{L}\p{N}]--[\u19b0-\u19c9\u1cf2\u1cf3]]/v;
/** The words of folded text, as they stand in the index. */
export const WORDS = /[[\p{L}\p{N}]--[\u19b0-\u19c9\u1cf2\u1cf3]]+/gv;

// oxlint-disable-next-line no-control-regex -- The range is all of ASCII, on purpose.
const ONLY_ASCII = /^[\x00-\x7f]*$/;

/**
 * Makes `indexed_message` known to a connection that writes to the index. It is called for the messages that are not short
 * ASCII text: SQLite and JavaScript agree on those alone. (For SQLite text ends at a NUL character, invalid bytes may be
 * letters, and accents count in Greek and Cyrillic.)
 */
export function addIndexedMessage(database: Database.Database): void {
  database.function('indexed_message', { deterministic: true }, (message: unknown) =>
    foldText(messageText(message)).replaceAll(NO_WORD, ' '),
  );
}

/** A message as it comes from SQLite, as text: bytes that are not UTF-8 become replacement characters. */
export function messageText(message: unknown): string {
  if (typeof message === 'string') return message;
  return Buffer.isBuffer(message) ? message.toString('utf8') : '';
}

/** The searched beginning of a text, such that case and diacritics do not count. */
export function foldText(text: string): string {
  const start = text.length > INDEXED_MESSAGE_LENGTH ? text.slice(0, INDEXED_MESSAGE_LENGTH) : text;
  if (ONLY_ASCII.test(start)) return start.toLowerCase();
  const plain = start.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  // What lower case leaves apart: the long s, and the sigma that stands at the end of a word.
  return plain.replaceAll('\u017f', 's').replaceAll('ς', 'σ').replaceAll(/\p{M}/gu, '');
}
