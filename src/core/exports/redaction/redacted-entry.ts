import { isUtf8 } from 'node:buffer';
import type { ExportEntry, StoredValue } from '../export-entry.ts';
import { isKeptField, redactField } from './redact-field.ts';
import type { Redactor } from './redactor.ts';

/**
 * An entry without what its redactor replaces. Ids, times, severities, the pid and the source's position stay. Each property is redacted
 * when it is asked for first, and then kept: what is counted is what one row of a file holds. Several calls for the same field count
 * again, as several columns hold it.
 */
export class RedactedEntry implements ExportEntry {
  readonly #entry: ExportEntry;
  readonly #redactor: Redactor;
  #rawSeverity: string | null | undefined;
  #host: string | undefined;
  #unit: string | undefined;
  #identifier: string | undefined;
  #message: StoredValue | null | undefined;

  constructor(entry: ExportEntry, redactor: Redactor) {
    this.#entry = entry;
    this.#redactor = redactor;
  }

  get id(): number {
    return this.#entry.id;
  }

  get timeUnixUs(): number {
    return this.#entry.timeUnixUs;
  }

  get severity(): number {
    return this.#entry.severity;
  }

  get rawSeverity(): string | null {
    if (this.#rawSeverity === undefined) {
      const { rawSeverity } = this.#entry;
      this.#rawSeverity = rawSeverity === null ? null : this.#redactor.redactRecurring(rawSeverity);
    }
    return this.#rawSeverity;
  }

  /**
   * Names of machines are not replaced; but where one is an address or has a user's name in it, as `alices-laptop` has not and `alice-laptop`
   * has, the row would tell what its message hides.
   */
  get host(): string {
    return (this.#host ??= this.#redactor.redactRecurring(this.#entry.host));
  }

  get unit(): string {
    return (this.#unit ??= this.#redactor.redactRecurring(this.#entry.unit));
  }

  get identifier(): string {
    return (this.#identifier ??= this.#redactor.redactRecurring(this.#entry.identifier));
  }

  get pid(): number | null {
    return this.#entry.pid;
  }

  get message(): StoredValue | null {
    if (this.#message === undefined) {
      const { message } = this.#entry;
      this.#message = message === null ? null : this.#redactor.redactValue(message);
    }
    return this.#message;
  }

  /** A path to a journal or file, which may lie in somebody's home. */
  source(): string {
    return this.#redactor.redactRecurring(this.#entry.source());
  }

  position(): string {
    return this.#entry.position();
  }

  receivedAtUnixUs(): number {
    return this.#entry.receivedAtUnixUs();
  }

  fieldValues(name: string): readonly StoredValue[] {
    return this.#entry.fieldValues(name).map((value) => redactField(name, value, this.#redactor));
  }

  allFields(): readonly { name: string; bytes: Buffer }[] {
    return this.#entry.allFields().map((field) => {
      const { name, bytes } = field;
      if (isKeptField(name)) return field;
      const value = isUtf8(bytes) ? bytes.toString('utf8') : bytes;
      const redacted = redactField(name, value, this.#redactor);
      if (redacted === value) return field;
      return { name, bytes: typeof redacted === 'string' ? Buffer.from(redacted, 'utf8') : redacted };
    });
  }
}
