import { afterEach, beforeEach, vi } from 'vitest';
import { LiveFeed } from '../../src/renderer/live-view/live-feed.ts';
import { MemoryLog } from './memory-log.ts';

/** A feed over a log in memory, in a time that passes only when it is told to; another one for each test of the file that makes it. */
export class LiveFeedLab {
  log = new MemoryLog();
  feed = new LiveFeed(this.log);

  constructor() {
    beforeEach(() => {
      vi.useFakeTimers();
      this.log = new MemoryLog();
      this.feed = new LiveFeed(this.log);
    });
    afterEach(() => {
      this.feed.close();
      vi.useRealTimers();
    });
  }

  async start(entries: number): Promise<void> {
    this.log.store(entries);
    this.feed.start();
    await this.settle();
  }

  /** Lets everything happen that is due within a second. */
  async settle(): Promise<void> {
    await vi.advanceTimersByTimeAsync(1_000);
  }

  shownIds(): number[] {
    return this.feed.state.get().window.rows.map((row) => row.id);
  }
}
