import type { Dictionaries } from '../../store/dictionaries.ts';
import { EMPTY_SUM, addToSum, isEqual } from '../byte-sum.ts';
import type { FieldName } from '../kept-fields.ts';
import type { NeighbourElement } from './neighbour-elements.ts';

/** What the value at a place of an event is for; those that are not named here are kept as they are. */
export type EventRole =
  | 'kept'
  | 'root'
  | 'system'
  /** Below System, and shared by thousands of events. */
  | 'origin'
  | 'level'
  | 'keywords'
  | 'channel'
  | 'computer'
  | 'record-id'
  | 'time'
  | 'pid'
  | 'namespace'
  /** Its children are named by their attribute Name. */
  | 'event-data'
  | 'rendering'
  | 'message';

const ROLES: ReadonlyMap<string, EventRole> = new Map([
  ['/Event', 'root'],
  ['/Event/xmlns', 'namespace'],
  ['/Event/System', 'system'],
  ['/Event/System/Provider', 'origin'],
  ['/Event/System/EventID', 'origin'],
  ['/Event/System/Version', 'origin'],
  ['/Event/System/Level', 'level'],
  ['/Event/System/Task', 'origin'],
  ['/Event/System/Opcode', 'origin'],
  ['/Event/System/Keywords', 'keywords'],
  ['/Event/System/Channel', 'channel'],
  ['/Event/System/Computer', 'computer'],
  ['/Event/System/EventRecordID', 'record-id'],
  ['/Event/System/TimeCreated/SystemTime', 'time'],
  ['/Event/System/Execution/ProcessID', 'pid'],
  ['/Event/EventData', 'event-data'],
  ['/Event/RenderingInfo', 'rendering'],
  ['/Event/RenderingInfo/Message', 'message'],
]);
/** In UTF-16 code units: the longest that a view or an export can ask for. */
const MAX_NAME_LENGTH = 256;
/** Places that are remembered; what damage or a program invents beyond that is looked up in the store. */
const MAX_LEARNT = 20_000;

/**
 * A place in an event: an element or an attribute of it. Its field is named after the way there: what stands in System by its own
 * name (`Level`, `Provider.Name`), all else with its section (`EventData.TargetUserName`, `RenderingInfo.Task`).
 */
export class EventPath implements FieldName {
  readonly name: string;
  readonly id: number | undefined;
  readonly role: EventRole;
  /** As the tag has it. */
  readonly tag: Buffer;
  readonly place: string;
  /** What was logged with the event, of which a text can be made. */
  readonly isData: boolean;
  /** An empty element of it is a value. */
  readonly hasEmptyValues: boolean;
  readonly children = new Map<number, EventPath>();
  /** Elements that stood right behind it before. */
  readonly neighbours: NeighbourElement[] = [];

  constructor(tag: Buffer, place: string, name: string, id: number | undefined) {
    this.tag = tag;
    this.place = place;
    this.name = name;
    this.id = id;
    this.role = ROLES.get(place) ?? 'kept';
    this.isData = /^\/Event\/(?!System\/|RenderingInfo(?:\/|$))[^/]+\/./.test(place);
    this.hasEmptyValues = this.isData;
  }
}

/** All places that were met. */
export class EventPaths {
  /** Where an event begins. */
  readonly top = new EventPath(Buffer.alloc(0), '', '', undefined);
  readonly #dictionaries: Dictionaries;
  readonly #byId = new Map<number, EventPath>();
  #learnt = 0;

  constructor(dictionaries: Dictionaries) {
    this.#dictionaries = dictionaries;
  }

  /** The place called `bytes[start, end)` below another one. */
  child(parent: EventPath, bytes: Buffer, start: number, end: number): EventPath {
    const sum = addToSum(EMPTY_SUM, bytes, start, end);
    const known = parent.children.get(sum);
    if (known !== undefined && isEqual(known.tag, bytes, start, end)) return known;
    const tag = Buffer.copyBytesFrom(bytes, start, end - start);
    const path = this.#make(parent, tag);
    if (known === undefined && this.#learnt < MAX_LEARNT) {
      this.#learnt += 1;
      parent.children.set(sum, path);
      if (path.id !== undefined) this.#byId.set(path.id, path);
    }
    return path;
  }

  /** Whether the field of this number was logged with the event; its last name. undefined: it was not, or is not remembered. */
  dataName(id: number): Buffer | undefined {
    const path = this.#byId.get(id);
    return path?.isData === true ? path.tag : undefined;
  }

  #make(parent: EventPath, tag: Buffer): EventPath {
    const own = tag.toString('utf8');
    const place = `${parent.place}/${own}`;
    const isNameless = parent === this.top || parent.role === 'root' || parent.role === 'system';
    const name = isNameless ? own : `${parent.name}.${own}`;
    // Sections have no values of their own and get no number before they have one.
    const isSection = parent === this.top || (parent.role === 'root' && ROLES.has(place));
    const id = isSection || name.length > MAX_NAME_LENGTH ? undefined : this.#dictionaries.fieldNameId(name);
    return new EventPath(tag, place, name, id);
  }
}
