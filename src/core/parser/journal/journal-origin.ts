import type { Dictionaries } from '../../store/dictionaries.ts';
import { FieldEncoder } from '../../store/field-codec.ts';

/** Where entries come from, by name; '' where that is not known. */
export interface OriginNames {
  host: string;
  unit: string;
  identifier: string;
}

/** Which fields name the unit, best first. PID 1 speaks about a unit in UNIT while its own is init.scope. */
const UNIT_FIELDS = ['UNIT', 'USER_UNIT', '_SYSTEMD_UNIT', '_SYSTEMD_USER_UNIT'] as const;

const LF = 10;
const EQUALS = 61;

interface ConstantField {
  id: number;
  bytes: Buffer;
}

/**
 * Makes the origin of runs of constant fields: the same set of fields is the same origin, in whatever order the journal
 * printed them.
 */
export function resolveOrigin(dictionaries: Dictionaries, sourceId: number, runs: readonly Buffer[]): number {
  const fields: ConstantField[] = [];
  const first = new Map<string, string>();
  for (const run of runs) {
    for (const { name, bytes } of readFields(run)) {
      const id = dictionaries.fieldNameId(name);
      if (id === undefined) throw new RangeError(`the constant field ${name} has no number`);
      fields.push({ id, bytes });
      if (!first.has(name)) first.set(name, bytes.toString('utf8'));
    }
  }
  fields.sort((a, b) => a.id - b.id || Buffer.compare(a.bytes, b.bytes));
  const encoder = new FieldEncoder();
  for (const field of fields) encoder.addField(field.id, field.bytes, 0, field.bytes.length);
  const fieldBytes = encoder.copyOut() ?? Buffer.alloc(0);
  return dictionaries.originId({ sourceId, ...originNames(first), fields: fieldBytes });
}

/** What the constant fields of a journal entry say of where it comes from. @param first - The first value of each. */
export function originNames(first: ReadonlyMap<string, string>): OriginNames {
  return {
    host: first.get('_HOSTNAME') ?? '',
    unit: UNIT_FIELDS.map((name) => first.get(name)).find((unit) => unit !== undefined) ?? '',
    identifier: first.get('SYSLOG_IDENTIFIER') ?? first.get('_COMM') ?? '',
  };
}

/** Reads whole fields of the export format, already known to be well-formed. */
function* readFields(run: Buffer): Generator<{ name: string; bytes: Buffer }> {
  let at = 0;
  while (at < run.length) {
    const end = run.indexOf(LF, at);
    const equals = run.indexOf(EQUALS, at);
    if (equals !== -1 && equals < end) {
      yield { name: run.toString('latin1', at, equals), bytes: run.subarray(equals + 1, end) };
      at = end + 1;
    } else {
      const size = run.readUInt32LE(end + 1);
      const start = end + 9;
      yield { name: run.toString('latin1', at, end), bytes: run.subarray(start, start + size) };
      at = start + size + 1;
    }
  }
}
