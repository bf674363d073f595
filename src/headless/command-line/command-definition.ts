import type { Interruption } from './interruption.ts';
import type { OptionValues } from './option-values.ts';

/** One option of a command. An option with a `placeholder` takes a value; one without is a flag. */
export interface OptionDefinition {
  name: string;
  placeholder?: string;
  /** May be given several times. */
  isRepeatable?: boolean;
  help: string;
}

/** A word that stands for itself: `hydrant verify MANIFEST`. Its value is found under its placeholder, `readText(values, 'MANIFEST')`. */
export interface PositionalDefinition {
  /** In capitals, so that no option has the same name. */
  placeholder: string;
  /** Required ones come before the others. */
  isRequired: boolean;
  help: string;
}

/** What a command does with its options. Resolves with the process's exit code; a thrown AppError chooses its own. */
export type RunCommand = (values: OptionValues, interruption: Interruption) => Promise<number>;

/** One command: enough to parse its options and to print its help without loading the command itself. */
export interface CommandDefinition {
  /** Of a subcommand both words: `exports show`. */
  name: string;
  summary: string;
  details: string;
  /** In the order in which they are written. Absent: none; a word too many is refused. */
  positional?: readonly PositionalDefinition[];
  options: readonly OptionDefinition[];
  /** What a word after the command chooses; without one the command runs itself. */
  subcommands?: readonly CommandDefinition[];
  load: () => Promise<RunCommand>;
}

/** The subcommand that a word chooses. */
export function findSubcommand(
  { name, subcommands = [] }: CommandDefinition,
  word: string | undefined,
): CommandDefinition | undefined {
  return subcommands.find((candidate) => candidate.name === `${name} ${word ?? ''}`);
}
