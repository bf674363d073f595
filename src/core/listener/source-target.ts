import type { TextLogFormat } from './text-log/text-log-format.ts';
import type { MacosLevel } from './macos/macos-log-command.ts';
import type { SyslogAddress } from './syslog-receiver/syslog-address.ts';
import type { JournalTarget } from './journal/journal-target.ts';

/** What a source reads, by the kind of listener and parser that it takes. */
export type SourceTarget =
  | { kind: 'journal'; journal: JournalTarget }
  /** A file that Hydrant, or something that writes like it, exported. Absolute. */
  | { kind: 'file'; path: string }
  /** A text log: syslog, an access log, JSON Lines, what an application writes. Absolute. `format` null: told by its lines. */
  | { kind: 'text-log'; path: string; format: TextLogFormat | null }
  /** A text log that another program writes to this one's standard input. */
  | { kind: 'standard-input'; format: TextLogFormat | null }
  /** A folder of text logs, or a glob that finds some. Absolute. */
  | { kind: 'log-folder'; pattern: string }
  /** The unified log of this Mac. */
  | { kind: 'macos'; level: MacosLevel }
  /** A made-up machine. The same seed, 0 to 999,999, is the same machine. */
  | { kind: 'demo'; seed: number }
  /** What others send as syslog over the network. */
  | { kind: 'syslog'; address: SyslogAddress }
  /** This machine's kernel ring buffer. */
  | { kind: 'kernel' }
  /** One channel of Windows' event log. */
  | { kind: 'windows'; channel: string };
