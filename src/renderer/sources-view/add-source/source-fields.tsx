import type { ReactNode } from 'react';
import { SelectField } from '../../export-view/form/select-field.tsx';
import { Choice } from '../../components/choice.tsx';
import { texts } from '../../texts.ts';
import { ChannelField } from './channel-field.tsx';
import { PathField } from './path-field.tsx';
import { USUAL_PORTS, type SourceDraft } from './source-kinds.ts';
import { TextField } from './text-field.tsx';

const words = texts.addSource;
const TRANSPORTS = ['udp', 'tcp', 'tls'] as const;
const LEVELS = ['default', 'info', 'debug'] as const;

interface SourceFieldsProps {
  draft: SourceDraft;
  onChange: (parts: Partial<SourceDraft>) => void;
}

/** What has to be said of a source of the chosen kind, and nothing more. */
export function SourceFields({ draft, onChange }: SourceFieldsProps): ReactNode {
  switch (draft.kind) {
    case 'journal':
    case 'kernel':
      return null;
    case 'file':
      return (
        <PathField
          name={words.path}
          value={draft.path}
          hint={words.pathHint}
          offers={['file', 'folder']}
          onChange={(path) => {
            onChange({ path });
          }}
        />
      );
    case 'journal-path':
      return (
        <PathField
          name={words.path}
          value={draft.journalPath}
          offers={['folder', 'file']}
          onChange={(journalPath) => {
            onChange({ journalPath });
          }}
        />
      );
    case 'ssh':
      return <SshFields draft={draft} onChange={onChange} />;
    case 'syslog':
      return <SyslogFields draft={draft} onChange={onChange} />;
    case 'windows':
      return (
        <ChannelField
          channels={draft.channels}
          onChange={(channels) => {
            onChange({ channels });
          }}
        />
      );
    case 'macos':
      return (
        <SelectField
          name={words.level}
          options={LEVELS.map((value) => ({ value, label: words.levels[value] }))}
          value={draft.level}
          onChange={(level) => {
            onChange({ level });
          }}
        />
      );
    case 'demo':
      return (
        <TextField
          name={words.seed}
          grows={false}
          value={draft.seed}
          onChange={(seed) => {
            onChange({ seed });
          }}
        />
      );
    case 'spec':
      return (
        <TextField
          name={words.spec}
          value={draft.spec}
          hint={words.specHint}
          onChange={(spec) => {
            onChange({ spec });
          }}
        />
      );
  }
}

function SshFields({ draft, onChange }: SourceFieldsProps): ReactNode {
  return (
    <div className="field-row source-fields">
      <TextField
        name={words.user}
        grows={false}
        placeholder={words.optional}
        value={draft.user}
        onChange={(user) => {
          onChange({ user });
        }}
      />
      <TextField
        name={words.host}
        hint={words.hostHint}
        value={draft.host}
        onChange={(host) => {
          onChange({ host });
        }}
      />
      <TextField
        name={words.port}
        grows={false}
        placeholder="22"
        value={draft.sshPort}
        onChange={(sshPort) => {
          onChange({ sshPort });
        }}
      />
    </div>
  );
}

function SyslogFields({ draft, onChange }: SourceFieldsProps): ReactNode {
  return (
    <>
      <Choice
        name={words.transport}
        options={TRANSPORTS.map((value) => ({ value, label: value.toUpperCase() }))}
        value={draft.transport}
        onChange={(transport) => {
          onChange({ transport });
        }}
      />
      <div className="field-row source-fields">
        <TextField
          name={words.address}
          hint={words.addressHint}
          value={draft.address}
          onChange={(address) => {
            onChange({ address });
          }}
        />
        <TextField
          name={words.port}
          grows={false}
          placeholder={USUAL_PORTS[draft.transport]}
          value={draft.port}
          onChange={(port) => {
            onChange({ port });
          }}
        />
      </div>
      {draft.transport === 'tls' ? (
        <>
          <PathField
            name={words.certificate}
            value={draft.certPath}
            offers={['file']}
            onChange={(certPath) => {
              onChange({ certPath });
            }}
          />
          <PathField
            name={words.key}
            value={draft.keyPath}
            offers={['file']}
            onChange={(keyPath) => {
              onChange({ keyPath });
            }}
          />
        </>
      ) : null}
    </>
  );
}
