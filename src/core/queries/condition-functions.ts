import { messageText } from '../store/indexed-message.ts';
import type { ReadableDatabase } from '../store/open-database.ts';
import type { StoredEntry } from './stored-entry.ts';

type MessageTest = (message: string) => boolean;
type FieldTest = (originId: number, rest: Buffer | null) => boolean;
type EntryTest = (entry: StoredEntry) => boolean;

/**
 * Lets SQL ask JavaScript about one entry: `message_matches(n, message)`, `field_matches(n, origin_id, rest)` and
 * `entry_matches(n, all columns)`, where n is the number of a test that was added. A connection has one such object; its tests live until `clear`.
 */
export class ConditionFunctions {
  #messageTests: MessageTest[] = [];
  #fieldTests: FieldTest[] = [];
  #entryTests: EntryTest[] = [];

  constructor(database: ReadableDatabase) {
    database.function('message_matches', (test: unknown, message: unknown) =>
      this.#messageTests[Number(test)]?.(messageText(message)) === true ? 1 : 0,
    );
    database.function('field_matches', (test: unknown, originId: unknown, rest: unknown) =>
      this.#fieldTests[Number(test)]?.(Number(originId), Buffer.isBuffer(rest) ? rest : null) === true
        ? 1
        : 0,
    );
    database.function('entry_matches', { varargs: true }, (test: unknown, ...entry: unknown[]) =>
      this.#entryTests[Number(test)]?.(entry as StoredEntry) === true ? 1 : 0,
    );
  }

  addMessageTest(test: MessageTest): number {
    return this.#messageTests.push(test) - 1;
  }

  addFieldTest(test: FieldTest): number {
    return this.#fieldTests.push(test) - 1;
  }

  addEntryTest(test: EntryTest): number {
    return this.#entryTests.push(test) - 1;
  }

  clear(): void {
    this.#messageTests = [];
    this.#fieldTests = [];
    this.#entryTests = [];
  }
}
