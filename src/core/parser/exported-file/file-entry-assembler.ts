import { parseSeverity } from '#contract/severity.ts';
import type { EntryDraft } from '../../pipeline/entry-draft.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import { FieldEncoder } from '../../store/field-codec.ts';
import type { OriginNames } from '../journal/journal-origin.ts';
import { parseExportedTime, parseUnixUs } from './exported-time.ts';
import { fieldNumber, type FileColumn } from './file-columns.ts';
import { FileOrigins, type OriginField } from './file-origins.ts';

/** Text, or bytes that are no UTF-8. */
export type CellValue = string | Buffer;

const PID = /^(?:0|[1-9]\d{0,9})$/;
const MAX_PID = 2 ** 31 - 1;
/** A time that cannot be read is quoted in the reason, cut at so many characters. */
const MAX_QUOTED = 60;

/** Builds a draft of the values of one row. */
export class FileEntryAssembler {
  readonly draft: EntryDraft;
  readonly #dictionaries: Dictionaries;
  readonly #origins: FileOrigins;
  readonly #rest = new FieldEncoder();
  readonly #originFields: OriginField[] = [];
  readonly #seen = new Set<string>();
  #names: Partial<OriginNames> = {};
  #time: string | undefined;
  #timeUnixUs: string | undefined;
  #severity: string | undefined;
  #rawSeverity: string | undefined;
  #problem: string | undefined;

  constructor(draft: EntryDraft, dictionaries: Dictionaries, sourceId: number) {
    this.draft = draft;
    this.#dictionaries = dictionaries;
    this.#origins = new FileOrigins(dictionaries, sourceId);
  }

  /** Call before the values of each row. */
  begin(): void {
    const { draft } = this;
    draft.message = null;
    draft.pid = null;
    draft.statedSeverity = undefined;
    draft.hasCommonSeverity = false;
    this.#rest.clear();
    this.#originFields.length = 0;
    this.#seen.clear();
    this.#names = {};
    this.#time = undefined;
    this.#timeUnixUs = undefined;
    this.#severity = undefined;
    this.#rawSeverity = undefined;
    this.#problem = undefined;
  }

  /** Takes one value of a column. A second one of a column that can have one only is kept as a raw field. */
  take(column: FileColumn, value: CellValue): void {
    const { role } = column;
    if (role === 'raw' || role === 'origin') this.#keep(column, value);
    else if (this.#seen.has(role)) this.#keep(column, value);
    else {
      this.#seen.add(role);
      this.#takeOnce(column, value);
    }
  }

  /** Puts the pieces together. undefined: done; else why this is no entry. */
  finish(): string | undefined {
    const { draft } = this;
    this.#settleSeverity();
    const problem = this.#problem ?? this.#findTime();
    if (problem !== undefined) return problem;
    draft.originId = this.#origins.find(this.#names, this.#originFields);
    draft.rest = this.#rest.copyOut();
    draft.sizeBytes = 200 + (draft.message?.length ?? 0) + this.#rest.length;
    return undefined;
  }

  #takeOnce(column: FileColumn, value: CellValue): void {
    const { draft } = this;
    switch (column.role) {
      case 'message':
        draft.message = typeof value === 'string' ? value : Buffer.from(value);
        return;
      case 'host':
      case 'unit':
      case 'identifier':
        // Names are texts; where the bytes are none, they are kept beside it.
        if (typeof value !== 'string') this.#keep(column, value);
        this.#names[column.role] = value.toString('utf8');
        return;
      case 'pid':
        if (typeof value === 'string' && PID.test(value) && Number(value) <= MAX_PID)
          draft.pid = Number(value);
        else this.#keep(column, value);
        return;
      case 'time':
        this.#time = value.toString('utf8');
        return;
      case 'time_unix_us':
        this.#timeUnixUs = value.toString('utf8');
        return;
      case 'severity':
        this.#severity = value.toString('utf8');
        return;
      case 'raw_severity':
        this.#rawSeverity = value.toString('utf8');
        break;
      case 'origin':
      case 'raw':
        break;
    }
  }

  #findTime(): string | undefined {
    const { draft } = this;
    const text = this.#timeUnixUs ?? this.#time;
    if (text === undefined) return 'it has no time';
    draft.timeUnixUs = this.#timeUnixUs === undefined ? parseExportedTime(text) : parseUnixUs(text);
    if (draft.timeUnixUs >= 0) return undefined;
    const quoted = text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
    return `its time "${quoted}" is none that an export writes, or not between 1970 and 2112`;
  }

  /** Nothing is invented: a word that is no severity is what the source said, and the logic makes info of it. */
  #settleSeverity(): void {
    const { draft } = this;
    const severity = this.#severity === undefined ? undefined : parseSeverity(this.#severity);
    draft.statedSeverity = this.#severity ?? this.#rawSeverity;
    if (severity === undefined) {
      if (this.#severity !== undefined && this.#rawSeverity !== undefined) {
        this.#keep({ name: 'raw_severity', role: 'raw' }, this.#rawSeverity);
      }
      return;
    }
    draft.hasCommonSeverity = true;
    draft.severity = severity;
    draft.rawSeverity = this.#rawSeverity ?? null;
  }

  #keep({ name, role }: FileColumn, value: CellValue): void {
    const id = fieldNumber(this.#dictionaries, name);
    if (typeof id !== 'number') this.#problem ??= id.problem;
    else if (role === 'origin') {
      // A copy: the row's own bytes are overwritten by the next one.
      this.#originFields.push({ id, name, bytes: Buffer.from(value as string) });
    } else if (typeof value === 'string') this.#rest.addText(id, value);
    else this.#rest.addField(id, value, 0, value.length);
  }
}
