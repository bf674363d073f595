import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BOOT, KernelLab, kernelRecords } from '../../../../test/core/kernel-lab.ts';

const FIXTURES = join(import.meta.dirname, '../../../../test/fixtures/kernel');
const OTHER_BOOT = {
  ...BOOT,
  bootId: 'aaaaaaaae106d489fb461d6f9c79da60',
  startUnixUs: BOOT.startUnixUs + 3_600_000_000,
};

function fixture(name: string): Buffer {
  return readFileSync(join(FIXTURES, name));
}

/** The fields of the stored entries, text by name. */
function storedFields(lab: KernelLab): Record<string, string>[] {
  lab.store.commit();
  return lab.store
    .entries()
    .map(({ fields }) => Object.fromEntries(fields.map(({ name, bytes }) => [name, bytes.toString('utf8')])));
}

it('the kernel’s own records are entries with the names that journald uses', () => {
  using lab = new KernelLab();
  lab.catchUp(fixture('devices.kmsg'), null);
  expect(storedFields(lab)[0]).toEqual({
    __SEQNUM: '193',
    __MONOTONIC_TIMESTAMP: '317819',
    _BOOT_ID: BOOT.bootId,
    _TRANSPORT: 'kernel',
    SYSLOG_FACILITY: '0',
    PRIORITY: '6',
    MESSAGE: 'acpi PNP0A08:00: _OSC: OS supports [ExtendedConfig ASPM ClockPM Segments MSI HPX-Type3]',
    _KERNEL_SUBSYSTEM: 'acpi',
    _KERNEL_DEVICE: '+acpi:PNP0A08:00',
  });
  const [draft] = lab.store.sink.drafts;
  expect(draft).toMatchObject({
    timeUnixUs: BOOT.startUnixUs + 317_819,
    monotonicUs: 317_819,
    statedSeverity: '6',
    pid: null,
  });
  const origin = lab.store.context().catalog.origin(draft?.originId ?? 0);
  expect(origin).toMatchObject({ host: 'lab', unit: '', identifier: 'kernel' });
  expect(lab.store.sink.missedAnchors).toEqual([]);
});

it('what programs write into the device has their name, their process and every byte', () => {
  using lab = new KernelLab();
  lab.catchUp(fixture('programs.kmsg'), null);
  lab.store.commit();
  const { catalog } = lab.store.context();
  const { drafts } = lab.store.sink;
  const stored = lab.store.entries().map(({ entry }) => entry);
  expect(
    stored.map(([, , severity, , origin, pid]) => [severity, pid, catalog.origin(origin).identifier]),
  ).toEqual([
    [0, null, 'kernel'],
    [3, 4242, 'mounter'],
    [4, null, 'udevd'],
    [4, null, 'kernel'],
    [6, null, 'kernel'],
    [5, null, 'kernel'],
    [6, null, 'kernel'],
  ]);
  expect(drafts[5]?.message).toEqual(
    Buffer.concat([
      Buffer.from('tab\t escape \u001B[31mred\u001B[0m backslash \\ two\nlines umlaut ü '),
      Buffer.from([0xff, 0xfe, 0x7f]),
      Buffer.from(' end'),
    ]),
  );
  expect(drafts[6]?.message).toBe('');
  const [untagged, tagged] = storedFields(lab);
  expect(tagged).toMatchObject({
    SYSLOG_IDENTIFIER: 'mounter',
    SYSLOG_PID: '4242',
    SYSLOG_FACILITY: '1',
    PRIORITY: '3',
    MESSAGE: 'error with a pid',
  });
  expect(untagged).not.toHaveProperty('SYSLOG_IDENTIFIER');
});

it('what is no tag to the letter stays in the message', () => {
  using lab = new KernelLab();
  const texts = [
    'a[01]: b',
    'a[4294967296]: b',
    'a b: c',
    'a:b',
    '[1]: b',
    ': b',
    'a[]: b',
    `${'a'.repeat(65)}: b`,
  ];
  lab.catchUp(texts.map((text, index) => `14,${String(index)},1,-;${text}\n`).join(''), null);
  lab.catchUp('6,9,1,-;usb: the kernel itself has no tags\n', null);
  expect(lab.messages).toEqual([...texts, 'usb: the kernel itself has no tags']);
  expect(lab.store.sink.drafts.every(({ pid }) => pid === null)).toBe(true);
});

it('fragments, callers and what later kernels add are kept beside the entry', () => {
  using lab = new KernelLab();
  lab.catchUp(
    '4,1,10,c,caller=T42;half a line\n4,2,11,+,caller=C0,colour=blue;the other half\n STRANGE line\n',
    null,
  );
  expect(storedFields(lab)).toMatchObject([
    { MESSAGE: 'half a line', KMSG_FLAGS: 'c', KMSG_CALLER: 'T42' },
    {
      MESSAGE: 'the other half',
      KMSG_FLAGS: '+',
      KMSG_CALLER: 'C0',
      KMSG_EXTRA: 'colour=blue',
      KMSG_CONTEXT: 'STRANGE line',
    },
  ]);
});

it('a second start goes on behind the last record, without one missing or twice', () => {
  using lab = new KernelLab();
  lab.catchUp(kernelRecords(0, 9).join(''), null);
  const { position } = lab.parser;
  lab.catchUp(kernelRecords(3, 12).join(''), position);
  expect(lab.messages).toEqual(Array.from({ length: 13 }, (_, index) => `record ${String(index)}`));
  expect(lab.store.sink.missedAnchors).toEqual([]);
  expect(lab.parser.bytes.known).toBe(kernelRecords(3, 9).join('').length);
  lab.catchUp(kernelRecords(3, 12).join(''), lab.parser.position);
  expect(lab.messages).toHaveLength(13);
  lab.store.commit();
  expect(lab.store.positions().at(-1)).toBe(lab.parser.position);
});

it('what the kernel overwrote in between is a gap with its exact number', () => {
  using lab = new KernelLab();
  lab.catchUp(kernelRecords(0, 9).join(''), null);
  lab.catchUp(kernelRecords(15, 20).join(''), lab.parser.position);
  lab.parser.startRun({ phase: 'follow', anchor: lab.parser.position, boot: BOOT });
  lab.parser.push(Buffer.from(kernelRecords(21, 22).join('')));
  lab.parser.push(Buffer.from(kernelRecords(24, 24).join('')));
  expect(lab.store.sink.missedAnchors).toEqual([
    {
      fromUnixUs: BOOT.startUnixUs + 9000,
      untilUnixUs: BOOT.startUnixUs + 15_000,
      lostEntries: 5,
      reason: expect.stringContaining('overwrote 5 records') as unknown,
    },
    {
      fromUnixUs: BOOT.startUnixUs + 22_000,
      untilUnixUs: BOOT.startUnixUs + 24_000,
      lostEntries: 1,
      reason: expect.stringContaining('overwrote 1 record before') as unknown,
    },
  ]);
});

it('after a restart of the machine it begins at the oldest record, and says so', () => {
  using lab = new KernelLab();
  lab.catchUp(kernelRecords(0, 9).join(''), null);
  lab.catchUp(kernelRecords(4, 5, 'new').join(''), lab.parser.position, OTHER_BOOT);
  expect(lab.messages.slice(10)).toEqual(['new 4', 'new 5']);
  expect(lab.store.sink.missedAnchors).toEqual([
    {
      fromUnixUs: BOOT.startUnixUs + 9000,
      untilUnixUs: BOOT.startUnixUs + 3_600_000_000 + 4000,
      reason: expect.stringMatching(/started again.*first 4 records/) as unknown,
    },
  ]);
  lab.store.commit();
  expect(lab.store.count('entries')).toBe(12);
});

it.each([
  ['with other records in the same places', kernelRecords(6, 12, 'other')],
  ['and has not come as far again', kernelRecords(6, 8, 'other')],
])('a machine that was put back to a snapshot %s loses none of them', (_, others) => {
  using lab = new KernelLab();
  lab.catchUp(kernelRecords(0, 9).join(''), null);
  lab.catchUp([...kernelRecords(2, 5), ...others].join(''), lab.parser.position);
  lab.store.commit();
  expect(lab.store.count('entries')).toBe(10 + others.length);
  expect(lab.store.ledger.duplicates).toBe(4);
  expect(lab.store.sink.missedAnchors).toMatchObject([
    { reason: expect.stringContaining('snapshot') as unknown },
  ]);
});

it('a ring larger than what is held while the anchor is looked for costs duplicates, not entries', () => {
  using lab = new KernelLab({ maxHeldBytes: 60 });
  lab.catchUp(kernelRecords(0, 9).join(''), null);
  lab.catchUp(kernelRecords(0, 11).join(''), lab.parser.position);
  lab.store.commit();
  expect(lab.store.count('entries')).toBe(12);
  expect(lab.store.ledger.duplicates).toBe(10);
});

it('what is no record goes to quarantine with its bytes, and does not count as lost', () => {
  using lab = new KernelLab();
  const [one = '', two = ''] = kernelRecords(1, 2);
  lab.catchUp(`${one}6;2,no record\n${two.replace('6,2', '6,3')}7,4,5,-;cut`, null);
  expect(lab.messages).toEqual(['record 1', 'record 2']);
  expect(lab.store.sink.rejections.map(({ bytes, reason }) => [bytes.toString(), reason])).toEqual([
    ['6;2,no record\n', 'the line does not begin as a record of the kernel’s log does'],
    ['7,4,5,-;cut', 'the record has no line end: it is cut short'],
  ]);
  expect(lab.store.sink.missedAnchors).toEqual([]);
});

it.each(['4503599627370497,1', '1,2251799813685249'])(
  'numbers that are not exact are refused: %s',
  (numbers) => {
    using lab = new KernelLab();
    lab.catchUp(`6,${numbers},-;text\n`, null);
    expect(lab.store.sink.rejections[0]?.reason).toMatch(/too large/);
  },
);

it('goes on after a store that could not keep a name, with each entry and gap once', () => {
  using lab = new KernelLab();
  lab.parser.startRun({ phase: 'catch-up', anchor: null, boot: BOOT });
  const [one = '', , three = ''] = kernelRecords(1, 3);
  lab.parser.push(Buffer.from(one));
  lab.store.database.exec(
    `CREATE TEMP TRIGGER harm BEFORE INSERT ON origins BEGIN SELECT RAISE(ABORT, 'injected'); END`,
  );
  const text = Buffer.from(`${three.replace('6,', '30,')}${kernelRecords(4, 4).join('')}`);
  expect(() => lab.parser.push(text)).toThrow('injected');
  expect(lab.parser.bytes).toMatchObject({ entries: one.length, buffered: text.length });
  lab.store.database.exec('DROP TRIGGER harm');
  lab.parser.push(Buffer.alloc(0));
  expect(lab.messages).toEqual(['record 1', 'record 3', 'record 4']);
  expect(lab.store.sink.missedAnchors).toHaveLength(1);
});

it('a gap never ends before it begins, though the clock was set back', () => {
  using lab = new KernelLab();
  lab.catchUp(kernelRecords(0, 9).join(''), null);
  const { startUnixUs } = BOOT;
  lab.catchUp(kernelRecords(0, 1).join(''), lab.parser.position, {
    ...OTHER_BOOT,
    startUnixUs: startUnixUs - 1_000_000,
  });
  expect(lab.store.sink.missedAnchors).toMatchObject([
    { fromUnixUs: startUnixUs + 9000, untilUnixUs: startUnixUs + 9000 },
  ]);
});

it('goes on after a store that failed at the end of a run, when a snapshot’s records are read after all', () => {
  using lab = new KernelLab();
  lab.catchUp(kernelRecords(0, 9).join(''), null);
  const others = kernelRecords(6, 8, 'other').map((record) => record.replace('6,', '30,'));
  lab.parser.startRun({ phase: 'catch-up', anchor: lab.parser.position, boot: BOOT });
  lab.parser.push(Buffer.from(others.join('')));
  lab.store.database.exec(
    `CREATE TEMP TRIGGER harm BEFORE INSERT ON origins BEGIN SELECT RAISE(ABORT, 'injected'); END`,
  );
  expect(() => lab.parser.endRun(true)).toThrow('injected');
  lab.store.database.exec('DROP TRIGGER harm');
  lab.parser.endRun(true);
  expect(lab.messages.slice(10)).toEqual(['other 6', 'other 7', 'other 8']);
  expect(lab.store.sink.missedAnchors).toHaveLength(1);
});

it('a run that was cut off leaves no trace of what it did not look at', () => {
  using lab = new KernelLab();
  lab.catchUp(kernelRecords(0, 9).join(''), null);
  const { position } = lab.parser;
  lab.parser.startRun({ phase: 'catch-up', anchor: position, boot: BOOT });
  lab.parser.push(Buffer.from(kernelRecords(3, 7).join('')));
  lab.parser.endRun(false);
  expect(lab.parser.bytes.discarded).toBe(kernelRecords(3, 7).join('').length);
  lab.catchUp(kernelRecords(3, 10).join(''), position);
  expect(lab.messages).toHaveLength(11);
});
