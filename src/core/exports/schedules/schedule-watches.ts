import type { SeverityCounts } from '#contract/severity.ts';
import type { ExportStore } from '../export-store.ts';
import { CountWatch } from './count-watch.ts';
import { RuleWatch } from './rule-watch.ts';
import type { ScheduleRecord } from './schedule-record.ts';
import type { ScheduleStore } from './schedule-store.ts';

/** What a rule remembers is kept so often; until then a restart has it decide again about what it decided before. */
const KEEP_INTERVAL_US = 300_000_000;
const SECOND_US = 1_000_000;

export interface ScheduleWatchesOptions {
  store: ScheduleStore;
  openStore: () => ExportStore;
  nowUnixUs: () => number;
  /** Called every some milliseconds while entries are looked at; what it throws ends that. */
  between: () => Promise<void>;
}

interface Watch {
  /** The form of the recurring export that it was made for. */
  version: number;
  log: CountWatch | RuleWatch;
  keptAtUnixUs: number;
}

/** What the enabled recurring exports that wait for something to be logged have looked at. Their plans are set when that has come. */
export class ScheduleWatches {
  readonly #options: ScheduleWatchesOptions;
  readonly #watches = new Map<string, Watch>();

  constructor(options: ScheduleWatchesOptions) {
    this.#options = options;
  }

  /** Entries with `afterId` < id <= `lastId` were stored; undefined: nobody knows after which. Returns whether some need to be looked at. */
  tell(afterId: number | undefined, lastId: number, bySeverity: SeverityCounts): boolean {
    let isAnyBehind = false;
    for (const { log } of this.#watches.values()) {
      if (afterId !== undefined) log.tell(afterId, lastId, bySeverity);
      if (log.upToId < lastId) isAnyBehind = true;
    }
    return isAnyBehind;
  }

  /** Looks at what was logged since, and plans the recurring export when it is due. Throws what the store throws. */
  async look(record: ScheduleRecord): Promise<void> {
    const { store, openStore, nowUnixUs, between } = this.#options;
    const { key, coveredToId } = record;
    const watch = this.#watchOf(record);
    if (watch === undefined) return;
    const { log } = watch;
    const toId = openStore().lastId();
    try {
      if (log instanceof CountWatch) {
        await log.advance(coveredToId, toId, between);
        if (!log.isDue) return;
        log.attempted();
        store.plan(record, nowUnixUs());
        return;
      }
      const hasFired = await log.advance({ coveredToId, toId, nowUnixUs: nowUnixUs() }, between);
      if (hasFired) this.#keep(record, watch, nowUnixUs() + settlingUs(record));
      else if (nowUnixUs() - watch.keptAtUnixUs >= KEEP_INTERVAL_US) this.#keep(record, watch, null);
    } catch (error) {
      // It may be half judged: a new watch begins with what was kept.
      this.#watches.delete(key);
      throw error;
    }
  }

  /** Forgets the watches of all but these. */
  retain(keys: ReadonlySet<string>): void {
    for (const key of this.#watches.keys()) if (!keys.has(key)) this.#watches.delete(key);
  }

  /** Keeps what the rules remember. */
  keep(records: readonly ScheduleRecord[]): void {
    for (const record of records) {
      const watch = this.#watches.get(record.key);
      if (watch?.version === record.updatedAtUnixUs) this.#keep(record, watch, null);
    }
  }

  #keep(record: ScheduleRecord, watch: Watch, dueAtUnixUs: number | null): void {
    const { log } = watch;
    watch.keptAtUnixUs = this.#options.nowUnixUs();
    if (log instanceof CountWatch || log.upToId <= record.judgedToId) return;
    this.#options.store.judged(record, { judgedToId: log.upToId, rule: log.memory, dueAtUnixUs });
  }

  /** undefined: it waits for no entries. */
  #watchOf(record: ScheduleRecord): Watch | undefined {
    const known = this.#watches.get(record.key);
    if (known?.version === record.updatedAtUnixUs) return known;
    this.#watches.delete(record.key);
    const log = this.#newLog(record);
    if (log === undefined) return undefined;
    const watch = { version: record.updatedAtUnixUs, log, keptAtUnixUs: this.#options.nowUnixUs() };
    this.#watches.set(record.key, watch);
    return watch;
  }

  #newLog({ trigger, request, coveredToId, rule, judgedToId }: ScheduleRecord): Watch['log'] | undefined {
    const { query } = request;
    switch (trigger.kind) {
      case 'interval':
      case 'start':
        return undefined;
      case 'entries':
        return new CountWatch(this.#options.openStore(), query, trigger.entries, coveredToId);
      case 'first-error':
      case 'error-burst':
        return new RuleWatch(this.#options.openStore(), { trigger, query, rule, judgedToId });
      default:
        return trigger satisfies never;
    }
  }
}

function settlingUs({ trigger }: ScheduleRecord): number {
  return 'settleSeconds' in trigger ? trigger.settleSeconds * SECOND_US : 0;
}
