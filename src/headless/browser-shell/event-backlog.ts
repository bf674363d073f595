import type { ServerMessage } from '#contract/envelope.ts';
import type { EventName, EventPayload } from '#contract/events.ts';

/** More different events than a view can be behind on: status and entries are one each, a job or a gap one each. */
const CAPACITY_EVENTS = 200;

type EventMessage = Extract<ServerMessage, { kind: 'event' }>;

/**
 * Events that wait for a slow page, merged so that it gets the latest of each instead of all of them: counts of stored
 * entries are added up, of a status and of a job's progress only the last remains. When full, the oldest is dropped: a
 * page that far behind reads the lists anew.
 */
export class EventBacklog {
  readonly #waiting = new Map<string, EventMessage>();

  get size(): number {
    return this.#waiting.size;
  }

  add(event: EventMessage): void {
    const key = keyOf(event);
    const merged = key === 'entries.stored' ? mergeStored(this.#waiting.get(key), event) : event;
    this.#waiting.delete(key);
    this.#waiting.set(key, merged);
    if (this.#waiting.size > CAPACITY_EVENTS) {
      const [oldest] = this.#waiting.keys();
      if (oldest !== undefined) this.#waiting.delete(oldest);
    }
  }

  /** Hands out all that waits, in the order of its last change, and forgets it. */
  take(): EventMessage[] {
    const events = [...this.#waiting.values()];
    this.#waiting.clear();
    return events;
  }
}

function keyOf(event: EventMessage): string {
  const name = event.name as EventName;
  switch (name) {
    case 'entries.stored':
    case 'status.changed':
    case 'savedQueries.changed':
    case 'schedules.changed':
      return name;
    case 'bookmarks.changed':
      return `${name} ${String((event.payload as EventPayload<typeof name>).entryId)}`;
    case 'gaps.recorded':
    case 'exports.progressed':
    case 'exports.removed':
    case 'shell.commandChosen':
      return `${name} ${String((event.payload as EventPayload<typeof name>).id)}`;
  }
}

function mergeStored(earlier: EventMessage | undefined, later: EventMessage): EventMessage {
  if (earlier === undefined) return later;
  const before = earlier.payload as EventPayload<'entries.stored'>;
  const after = later.payload as EventPayload<'entries.stored'>;
  const payload: EventPayload<'entries.stored'> = {
    lastId: after.lastId,
    bySeverity: after.bySeverity.map((count, severity) => count + (before.bySeverity[severity] ?? 0)),
    ...earlierLate(before.lateFromId, after.lateFromId),
  };
  return { kind: 'event', name: later.name, payload };
}

function earlierLate(one: number | undefined, other: number | undefined): { lateFromId?: number } {
  if (one === undefined && other === undefined) return {};
  return { lateFromId: Math.min(one ?? Infinity, other ?? Infinity) };
}
