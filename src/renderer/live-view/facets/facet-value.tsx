import type { MouseEvent, KeyboardEvent, ReactNode } from 'react';
import type { FacetField } from '#contract/facets.ts';
import { useAppModel } from '../../app-model.ts';
import { Icon } from '../../components/icon.tsx';
import { LogText } from '../../components/log-text.tsx';
import { formatCount, formatShortCount, formatShortTime } from '../../formats.ts';
import { exclusionOf, withExclusion, withTerm, withoutTerm } from '../../state/query-terms.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import type { FacetItem } from './facet-items.ts';

interface FacetValueProps {
  field: FacetField;
  item: FacetItem;
  /** Of the most frequent value: what the bar behind the number is measured by. */
  mostEntries: number;
  /** Tab comes here; the arrows go on. */
  isStop: boolean;
  onFocus: (value: string) => void;
}

/** A value as it is read: a boot by its beginning, as its id says nothing to anybody. */
export function facetValueWords(
  field: FacetField,
  { value, firstTimeUnixUs }: FacetItem,
  zone = 'local',
): string {
  if (value === '') return texts.facets.none;
  if (field !== 'boot') return value;
  const id = value.slice(0, 8);
  return firstTimeUnixUs === null
    ? id
    : `${texts.facets.boot(formatShortTime(firstTimeUnixUs, zone))} (${id})`;
}

/** One value with its number of entries: a click shows only these, with Alt it hides them, and the next one takes that back. */
export function FacetValue({ field, item, mostEntries, isStop, onFocus }: FacetValueProps): ReactNode {
  const { feed, settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const words = facetValueWords(field, item, timeZone);
  const { choice, entries } = item;

  function choose(event: MouseEvent | KeyboardEvent): void {
    const { requested, filter, searchProblem } = feed.state.get();
    // A search that cannot be read cannot be narrowed down: the one that is shown can.
    const before = searchProblem === null ? requested.where : filter.where;
    void feed.setFilter({ ...requested, where: whereAfter(before, item, event.altKey) });
  }

  return (
    <li>
      <button
        type="button"
        className={`facet-value is-${choice}`}
        aria-pressed={choice !== 'none'}
        title={`${words}\n${hintOf(item)}`}
        tabIndex={isStop ? 0 : -1}
        onClick={choose}
        onKeyDown={(event) => {
          // With Alt held the browser presses no button by itself.
          if (event.key !== 'Enter' || !event.altKey) return;
          event.preventDefault();
          choose(event);
        }}
        onFocus={() => {
          onFocus(item.value);
        }}
      >
        <span
          className="facet-bar"
          aria-hidden="true"
          style={{ inlineSize: `${String(share(entries, mostEntries))}%` }}
        />
        {choice === 'none' ? null : <Icon name={choice === 'included' ? 'check' : 'exclude'} />}
        <span className="visually-hidden">
          <LogText text={words} />
          {spokenWords(item)}
        </span>
        <span className="facet-words" aria-hidden="true">
          <LogText text={words} />
        </span>
        <span className="facet-count" aria-hidden="true">
          {choice === 'excluded' ? '' : formatShortCount(entries)}
        </span>
      </button>
    </li>
  );
}

function whereAfter(where: string, { choice, term }: FacetItem, isExclusion: boolean): string {
  if (choice === 'included' && !isExclusion) return withoutTerm(where, term);
  if (choice === 'excluded') return withoutTerm(where, exclusionOf(term));
  return isExclusion ? withExclusion(where, term) : withTerm(where, term);
}

function spokenWords({ choice, entries }: FacetItem): string {
  const formatted = formatCount(entries);
  if (choice === 'excluded') return texts.facets.excludedWords;
  return choice === 'included'
    ? texts.facets.includedWords(entries, formatted)
    : texts.facets.valueWords(entries, formatted);
}

function hintOf({ choice }: FacetItem): string {
  if (choice === 'excluded') return texts.facets.excludedHint;
  return choice === 'included' ? texts.facets.includedHint : texts.facets.valueHint;
}

function share(entries: number, mostEntries: number): number {
  return Math.min(100, Math.round((entries / Math.max(1, mostEntries)) * 100));
}
