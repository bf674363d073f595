import { useState } from 'react';
import type { ReactNode } from 'react';
import { QueryHelp } from '../live-view/search/query-help.tsx';
import { texts } from '../texts.ts';
import { Choice } from './choice.tsx';
import { Dialog } from './dialog.tsx';
import { ShortcutList } from './shortcut-list.tsx';

type Section = 'keys' | 'language';

/** The keys of all commands, and the query language in short. */
export function HelpDialog({ onClose }: { onClose: () => void }): ReactNode {
  const [section, setSection] = useState<Section>('keys');
  const { sections } = texts.shortcuts;
  return (
    <Dialog title={texts.shortcuts.title} className="help" onClose={onClose}>
      <Choice<Section>
        name={sections.name}
        options={[
          { value: 'keys', label: sections.keys },
          { value: 'language', label: sections.language },
        ]}
        value={section}
        onChange={setSection}
      />
      {section === 'keys' ? <ShortcutList /> : <QueryHelp />}
    </Dialog>
  );
}
