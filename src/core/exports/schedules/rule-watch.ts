import type { EntryQuery } from '#contract/query.ts';
import type { SeverityCounts } from '#contract/severity.ts';
import type { ExportStore } from '../export-store.ts';
import { createErrorRule, type ErrorRule, type RuleMemory, type RuleTrigger } from './error-rule.ts';
import { hasAny, type LogWatch } from './log-watch.ts';
import { loggedAt, readMatches, severitiesUpTo } from './read-matches.ts';

/** Has a rule decide about the matching errors of the log. */
export class RuleWatch implements LogWatch {
  readonly #store: Pick<ExportStore, 'readPages'>;
  readonly #query: EntryQuery;
  readonly #severities: readonly number[];
  readonly #rule: ErrorRule;
  #hasRecalled = false;
  #upToId: number;

  constructor(
    store: Pick<ExportStore, 'readPages'>,
    {
      trigger,
      query,
      rule,
      judgedToId,
    }: { trigger: RuleTrigger; query: EntryQuery; rule: RuleMemory; judgedToId: number },
  ) {
    this.#store = store;
    this.#severities = severitiesUpTo(trigger.severity, query);
    this.#query = { ...query, severities: [...this.#severities] };
    this.#rule = createErrorRule(trigger, rule);
    this.#upToId = judgedToId;
  }

  get upToId(): number {
    return this.#upToId;
  }

  get memory(): RuleMemory {
    return this.#rule.memory;
  }

  tell(afterId: number, lastId: number, bySeverity: SeverityCounts): void {
    if (this.#upToId === afterId && !hasAny(bySeverity, this.#severities)) this.#upToId = lastId;
  }

  /**
   * Goes on up to this entry. Returns whether the rule fired with an entry after `coveredToId`: earlier ones are exported.
   * When `between` throws, the watch cannot be used any more: a new one goes on from what was kept.
   */
  async advance(
    { coveredToId, toId, nowUnixUs }: { coveredToId: number; toId: number; nowUnixUs: number },
    between: () => Promise<void>,
  ): Promise<boolean> {
    if (toId <= this.#upToId) return false;
    if (!this.#hasRecalled) await this.#recall(between);
    this.#rule.forgetAfter(nowUnixUs);
    let hasFired = false;
    await readMatches(
      this.#store,
      { query: this.#query, afterId: this.#upToId, lastId: toId },
      (entry) => {
        const fires = this.#rule.judge(loggedAt(entry));
        if (fires && entry.id > coveredToId) hasFired = true;
      },
      between,
    );
    this.#upToId = Math.max(this.#upToId, toId);
    return hasFired;
  }

  async #recall(between: () => Promise<void>): Promise<void> {
    this.#hasRecalled = true;
    const sinceUnixUs = Math.max(0, this.#rule.recallsFromUnixUs, this.#query.sinceUnixUs ?? 0);
    await readMatches(
      this.#store,
      { query: { ...this.#query, sinceUnixUs }, afterId: 0, lastId: this.#upToId },
      (entry) => this.#rule.recall(loggedAt(entry)),
      between,
    );
  }
}
