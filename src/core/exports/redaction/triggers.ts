/** So many slots that most pairs of characters in a text fall on an empty one. */
const SLOTS = 1 << 14;
const ASCII = 128;

/** Texts that a rule wants to know of in the text that was scanned last. */
export class Trigger {
  /** How often one of them stands there. */
  count = 0;

  get isPresent(): boolean {
    return this.count > 0;
  }

  clear(): void {
    this.count = 0;
  }
}

/** A trigger that knows where. */
export class PlacedTrigger extends Trigger {
  /** In ascending order; where several begin at one place, the longest first. */
  readonly places: number[] = [];
  /** Which of the texts stands there, as it was asked for. */
  readonly literals: string[] = [];

  override clear(): void {
    super.clear();
    this.places.length = 0;
    this.literals.length = 0;
  }
}

interface Literal {
  readonly text: string;
  readonly ignoresCase: boolean;
  readonly trigger: Trigger;
}

/**
 * Finds in one pass over a text everything that any rule wants to know of, however many rules there are: each place costs a look at a table,
 * in which most pairs of characters are not. A rule then looks at its triggers only, and most texts have few of them.
 */
export class Triggers {
  readonly #isTaken = new Uint8Array(SLOTS);
  readonly #byPair = new Map<number, Literal[]>();
  readonly #byCode: (Trigger | undefined)[] = new Array<undefined>(ASCII).fill(undefined);
  #present: Trigger[] = [];

  /** @param texts - Of one ASCII character, or of two and more of any. */
  watch(...texts: readonly string[]): Trigger {
    const [only = ''] = texts;
    if (texts.length === 1 && only.length === 1) {
      const code = only.charCodeAt(0);
      return (this.#byCode[code] ??= new Trigger());
    }
    return this.#addAll(texts, new Trigger(), false);
  }

  /**
   * The same, and where they stand.
   * @param texts - Each of at least two characters.
   * @param ignoresCase - The texts are in small letters and stand for capitals, too.
   */
  watchPlaces(texts: readonly string[], ignoresCase = false): PlacedTrigger {
    return this.#addAll(texts, new PlacedTrigger(), ignoresCase);
  }

  /** Fills the triggers for this text; what they held of the last one is forgotten. */
  scan(text: string): void {
    for (const trigger of this.#present) trigger.clear();
    this.#present = [];
    // Each of these is a local, because this loop is a good part of a redaction's time.
    const isTaken = this.#isTaken;
    const byCode = this.#byCode;
    const { length } = text;
    let code = text.charCodeAt(0);
    for (let at = 0; at < length; at += 1) {
      const next = at + 1 < length ? text.charCodeAt(at + 1) : 0;
      if (isTaken[slotOf(code, next)] === 1) this.#scanPair(text, at, pairOf(code, next));
      if (code < ASCII) {
        const single = byCode[code];
        if (single !== undefined) this.#note(single, at, '');
      }
      code = next;
    }
  }

  #scanPair(text: string, at: number, pair: number): void {
    const literals = this.#byPair.get(pair);
    if (literals === undefined) return;
    for (const literal of literals) {
      const isThere = literal.ignoresCase
        ? text.slice(at, at + literal.text.length).toLowerCase() === literal.text
        : text.startsWith(literal.text, at);
      if (isThere) this.#note(literal.trigger, at, literal.text);
    }
  }

  #note(trigger: Trigger, at: number, literal: string): void {
    if (trigger.count === 0) this.#present.push(trigger);
    trigger.count += 1;
    if (!(trigger instanceof PlacedTrigger)) return;
    trigger.places.push(at);
    trigger.literals.push(literal);
  }

  #addAll<T extends Trigger>(texts: readonly string[], trigger: T, ignoresCase: boolean): T {
    for (const text of texts) {
      if (text.length < 2) throw new RangeError(`${JSON.stringify(text)} is too short for a trigger`);
      for (const pair of pairsOf(text, ignoresCase)) {
        const [first, second] = [pair.charCodeAt(0), pair.charCodeAt(1)];
        this.#isTaken[slotOf(first, second)] = 1;
        const others = this.#byPair.get(pairOf(first, second)) ?? [];
        others.push({ text, ignoresCase, trigger });
        this.#byPair.set(pairOf(first, second), others);
      }
    }
    for (const literals of this.#byPair.values())
      literals.sort((one, other) => other.text.length - one.text.length);
    return trigger;
  }
}

function pairOf(first: number, second: number): number {
  return first * 0x1_0000 + second;
}

function slotOf(first: number, second: number): number {
  return ((first << 7) ^ second) & (SLOTS - 1);
}

function pairsOf(text: string, ignoresCase: boolean): ReadonlySet<string> {
  const [first, second] = [text.charAt(0), text.charAt(1)];
  if (!ignoresCase) return new Set([first + second]);
  const firsts = [first, first.toUpperCase()];
  const seconds = [second, second.toUpperCase()];
  return new Set(firsts.flatMap((one) => seconds.map((other) => one + other)));
}
