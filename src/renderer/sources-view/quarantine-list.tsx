import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Quarantined, SourceStatus } from '#contract/status.ts';
import { useAppModel } from '../app-model.ts';
import { Choice } from '../components/choice.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { LogText } from '../components/log-text.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { formatBytes, formatCount, formatFullTime } from '../formats.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import { bytesFromBase64, hexDump, textOfBytes } from './hex-dump.ts';
import { useQuarantine } from './use-quarantine.ts';

/** What was received but could not be read as an entry: why, where, and its bytes. */
export function QuarantineList({ sources }: { sources: readonly SourceStatus[] }): ReactNode {
  const count = sources.reduce((sum, source) => sum + source.counters.quarantined, 0);
  const { quarantined, total, problem, readOlder } = useQuarantine(count);
  return (
    <section className="panel" aria-label={texts.quarantine.title}>
      <h2>{texts.quarantine.title}</h2>
      {problem === null ? null : <ProblemNotice problem={problem} place="inline" />}
      {quarantined.length === 0 && problem === null ? <p className="hint">{texts.quarantine.none}</p> : null}
      <ul className="quarantine">
        {quarantined.map((item) => (
          <li key={item.id}>
            <QuarantinedItem item={item} />
          </li>
        ))}
      </ul>
      {quarantined.length < total ? (
        <button type="button" className="button" onClick={readOlder}>
          {texts.quarantine.older(formatCount(total - quarantined.length))}
        </button>
      ) : null}
    </section>
  );
}

function QuarantinedItem({ item }: { item: Quarantined }): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      onToggle={(event) => {
        setIsOpen(event.currentTarget.open);
      }}
    >
      <summary>
        <span>
          <LogText text={item.reason} />
        </span>
        <span className="hint">
          {formatBytes(item.sizeBytes)} · {formatFullTime(item.receivedAtUnixUs, timeZone)}
        </span>
      </summary>
      {isOpen ? <QuarantinedBytes item={item} /> : null}
    </details>
  );
}

function QuarantinedBytes({ item }: { item: Quarantined }): ReactNode {
  const [form, setForm] = useState<'text' | 'hex'>('text');
  const bytes = bytesFromBase64(item.bytesBase64);
  return (
    <div className="quarantined-bytes">
      <p className="hint">
        {texts.quarantine.after}{' '}
        <code>{item.position === '' ? texts.quarantine.beginning : item.position}</code>
      </p>
      <div className="field-row">
        <Choice
          name={texts.quarantine.form}
          options={[
            { value: 'text', label: texts.quarantine.text },
            { value: 'hex', label: texts.quarantine.hex },
          ]}
          value={form}
          onChange={setForm}
        />
        <CopyButton text={() => hexDump(bytes)} label={texts.quarantine.copyHex} />
      </div>
      <pre tabIndex={0} aria-label={texts.quarantine.bytes}>
        {form === 'hex' ? hexDump(bytes) : <LogText text={textOfBytes(bytes)} keep={'\n\t'} />}
      </pre>
      {bytes.length < item.sizeBytes ? (
        <p className="hint">{texts.quarantine.cut(formatBytes(bytes.length), formatBytes(item.sizeBytes))}</p>
      ) : null}
    </div>
  );
}
