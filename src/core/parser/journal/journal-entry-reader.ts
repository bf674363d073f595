import type { EntryDraft } from '../../pipeline/entry-draft.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import { JournalEntryAssembler } from './journal-entry-assembler.ts';
import { CONSTANT, JournalFields, hashStep } from './journal-fields.ts';
import { resolveOrigin } from './journal-origin.ts';
import { OriginRuns } from '../origin-runs.ts';

const LF = 10;
const EQUALS = 61;
const MAX_NAME_BYTES = 64;
/** journald's own limit of a field. Source: systemd, DATA_SIZE_MAX in src/shared/journal-importer.h: 768 MiB. */
const MAX_PLAUSIBLE_FIELD_BYTES = 768 * 1024 * 1024;
const SAMPLE_PRIME = 0x01000193;

/** More bytes are needed. */
export const INCOMPLETE = 0;
/** The draft holds an entry; `end` is behind it. */
export const COMPLETE = 1;
/** The bytes are no entry of the export format; `reason` says why. */
export const MALFORMED = 2;
/** A field makes the entry too large; `fieldEnd` is where the field ends, -1 while its end has not been seen. */
export const OVERSIZED = 3;

/**
 * Reads one entry of journalctl's export format from a buffer into a draft: bytes are looked at once, and a string is made
 * of the message only. Source: systemd, "Journal Export Formats" (systemd.io/JOURNAL_EXPORT_FORMATS).
 */
export class JournalEntryReader {
  readonly assembler: JournalEntryAssembler;
  /** Behind the entry; where it begins while its end has not been found. */
  end = 0;
  reason = '';
  fieldEnd = -1;

  readonly #fields: JournalFields;
  readonly #runs: OriginRuns;
  readonly #maxEntryBytes: number;
  /** A line whose end was searched before without success: where it begins and how far it was searched, from the entry's start. */
  #openLine = -1;
  #openSearched = 0;

  constructor(draft: EntryDraft, dictionaries: Dictionaries, sourceId: number, maxEntryBytes: number) {
    this.assembler = new JournalEntryAssembler(draft, dictionaries);
    this.#fields = new JournalFields(dictionaries);
    this.#maxEntryBytes = maxEntryBytes;
    this.#runs = new OriginRuns((runs) => resolveOrigin(dictionaries, sourceId, runs));
  }

  /** Call before reading from another start: what is known of a line without an end no longer holds. */
  forgetOpenLine(): void {
    this.#openLine = -1;
  }

  /**
   * Reads the entry that begins at `start` of `buffer`, whose length is the number of bytes received so far. After
   * INCOMPLETE it is asked again with the same start and more bytes.
   */
  read(buffer: Buffer, start: number): number {
    const { assembler } = this;
    assembler.begin();
    this.#runs.prune();
    this.end = start;
    let position = start;
    let state = 0;
    let runStart = -1;
    let sample = 0;
    for (;;) {
      const lineEnd = this.#findLineEnd(buffer, start, position);
      if (lineEnd < 0) return buffer.length - start > this.#maxEntryBytes ? this.#oversized(-1) : INCOMPLETE;
      if (lineEnd === position) {
        if (runStart >= 0) state = this.#runs.advance(state, buffer, runStart, position, sample);
        this.end = position + 1;
        return this.#finish(buffer, state);
      }

      let hash = 0;
      let nameEnd = position;
      const nameLimit = Math.min(lineEnd, position + MAX_NAME_BYTES + 1);
      for (; nameEnd < nameLimit; nameEnd += 1) {
        const byte = buffer[nameEnd] as number;
        if (byte === EQUALS) break;
        hash = hashStep(hash, byte);
      }
      const field = this.#fields.recognise(buffer, position, nameEnd, hash);
      if (field === undefined) return this.#malformed('a line does not begin with the name of a field');

      let valueStart = nameEnd + 1;
      let valueEnd = lineEnd;
      if (nameEnd === lineEnd) {
        // Not text: eight bytes of length, little endian, then the value and a line feed.
        if (buffer.length < lineEnd + 9) return INCOMPLETE;
        const size = buffer.readUInt32LE(lineEnd + 1);
        if (buffer.readUInt32LE(lineEnd + 5) !== 0 || size > MAX_PLAUSIBLE_FIELD_BYTES) {
          return this.#malformed(`the field ${field.name} announces an impossible length`);
        }
        valueStart = lineEnd + 9;
        valueEnd = valueStart + size;
        if (valueEnd - start > this.#maxEntryBytes) return this.#oversized(valueEnd + 1);
        if (buffer.length <= valueEnd) return INCOMPLETE;
        if (buffer[valueEnd] !== LF)
          return this.#malformed(`the field ${field.name} does not end where it says`);
      } else if (valueEnd - start > this.#maxEntryBytes) return this.#oversized(valueEnd + 1);

      if (field.kind === CONSTANT && field.id !== undefined) {
        if (runStart < 0) {
          runStart = position;
          sample = 0;
        }
        const last = buffer[valueEnd - 1] as number;
        const before = buffer[valueEnd - 3] as number;
        sample = Math.imul(sample ^ ((valueEnd - position) << 16) ^ (before << 8) ^ last, SAMPLE_PRIME);
      } else {
        if (runStart >= 0) {
          state = this.#runs.advance(state, buffer, runStart, position, sample);
          runStart = -1;
        }
        assembler.take(buffer, field, valueStart, valueEnd);
      }
      position = valueEnd + 1;
    }
  }

  #finish(buffer: Buffer, state: number): number {
    const problem = this.assembler.finish(buffer);
    if (problem !== undefined) return this.#malformed(problem);
    this.assembler.draft.originId = this.#runs.originOf(state);
    return COMPLETE;
  }

  #findLineEnd(buffer: Buffer, start: number, position: number): number {
    const isOpen = this.#openLine === position - start;
    const lineEnd = buffer.indexOf(LF, isOpen ? start + this.#openSearched : position);
    if (lineEnd < 0) {
      this.#openLine = position - start;
      this.#openSearched = buffer.length - start;
    }
    return lineEnd;
  }

  #malformed(reason: string): number {
    this.reason = reason;
    return MALFORMED;
  }

  #oversized(fieldEnd: number): number {
    this.fieldEnd = fieldEnd;
    return OVERSIZED;
  }
}
