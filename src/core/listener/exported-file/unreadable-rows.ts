/** Rows of a Parquet file that could not be read, on their way to quarantine. */
export interface UnreadableRows {
  reason: string;
  /** The beginning of where they stand in the file. */
  bytes: Buffer;
  /** Of all of it. */
  sizeBytes: number;
}

/** What such a line begins with; one with a row begins with a brace. */
const MARK = '!';

/** A line, with its line end, that stands for the rows among those that are handed over as JSON Lines. */
export function unreadableRowsLine({ reason, bytes, sizeBytes }: UnreadableRows): string {
  return `${MARK}${JSON.stringify([reason, sizeBytes, bytes.toString('base64')])}\n`;
}

/** Reads what `unreadableRowsLine` wrote; undefined for a line with a row. */
export function readUnreadableRows(line: Buffer): UnreadableRows | undefined {
  if (line[0] !== MARK.charCodeAt(0)) return undefined;
  const [reason, sizeBytes, base64] = JSON.parse(line.toString('utf8', 1)) as [string, number, string];
  return { reason, sizeBytes, bytes: Buffer.from(base64, 'base64') };
}
