import type { EventPayload } from '#contract/events.ts';
import type { MethodParams } from '#contract/methods.ts';
import type { AnnotationStore } from './annotation-store.ts';

/** The methods of the contract that change annotations. */
export type AnnotationMethod =
  | 'bookmarks.set'
  | 'bookmarks.remove'
  | 'savedQueries.save'
  | 'savedQueries.remove'
  | 'lastLook.set';

/** What the views are to be told of a change. */
export type AnnotationEvent =
  | { name: 'bookmarks.changed'; payload: EventPayload<'bookmarks.changed'> }
  | { name: 'savedQueries.changed'; payload: EventPayload<'savedQueries.changed'> };

export interface AnnotationAnswer {
  /** The method's result. */
  value: unknown;
  /** null: nothing changed that a view shows. */
  event: AnnotationEvent | null;
}

const QUERIES_CHANGED: AnnotationEvent = { name: 'savedQueries.changed', payload: {} };

/** Answers a method that changes annotations; the parameters were checked before. Throws what AnnotationStore throws. */
export function changeAnnotations(
  store: AnnotationStore,
  method: AnnotationMethod,
  params: unknown,
): AnnotationAnswer {
  switch (method) {
    case 'bookmarks.set': {
      const { entryId, note } = params as MethodParams<'bookmarks.set'>;
      const bookmark = store.setBookmark(entryId, note);
      return { value: { bookmark }, event: { name: 'bookmarks.changed', payload: { entryId, bookmark } } };
    }
    case 'bookmarks.remove': {
      const { entryId } = params as MethodParams<'bookmarks.remove'>;
      const wasThere = store.removeBookmark(entryId);
      return {
        value: {},
        event: wasThere ? { name: 'bookmarks.changed', payload: { entryId, bookmark: null } } : null,
      };
    }
    case 'savedQueries.save': {
      const { name, query, replacesExisting } = params as MethodParams<'savedQueries.save'>;
      return { value: { query: store.saveQuery(name, query, replacesExisting) }, event: QUERIES_CHANGED };
    }
    case 'savedQueries.remove':
      store.removeQuery((params as MethodParams<'savedQueries.remove'>).name);
      return { value: {}, event: QUERIES_CHANGED };
    case 'lastLook.set':
      store.setLastLook((params as MethodParams<'lastLook.set'>).entryId);
      return { value: {}, event: null };
    default:
      return method satisfies never;
  }
}
