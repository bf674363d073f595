import type { EntryDetail, EntryField, FieldValue } from '#contract/entry.ts';
import { severityName } from '#contract/severity.ts';
import type { TimeZone } from '../../formats.ts';
import { formatElapsed, formatFullTime } from '../../formats.ts';
import { rawFieldName } from '../../state/query-terms.ts';
import { texts } from '../../texts.ts';

export type GroupName = keyof typeof texts.details.groups;

/** One name and one value of an entry. */
export interface Fact {
  /** Unique within its group. */
  key: string;
  name: string;
  /** What stands there; for a value that is not UTF-8, its Base64. */
  text: string;
  /** What a query asks for to find this value; null: no query can. */
  term: { field: string; value: string } | null;
  /** Where the value comes from when it is a raw field's. */
  source: { field: string; index: number; value: FieldValue } | null;
}

export interface FactGroup {
  name: GroupName;
  facts: readonly Fact[];
}

type Label = keyof typeof texts.details.labels;

// Source of the names: systemd.journal-fields(7). The order is that of the page.
const MESSAGE_FIELDS: readonly (readonly [Label, string])[] = [
  ['messageId', 'MESSAGE_ID'],
  ['documentation', 'DOCUMENTATION'],
  ['errorNumber', 'ERRNO'],
  ['codeFile', 'CODE_FILE'],
  ['codeLine', 'CODE_LINE'],
  ['codeFunction', 'CODE_FUNC'],
];
const ORIGIN_FIELDS: readonly (readonly [Label, string])[] = [
  ['userUnit', '_SYSTEMD_USER_UNIT'],
  ['slice', '_SYSTEMD_SLICE'],
  ['transport', '_TRANSPORT'],
  ['facility', 'SYSLOG_FACILITY'],
  ['namespace', '_NAMESPACE'],
  ['runtimeScope', '_RUNTIME_SCOPE'],
  ['container', 'CONTAINER_NAME'],
  ['kernelSubsystem', '_KERNEL_SUBSYSTEM'],
  ['kernelDevice', '_KERNEL_DEVICE'],
  ['deviceName', '_UDEV_SYSNAME'],
  ['deviceNode', '_UDEV_DEVNODE'],
  ['machine', '_MACHINE_ID'],
];
const PROCESS_FIELDS: readonly (readonly [Label, string])[] = [
  ['syslogPid', 'SYSLOG_PID'],
  ['thread', 'TID'],
  ['command', '_COMM'],
  ['executable', '_EXE'],
  ['commandLine', '_CMDLINE'],
  ['user', '_UID'],
  ['group', '_GID'],
  ['loginUser', '_AUDIT_LOGINUID'],
  ['auditSession', '_AUDIT_SESSION'],
  ['login', '_SYSTEMD_SESSION'],
  ['ownerUser', '_SYSTEMD_OWNER_UID'],
  ['invocation', '_SYSTEMD_INVOCATION_ID'],
  ['controlGroup', '_SYSTEMD_CGROUP'],
  ['capabilities', '_CAP_EFFECTIVE'],
  ['securityContext', '_SELINUX_CONTEXT'],
];

/** Everything that is known of the entry, by what it is about. Facts that it does not have are left out; so are empty groups. */
export function entryGroups(entry: EntryDetail, zone: TimeZone): FactGroup[] {
  const fields = new Map(entry.fields.map((field) => [field.name, field]));
  const groups: FactGroup[] = [
    { name: 'message', facts: [...messageFacts(entry), ...known(MESSAGE_FIELDS, fields)] },
    { name: 'origin', facts: [...originFacts(entry), ...known(ORIGIN_FIELDS, fields)] },
    { name: 'process', facts: [...processFacts(entry), ...known(PROCESS_FIELDS, fields)] },
    { name: 'position', facts: [...timeFacts(entry, fields, zone), ...positionFacts(entry, fields)] },
  ];
  return groups.filter(({ facts }) => facts.length > 0);
}

/** Every field as the source named it, in alphabetical order; the trusted ones (with an underscore) last. */
export function rawFacts(fields: readonly EntryField[]): Fact[] {
  return fields
    .toSorted((a, b) => compareNames(a.name, b.name))
    .flatMap((field) => field.values.map((_, index) => fieldFact(field, index, field.name)));
}

/** Those that have the text in their name or value, whatever its case. */
export function factsWith(facts: readonly Fact[], text: string): readonly Fact[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return facts;
  return facts.filter(
    (fact) => fact.name.toLowerCase().includes(wanted) || fact.text.toLowerCase().includes(wanted),
  );
}

function messageFacts({ row }: EntryDetail): Fact[] {
  const name = severityName(row.severity);
  return [
    {
      ...plainFact('severity', `${name} (${String(row.severity)})`),
      term: { field: 'severity', value: name },
    },
    ...(row.rawSeverity === null ? [] : [plainFact('rawSeverity', row.rawSeverity || texts.details.none)]),
  ];
}

function originFacts({ row }: EntryDetail): Fact[] {
  return [
    ...columnFact('host', row.host),
    ...columnFact('unit', row.unit),
    ...columnFact('identifier', row.identifier),
  ];
}

function processFacts({ row }: EntryDetail): Fact[] {
  return row.pid === null ? [] : columnFact('pid', String(row.pid));
}

function timeFacts(
  { row, receivedAtUnixUs }: EntryDetail,
  fields: ReadonlyMap<string, EntryField>,
  zone: TimeZone,
): Fact[] {
  const time = formatFullTime(row.timeUnixUs, zone);
  const timeUtc = formatFullTime(row.timeUnixUs, 'utc');
  const sourceTime = Number(fields.get('_SOURCE_REALTIME_TIMESTAMP')?.values[0]?.value);
  return [
    plainFact('time', time),
    ...(timeUtc === time ? [] : [plainFact('timeUtc', timeUtc)]),
    ...(Number.isSafeInteger(sourceTime) && sourceTime > 0
      ? [plainFact('sourceTime', formatFullTime(sourceTime, zone))]
      : []),
    plainFact('received', formatFullTime(receivedAtUnixUs, zone)),
    ...(row.lateMs === undefined ? [] : [plainFact('late', formatElapsed(row.lateMs))]),
  ];
}

function positionFacts(entry: EntryDetail, fields: ReadonlyMap<string, EntryField>): Fact[] {
  const monotonicUs = fields.get('__MONOTONIC_TIMESTAMP')?.values[0]?.value ?? '';
  const boot = fields.get('_BOOT_ID')?.values[0]?.value ?? '';
  return [
    plainFact('id', String(entry.row.id)),
    ...(entry.position === '' ? [] : [plainFact('position', entry.position)]),
    ...known([['sequence', '__SEQNUM']], fields),
    ...known([['sequenceId', '__SEQNUM_ID']], fields),
    ...columnFact('boot', boot),
    ...(/^\d+$/.test(monotonicUs) ? [plainFact('monotonic', monotonicWords(monotonicUs))] : []),
    ...known([['stream', '_STREAM_ID']], fields),
  ];
}

/** By moving the point: the digits are those of the source. */
function monotonicWords(monotonicUs: string): string {
  const digits = monotonicUs.padStart(7, '0');
  return texts.details.monotonic(`${digits.slice(0, -6)}.${digits.slice(-6)}`);
}

function plainFact(label: Label, text: string): Fact {
  return { key: label, name: texts.details.labels[label], text, term: null, source: null };
}

/** A value that has a name of its own in the query language. */
function columnFact(label: Label, value: string): Fact[] {
  return value === '' ? [] : [{ ...plainFact(label, value), term: { field: label, value } }];
}

function known(
  names: readonly (readonly [Label, string])[],
  fields: ReadonlyMap<string, EntryField>,
): Fact[] {
  return names.flatMap(([label, name]) => {
    const field = fields.get(name);
    return field?.values.map((_, index) => fieldFact(field, index, texts.details.labels[label])) ?? [];
  });
}

function fieldFact(field: EntryField, index: number, name: string): Fact {
  const value = field.values[index];
  if (value === undefined) throw new RangeError(`${field.name} has no value ${String(index)}`);
  // A query compares text. An empty value would ask for entries that lack the field.
  const isAsked = value.encoding === 'utf8' && value.value !== '';
  return {
    key: `${field.name} ${String(index)}`,
    name,
    text: value.value,
    term: isAsked ? { field: rawFieldName(field.name), value: value.value } : null,
    source: { field: field.name, index, value },
  };
}

function compareNames(a: string, b: string): number {
  const aIsTrusted = a.startsWith('_');
  if (aIsTrusted !== b.startsWith('_')) return aIsTrusted ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
