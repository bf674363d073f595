import type { EntryQuery } from '#contract/query.ts';
import type { Severity } from '#contract/severity.ts';
import { bookmarkedIds } from '../annotations/bookmarked-ids.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import type { ConditionFunctions } from './condition-functions.ts';
import { NEVER, all, any, literal, negate, place } from './condition-sql.ts';
import { fullTextExpression } from './full-text-expression.ts';
import { idBoundsOfTime, type IdBounds } from './id-bounds.ts';
import { idBoundsOfNode } from './id-bounds-of-node.ts';
import { hasLateEntries } from './late-entries.ts';
import { messageMatcher } from './message-match.ts';
import { noteMatcher, unitMatcher, valueMatcher } from './name-match.ts';
import type { OriginCatalog } from './origin-catalog.ts';
import {
  selectOrigins,
  selectOriginsOfSources,
  sourceIdsOf,
  type OriginSelection,
} from './origin-selection.ts';
import { selectOriginsOfBoot } from './origins-of-boot.ts';
import { parseQuery } from './query-language/parse-query.ts';
import { parseSearch } from './query-language/parse-search.ts';
import type { FieldMatch, QueryNode } from './query-language/query-node.ts';
import { findIn, isBuiltField, rawFieldMatcher } from './raw-field-match.ts';
import { ENTRY_COLUMNS, fieldsOf } from './stored-entry.ts';

/** What a query means for this store, ready to run. Valid until the connection's ConditionFunctions are cleared. */
export interface CompiledQuery {
  /** Nothing can match, whatever the store holds: there is nothing to run. */
  matchesNothing: boolean;
  /** Every condition but the severities, as SQL over `entries AS e`; ALWAYS or NEVER when that is known. */
  condition: string;
  /** undefined: any severity. */
  severities: Severity[] | undefined;
  /** Finds the entries through the full-text index; `condition` then holds only what the index leaves open. */
  fullText: string | undefined;
  /** Only these entries can match, ascending; `condition` does not ask for them again. There is no `fullText` then. */
  listedIds: readonly number[] | undefined;
  /** `condition` without the help of `fullText` or `listedIds`. */
  wholeCondition: string;
  /** No matching entry lies outside these ids (both inclusive). */
  firstId: number;
  lastId: number;
  /** As the query's own comparisons with `id` say it: places, of entries that came late as well. Both inclusive. */
  places: IdBounds;
  /** The time range in which all matches lie, as the query's own conditions say it: from inclusive, until exclusive. */
  times: { sinceUnixUs: number | undefined; untilUnixUs: number | undefined };
  /** Nothing but severity, time and source restricts, so that counts come from the rollup. `sourceIds` undefined: any. */
  rollup: { sourceIds: number[] | undefined } | undefined;
  /** The answer changes when a bookmark does, and not only with the log. */
  asksForBookmarks: boolean;
}

export interface QueryContext {
  database: ReadableDatabase;
  functions: ConditionFunctions;
  catalog: OriginCatalog;
  nowUnixUs: number;
}

/**
 * Compiles a query.
 * @throws AppError `query.invalid` when `where` is not an expression of the query language.
 */
export function compileQuery(query: EntryQuery, context: QueryContext): CompiledQuery {
  const nodes: QueryNode[] = [];
  const add = (node: QueryNode | null) => {
    if (node === null) return;
    if (node.kind === 'and') nodes.push(...node.children);
    else nodes.push(node);
  };
  if (query.where !== undefined) add(parseQuery(query.where, query.nowUnixUs ?? context.nowUnixUs));
  if (query.search !== undefined) add(parseSearch(query.search));
  if (query.sinceUnixUs !== undefined) nodes.push({ kind: 'time', from: query.sinceUnixUs });
  if (query.untilUnixUs !== undefined) nodes.push({ kind: 'time', until: query.untilUnixUs });
  for (const [field, values] of [
    ['unit', query.units],
    ['identifier', query.identifiers],
    ['host', query.hosts],
  ] as const) {
    if (values !== undefined) nodes.push(oneOf(values.map((value) => equals(field, value))));
  }
  return new Compiler(context).compile(nodes, query);
}

function equals(field: 'unit' | 'identifier' | 'host', value: string): QueryNode {
  return { kind: 'field', field, match: { kind: 'equals', value } };
}

function oneOf(children: QueryNode[]): QueryNode {
  const [only] = children;
  return children.length === 1 && only !== undefined ? only : { kind: 'or', children };
}

/** A condition whose matches are few and known by their ids. */
type ListingNode =
  | Extract<QueryNode, { kind: 'bookmarked' }>
  | (Extract<QueryNode, { kind: 'field' }> & { field: 'note' });

function listsIds(node: QueryNode): node is ListingNode {
  if (node.kind === 'bookmarked') return true;
  // An empty note is what all other entries have.
  return (
    node.kind === 'field' &&
    node.field === 'note' &&
    !(node.match.kind === 'equals' && node.match.value === '')
  );
}

class Compiler {
  readonly #context: QueryContext;
  #firstId = 1;
  #lastId = Number.MAX_SAFE_INTEGER;
  #asksForBookmarks = false;
  readonly #hasLate: boolean;

  constructor(context: QueryContext) {
    this.#context = context;
    this.#hasLate = hasLateEntries(context.database);
  }

  compile(nodes: readonly QueryNode[], query: EntryQuery): CompiledQuery {
    let severities = query.severities === undefined ? undefined : new Set<Severity>(query.severities);
    let sinceUnixUs: number | undefined;
    let untilUnixUs: number | undefined;
    let sourceIds = query.sourceIds === undefined ? undefined : new Set(query.sourceIds);
    const others: QueryNode[] = [];
    for (const node of nodes) {
      if (node.kind === 'severities') severities = intersect(severities, node.severities);
      else if (node.kind === 'time') {
        if (node.from !== undefined) sinceUnixUs = Math.max(node.from, sinceUnixUs ?? 0);
        if (node.until !== undefined)
          untilUnixUs = Math.min(node.until, untilUnixUs ?? Number.MAX_SAFE_INTEGER);
      } else if (node.kind === 'field' && node.field === 'source') {
        const matching = sourceIdsOf(this.#context.database, valueMatcher(node.match, false));
        sourceIds = intersect(sourceIds, matching);
      } else others.push(node);
    }
    const conditions: string[] = [];
    if (sinceUnixUs !== undefined) conditions.push(`e.time_us >= ${literal(sinceUnixUs)}`);
    if (untilUnixUs !== undefined) conditions.push(`e.time_us < ${literal(untilUnixUs)}`);
    if (sinceUnixUs !== undefined || untilUnixUs !== undefined) {
      this.#narrow(idBoundsOfTime(this.#context.database, sinceUnixUs, untilUnixUs));
    }
    if (sourceIds !== undefined) conditions.push(this.#sources([...sourceIds]));

    const places = this.#placesOf(others);
    // A late entry is stored behind its place, at any distance.
    this.#narrow({
      firstId: Math.max(1, Math.ceil(places.firstId)),
      lastId: this.#hasLate ? Number.MAX_SAFE_INTEGER : Math.floor(places.lastId),
    });
    const whole = others.map((node) => this.#node(node, true));
    const listedIds = this.#listedIds(others);
    const fullText = listedIds === undefined ? fullTextExpression(others) : undefined;
    const left = whole.filter((_, index) => {
      const node = others[index];
      return node === undefined || !(fullText?.exact.has(node) === true || listsIds(node));
    });
    const wholeCondition = all([...conditions, ...whole]);
    return {
      matchesNothing: severities?.size === 0 || wholeCondition === NEVER,
      condition: all([...conditions, ...left]),
      wholeCondition,
      severities: severities === undefined ? undefined : [...severities].toSorted((a, b) => a - b),
      fullText: fullText?.match,
      listedIds,
      firstId: this.#firstId,
      lastId: this.#lastId,
      places,
      times: { sinceUnixUs, untilUnixUs },
      rollup:
        others.length === 0 ? { sourceIds: sourceIds === undefined ? undefined : [...sourceIds] } : undefined,
      asksForBookmarks: this.#asksForBookmarks,
    };
  }

  /** SQL that is 1 or 0, never NULL. `isRequired`: the whole query fails when this fails, so it may narrow the ids. */
  #node(node: QueryNode, isRequired: boolean): string {
    switch (node.kind) {
      case 'and':
        return all(node.children.map((child) => this.#node(child, isRequired)));
      case 'or':
        return any(node.children.map((child) => this.#node(child, false)));
      case 'not':
        return negate(this.#node(node.child, false));
      case 'word':
      case 'phrase':
      case 'regex':
        return `message_matches(${String(this.#context.functions.addMessageTest(messageMatcher(node)))}, e.message)`;
      case 'severities':
        return node.severities.length === 0 ? NEVER : `(e.severity IN (${node.severities.join(', ')}))`;
      case 'bookmarked':
        return this.#listed(this.#idsOf(node), isRequired);
      case 'pid':
        return `ifnull(e.pid ${node.operator} ${literal(node.value)}, 0)`;
      case 'id':
        // The sign keeps SQLite from ending its scan here instead of at the end of a window, and reading all entries up to here for each.
        return this.#id(node.operator, place(node.value));
      case 'time': {
        const parts: string[] = [];
        if (node.from !== undefined) parts.push(`e.time_us >= ${literal(node.from)}`);
        if (node.until !== undefined) parts.push(`e.time_us < ${literal(node.until)}`);
        return all(parts);
      }
      case 'field':
        return this.#field(node.field, node.match, isRequired);
      default:
        return node satisfies never;
    }
  }

  /** An export has the number under which a late entry is stored, the list has its place: either is found. */
  #id(operator: string, value: string): string {
    if (!this.#hasLate) return `(+e.id ${operator} ${value})`;
    const isPlace = `(ifnull(e.late_place, e.id) ${operator} ${value})`;
    return operator === '=' ? `(${isPlace} OR +e.id = ${value})` : isPlace;
  }

  #field(
    field: Extract<QueryNode, { kind: 'field' }>['field'],
    match: FieldMatch,
    isRequired: boolean,
  ): string {
    if (typeof field === 'object') return this.#rawField(field.raw, match);
    switch (field) {
      case 'unit':
        return this.#origins(selectOrigins(this.#context.database, 'unit', unitMatcher(match)), isRequired);
      case 'identifier':
      case 'host':
        return this.#origins(
          selectOrigins(this.#context.database, field, valueMatcher(match, true)),
          isRequired,
        );
      case 'source':
        return this.#origins(
          selectOrigins(this.#context.database, field, valueMatcher(match, false)),
          isRequired,
        );
      case 'boot':
        return this.#origins(selectOriginsOfBoot(this.#context, match), isRequired);
      case 'message': {
        const test = this.#context.functions.addMessageTest(valueMatcher(match, true));
        return `message_matches(${String(test)}, e.message)`;
      }
      case 'note': {
        const isAbsent = match.kind === 'equals' && match.value === '';
        if (!isAbsent) return this.#listed(this.#idsOf({ kind: 'field', field, match }), isRequired);
        const anyNote: ListingNode = { kind: 'field', field, match: { kind: 'wildcard', pattern: '*' } };
        return negate(this.#listed(this.#idsOf(anyNote), false));
      }
      default:
        return field satisfies never;
    }
  }

  #rawField(name: string, match: FieldMatch): string {
    const { catalog, functions } = this.#context;
    const matches = valueMatcher(match, false);
    const meansAbsent = match.kind === 'equals' && match.value === '';
    if (!isBuiltField(name)) {
      const fieldTest = functions.addFieldTest(rawFieldMatcher(name, matches, meansAbsent, catalog));
      return `field_matches(${String(fieldTest)}, e.origin_id, e.rest)`;
    }
    const test = functions.addEntryTest((entry) => {
      const finding = findIn(fieldsOf(entry, catalog), name, matches);
      return finding === 'match' || (finding === 'absent' && meansAbsent);
    });
    return `entry_matches(${String(test)}, ${ENTRY_COLUMNS})`;
  }

  #sources(sourceIds: readonly number[]): string {
    return this.#origins(selectOriginsOfSources(this.#context.database, sourceIds), true);
  }

  #origins(selection: OriginSelection, isRequired: boolean): string {
    if (isRequired) this.#narrow(selection);
    if (selection.ids.length === 0) return NEVER;
    const only = selection.ids[0];
    if (selection.ids.length === 1 && only !== undefined) return `(e.origin_id = ${literal(only)})`;
    const ids = selection.ids.map(literal).join(',');
    return `(e.origin_id IN (SELECT value FROM json_each('[${ids}]')))`;
  }

  /** The entries that all nodes allow which list theirs; undefined when none does. */
  #listedIds(nodes: readonly QueryNode[]): number[] | undefined {
    let allowed: Set<number> | undefined;
    for (const node of nodes) if (listsIds(node)) allowed = intersect(allowed, this.#idsOf(node));
    return allowed === undefined ? undefined : [...allowed];
  }

  #idsOf(node: ListingNode): number[] {
    this.#asksForBookmarks = true;
    const matches = node.kind === 'field' ? noteMatcher(node.match) : undefined;
    return bookmarkedIds(this.#context.database, matches);
  }

  /** @param ids - Ascending. */
  #listed(ids: readonly number[], isRequired: boolean): string {
    const firstId = ids[0];
    const lastId = ids.at(-1);
    if (firstId === undefined || lastId === undefined) return NEVER;
    if (isRequired) this.#narrow({ firstId, lastId });
    return `(e.id IN (SELECT value FROM json_each('[${ids.map(literal).join(',')}]')))`;
  }

  #placesOf(nodes: readonly QueryNode[]): IdBounds {
    const places = { firstId: 0, lastId: Number.MAX_SAFE_INTEGER };
    for (const node of nodes) {
      const bounds = idBoundsOfNode(node, this.#hasLate);
      places.firstId = Math.max(places.firstId, bounds.firstId);
      places.lastId = Math.min(places.lastId, bounds.lastId);
    }
    return places;
  }

  #narrow(bounds: { firstId: number; lastId: number }): void {
    this.#firstId = Math.max(this.#firstId, bounds.firstId);
    this.#lastId = Math.min(this.#lastId, bounds.lastId);
  }
}

function intersect<T extends number>(chosen: Set<T> | undefined, allowed: readonly T[]): Set<T> {
  if (chosen === undefined) return new Set(allowed);
  return chosen.intersection(new Set(allowed));
}
