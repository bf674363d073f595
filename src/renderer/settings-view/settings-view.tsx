import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { Choice } from '../components/choice.tsx';
import { ShortcutList } from '../components/shortcut-list.tsx';
import { currentZoneName } from '../formats.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';

/** What this view looks like and how it is driven; kept on this machine. */
export function SettingsView(): ReactNode {
  const { settings: store, app } = useAppModel();
  const settings = useStore(store);
  const description = useStore(app);
  const words = texts.settings;
  return (
    <main className="page settings-view" aria-label={texts.navigation.settings}>
      <h1>{words.title}</h1>
      <section className="panel">
        <h2>{words.theme}</h2>
        <Choice
          name={words.theme}
          options={[
            { value: 'system', label: words.themes.system },
            { value: 'light', label: words.themes.light },
            { value: 'dark', label: words.themes.dark },
          ]}
          value={settings.theme}
          onChange={(theme) => {
            store.patch({ theme });
          }}
        />
      </section>
      <section className="panel">
        <h2>{words.timeZone}</h2>
        <Choice
          name={words.timeZone}
          options={[
            { value: 'local', label: words.timeZones.local(localZoneName()) },
            { value: 'utc', label: words.timeZones.utc },
          ]}
          value={settings.timeZone}
          onChange={(timeZone) => {
            store.patch({ timeZone });
          }}
        />
        <p className="hint">{words.timeZoneHint}</p>
      </section>
      <section className="panel">
        <h2>{texts.shortcuts.title}</h2>
        <label className="check">
          <input
            type="checkbox"
            checked={settings.hasSingleKeyShortcuts}
            onChange={(event) => {
              store.patch({ hasSingleKeyShortcuts: event.target.checked });
            }}
          />
          <span>
            {words.singleKeys}
            <small>{words.singleKeysHint}</small>
          </span>
        </label>
        <ShortcutList />
      </section>
      {description === null ? null : (
        <section className="panel">
          <h2>{words.about}</h2>
          <dl className="facts">
            <div className="fact">
              <dt>{words.version}</dt>
              <dd>
                {description.version} ({description.platform})
              </dd>
            </div>
            <div className="fact">
              <dt>{words.dataDir}</dt>
              <dd>
                <code>{description.dataDir}</code>
              </dd>
            </div>
          </dl>
        </section>
      )}
    </main>
  );
}

function localZoneName(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const offset = currentZoneName('local');
  return zone === offset ? zone : `${zone}, ${offset}`;
}
