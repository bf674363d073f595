import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Facet } from '#contract/facets.ts';
import { FACET_FIELDS } from '#contract/facets.ts';
import { useAppModel } from '../../app-model.ts';
import { Icon } from '../../components/icon.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { facetItems } from './facet-items.ts';
import { FacetList } from './facet-list.tsx';
import { FacetResizer } from './facet-resizer.tsx';
import { LiveFacets } from './live-facets.ts';

const VALUES_AT_FIRST = 50;
const MOST_VALUES = 500;

/** What units, hosts and so on the shown entries have, beside the list. Nothing is counted while it is closed. */
export function FacetPanel(): ReactNode {
  const { settings } = useAppModel();
  const { isFacetsOpen } = useStore(settings);
  return isFacetsOpen ? <OpenFacetPanel /> : null;
}

function OpenFacetPanel(): ReactNode {
  const { feed, host, settings } = useAppModel();
  const { facetsWidthPx } = useStore(settings);
  const live = useStore(feed.state);
  const [model, setModel] = useState<LiveFacets | null>(null);

  useEffect(() => {
    const opened = new LiveFacets(host, () => feed.state.get().filter, VALUES_AT_FIRST);
    const unsubscribe = feed.state.subscribe(() => {
      opened.noticeFilter();
    });
    setModel(opened);
    return () => {
      unsubscribe();
      opened.close();
    };
  }, [host, feed]);

  function close(): void {
    settings.patch({ isFacetsOpen: false });
    document.getElementById('facets-toggle')?.focus();
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape in any control inside closes it
    <aside
      className="facets"
      id="facets"
      aria-label={texts.facets.name}
      style={{ flexBasis: facetsWidthPx }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <header className="facets-head">
        <h2>{texts.facets.name}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label={texts.facets.close}
          title={texts.facets.close}
          onClick={close}
        >
          <Icon name="close" />
        </button>
      </header>
      {model === null ? null : <FacetLists model={model} where={live.filter.where} />}
      <FacetResizer />
    </aside>
  );
}

function FacetLists({ model, where }: { model: LiveFacets; where: string }): ReactNode {
  const { facets, isStale, problem } = useStore(model.counts);
  const shown = FACET_FIELDS.flatMap(
    (field) => facets?.filter((facet) => facet.field === field && isWorthShowing(facet, where)) ?? [],
  );
  return (
    <div className={isStale ? 'facets-body is-stale' : 'facets-body'} aria-busy={isStale}>
      {problem === null ? null : (
        <ProblemNotice problem={problem} place="inline" title={texts.facets.failed} />
      )}
      {shown.map((facet) => (
        <FacetList
          key={facet.field}
          facet={facet}
          where={where}
          onMore={() => {
            model.show(MOST_VALUES);
          }}
        />
      ))}
      {shown.length > 0 || problem !== null ? null : (
        <p className="hint facets-none">{isStale ? texts.facets.counting : texts.facets.noValues}</p>
      )}
    </div>
  );
}

/** What has no value is left out, unless the query names one: that must be there to be taken back. */
function isWorthShowing(facet: Facet, where: string): boolean {
  return facetItems(facet, where, []).length > 0;
}
