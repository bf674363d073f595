import type { Command } from './command.ts';
import { fuzzyMatch } from './fuzzy-match.ts';

/** One line of the palette. */
export interface PaletteEntry {
  command: Command;
  isRecent: boolean;
  /** Indexes of the letters of the title that were typed. */
  marked: readonly number[];
}

/** More than anyone reads; who wants another one types on. */
const SHOWN = 60;

/** A group's name counts less than the title. */
const GROUP_SHARE = 0.5;
/** Decides between titles that fit as well. */
const RECENT_BONUS = 2;

/**
 * What the palette lists for what was typed, best first. Nothing typed: the recent ones, then all commands in their order.
 * @param choices values to choose, too many to read through: listed when their words are typed letter by letter.
 */
export function paletteEntries(
  typed: string,
  commands: readonly Command[],
  choices: readonly Command[],
  recentIds: readonly string[],
  groupName: (command: Command) => string,
): PaletteEntry[] {
  const available = commands.filter((command) => command.isAvailable?.() !== false);
  if (typed.trim() === '') return allEntries(available, choices, recentIds);
  return [...available, ...choices.filter(({ title }) => hasWords(title, typed))]
    .flatMap((command) => {
      const inTitle = fuzzyMatch(typed, command.title);
      const match = inTitle ?? matchWithGroup(typed, command.title, groupName(command));
      if (match === null) return [];
      const isRecent = recentIds.includes(command.id);
      const score = match.score * (inTitle === null ? GROUP_SHARE : 1) + (isRecent ? RECENT_BONUS : 0);
      return [{ command, isRecent, marked: match.positions, score }];
    })
    .toSorted((a, b) => b.score - a.score)
    .slice(0, SHOWN)
    .map(({ command, isRecent, marked }) => ({ command, isRecent, marked }));
}

function allEntries(
  commands: readonly Command[],
  choices: readonly Command[],
  recentIds: readonly string[],
): PaletteEntry[] {
  const byId = new Map([...commands, ...choices].map((command) => [command.id, command]));
  const recent = recentIds.flatMap((id) => byId.get(id) ?? []);
  const others = commands.filter((command) => !recent.includes(command));
  return [
    ...recent.map((command) => ({ command, isRecent: true, marked: [] })),
    ...others.map((command) => ({ command, isRecent: false, marked: [] })),
  ];
}

function hasWords(title: string, typed: string): boolean {
  const lower = title.toLowerCase();
  const words = typed.toLowerCase().split(/\s+/);
  return words.every((word) => lower.includes(word));
}

/** Marks what stands in the title; what was found in the group's name only is not shown there. */
function matchWithGroup(
  typed: string,
  title: string,
  group: string,
): { score: number; positions: number[] } | null {
  const match = fuzzyMatch(typed, `${title} ${group}`);
  if (match === null) return null;
  return { score: match.score, positions: match.positions.filter((position) => position < title.length) };
}
