import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Facet } from '#contract/facets.ts';
import { Icon } from '../../components/icon.tsx';
import { formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';
import { FacetValue, facetValueWords } from './facet-value.tsx';
import { facetItems } from './facet-items.ts';

const SHOWN_AT_FIRST = 8;
/** From so many values on they can be searched. */
const SEARCHABLE_VALUES = 20;

interface FacetListProps {
  facet: Facet;
  where: string;
  /** More values are wanted than were counted. */
  onMore: () => void;
}

/** One field and its values. While the pointer or the focus is inside, no value changes its place. */
export function FacetList({ facet, where, onMore }: FacetListProps): ReactNode {
  const bodyId = useId();
  const [isOpen, setIsOpen] = useState(true);
  const [showsAll, setShowsAll] = useState(false);
  const [sought, setSought] = useState('');
  const [heldOrder, setHeldOrder] = useState<readonly string[]>([]);
  const list = useRef<HTMLUListElement>(null);
  const [stop, setStop] = useState('');
  const name = texts.facets.fields[facet.field];

  const all = facetItems(facet, where, heldOrder);
  const wanted = sought.trim().toLowerCase();
  const found =
    wanted === ''
      ? all
      : all.filter((item) => facetValueWords(facet.field, item).toLowerCase().includes(wanted));
  const shown = showsAll || wanted !== '' ? found : found.slice(0, SHOWN_AT_FIRST);
  const hiddenCount = Math.max(facet.distinctValues, found.length) - shown.length;
  const stopValue = shown.some(({ value }) => value === stop) ? stop : shown[0]?.value;

  function hold(): void {
    setHeldOrder((order) => (order.length > 0 ? order : all.map(({ value }) => value)));
  }

  function release(): void {
    setHeldOrder([]);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[at + step]?.focus();
  }

  return (
    <section
      className="facet"
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) release();
      }}
    >
      <h3>
        <button
          type="button"
          className="facet-head"
          aria-expanded={isOpen}
          aria-controls={bodyId}
          onClick={() => {
            setIsOpen(!isOpen);
          }}
        >
          <Icon name="chevron" />
          {name}
          <span className="facet-count">{formatCount(facet.distinctValues)}</span>
        </button>
      </h3>
      <div id={bodyId} hidden={!isOpen}>
        {(showsAll || wanted !== '') && facet.distinctValues > SEARCHABLE_VALUES ? (
          <input
            type="text"
            className="facet-search"
            aria-label={texts.facets.find(name)}
            placeholder={texts.facets.find(name)}
            value={sought}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              setSought(event.target.value);
            }}
          />
        ) : null}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows go from button to button inside */}
        <ul ref={list} aria-label={name} onKeyDown={onKeyDown}>
          {shown.map((item) => (
            <FacetValue
              key={item.value}
              field={facet.field}
              item={item}
              mostEntries={facet.values[0]?.entries ?? 1}
              isStop={item.value === stopValue}
              onFocus={setStop}
            />
          ))}
        </ul>
        {shown.length === 0 ? <p className="hint">{texts.facets.noValues}</p> : null}
        {hiddenCount > 0 && !showsAll && wanted === '' ? (
          <button
            type="button"
            className="link-button"
            onClick={() => {
              setShowsAll(true);
              if (facet.distinctValues > facet.values.length) onMore();
            }}
          >
            {texts.facets.more(hiddenCount)}
          </button>
        ) : null}
        {showsAll && facet.distinctValues > facet.values.length ? (
          <p className="hint">{texts.facets.beyond(formatCount(facet.distinctValues))}</p>
        ) : null}
        {showsAll && found.length > SHOWN_AT_FIRST ? (
          <button
            type="button"
            className="link-button"
            onClick={() => {
              setShowsAll(false);
              setSought('');
            }}
          >
            {texts.facets.fewer}
          </button>
        ) : null}
      </div>
    </section>
  );
}
