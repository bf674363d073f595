import type { ListenerMode } from '#core/listener/listener.ts';
import { SourcesLab } from './sources-lab.ts';

/** A text log that is captured as the product does it, with a thread that listens and a real store. */
export class TextLogFileLab extends SourcesLab {
  constructor(dataDir: string, path: string, mode: ListenerMode = 'follow') {
    super(dataDir, { sources: [`file:${path}`], mode });
  }

  get state(): string {
    return this.capture.sources.all[0]?.state ?? '';
  }

  get stateText(): string {
    return this.capture.sources.all[0]?.stateText ?? '';
  }

  /** Of the entry that was stored last. */
  lastMessage(): string | undefined {
    return this.database
      .prepare<[], string>('SELECT message FROM entries ORDER BY id DESC LIMIT 1')
      .pluck()
      .get();
  }
}
