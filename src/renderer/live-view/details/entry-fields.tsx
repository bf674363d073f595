import { useState } from 'react';
import type { ReactNode } from 'react';
import type { EntryField, FieldValue } from '#contract/entry.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { LogText } from '../../components/log-text.tsx';
import { formatBytes } from '../../formats.ts';
import { texts } from '../../texts.ts';

/** Longer texts are shown in part first: laying out a megabyte takes a second. */
const FIRST_SHOWN_CHARACTERS = 8_000;

/** Every raw field as the source named it, in alphabetical order; the trusted ones (with an underscore) last. */
export function EntryFields({ fields }: { fields: readonly EntryField[] }): ReactNode {
  const sorted = fields.toSorted((a, b) => compareNames(a.name, b.name));
  return (
    <section className="fields">
      <h3>{texts.details.fields(fields.length)}</h3>
      <dl className="facts facts-raw">
        {sorted.flatMap((field) =>
          field.values.map((value, index) => (
            <EntryFact
              key={`${field.name} ${String(index)}`}
              name={field.name}
              value={value.value}
              raw={value}
            />
          )),
        )}
      </dl>
    </section>
  );
}

function compareNames(a: string, b: string): number {
  const aIsTrusted = a.startsWith('_');
  if (aIsTrusted !== b.startsWith('_')) return aIsTrusted ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A name, its value, and a button to copy the value. */
export function EntryFact({
  name,
  value,
  raw,
}: {
  name: string;
  value: string;
  raw?: FieldValue;
}): ReactNode {
  if (value === '' && raw === undefined) return null;
  return (
    <div className="fact">
      <dt>
        <LogText text={name} />
      </dt>
      <dd>
        <LongText text={value} />
        {raw === undefined ? null : <ValueNote value={raw} />}
        <CopyButton text={() => value} label={texts.copy.value(name)} isCompact />
      </dd>
    </div>
  );
}

function ValueNote({ value }: { value: FieldValue }): ReactNode {
  const notes = [
    ...(value.encoding === 'base64' ? [texts.details.base64] : []),
    ...(value.isTruncated ? [texts.details.cut(formatBytes(value.sizeBytes))] : []),
  ];
  return notes.length === 0 ? null : <span className="details-note">{notes.join(' · ')}</span>;
}

/** Log text of any length and any number of lines. */
export function LongText({ text }: { text: string }): ReactNode {
  const [isWhole, setIsWhole] = useState(false);
  const isCut = !isWhole && text.length > FIRST_SHOWN_CHARACTERS;
  return (
    <span className="long-text">
      <LogText text={isCut ? text.slice(0, FIRST_SHOWN_CHARACTERS) : text} keep={'\n\t'} />
      {isCut ? (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            setIsWhole(true);
          }}
        >
          {texts.details.showAll(formatBytes(text.length))}
        </button>
      ) : null}
    </span>
  );
}
