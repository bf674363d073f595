import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Choice } from '../../components/choice.tsx';
import { formatBytes } from '../../formats.ts';
import { texts } from '../../texts.ts';
import { LongText, needsWindow } from './long-text.tsx';
import { structuredValue } from './structured-value.ts';
import { WholeValueDialog } from './whole-value-dialog.tsx';
import type { ValueAddress } from './whole-value.ts';

interface ValueViewProps {
  /** What the value is called, for the window with all of it. */
  name: string;
  /** The value as far as it came with the entry. */
  text: string;
  /** Of the whole value. */
  sizeBytes: number;
  /** `text` is not all of it. */
  isTruncated: boolean;
  /** Where all of it can be read; absent: `text` is all of it. */
  address?: ValueAddress;
}

/** A value: JSON and XML indented, anything long in part, anything very long on request in a window of its own. */
export function ValueView({ name, text, sizeBytes, isTruncated, address }: ValueViewProps): ReactNode {
  const structured = useMemo(() => structuredValue(text), [text]);
  const [form, setForm] = useState<'pretty' | 'raw'>('pretty');
  const [isOpen, setIsOpen] = useState(false);
  const isPretty = structured !== null && form === 'pretty';
  const pieces = isPretty
    ? [{ kind: 'plain' as const, text: lineOf(structured.prefix) }, ...structured.pieces]
    : [{ kind: 'plain' as const, text }];
  return (
    <>
      {structured === null ? null : (
        <span className="value-form">
          <Choice
            name={texts.details.form}
            options={[
              { value: 'pretty', label: texts.details.structured[structured.language] },
              { value: 'raw', label: texts.details.raw },
            ]}
            value={form}
            onChange={setForm}
          />
        </span>
      )}
      <LongText pieces={pieces} />
      {address !== undefined && (isTruncated || needsWindow(text.length)) ? (
        <span className="details-note">
          {isTruncated ? `${texts.details.cut(formatBytes(sizeBytes))} ` : null}
          <button
            type="button"
            className="link-button"
            onClick={() => {
              setIsOpen(true);
            }}
          >
            {texts.details.openInFull(formatBytes(sizeBytes))}
          </button>
        </span>
      ) : null}
      {isOpen && address !== undefined ? (
        <WholeValueDialog
          name={name}
          address={address}
          onClose={() => {
            setIsOpen(false);
          }}
        />
      ) : null}
    </>
  );
}

/** The words before a structure stand in a line of their own. */
function lineOf(prefix: string): string {
  return prefix.trim() === '' ? '' : `${prefix.trimEnd()}\n`;
}
