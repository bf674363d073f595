import { expect, it, vi } from 'vitest';
import { CollectingSink } from '../../../test/core/collecting-sink.ts';
import { macosLines } from '../../../test/core/macos-lines.ts';
import { StoreLab } from '../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import { windowsEvents } from '../../../test/core/windows-events.ts';
import { MacosLogParser } from './macos/macos-log-parser.ts';
import type { ParserSink } from './source-parser.ts';
import { WindowsEventParser } from './windows/windows-event-parser.ts';

const KINDS = [
  {
    name: 'macOS',
    create: ({ dictionaries }: StoreLab, sink: ParserSink) =>
      new MacosLogParser({ dictionaries, sourceId: 1, sink }),
    output: macosLines(3),
  },
  {
    name: 'Windows',
    create: ({ dictionaries }: StoreLab, sink: ParserSink) =>
      new WindowsEventParser({ dictionaries, sourceId: 1, sink }),
    output: windowsEvents(3),
  },
];

it.each(KINDS)(
  'the parser of $name goes on where the store failed to keep a new name: nothing is lost, nothing comes twice',
  ({ create, output }) => {
    for (const method of ['fieldNameId', 'originId', 'streamId'] as const) {
      using lab = new StoreLab(temporaryFolder());
      const sink = new CollectingSink();
      const spy = vi.spyOn(lab.dictionaries, method).mockImplementationOnce(() => {
        throw new Error('database or disk is full');
      });
      const parser = create(lab, sink);
      parser.startRun({ phase: 'follow', anchor: null });
      expect(() => parser.push(Buffer.from(output))).toThrow('disk is full');
      expect(sink.drafts).toEqual([]);
      parser.push(Buffer.alloc(0));
      parser.endRun(true);
      expect(spy.mock.calls.length).toBeGreaterThan(1);
      expect(sink.drafts).toHaveLength(3);
      expect(sink.rejections).toEqual([]);
      expect(parser.bytes).toMatchObject({ buffered: 0, discarded: 0, rejected: 0 });
    }
  },
);
