import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { NOTE_MAX_LENGTH } from '#contract/annotations.ts';
import { useAppModel } from '../../app-model.ts';
import { appErrorOf } from '../../state/app-error-of.ts';
import { texts } from '../../texts.ts';
import { useBookmark } from './use-bookmark.ts';

/** A pause in typing; leaving the field saves at once. */
const AUTOSAVE_AFTER_MS = 700;

type SaveState = 'saved' | 'editing' | 'saving' | { problem: string };

/** The note of the entry's bookmark, where it has one: written down by itself, and it says when it is. */
export function BookmarkNote({ entryId }: { entryId: number }): ReactNode {
  const bookmark = useBookmark(entryId);
  if (bookmark === undefined || bookmark === null) return null;
  return <NoteField key={entryId} entryId={entryId} note={bookmark.note} />;
}

function NoteField({ entryId, note }: { entryId: number; note: string }): ReactNode {
  const { text, state, edit, save } = useAutosavedNote(entryId, note);
  return (
    <div className="bookmark-note">
      <label className="bookmark-note-label">
        {texts.bookmarks.note}
        <textarea
          rows={Math.min(8, text.split('\n').length + 1)}
          maxLength={NOTE_MAX_LENGTH}
          placeholder={texts.bookmarks.notePlaceholder}
          value={text}
          onChange={(event) => {
            edit(event.target.value);
          }}
          onBlur={save}
        />
      </label>
      <span className="bookmark-note-state" role="status">
        {typeof state === 'object' ? state.problem : texts.bookmarks.noteStates[state]}
      </span>
    </div>
  );
}

interface AutosavedNote {
  text: string;
  state: SaveState;
  edit: (text: string) => void;
  save: () => void;
}

function useAutosavedNote(entryId: number, note: string): AutosavedNote {
  const { bookmarks } = useAppModel();
  /** null: nothing was typed that is not saved. */
  const [draft, setDraft] = useState<string | null>(null);
  const [state, setState] = useState<SaveState>('saved');
  const unsaved = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useCallback((): void => {
    clearTimeout(timer.current);
    const text = unsaved.current;
    if (text === null) return;
    setState('saving');
    bookmarks.set(entryId, text).then(
      () => {
        // What was typed meanwhile is saved in its turn.
        if (unsaved.current !== text) return;
        unsaved.current = null;
        setDraft(null);
        setState('saved');
      },
      (error: unknown) => {
        setState({ problem: appErrorOf(error).message });
      },
    );
  }, [bookmarks, entryId]);

  // Another entry is chosen or the pane is closed: nothing typed may be lost.
  useEffect(() => save, [save]);

  return {
    text: draft ?? note,
    state,
    edit: (text) => {
      unsaved.current = text;
      setDraft(text);
      setState('editing');
      clearTimeout(timer.current);
      timer.current = setTimeout(save, AUTOSAVE_AFTER_MS);
    },
    save,
  };
}
