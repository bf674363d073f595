import type { KeyboardEvent, ReactNode } from 'react';
import { useAppModel } from '../../app-model.ts';
import { copyText } from '../../components/copy-text.ts';
import type { IconName } from '../../components/icon.tsx';
import { Icon } from '../../components/icon.tsx';
import { termOf, withExclusion, withTerm } from '../../state/query-terms.ts';
import { texts } from '../../texts.ts';
import type { Fact } from './entry-groups.ts';

interface Action {
  icon: IconName;
  /** For the screen reader: with the name of the value. */
  label: string;
  hint: string;
  run: () => void;
}

/**
 * What can be done with a value: filter by it, copy it. Seen when the pointer or the focus is there; one stop of the Tab key,
 * the arrow keys go from button to button (ARIA Authoring Practices, toolbar).
 */
export function ValueActions({ fact }: { fact: Fact }): ReactNode {
  const actions = useActions(fact);
  return (
    <div className="value-actions" role="toolbar" aria-label={texts.details.valueActions(fact.name)}>
      {actions.map(({ icon, label, hint, run }, index) => (
        <button
          key={icon}
          type="button"
          className="icon-button"
          aria-label={label}
          title={hint}
          tabIndex={index === 0 ? 0 : -1}
          onClick={run}
          onKeyDown={moveFocus}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  );
}

function useActions({ name, text, term }: Fact): Action[] {
  const { feed, announcer } = useAppModel();
  const copy = async (copied: string): Promise<void> => {
    announcer.say((await copyText(copied)) ? texts.copy.done : texts.copy.refused);
  };
  const change = (where: (before: string) => string): void => {
    const { requested } = feed.state.get();
    void feed.setFilter({ ...requested, where: where(requested.where) });
  };
  const copyAction: Action = {
    icon: 'copy',
    label: texts.copy.value(name),
    hint: texts.copy.value(name),
    run: () => void copy(text),
  };
  if (term === null) return [copyAction];
  const words = termOf(term.field, term.value);
  return [
    {
      icon: 'only',
      label: texts.details.onlyThis(name),
      hint: texts.details.onlyThisHint,
      run: () => {
        change((where) => withTerm(where, words));
      },
    },
    {
      icon: 'exclude',
      label: texts.details.excludeThis(name),
      hint: texts.details.excludeThisHint,
      run: () => {
        change((where) => withExclusion(where, words));
      },
    },
    {
      icon: 'query',
      label: texts.details.copyQuery(name),
      hint: texts.details.copyQueryHint,
      run: () => void copy(words),
    },
    copyAction,
  ];
}

function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const buttons = [...(event.currentTarget.parentElement?.querySelectorAll('button') ?? [])];
  const at = buttons.indexOf(event.currentTarget);
  buttons.at((at + step) % buttons.length)?.focus();
  event.preventDefault();
  event.stopPropagation();
}
