import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { CollectingSink } from '../../../../test/core/collecting-sink.ts';
import { applyDamage, damages } from '../../../../test/core/damage.ts';
import { FUZZ_TIMEOUT_MS, fuzzRuns } from '../../../../test/core/fuzz-runs.ts';
import { pushInPieces } from '../../../../test/core/push-in-pieces.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { rendered, windowsEvent } from '../../../../test/core/windows-events.ts';
import { readWindowsEvents, windowsParser } from '../../../../test/core/windows-lab.ts';

vi.setConfig({ testTimeout: FUZZ_TIMEOUT_MS });

/** Two of a kind: what stands side by side in them is known from then on. */
const OTHERS = [1, 2].map((recordId) => usualEvent(recordId)).join('');
const PIECES = [
  '</Data>',
  `</Data><Data Name='B'>`,
  `<Data Name='C'>`,
  '</A>',
  '<A>',
  '</Version><Level>',
  '</Level>',
  '<!-- -->',
  ' ',
];

function usualEvent(recordId: number): string {
  const values = `<Data Name='A'>1</Data><Data Name='B'>2</Data><Data Name='C'></Data><Data Name='D'>4</Data>`;
  return windowsEvent({
    recordId,
    data: `<EventData>${values}</EventData>`,
    rendering: rendered('one&#xD;\ntwo'),
  });
}

function outcomeOf(events: string) {
  const { sink, entries } = readWindowsEvents(events);
  return { fields: entries.at(-1)?.fields, reason: sink.rejections.at(-1)?.reason, count: entries.length };
}

describe('an event after others of its kind', () => {
  it.each([
    [
      'has its values in another order',
      `<Data Name='B'>2</Data><Data Name='A'>1</Data><Data Name='C'>3</Data>`,
    ],
    ['lacks one of them', `<Data Name='A'>1</Data><Data Name='C'>3</Data>`],
    ['has one more', `<Data Name='A'>1</Data><Data Name='AB'>1</Data><Data Name='B'>3</Data>`],
    ['has blanks between them', `<Data Name='A'>1</Data> <Data Name='B'>2</Data>`],
    ['has a comment between them', `<Data Name='A'>1</Data><!-- x --><Data Name='B'>2</Data>`],
    ['has an attribute more', `<Data Name='A'>1</Data><Data Name='B' Type='x'>2</Data>`],
    ['has elements of the same names', `<A>1</A><B>2</B><Data Name='C'>3</Data>`],
  ])('that %s is read as if it were alone', (_what, data) => {
    const event = windowsEvent({ data: `<EventData>${data}</EventData>` });
    const alone = outcomeOf(event);
    expect(alone.reason).toBeUndefined();
    expect(outcomeOf(OTHERS + event)).toEqual({ ...alone, count: 3 });
  });

  it('is in quarantine where its tags do not match, though the same bytes stood in others', () => {
    const event = windowsEvent({ data: `<EventData><A>1</Data><Data Name='B'>2</Data></EventData>` });
    expect(outcomeOf(event).reason).toBe('the event is no well-formed XML');
    expect(outcomeOf(OTHERS + event)).toMatchObject({ reason: 'the event is no well-formed XML', count: 2 });
  });

  it('is read as if it were alone, whatever is wrong with it', () => {
    using lab = new StoreLab(temporaryFolder());
    lab.database.exec('BEGIN');
    const grammar = PIECES.map((piece) => Buffer.from(piece));
    const read = (events: string) => {
      const { parser, sink } = windowsParser(lab, new CollectingSink());
      pushInPieces(parser, Buffer.from(events), [4096]);
      return { drafts: sink.drafts, reasons: sink.rejections.map(({ reason }) => reason) };
    };
    fc.assert(
      fc.property(damages(grammar), (all) => {
        const event = applyDamage(Buffer.from(usualEvent(3)), all).toString();
        // The beginning and the end of an event are another test's.
        fc.pre(event.startsWith('<Event ') && event.endsWith('</Event>'));
        const { drafts, reasons } = read(OTHERS + event);
        expect({ drafts: drafts.slice(2), reasons }).toEqual(read(event));
      }),
      { numRuns: fuzzRuns(1000) },
    );
  });
});

describe('a long text', () => {
  it('of an event has its references replaced wherever they stand, and only once', () => {
    const filling = 'x'.repeat(70);
    const written = `${filling}&#xD;&#xD;\n&#13;&#10;&amp;#xD;&#xd;${filling}&#xD &#x;&#xDD;&;& ${filling}&lt;&#xD;`;
    const { entries } = readWindowsEvents(windowsEvent({ rendering: rendered(written) }), [7]);
    const read = `${filling}\r\r\n\r\n&#xD;\r${filling}&#xD &#x;Ý&;& ${filling}<\r`;
    expect(entries[0]?.message).toBe(read);
  });
});
