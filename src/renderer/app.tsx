import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useAppModel } from './app-model.ts';
import type { DialogName } from './commands/app-commands.ts';
import { appCommands, exportWhatIsShown } from './commands/app-commands.ts';
import { CommandPalette } from './commands/command-palette.tsx';
import { fileCommands } from './commands/file-commands.ts';
import { useCommandKeys } from './commands/use-command-keys.ts';
import { useCommands } from './commands/use-commands.ts';
import { useFileDrop } from './commands/use-file-drop.ts';
import { useShellCommands } from './commands/use-shell-commands.ts';
import { AppHeader } from './components/app-header.tsx';
import { HelpDialog } from './components/help-dialog.tsx';
import { OpenFileDialog } from './components/open-file-dialog.tsx';
import { OpenedFileBanner } from './components/opened-file-banner.tsx';
import { ProblemNotice } from './components/problem-notice.tsx';
import { Toast } from './components/toast.tsx';
import { ExportView } from './export-view/export-view.tsx';
import { JumpToTimeDialog } from './live-view/jump-to-time-dialog.tsx';
import { liveCommands } from './live-view/live-commands.ts';
import { LiveView } from './live-view/live-view.tsx';
import { SettingsView } from './settings-view/settings-view.tsx';
import { SourcesView } from './sources-view/sources-view.tsx';
import { EntryAnnouncements } from './components/entry-announcements.tsx';
import { useStore } from './state/use-store.ts';
import { StatusBar } from './status-bar/status-bar.tsx';
import { texts } from './texts.ts';
import type { ViewName } from './use-view-name.ts';
import { useViewName } from './use-view-name.ts';

/** The whole window: navigation above, one view, the status bar below; dialogs over it, and the commands of it all. */
export function App(): ReactNode {
  const model = useAppModel();
  const view = useViewName();
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const { dateFormat } = useStore(model.settings);
  const fileName = useStore(model.shell)?.openedFile?.name ?? null;

  const exportIt = useCallback(() => {
    exportWhatIsShown(model);
  }, [model]);

  useEffect(() => {
    document.title = texts.documentTitle(texts.navigation[view], fileName);
  }, [view, fileName]);

  return (
    <>
      <AppCommands onOpen={setDialog} />
      <AppHeader view={view} onOpen={setDialog} />
      <ConnectionBanner />
      <OpenedFileBanner />
      {/* Rows are drawn once only; written in another way they are other rows. */}
      <View key={dateFormat} name={view} onExport={exportIt} onOpen={setDialog} />
      <StatusBar />
      <Toast />
      <EntryAnnouncements />
      {dialog === null ? null : (
        <OpenDialog
          name={dialog}
          onClose={() => {
            // It tells of its end a moment later: another one may be open by then.
            setDialog((open) => (open === dialog ? null : open));
          }}
        />
      )}
    </>
  );
}

/** The first of all: what a view offers later is asked before it where both have a key. */
function AppCommands({ onOpen }: { onOpen: (dialog: DialogName) => void }): ReactNode {
  const model = useAppModel();
  useCommands(
    useMemo(
      () => [...appCommands(model, onOpen), ...fileCommands(model, onOpen), ...liveCommands(model, onOpen)],
      [model, onOpen],
    ),
  );
  useCommandKeys();
  useShellCommands();
  useFileDrop(onOpen);
  return null;
}

function OpenDialog({ name, onClose }: { name: DialogName; onClose: () => void }): ReactNode {
  switch (name) {
    case 'palette':
      return <CommandPalette onClose={onClose} />;
    case 'help':
      return <HelpDialog onClose={onClose} />;
    case 'time':
      return <JumpToTimeDialog onClose={onClose} />;
    case 'file':
      return <OpenFileDialog onClose={onClose} />;
  }
}

interface ViewProps {
  name: ViewName;
  onExport: () => void;
  onOpen: (dialog: DialogName) => void;
}

function View({ name, onExport, onOpen }: ViewProps): ReactNode {
  switch (name) {
    case 'live':
      return <LiveView onExport={onExport} />;
    case 'export':
      return <ExportView />;
    case 'sources':
      return <SourcesView onOpen={onOpen} />;
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
