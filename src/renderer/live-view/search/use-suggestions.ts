import { useEffect, useMemo, useState } from 'react';
import type { QueryField } from '#contract/facets.ts';
import { useAppModel } from '../../app-model.ts';
import { timeParts } from '../../formats.ts';
import { useStore } from '../../state/use-store.ts';
import { completionPlace } from './completion-place.ts';
import type { Suggestion, SuggestionSources } from './suggestions.ts';
import { askedField, suggestionsFor } from './suggestions.ts';

/** Leaves the store to the search itself while letters come fast. */
const VALUES_PAUSE_MS = 60;
/** Some more than are shown: letters typed next are answered from what is here until the store has answered. */
const ASKED_VALUES = 50;

interface KnownValues {
  field: string;
  values: SuggestionSources['values'];
}

/** What could stand at the caret. Asks the engine for fields and values while `isWanted`, and only then. */
export function useSuggestions(text: string, caret: number, isWanted: boolean): Suggestion[] {
  const { host, searchHistory, savedQueries } = useAppModel();
  const history = useStore(searchHistory.searches);
  const saved = useStore(savedQueries.queries);
  const [fields, setFields] = useState<readonly QueryField[]>([]);
  const [known, setKnown] = useState<KnownValues | null>(null);
  const [today, setToday] = useState('');
  const place = useMemo(() => completionPlace(text, caret), [text, caret]);
  const field = isWanted ? askedField(place) : undefined;
  const prefix = place.kind === 'value' ? place.prefix : '';

  useEffect(() => {
    if (!isWanted) return undefined;
    setToday(timeParts(Date.now() * 1_000, 'local').day);
    const call = new AbortController();
    host.call('fields.list', {}, call.signal).then(
      (answer) => {
        setFields(answer.fields);
      },
      () => {
        // Without the names there is nothing to suggest; what is typed is searched for all the same.
      },
    );
    return () => {
      call.abort();
    };
  }, [host, isWanted]);

  useEffect(() => {
    if (field === undefined) return undefined;
    const call = new AbortController();
    const timer = setTimeout(() => {
      host.call('fields.values', { field, prefix, limit: ASKED_VALUES }, call.signal).then(
        ({ values }) => {
          setKnown({ field, values });
        },
        () => {
          if (!call.signal.aborted) setKnown({ field, values: [] });
        },
      );
    }, VALUES_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      call.abort();
    };
  }, [host, field, prefix]);

  return useMemo(() => {
    if (!isWanted) return [];
    const values = known !== null && known.field === field ? known.values : null;
    return suggestionsFor(text, place, { fields, values, history, saved, today });
  }, [isWanted, text, place, fields, known, field, history, saved, today]);
}
