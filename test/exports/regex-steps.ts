/** Tries the rest of a pattern from a place on; gives the end of the match, or -1. */
type Rest = (at: number) => number;
/** Tries one part of a pattern at a place, then the rest. */
type Part = (at: number, rest: Rest) => number;

/**
 * A backtracking matcher for the patterns of this project, which counts what it tries: V8 does not tell how long a pattern takes, and a clock
 * tells something else on every machine. It knows what the patterns use: classes, groups, lookarounds, lazy and greedy repetition. It tries what V8 tries, without its
 * shortcuts, so that its count is an upper bound up to a factor.
 */
export class CountingMatcher {
  readonly #source: string;
  readonly #ignoresCase: boolean;
  readonly #isSticky: boolean;
  readonly #root: Part;
  #text = '';
  #at = 0;
  /** Tries so far. */
  steps = 0;

  constructor({ source, flags }: RegExp) {
    this.#source = source;
    this.#ignoresCase = flags.includes('i');
    this.#isSticky = flags.includes('y');
    this.#root = this.#readAlternatives();
  }

  /** Where the first match at or behind `from` lies; undefined: there is none. */
  search(text: string, from: number): { start: number; end: number } | undefined {
    this.#text = text;
    for (let start = from; start <= text.length; start += 1) {
      this.steps += 1;
      const end = this.#root(start, (at) => at);
      if (end !== -1) return { start, end };
      if (this.#isSticky) break;
    }
    return undefined;
  }

  #peek(): string {
    return this.#source.charAt(this.#at);
  }

  #eat(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #readAlternatives(): Part {
    const alternatives = [this.#readSequence()];
    while (this.#eat('|')) alternatives.push(this.#readSequence());
    return (at, rest) => {
      for (const alternative of alternatives) {
        const end = alternative(at, rest);
        if (end !== -1) return end;
      }
      return -1;
    };
  }

  #readSequence(): Part {
    const parts: Part[] = [];
    while (this.#at < this.#source.length && !['|', ')'].includes(this.#peek()))
      parts.push(this.#readRepeated());
    return (at, rest) => {
      const go = (index: number, place: number): number =>
        parts[index]?.(place, (next) => go(index + 1, next)) ?? rest(place);
      return go(0, at);
    };
  }

  #readRepeated(): Part {
    const start = this.#at;
    const part = this.#readPart();
    const character = this.#source.slice(start, this.#at);
    const count = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/.exec(this.#source.slice(this.#at));
    if (count === null) return part;
    this.#at += count[0].length;
    const isLazy = this.#eat('?');
    const [least, most] = boundsOf(count);
    const isOneCharacter = /^(?:\[|\\[dDwWsS]$|\.$|[^(\\^$]$)/.test(character);
    return isOneCharacter && !isLazy ? this.#run(part, least, most) : repeated(part, least, most, isLazy);
  }

  /** Greedy repetition of single characters, without a call within a call for each of thousands. */
  #run(part: Part, least: number, most: number): Part {
    return (at, rest) => {
      let end = at;
      while (end - at < most && part(end, (next) => next) !== -1) end += 1;
      for (; end - at >= least; end -= 1) {
        this.steps += 1;
        const found = rest(end);
        if (found !== -1) return found;
      }
      return -1;
    };
  }

  #readPart(): Part {
    if (this.#eat('(')) return this.#readGroup();
    if (this.#eat('^')) return (at, rest) => (at === 0 ? rest(at) : -1);
    if (this.#eat('$')) return (at, rest) => (at === this.#text.length ? rest(at) : -1);
    if (this.#eat(String.raw`\b`)) return (at, rest) => (this.#isEdge(at) ? rest(at) : -1);
    const holds = this.#readCharacter();
    return (at, rest) => {
      this.steps += 1;
      return at < this.#text.length && holds(this.#text.charAt(at)) ? rest(at + 1) : -1;
    };
  }

  #readGroup(): Part {
    const kind = /^\?(?:<?[=!]|:|<\w+>)/.exec(this.#source.slice(this.#at))?.[0] ?? '';
    this.#at += kind.length;
    const inside = this.#readAlternatives();
    if (!this.#eat(')'))
      throw new Error(`this part of a pattern is not known: ${this.#source.slice(this.#at)}`);
    const isWanted = kind.endsWith('=');
    if (kind === '?=' || kind === '?!') {
      return (at, rest) => ((inside(at, (end) => end) !== -1) === isWanted ? rest(at) : -1);
    }
    if (kind !== '?<=' && kind !== '?<!') return inside;
    return (at, rest) => {
      let isThere = false;
      for (let start = at; start >= 0 && !isThere && at - start <= LONGEST_LOOK_BEHIND; start -= 1) {
        isThere = inside(start, (end) => (end === at ? end : -1)) !== -1;
      }
      return isThere === isWanted ? rest(at) : -1;
    };
  }

  /** A literal, an escape, a class or a dot; V8's own pattern of that one character decides. */
  #readCharacter(): (character: string) => boolean {
    const rest = this.#source.slice(this.#at);
    const written =
      /^(?:\[(?:\\.|[^\]\\])*\]|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\.|[^\\])/is.exec(rest)?.[0] ?? '';
    this.#at += written.length;
    const pattern = new RegExp(`^${written}$`, this.#ignoresCase ? 'i' : '');
    const known = new Map<string, boolean>();
    return (character) => {
      const holds = known.get(character) ?? pattern.test(character);
      known.set(character, holds);
      return holds;
    };
  }

  #isEdge(at: number): boolean {
    const isWord = (index: number) => /^\w$/.test(this.#text.charAt(index));
    return isWord(at - 1) !== isWord(at);
  }
}

/** The longest text that a lookbehind of the project's patterns can hold. */
const LONGEST_LOOK_BEHIND = 16;

function boundsOf([whole, least = '', comma = '', most = '']: RegExpExecArray): [number, number] {
  switch (whole) {
    case '*':
      return [0, Infinity];
    case '+':
      return [1, Infinity];
    case '?':
      return [0, 1];
    default:
      if (comma === '') return [Number(least), Number(least)];
      return [Number(least), most === '' ? Infinity : Number(most)];
  }
}

function repeated(part: Part, least: number, most: number, isLazy: boolean): Part {
  const attempt = (count: number, at: number, rest: Rest): number => {
    const more = () =>
      count < most ? part(at, (next) => (next === at ? -1 : attempt(count + 1, next, rest))) : -1;
    if (count < least) return part(at, (next) => attempt(count + 1, next, rest));
    if (!isLazy) {
      const end = more();
      return end === -1 ? rest(at) : end;
    }
    const end = rest(at);
    return end === -1 ? more() : end;
  };
  return (at, rest) => attempt(0, at, rest);
}
