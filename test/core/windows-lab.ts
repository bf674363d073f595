import { WindowsEventParser } from '#core/parser/windows/windows-event-parser.ts';
import { CollectingSink } from './collecting-sink.ts';
import { pushInPieces } from './push-in-pieces.ts';
import { StoreLab } from './store-lab.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A parser of Windows' events whose entries go to the lab's writer, unless a sink says where. */
export function windowsParser(
  lab: StoreLab,
  sink = new CollectingSink((draft) => lab.add(draft)),
  options: { maxEntryBytes?: number; oemCodePage?: number } = {},
) {
  const { dictionaries, ledger } = lab;
  return {
    sink,
    parser: new WindowsEventParser({ dictionaries, sourceId: ledger.sourceId, sink, ...options }),
  };
}

/** Parses one run of wevtutil's output, in pieces whose sizes repeat, stores it, and says what became of it. */
export function readWindowsEvents(output: string | Buffer, sizes: readonly number[] = [4096]) {
  using lab = new StoreLab(temporaryFolder());
  const { sink, parser } = windowsParser(lab);
  pushInPieces(parser, Buffer.from(output), sizes);
  lab.commit();
  const entries = lab.entries().map(({ fields, position, entry }) => ({
    position,
    message: entry[11],
    fields: fields.map(({ name, bytes }) => `${name}=${bytes.toString()}`),
  }));
  return { sink, parser, entries, draft: sink.drafts[0], fields: entries[0]?.fields };
}
