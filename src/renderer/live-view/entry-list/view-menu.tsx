import type { ReactNode } from 'react';
import { memo } from 'react';
import { useAppModel } from '../../app-model.ts';
import { Choice } from '../../components/choice.tsx';
import { Icon } from '../../components/icon.tsx';
import { PopoverButton } from '../../components/popover-button.tsx';
import { currentZoneName } from '../../formats.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { ColumnChooser } from './column-chooser.tsx';
import type { VisibleColumn } from './list-columns.ts';

/** How the list looks: density, wrapping, folding, the zone of its times, its columns. At the right end of its head. */
export const ViewMenu = memo(function ViewMenu({
  columns,
}: {
  columns: readonly VisibleColumn[];
}): ReactNode {
  const words = texts.columns;
  return (
    <PopoverButton
      className="view-menu-button"
      name={words.viewName}
      widestPx={320}
      label={
        <>
          <Icon name="view" />
          {words.view}
        </>
      }
    >
      <ViewPanel columns={columns} />
    </PopoverButton>
  );
});

function ViewPanel({ columns }: { columns: readonly VisibleColumn[] }): ReactNode {
  const { settings: store } = useAppModel();
  const settings = useStore(store);
  const words = texts.columns;
  return (
    <div className="view-panel">
      <Choice
        name={words.density}
        options={[
          { value: 'compact', label: texts.settings.densities.compact },
          { value: 'comfortable', label: texts.settings.densities.comfortable },
        ]}
        value={settings.density}
        onChange={(density) => {
          store.patch({ density });
        }}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={settings.wrapsLines}
          onChange={(event) => {
            store.patch({ wrapsLines: event.target.checked });
          }}
        />
        <span>{words.wrapsLines}</span>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={settings.foldsRepeats}
          onChange={(event) => {
            store.patch({ foldsRepeats: event.target.checked });
          }}
        />
        <span>
          {words.foldsRepeats}
          <small>{words.foldsRepeatsHint}</small>
        </span>
      </label>
      <p className="view-zone">
        {words.timeZone} {settings.timeZone.includes('/') ? `${settings.timeZone}, ` : ''}
        {currentZoneName(settings.timeZone)} · <a href="#/settings">{texts.navigation.settings}</a>
      </p>
      <ColumnChooser columns={columns} />
    </div>
  );
}
