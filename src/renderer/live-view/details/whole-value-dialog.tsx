import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { CopyButton } from '../../components/copy-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { formatBytes, formatCount } from '../../formats.ts';
import { texts } from '../../texts.ts';
import { visibleParts } from '../visible-text.ts';
import { useWholeValue } from './use-whole-value.ts';
import type { ValueAddress, WholeValue } from './whole-value.ts';

const words = texts.details.wholeValue;

interface WholeValueDialogProps {
  name: string;
  address: ValueAddress;
  onClose: () => void;
}

/** All of a value, however long: read part by part, shown page by page, copied as a whole. */
export function WholeValueDialog({ name, address, onClose }: WholeValueDialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const { value, problem, readBytes, sizeBytes } = useWholeValue(address);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
    };
  }, []);
  const title = words.title(name);
  return (
    <dialog ref={dialog} className="dialog whole-value" aria-label={title} onClose={onClose}>
      <header className="dialog-head">
        <h2>{title}</h2>
        <button type="button" className="icon-button" aria-label={words.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {problem === null ? null : <ProblemNotice problem={problem} place="inline" />}
      {value === null && problem === null ? (
        <div className="whole-value-reading">
          <progress aria-label={words.progress} max={sizeBytes ?? 1} value={readBytes} />
          <span>
            {sizeBytes === null ? null : words.reading(formatBytes(readBytes), formatBytes(sizeBytes))}
          </span>
          <button type="button" className="button" onClick={onClose}>
            {words.cancel}
          </button>
        </div>
      ) : null}
      {value === null ? null : <WholeValuePages value={value} />}
    </dialog>
  );
}

function WholeValuePages({ value }: { value: WholeValue }): ReactNode {
  const { pages, sizeBytes, isBinary } = value;
  const [index, setIndex] = useState(0);
  const text = useRef<HTMLPreElement>(null);
  const go = (step: number): void => {
    setIndex(Math.min(pages.length - 1, Math.max(0, index + step)));
    text.current?.scrollTo(0, 0);
  };
  return (
    <>
      <div className="whole-value-tools">
        <span>{formatBytes(sizeBytes)}</span>
        <CopyButton text={() => pages.join('')} label={words.copyAll} />
        {pages.length === 1 ? null : (
          <span className="whole-value-pager">
            <button
              type="button"
              className="icon-button"
              aria-label={words.previousPage}
              aria-disabled={index === 0}
              onClick={() => {
                go(-1);
              }}
            >
              <Icon name="up" />
            </button>
            <span role="status">{words.page(formatCount(index + 1), formatCount(pages.length))}</span>
            <button
              type="button"
              className="icon-button"
              aria-label={words.nextPage}
              aria-disabled={index === pages.length - 1}
              onClick={() => {
                go(1);
              }}
            >
              <Icon name="down" />
            </button>
          </span>
        )}
      </div>
      {isBinary ? <p className="details-note">{words.binary}</p> : null}
      <pre ref={text} className="whole-value-text" role="group" aria-label={words.text} tabIndex={0}>
        {visibleText(pages[index] ?? '')}
      </pre>
    </>
  );
}

/** As one text: a page may have more control characters than a document can have elements. */
function visibleText(page: string): string {
  return visibleParts(page, '\n\t')
    .map(({ text }) => text)
    .join('');
}
