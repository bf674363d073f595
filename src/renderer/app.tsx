import { useCallback, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from './app-model.ts';
import { AppHeader } from './components/app-header.tsx';
import { HelpDialog } from './components/help-dialog.tsx';
import { ProblemNotice } from './components/problem-notice.tsx';
import { Toast } from './components/toast.tsx';
import { ExportView } from './export-view/export-view.tsx';
import { LiveView } from './live-view/live-view.tsx';
import { SettingsView } from './settings-view/settings-view.tsx';
import { SourcesView } from './sources-view/sources-view.tsx';
import { useStore } from './state/use-store.ts';
import { StatusBar } from './status-bar/status-bar.tsx';
import { texts } from './texts.ts';
import { useAppShortcuts } from './use-app-shortcuts.ts';
import type { ViewName } from './use-view-name.ts';
import { goToView, useViewName } from './use-view-name.ts';

/** The whole window: navigation above, one view, the status bar below. */
export function App(): ReactNode {
  const { exportFilter } = useAppModel();
  const view = useViewName();
  const [isHelpOpen, setIsHelpOpen] = useState(false);

  const openHelp = useCallback(() => {
    setIsHelpOpen(true);
  }, []);

  const exportWhatIsShown = useCallback(() => {
    exportFilter.set(null);
    goToView('export');
  }, [exportFilter]);

  useAppShortcuts({
    export: view === 'live' ? exportWhatIsShown : goToExport,
    openHelp,
  });

  useEffect(() => {
    document.title = texts.documentTitle(texts.navigation[view]);
  }, [view]);

  return (
    <>
      <AppHeader view={view} onHelp={openHelp} />
      <ConnectionBanner />
      <View name={view} onExport={exportWhatIsShown} />
      <StatusBar />
      <Toast />
      {isHelpOpen ? (
        <HelpDialog
          onClose={() => {
            setIsHelpOpen(false);
          }}
        />
      ) : null}
    </>
  );
}

function goToExport(): void {
  goToView('export');
}

function View({ name, onExport }: { name: ViewName; onExport: () => void }): ReactNode {
  switch (name) {
    case 'live':
      return <LiveView onExport={onExport} />;
    case 'export':
      return <ExportView />;
    case 'sources':
      return <SourcesView />;
    case 'settings':
      return <SettingsView />;
  }
}

function ConnectionBanner(): ReactNode {
  const { host } = useAppModel();
  if (useStore(host.connection) !== 'lost') return null;
  return (
    <ProblemNotice
      problem={{ message: texts.connection.lost, remedy: texts.connection.lostRemedy }}
      place="banner"
      title={texts.connection.lostShort}
    />
  );
}
