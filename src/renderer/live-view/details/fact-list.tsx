import type { ReactNode } from 'react';
import { LogText } from '../../components/log-text.tsx';
import { texts } from '../../texts.ts';
import type { Fact } from './entry-groups.ts';
import { ValueActions } from './value-actions.tsx';
import { ValueView } from './value-view.tsx';

interface FactListProps {
  entryId: number;
  facts: readonly Fact[];
  /** The names are those of the source. */
  isRaw?: boolean;
}

/** Names, their values, and what can be done with each. */
export function FactList({ entryId, facts, isRaw = false }: FactListProps): ReactNode {
  return (
    <dl className={isRaw ? 'facts facts-raw' : 'facts'}>
      {facts.map((fact) => (
        <div key={fact.key} className="fact">
          <dt>
            <LogText text={fact.name} />
          </dt>
          <dd>
            <FactValue entryId={entryId} fact={fact} />
            <ValueActions fact={fact} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FactValue({ entryId, fact }: { entryId: number; fact: Fact }): ReactNode {
  const { name, text, source } = fact;
  if (source === null)
    return <ValueView name={name} text={text} sizeBytes={text.length} isTruncated={false} />;
  const { field, index, value } = source;
  return (
    <>
      <ValueView
        name={name}
        text={text}
        sizeBytes={value.sizeBytes}
        isTruncated={value.isTruncated}
        address={{ entryId, field, index }}
      />
      {value.encoding === 'base64' ? <span className="details-note">{texts.details.base64}</span> : null}
    </>
  );
}
