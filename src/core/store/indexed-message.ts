/** A message is searched by its beginning: up to this many characters. The whole is stored. */
export const INDEXED_MESSAGE_LENGTH = 65_536;

const LENGTH = String(INDEXED_MESSAGE_LENGTH);

/**
 * SQL: the text that the full-text index knows of a message. A statement that takes a row out must give the very same.
 * Only long messages are cut: substr() ends at a NUL character, and what stands behind one must be found, too.
 */
export const INDEXED_MESSAGE_SQL = `CASE WHEN octet_length(message) <= ${LENGTH} THEN CAST(message AS TEXT)
  ELSE substr(CAST(message AS TEXT), 1, ${LENGTH}) END`;
