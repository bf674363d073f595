import type { JournalTarget } from './journal-target.ts';

/** What a source reads, by the kind of listener and parser that it takes. */
export type SourceTarget =
  | { kind: 'journal'; journal: JournalTarget }
  /** A file that Hydrant, or something that writes like it, exported. Absolute. */
  | { kind: 'file'; path: string }
  /** This machine's kernel ring buffer. */
  | { kind: 'kernel' };
