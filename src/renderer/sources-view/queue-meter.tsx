import type { ReactNode } from 'react';
import type { QueueDepth } from '#contract/status.ts';
import { formatBytes, formatCount } from '../formats.ts';
import { texts } from '../texts.ts';

/** How full one queue is. */
export function QueueMeter({ queue }: { queue: QueueDepth }): ReactNode {
  const fraction = Math.max(queue.entries / queue.capacityEntries, queue.bytes / queue.capacityBytes);
  return (
    <div className="queue">
      <span className="queue-name">{texts.sources.queue(queue.name)}</span>
      <meter value={fraction} max={1} high={0.8} aria-label={texts.sources.queue(queue.name)} />
      <span className="queue-figures">
        {texts.sources.depth(
          formatCount(queue.entries),
          formatCount(queue.capacityEntries),
          formatBytes(queue.bytes),
          formatBytes(queue.capacityBytes),
        )}
      </span>
    </div>
  );
}
