import type { SourceTarget } from '../listener/source-target.ts';
import type { Dictionaries } from '../store/dictionaries.ts';
import { ExportedFileParser } from './exported-file/exported-file-parser.ts';
import { KernelLogParser } from './kernel/kernel-log-parser.ts';
import { MacosLogParser } from './macos/macos-log-parser.ts';
import { WindowsEventParser } from './windows/windows-event-parser.ts';
import { SyslogMessageParser } from './syslog-receiver/syslog-message-parser.ts';
import { TextLogParser } from './text-log/text-log-parser.ts';
import { JournalExportParser } from './journal/journal-export-parser.ts';
import type { ParserSink, SourceParser } from './source-parser.ts';

export interface ParserSurroundings {
  dictionaries: Dictionaries;
  sourceId: number;
  sink: ParserSink;
}

/** The parser that reads what the listener of this target hands on. */
export function createParser(target: SourceTarget, surroundings: ParserSurroundings): SourceParser {
  switch (target.kind) {
    // It speaks as journalctl does.
    case 'demo':
    case 'journal':
      return new JournalExportParser(surroundings);
    case 'file':
      return new ExportedFileParser(surroundings);
    // A folder's listener hands over no bytes.
    case 'log-folder':
    case 'standard-input':
    case 'text-log':
      return new TextLogParser(surroundings);
    case 'macos':
      return new MacosLogParser(surroundings);
    case 'windows':
      return new WindowsEventParser(surroundings);
    case 'syslog':
      return new SyslogMessageParser(surroundings);
    case 'kernel':
      return new KernelLogParser(surroundings);
  }
}
