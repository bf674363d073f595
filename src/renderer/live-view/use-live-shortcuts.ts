import { useEffect } from 'react';
import type { AppModel } from '../app-model.ts';
import { useAppModel } from '../app-model.ts';
import { takesTyping } from '../components/takes-typing.ts';
import { texts } from '../texts.ts';

const ERRORS = [0, 1, 2, 3];
const WARNINGS = [4];

/** The keys of the live view (texts.shortcuts lists them). Fields and dialogs keep their keys. */
export function useLiveShortcuts(): void {
  const model = useAppModel();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      if (handleKey(event, model)) event.preventDefault();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [model]);
}

/** @returns whether the key was meant for the live view. */
function handleKey(event: KeyboardEvent, model: AppModel): boolean {
  const { feed } = model;
  if (event.ctrlKey || event.metaKey || event.altKey || takesTyping(event.target)) {
    return false;
  }
  // Home, End and Space scroll the details while they have the focus.
  if (event.target instanceof Element && event.target.closest('aside') !== null && event.key !== 'Escape') {
    return false;
  }
  switch (event.key) {
    case 'Escape':
      if (feed.state.get().selectedId === null) return false;
      feed.deselect();
      return true;
    case 'End':
      feed.jumpToNewest();
      return true;
    case 'Home':
      void feed.jumpToOldest();
      return true;
    default:
      return model.settings.get().hasSingleKeyShortcuts && handleSingleKey(event, model);
  }
}

function handleSingleKey(event: KeyboardEvent, model: AppModel): boolean {
  switch (event.key) {
    case ' ':
      // On a button or link, Space presses it.
      if (event.target instanceof Element && event.target.closest('button, a, summary, [role=separator]'))
        return false;
      model.feed.togglePause();
      return true;
    case 'e':
      return goTo(model, ERRORS, 'next', texts.live.noNextError);
    case 'E':
      return goTo(model, ERRORS, 'previous', texts.live.noPreviousError);
    case 'w':
      return goTo(model, WARNINGS, 'next', texts.live.noNextWarning);
    case 'W':
      return goTo(model, WARNINGS, 'previous', texts.live.noPreviousWarning);
    default:
      return false;
  }
}

function goTo(model: AppModel, severities: number[], direction: 'next' | 'previous', none: string): true {
  void model.feed.selectNearest(severities, direction).then((isFound) => {
    if (!isFound) model.announcer.say(none);
  });
  return true;
}
