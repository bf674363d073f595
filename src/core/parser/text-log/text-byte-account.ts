/** What became of every byte that was pushed: the sum of all is the number of bytes pushed. */
export interface TextByteAccount {
  /** Lines of entries with their line ends, and blank lines within entries. */
  entries: number;
  rejected: number;
  /** Blank lines between entries. */
  separators: number;
  /** What a run that ended early had not made into entries; it is read again. */
  discarded: number;
  buffered: number;
}
