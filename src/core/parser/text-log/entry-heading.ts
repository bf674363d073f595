import type { Severity } from '#contract/severity.ts';
import { WrittenTime } from './times/written-time.ts';

/** One value of a raw field. `isShared`: it says where an entry comes from and hardly changes. */
export interface HeadingField {
  name: string;
  value: string;
  isShared: boolean;
}

/**
 * What a format found in the line that begins an entry. One object is filled again and again. Texts are parts of the line: when that is
 * no UTF-8, each character of them stands for one byte.
 */
export class EntryHeading {
  /** Each character of the line is one byte of it (latin1), because it is no UTF-8. */
  isBytes = false;
  readonly time = new WrittenTime();
  /** What the time is called, should its text be kept as a raw field because it says more than the moment. */
  timeName = 'TIME';
  host = '';
  unit = '';
  identifier = '';
  pid = '';
  severity: Severity | undefined;
  /** As the line says it; '' when it says none. A plain level of syslog needs no text. */
  statedSeverity = '';
  /** What its severity was made of where no word says it: the level in a PRI, the class of an HTTP status; else ''. */
  impliedSeverity = '';
  /** The message is the line from here on, and all further lines of the entry. -1: it is `message`. */
  messageStart = -1;
  message: string | null = null;
  fieldCount = 0;
  readonly #fields: HeadingField[] = [];

  begin(isBytes: boolean): void {
    this.isBytes = isBytes;
    this.time.clear();
    this.timeName = 'TIME';
    this.host = '';
    this.unit = '';
    this.identifier = '';
    this.pid = '';
    this.severity = undefined;
    this.statedSeverity = '';
    this.impliedSeverity = '';
    this.messageStart = -1;
    this.message = null;
    this.fieldCount = 0;
  }

  /** @param index - Below `fieldCount`. */
  field(index: number): HeadingField {
    const field = this.#fields[index];
    if (field === undefined) throw new RangeError(`there is no field ${String(index)}`);
    return field;
  }

  addField(name: string, value: string, isShared = false): void {
    const field = this.#fields[this.fieldCount];
    if (field === undefined) this.#fields.push({ name, value, isShared });
    else {
      field.name = name;
      field.value = value;
      field.isShared = isShared;
    }
    this.fieldCount += 1;
  }
}
