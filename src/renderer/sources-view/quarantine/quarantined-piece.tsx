import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Quarantined } from '#contract/status.ts';
import { useAppModel } from '../../app-model.ts';
import { Choice } from '../../components/choice.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { LogText } from '../../components/log-text.tsx';
import { formatBytes, formatFullTime } from '../../formats.ts';
import { useStore } from '../../state/use-store.ts';
import { texts } from '../../texts.ts';
import { bytesFromBase64, hexDump, textOfBytes } from './hex-dump.ts';

const words = texts.quarantine;
/** Characters of a piece beside its size: enough to tell it from others. */
const LEAD = 120;

interface QuarantinedPieceProps {
  piece: Quarantined;
  /** Pieces can be tried again. */
  canChoose: boolean;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}

/** One piece: its beginning, and on demand its place and bytes. */
export function QuarantinedPiece({ piece, canChoose, isChosen, onChoose }: QuarantinedPieceProps): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const [isOpen, setIsOpen] = useState(false);
  const bytes = bytesFromBase64(piece.bytesBase64);
  const lead = textOfBytes(bytes.subarray(0, LEAD)).trimEnd();
  return (
    <div className="quarantined-piece">
      {canChoose ? (
        <input
          type="checkbox"
          aria-label={words.choose(lead)}
          checked={isChosen}
          disabled={bytes.length < piece.sizeBytes}
          onChange={(event) => {
            onChoose(event.target.checked);
          }}
        />
      ) : null}
      <details
        onToggle={(event) => {
          setIsOpen(event.currentTarget.open);
        }}
      >
        <summary>
          <code>
            <LogText text={lead} />
          </code>{' '}
          <span className="hint">
            {formatBytes(piece.sizeBytes)} · {formatFullTime(piece.receivedAtUnixUs, timeZone)}
          </span>
        </summary>
        {isOpen ? <PieceBytes piece={piece} bytes={bytes} /> : null}
      </details>
    </div>
  );
}

function PieceBytes({ piece, bytes }: { piece: Quarantined; bytes: Uint8Array }): ReactNode {
  const [form, setForm] = useState<'text' | 'hex'>('text');
  return (
    <div className="quarantined-bytes">
      <p className="hint">
        {words.after} <code>{piece.position === '' ? words.beginning : piece.position}</code>
      </p>
      <div className="field-row">
        <Choice
          name={words.form}
          options={[
            { value: 'text', label: words.text },
            { value: 'hex', label: words.hex },
          ]}
          value={form}
          onChange={setForm}
        />
        <CopyButton text={() => hexDump(bytes)} label={words.copyHex} />
      </div>
      <pre tabIndex={0} aria-label={words.bytes}>
        {form === 'hex' ? hexDump(bytes) : <LogText text={textOfBytes(bytes)} keep={'\n\t'} />}
      </pre>
      {bytes.length < piece.sizeBytes ? (
        <p className="hint">{words.cut(formatBytes(bytes.length), formatBytes(piece.sizeBytes))}</p>
      ) : null}
    </div>
  );
}
