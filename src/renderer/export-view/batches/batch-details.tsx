import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ExportBatch } from '#contract/export-batch.ts';
import { hasEnded } from '#contract/export-batch.ts';
import { texts } from '../../texts.ts';
import { BatchFacts } from './batch-facts.tsx';
import { BatchProofs } from './batch-proofs.tsx';

const words = texts.batches;

/** What is wanted seldom: all that is known of a batch, its proofs, and how to ask for more like it. */
export function BatchDetails({ batch }: { batch: ExportBatch }): ReactNode {
  // Drawn only where it is open: a page of batches has many files.
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      className="batch-details"
      onToggle={(event) => {
        setIsOpen(event.currentTarget.open);
      }}
    >
      <summary aria-label={words.detailsOf(batch.id)}>{words.details}</summary>
      {isOpen ? (
        <div className="batch-details-content">
          <BatchFacts batch={batch} />
          {hasEnded(batch.state) ? <BatchProofs batch={batch} /> : null}
        </div>
      ) : null}
    </details>
  );
}
