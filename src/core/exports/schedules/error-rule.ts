import type { ExportTrigger } from '#contract/export-schedule.ts';
import { NewestTimes } from './newest-times.ts';

/** A trigger that goes by what is logged. */
export type RuleTrigger = Extract<ExportTrigger, { kind: 'first-error' | 'error-burst' }>;

const MINUTE_US = 60_000_000;

/** What a rule must remember from one start to the next; the rest is read from the store again. */
export interface RuleMemory {
  /** No matching error that was seen is later than this. */
  newestUnixUs: number;
  /** When it fired last, by the log's own time; null: never. */
  firedUnixUs: number | null;
}

/**
 * Decides about the errors of a recurring export, one after another in storage order. The same entries lead to the same decisions, however
 * often they are begun anew from what is remembered. Times are those of the entries: where an error was logged counts, not when it was
 * read. An error that arrives late, with an older time than others, counts where it belongs and never as a new one.
 */
export interface ErrorRule {
  readonly memory: RuleMemory;
  /** Errors that were judged before and are not older than this must be told of with `recall` before the rule judges again. */
  readonly recallsFromUnixUs: number;
  /** An error that was judged before. */
  recall(timeUnixUs: number): void;
  /** Returns whether the rule fires with this error. */
  judge(timeUnixUs: number): boolean;
  /** What seemed to lie after this moment was logged by a clock that was wrong: it must not silence the rule until then. */
  forgetAfter(nowUnixUs: number): void;
}

/** Minutes that the rule looks back, in microseconds. */
export function spanOf(trigger: RuleTrigger): number {
  return (trigger.kind === 'first-error' ? trigger.quietMinutes : trigger.withinMinutes) * MINUTE_US;
}

/** A rule that begins now: it decides about what comes from now on, and knows of nothing before. */
export function newRuleMemory(trigger: RuleTrigger, nowUnixUs: number): RuleMemory {
  // Earlier errors are recalled from the store. Those that are not found there are further back than the rule looks.
  return { newestUnixUs: nowUnixUs - spanOf(trigger), firedUnixUs: null };
}

export function createErrorRule(trigger: RuleTrigger, memory: RuleMemory): ErrorRule {
  return trigger.kind === 'first-error'
    ? new FirstErrorRule(spanOf(trigger), memory)
    : new ErrorBurstRule(spanOf(trigger), trigger.errors, memory);
}

/** Fires with an error after a time without any. */
class FirstErrorRule implements ErrorRule {
  readonly #quietUs: number;
  #newestUs: number;
  #firedUs: number | null;

  constructor(quietUs: number, { newestUnixUs, firedUnixUs }: RuleMemory) {
    this.#quietUs = quietUs;
    this.#newestUs = newestUnixUs;
    this.#firedUs = firedUnixUs;
  }

  get memory(): RuleMemory {
    return { newestUnixUs: this.#newestUs, firedUnixUs: this.#firedUs };
  }

  get recallsFromUnixUs(): number {
    return this.#newestUs;
  }

  recall(timeUnixUs: number): void {
    this.#newestUs = Math.max(this.#newestUs, timeUnixUs);
  }

  judge(timeUnixUs: number): boolean {
    const fires = timeUnixUs - this.#newestUs >= this.#quietUs;
    this.recall(timeUnixUs);
    if (fires) this.#firedUs = timeUnixUs;
    return fires;
  }

  forgetAfter(nowUnixUs: number): void {
    this.#newestUs = Math.min(this.#newestUs, nowUnixUs);
  }
}

/** Fires when so many errors lie within so long, then not again for as long. */
class ErrorBurstRule implements ErrorRule {
  readonly #spanUs: number;
  readonly #errors: number;
  /** Of the newest errors within the span; at most as many as make it fire. */
  readonly #times = new NewestTimes();
  #newestUs: number;
  #firedUs: number | null;

  constructor(spanUs: number, errors: number, { newestUnixUs, firedUnixUs }: RuleMemory) {
    this.#spanUs = spanUs;
    this.#errors = errors;
    this.#newestUs = newestUnixUs;
    this.#firedUs = firedUnixUs;
  }

  get memory(): RuleMemory {
    return { newestUnixUs: this.#newestUs, firedUnixUs: this.#firedUs };
  }

  get recallsFromUnixUs(): number {
    return this.#newestUs - this.#spanUs;
  }

  recall(timeUnixUs: number): void {
    this.#newestUs = Math.max(this.#newestUs, timeUnixUs);
    this.#times.add(timeUnixUs);
    this.#times.keep(this.#newestUs - this.#spanUs, this.#errors);
  }

  judge(timeUnixUs: number): boolean {
    this.recall(timeUnixUs);
    const isQuiet = this.#firedUs !== null && this.#newestUs - this.#firedUs < this.#spanUs;
    if (isQuiet || this.#times.count < this.#errors) return false;
    this.#firedUs = this.#newestUs;
    return true;
  }

  forgetAfter(nowUnixUs: number): void {
    if (this.#newestUs <= nowUnixUs) return;
    this.#newestUs = nowUnixUs;
    this.#times.forgetAfter(nowUnixUs);
    if (this.#firedUs !== null) this.#firedUs = Math.min(this.#firedUs, nowUnixUs);
  }
}
