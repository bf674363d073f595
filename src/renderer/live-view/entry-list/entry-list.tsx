import type { CSSProperties, KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useMemo, useRef } from 'react';
import { useAppModel } from '../../app-model.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { isSeveral } from './entry-selection.ts';
import { EntryRows } from './entry-rows.tsx';
import { rowElementId } from './entry-row.tsx';
import { gridTemplate, leastWidthPx } from './list-columns.ts';
import { ListHead } from './list-head.tsx';
import type { ListInput } from './list-input.ts';
import { onListClick, onListKey } from './list-input.ts';
import { SelectionBar } from './selection-bar.tsx';
import { selectionCommands } from './selection-commands.ts';
import { useColumns } from './use-columns.ts';
import { useElementSize } from './use-element-size.ts';
import { useExpandedRows } from './use-expanded-rows.ts';
import { useListLayout } from './use-list-layout.ts';
import { useListScrolling } from './use-list-scrolling.ts';
import { ViewMenu } from './view-menu.tsx';

/**
 * The list of entries and what stands between them, only those near the viewport in the document. Its place comes from the
 * feed (`position`), its scrolling goes to the feed; rows may come and go above without moving what is under the eyes.
 */
export function EntryList(): ReactNode {
  const model = useAppModel();
  const live = useStore(model.feed.state);
  const { density } = useStore(model.settings);
  const viewport = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const { widthPx, heightPx } = useElementSize(viewport);
  const { columns, room } = useColumns();
  const { expandedIds, expand } = useExpandedRows();
  const template = gridTemplate(columns, room);
  const { layout, markers, shapeKey, measure } = useListLayout(expandedIds, widthPx, template);
  const scrolling = useListScrolling({ viewport, head, layout, viewportPx: heightPx, shapeKey, measure });
  useCommands(useMemo(() => selectionCommands(model), [model]));

  const { rows, hasOlder, hasNewer } = live.window;
  useStore(model.selection.choice);
  const hasSelection = isSeveral(model.selection.ranges, live.selectedId);
  const { from, to } = scrolling.drawn;
  const isFocusedDrawn = rows.slice(from, to).some((row) => row.id === live.selectedId);
  const input: ListInput = {
    model,
    rows,
    expand(row, isExpanded) {
      // On a list that follows, what was just opened would run away.
      scrolling.hold();
      expand(row, isExpanded);
    },
    hold: scrolling.hold,
  };
  return (
    <div
      className={`list is-${density}${hasSelection ? ' has-selection' : ''}`}
      style={
        {
          '--columns': template,
          '--least-width': `${String(leastWidthPx(columns, room))}px`,
        } as CSSProperties
      }
    >
      <ListHead columns={columns} room={room} head={head} />
      <ViewMenu columns={columns} />
      <div className="list-body">
        <div
          ref={viewport}
          id="log-entries"
          className="list-viewport"
          role="grid"
          aria-label={texts.live.listName}
          aria-multiselectable="true"
          aria-rowcount={hasOlder || hasNewer ? -1 : rows.length + 1}
          aria-owns="log-entries-head log-entries-rows"
          aria-activedescendant={
            isFocusedDrawn && live.selectedId !== null ? rowElementId(live.selectedId) : undefined
          }
          tabIndex={0}
          onScroll={scrolling.onScroll}
          onWheel={scrolling.onWheel}
          onClick={(event: MouseEvent) => {
            onListClick(event, input);
          }}
          onKeyDown={(event: KeyboardEvent) => {
            onListKey(event, input);
          }}
        >
          <EntryRows
            layout={layout}
            markers={markers}
            drawn={scrolling.drawn}
            columns={columns}
            room={room}
            expandedIds={expandedIds}
            widthPx={widthPx}
          />
        </div>
        <div className="list-focus" />
      </div>
      {hasSelection ? <SelectionBar /> : null}
    </div>
  );
}
