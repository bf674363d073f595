export interface FuzzyMatch {
  /** Higher is better; comparable between texts for one query. */
  score: number;
  /** Indexes of the letters that matched, ascending. */
  positions: readonly number[];
}

const WORD_START = 8;
const ADJACENT = 10;
const LETTER = 1;
const GAP_COST = 0.1;

/**
 * How well a text fits what was typed: every word of it has to be found, in any order, its letters one after the other
 * though not side by side. Beginnings of words and letters side by side count more. null: it does not fit. Bounded: the
 * work grows with the lengths of both, so they should be titles and not pages.
 */
export function fuzzyMatch(query: string, text: string): FuzzyMatch | null {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  // Lower case by letter, so that each keeps its place where one becomes two.
  const letters = [...text].flatMap((letter) => [
    ...letter.toLowerCase().slice(0, letter.length).padEnd(letter.length),
  ]);
  const positions = new Set<number>();
  let score = 0;
  for (const word of words) {
    const match = bestWordMatch(word, letters);
    if (match === null) return null;
    score += match.score;
    for (const position of match.positions) positions.add(position);
  }
  return { score, positions: [...positions].toSorted((a, b) => a - b) };
}

function bestWordMatch(word: string, letters: readonly string[]): FuzzyMatch | null {
  let best: FuzzyMatch | null = null;
  for (let start = 0; start < letters.length; start += 1) {
    if (letters[start] !== word[0]) continue;
    const match = matchFrom(word, letters, start);
    if (match === null) break; // Not found from here, so not from later either.
    if (best === null || match.score > best.score) best = match;
  }
  return best;
}

/** Takes for each letter the next one; the beginning of a later word where that one stands in the middle of another. */
function matchFrom(word: string, letters: readonly string[], start: number): FuzzyMatch | null {
  const positions: number[] = [];
  let score = 0;
  let from = start;
  for (const letter of word) {
    const next = letters.indexOf(letter, from);
    if (next < 0) return null;
    const previous = positions.at(-1);
    const isAdjacent = previous !== undefined && next === previous + 1;
    const atWord = isAdjacent ? next : (wordStartWith(letter, letters, next) ?? next);
    const position = hasRest(word, positions.length + 1, letters, atWord + 1) ? atWord : next;
    score += LETTER;
    if (isAdjacent && position === next) score += ADJACENT;
    if (isWordStart(letters, position)) score += WORD_START;
    if (previous !== undefined) score -= (position - previous - 1) * GAP_COST;
    positions.push(position);
    from = position + 1;
  }
  return { score: score - start * GAP_COST * 0.1, positions };
}

function wordStartWith(letter: string, letters: readonly string[], from: number): number | undefined {
  for (let at = from; at < letters.length; at += 1) {
    if (letters[at] === letter && isWordStart(letters, at)) return at;
  }
  return undefined;
}

function hasRest(word: string, index: number, letters: readonly string[], from: number): boolean {
  let at = from;
  for (const letter of word.slice(index)) {
    at = letters.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function isWordStart(letters: readonly string[], at: number): boolean {
  return at === 0 || /[\s/_:.(-]/.test(letters[at - 1] ?? '');
}
