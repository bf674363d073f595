/** A message is searched by its beginning: up to this many characters. The whole is stored. */
export const INDEXED_MESSAGE_LENGTH = 65_536;

/** SQL: the text that the full-text index knows of a message. A statement that takes a row out must give the very same. */
export const INDEXED_MESSAGE_SQL = `substr(CAST(message AS TEXT), 1, ${String(INDEXED_MESSAGE_LENGTH)})`;
