import { readFileSync } from 'node:fs';
import { emptyDraft } from '#core/pipeline/entry-draft.ts';
import { MacosLogParser } from '#core/parser/macos/macos-log-parser.ts';
import type { ParserSink, SourceParser } from '#core/parser/source-parser.ts';
import { WindowsEventParser } from '#core/parser/windows/windows-event-parser.ts';
import type { Dictionaries } from '#core/store/dictionaries.ts';
import { StoreLab } from '../../test/core/store-lab.ts';
import { windowsEvent } from '../../test/core/windows-events.ts';
import { BenchFolder } from './bench-folder.ts';
import type { BenchOptions } from './bench-options.ts';
import { median } from './statistics.ts';
import { printTable, wholeNumber } from './table.ts';

const DEFAULT_ENTRIES = 100_000;
/** Entries of one run of a tool; it runs as often as it takes. More would only take memory. */
const RUN_ENTRIES = 5000;
/** As a pipe gives them. */
const CHUNK_BYTES = 64 * 1024;
const FIXTURES = new URL('../../test/fixtures/', import.meta.url);

interface Surroundings {
  dictionaries: Dictionaries;
  sourceId: number;
  sink: ParserSink;
}

interface Contestant {
  name: string;
  create: (surroundings: Surroundings) => SourceParser;
  /** Of RUN_ENTRIES entries. */
  output: Buffer;
}

/** What reading takes, in this process, without the source, the queue and the store. */
export async function benchParsers(options: BenchOptions): Promise<void> {
  await using folder = await BenchFolder.make();
  using lab = new StoreLab(folder.freshStore());
  const entries = options.entries ?? DEFAULT_ENTRIES;
  const contestants = makeContestants();
  const times = contestants.map((): number[] => []);
  for (let round = 0; round < options.rounds; round += 1) {
    for (let turn = 0; turn < contestants.length; turn += 1) {
      const index = (round + turn) % contestants.length;
      times[index]?.push(measure(lab.dictionaries, contestants[index] as Contestant, entries));
    }
  }
  const rows = contestants.map(({ name, output }, index) => {
    const usPerEntry = median(times[index] ?? []);
    const bytes = output.length / RUN_ENTRIES;
    return [
      name,
      wholeNumber(bytes),
      usPerEntry.toFixed(2),
      wholeNumber(1_000_000 / usPerEntry),
      (bytes / usPerEntry).toFixed(0),
    ];
  });
  process.stdout.write(`Parsing ${wholeNumber(entries)} entries, medians of ${options.rounds} rounds\n\n`);
  printTable(['what is read', 'bytes/entry', 'processor µs/entry', 'entries/s', 'MB/s'], rows);
}

function makeContestants(): Contestant[] {
  const macosRecords = [
    'macos/show-ndjson-macos26-coreaudio.ndjson',
    'macos/stream-ndjson-ios-simulator.ndjson',
  ].flatMap((file) => readLines(file).filter((line) => line.includes('"eventMessage"')));
  const sysmon = readLines('windows/xml-sysmon-attack_data.xml')
    .join('\n')
    .split(/(?<=<\/Event>)\s*/);
  const security = readFixture('windows/renderedxml-otel-security-4624.xml')
    .replaceAll(/>\s+</g, '><')
    .trim();
  const windows = (surroundings: Surroundings) => new WindowsEventParser(surroundings);
  return [
    {
      name: 'log --style ndjson',
      create: (surroundings) => new MacosLogParser(surroundings),
      output: repeated((index) => {
        const record = macosRecords[index % macosRecords.length] ?? '';
        return record.replace(/"machTimestamp":\d+/, `"machTimestamp":${79_751_022_531_929 + index}`);
      }),
    },
    {
      name: 'wevtutil, an event of System',
      create: windows,
      output: repeated((index) => windowsEvent({ recordId: index + 1 })),
    },
    {
      name: 'wevtutil, an audit of Security',
      create: windows,
      output: repeated((index) => withRecordId(security, index + 1)),
    },
    {
      name: 'wevtutil, events of Sysmon without a text',
      create: windows,
      output: repeated((index) => withRecordId(sysmon[index % (sysmon.length - 1)] ?? '', index + 1)),
    },
  ];
}

/** Processor time of one entry, in microseconds. @throws Error when not every entry was read. */
function measure(dictionaries: Dictionaries, { name, create, output }: Contestant, entries: number): number {
  const sink = new CountingSink();
  const parser = create({ dictionaries, sourceId: 1, sink });
  const runs = Math.ceil(entries / RUN_ENTRIES);
  const before = process.cpuUsage();
  for (let run = 0; run < runs; run += 1) {
    parser.startRun({ phase: 'follow', anchor: null });
    for (let at = 0; at < output.length; at += CHUNK_BYTES)
      parser.push(output.subarray(at, at + CHUNK_BYTES));
    parser.endRun(true);
  }
  const { user, system } = process.cpuUsage(before);
  if (sink.entries !== runs * RUN_ENTRIES) {
    throw new Error(`${name}: ${sink.entries} of ${runs * RUN_ENTRIES} entries were read`);
  }
  return (user + system) / sink.entries;
}

class CountingSink implements ParserSink {
  entries = 0;
  /** As the writer does, what is handed on is looked at. */
  last = emptyDraft().timeUnixUs;

  accept({ timeUnixUs }: { timeUnixUs: number }): void {
    this.entries += 1;
    this.last = timeUnixUs;
  }

  reject(reason: string): void {
    throw new Error(reason);
  }

  missAnchor(): void {
    throw new Error('there is no anchor');
  }
}

function repeated(entry: (index: number) => string): Buffer {
  return Buffer.from(Array.from({ length: RUN_ENTRIES }, (_, index) => `${entry(index)}\n`).join(''));
}

function withRecordId(event: string, recordId: number): string {
  return event.replace(/<EventRecordID>\d+/, `<EventRecordID>${recordId}`);
}

function readLines(file: string): string[] {
  return readFixture(file).split('\n');
}

function readFixture(file: string): string {
  return readFileSync(new URL(file, FIXTURES), 'utf8');
}
