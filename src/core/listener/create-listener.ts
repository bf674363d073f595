import { createFileListener } from './exported-file/file-listener.ts';
import { createLogFolderListener } from './log-folder/log-folder-listener.ts';
import { createMacosListener } from './macos/macos-listener.ts';
import { createWindowsListener } from './windows/windows-listener.ts';
import { createDemoListener } from './demo/demo-listener.ts';
import { createStandardInputListener } from './standard-input/standard-input-listener.ts';
import { createSyslogReceiver } from './syslog-receiver/syslog-receiver.ts';
import { createTextLogListener } from './text-log/text-log-listener.ts';
import { createJournalFolderListener } from './journal/journal-folder-listener.ts';
import { createJournalListener } from './journal/journal-listener.ts';
import { createKernelListener } from './kernel/kernel-listener.ts';
import type { Listener, ListenerMode, ListenerPort } from './listener.ts';
import type { SourceTarget } from './source-target.ts';

/** What a listener is made with. */
export interface ListenerPlan {
  target: SourceTarget;
  mode: ListenerMode;
  port: ListenerPort;
  /** Of the last entry stored; null: begin at the oldest entry. */
  initialPosition: string | null;
}

/** The listener that reads this target. */
export function createListener({ target, ...surroundings }: ListenerPlan): Listener {
  switch (target.kind) {
    case 'journal':
      if (target.journal.kind === 'directory') {
        return createJournalFolderListener({ path: target.journal.path, ...surroundings });
      }
      return createJournalListener({ target: target.journal, ...surroundings });
    case 'file':
      return createFileListener({ path: target.path, ...surroundings });
    case 'text-log':
      return createTextLogListener({ path: target.path, format: target.format, ...surroundings });
    case 'standard-input':
      return createStandardInputListener({ format: target.format, ...surroundings });
    case 'log-folder':
      return createLogFolderListener({ pattern: target.pattern, ...surroundings });
    case 'macos':
      return createMacosListener({ level: target.level, ...surroundings });
    case 'windows':
      return createWindowsListener({ channel: target.channel, ...surroundings });
    case 'demo':
      return createDemoListener({ seed: target.seed, ...surroundings });
    case 'syslog':
      return createSyslogReceiver({ address: target.address, ...surroundings });
    case 'kernel':
      return createKernelListener(surroundings);
  }
}
