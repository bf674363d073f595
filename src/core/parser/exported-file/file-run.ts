/** One reading of a file from its beginning. */
export interface FileRun {
  /** Where the next reading begins, as FilePosition says; null: nothing was read. */
  readonly position: string | null;
  /** Reads the rows that are complete. When it throws, because the store fails, another push (of nothing) goes on in its place. */
  push(bytes: Buffer): void;
  /** No more bytes come. `isComplete`: the file ends here; else what is left of a row is let go. */
  end(isComplete: boolean): void;
}
