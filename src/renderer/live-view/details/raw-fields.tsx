import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { EntryDetail } from '#contract/entry.ts';
import { texts } from '../../texts.ts';
import { factsWith, rawFacts } from './entry-groups.ts';
import { FactList } from './fact-list.tsx';
import { FactSection } from './fact-section.tsx';

/** Fewer are found by looking. */
const FILTERED_FROM_FIELDS = 12;

/** Everything as the source named it; where it is much, with a field to filter it. */
export function RawFields({ entry }: { entry: EntryDetail }): ReactNode {
  const [wanted, setWanted] = useState('');
  const facts = useMemo(() => rawFacts(entry.fields), [entry]);
  const isMany = facts.length >= FILTERED_FROM_FIELDS;
  const shown = isMany ? factsWith(facts, wanted) : facts;
  return (
    <FactSection group="raw" note={texts.details.fields(entry.fields.length)}>
      {isMany ? (
        <input
          type="search"
          className="raw-filter"
          aria-label={texts.details.filterFields}
          placeholder={texts.details.filterFields}
          value={wanted}
          onChange={(event) => {
            setWanted(event.target.value);
          }}
        />
      ) : null}
      {shown.length === 0 && facts.length > 0 ? (
        <p className="details-note">{texts.details.noFieldMatches}</p>
      ) : (
        <FactList entryId={entry.row.id} facts={shown} isRaw />
      )}
    </FactSection>
  );
}
