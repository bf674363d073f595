import type { EntryHeading } from './entry-heading.ts';
import { meaningOfKey, type KeyRole } from './known-keys.ts';
import { OTEL_NUMBERS, PYTHON_LEVELS, severityOfNumber } from './severity-numbers.ts';
import { severityOfWord } from './severity-words.ts';
import { readTimeValue } from './times/read-unix-time.ts';
import { WrittenTime } from './times/written-time.ts';

interface Claim {
  rank: number;
  key: string;
  value: string;
}

const OTEL_NUMBER = /^severity_?number$/i;
const SHARED_KEYS: ReadonlySet<string> = new Set([
  'service.version',
  'service.environment',
  'ecs.version',
  'v',
]);

/** Gathers the keys and values of one line, decides which of them are time, severity, message and so on, and fills a heading. */
export class KeyValues {
  readonly #claims = new Map<KeyRole, Claim>();
  readonly #probe = new WrittenTime();
  #heading: EntryHeading | undefined;
  has(role: KeyRole): boolean {
    return this.#claims.has(role);
  }

  begin(heading: EntryHeading): void {
    this.#heading = heading;
    this.#claims.clear();
  }

  /** @param canHaveRole - false: it is no plain value, and a raw field whatever its key. */
  take(key: string, value: string, canHaveRole = true): void {
    const meaning = canHaveRole ? meaningOfKey(key) : undefined;
    if (meaning === undefined || !this.#suits(meaning.role, key, value)) {
      this.#heading?.addField(key, value, SHARED_KEYS.has(key));
      return;
    }
    const { role, rank } = meaning;
    const before = this.#claims.get(role);
    if (before !== undefined && before.rank <= rank) {
      this.#heading?.addField(key, value);
      return;
    }
    if (before !== undefined) this.#heading?.addField(before.key, before.value);
    this.#claims.set(role, { rank, key, value });
  }

  /** Puts what has a role into the heading. */
  finish(): void {
    const heading = this.#heading;
    if (heading === undefined) return;
    for (const [role, { key, value }] of this.#claims) {
      switch (role) {
        case 'time':
          readTimeValue(value, heading.time);
          heading.timeName = key;
          break;
        case 'severity':
          heading.severity = severityOf(key, value);
          heading.statedSeverity = value;
          break;
        case 'message':
          heading.message = value;
          break;
        case 'host':
        case 'unit':
        case 'identifier':
        case 'pid':
          heading[role] = value;
          break;
        default:
          role satisfies never;
      }
    }
  }

  /** A value that its role cannot have is a raw field: a `time` that is a duration, a `level` of water. */
  #suits(role: KeyRole, key: string, value: string): boolean {
    if (role === 'time') return readTimeValue(value, this.#probe);
    if (role === 'severity') return severityOf(key, value) !== undefined;
    return role === 'message' || value !== '';
  }
}

function severityOf(key: string, value: string): number | undefined {
  if (OTEL_NUMBER.test(key)) return OTEL_NUMBERS.severityOf(value);
  if (key === 'levelno') return PYTHON_LEVELS.severityOf(value);
  return /^\d/.test(value) ? severityOfNumber(value) : severityOfWord(value);
}
