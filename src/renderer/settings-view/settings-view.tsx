import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { Choice } from '../components/choice.tsx';
import { useStore } from '../state/use-store.ts';
import type { Settings, Theme } from '../state/settings.ts';
import { texts } from '../texts.ts';
import { KeyTable } from './key-table.tsx';
import { TimeSettings } from './time-settings.tsx';

const words = texts.settings;

/** What this view looks like and how it is driven; kept on this machine. */
export function SettingsView(): ReactNode {
  return (
    <main className="page settings-view" aria-label={texts.navigation.settings}>
      <h1>{words.title}</h1>
      <section className="panel">
        <h2>{words.appearance}</h2>
        <Appearance />
      </section>
      <section className="panel">
        <h2>{words.time}</h2>
        <TimeSettings />
      </section>
      <section className="panel">
        <h2>{words.list}</h2>
        <Switch setting="wrapsLines" name={words.wrapLines} hint={words.wrapLinesHint} />
        <Switch setting="foldsRepeats" name={words.foldRepeats} hint={words.foldRepeatsHint} />
      </section>
      <section className="panel">
        <h2>{words.accessibility}</h2>
        <Switch setting="hasSingleKeyShortcuts" name={words.singleKeys} hint={words.singleKeysHint} />
        <Switch setting="announcesEntries" name={words.announcements} hint={words.announcementsHint} />
      </section>
      <section className="panel">
        <h2>{texts.shortcuts.title}</h2>
        <KeyTable />
      </section>
      <About />
    </main>
  );
}

function Appearance(): ReactNode {
  const { settings: store } = useAppModel();
  const settings = useStore(store);
  return (
    <div className="setting-rows">
      <div className="setting-row">
        <span>{words.theme}</span>
        <Choice<Theme>
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
      </div>
      <div className="setting-row">
        <span>{words.density}</span>
        <Choice<Settings['density']>
          name={words.density}
          options={[
            { value: 'compact', label: words.densities.compact },
            { value: 'comfortable', label: words.densities.comfortable },
          ]}
          value={settings.density}
          onChange={(density) => {
            store.patch({ density });
          }}
        />
      </div>
    </div>
  );
}

interface SwitchProps {
  setting: 'wrapsLines' | 'foldsRepeats' | 'hasSingleKeyShortcuts' | 'announcesEntries';
  name: string;
  hint: string;
}

function Switch({ setting, name, hint }: SwitchProps): ReactNode {
  const { settings } = useAppModel();
  const isOn = useStore(settings)[setting];
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => {
          settings.patch({ [setting]: event.target.checked });
        }}
      />
      <span>
        {name}
        <small>{hint}</small>
      </span>
    </label>
  );
}

function About(): ReactNode {
  const { app } = useAppModel();
  const description = useStore(app);
  if (description === null) return null;
  return (
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
  );
}
