import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SourceStatus } from '#contract/status.ts';
import { useAppModel } from '../../app-model.ts';
import { LogText } from '../../components/log-text.tsx';
import { formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';
import { FormatDialog } from './format-dialog.tsx';
import { QuarantineDialog } from '../quarantine/quarantine-dialog.tsx';

const words = texts.formats;

/** How the lines of a text log are read, how that is known, and the way to say it otherwise. Nothing for other sources. */
export function FormatLine({ source }: { source: SourceStatus }): ReactNode {
  const { host, announcer } = useAppModel();
  const [isCorrecting, setIsCorrecting] = useState(false);
  /** What was set a moment ago: what is in quarantine could be tried again with it. undefined: nothing. */
  const [applied, setApplied] = useState<string | null>();
  const [isRetrying, setIsRetrying] = useState(false);
  if (!hasFormat(source)) return null;
  const { quarantined } = source.counters;

  async function apply(format: string | null): Promise<void> {
    await host.call('sources.setFormat', { sourceId: source.id, format });
    setIsCorrecting(false);
    setApplied(format);
    announcer.say(words.applied(source.spec));
  }

  return (
    <div className="format-line">
      <p>
        <span className="hint">{words.format}</span> <FormatWords source={source} />
      </p>
      {source.spec.startsWith('file:') ? (
        <button
          type="button"
          className="button button-small"
          onClick={() => {
            setIsCorrecting(true);
          }}
        >
          {words.correct}
        </button>
      ) : null}
      {applied === undefined || quarantined === 0 ? null : (
        <p className="format-offer" role="status">
          {words.offer(quarantined, formatCount(quarantined))}{' '}
          <button
            type="button"
            className="button button-small"
            onClick={() => {
              setIsRetrying(true);
            }}
          >
            {words.offerRetry}
          </button>{' '}
          <button
            type="button"
            className="button button-small"
            onClick={() => {
              setApplied(undefined);
            }}
          >
            {words.dismiss}
          </button>
        </p>
      )}
      {isCorrecting ? (
        <FormatDialog
          title={words.title(source.spec)}
          sample={{ of: 'source', sourceId: source.id }}
          initialFormat={source.format?.certainty === null ? source.format.format : null}
          toldLabel={words.kinds.told}
          hint={words.holdsFrom}
          applyLabel={words.apply}
          onApply={apply}
          onClose={() => {
            setIsCorrecting(false);
          }}
        />
      ) : null}
      {isRetrying ? (
        <QuarantineDialog
          choice={{ sourceId: source.id }}
          pieces={quarantined}
          initialFormat={applied ?? null}
          onClose={() => {
            setIsRetrying(false);
            setApplied(undefined);
          }}
        />
      ) : null}
    </div>
  );
}

/** A text log that is captured here; also one that no known format explains. What was read to its end has no next line. */
function hasFormat({ format, spec, problem, state }: SourceStatus): boolean {
  if (format !== null) return state !== 'finished' && state !== 'stopped';
  return spec.startsWith('file:') && problem?.code === 'file.unknown-format';
}

function FormatWords({ source: { format } }: { source: SourceStatus }): ReactNode {
  if (format === null) return <span>{words.unknown}</span>;
  const { certainty } = format;
  return (
    <>
      <code>
        <LogText text={format.words} />
      </code>{' '}
      <span className={certainty === 'unsure' ? 'format-unsure' : 'hint'}>
        · {certainty === null ? words.said : words.certainties[certainty]}
      </span>
    </>
  );
}
