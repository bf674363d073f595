import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPORT_COLUMNS } from '#contract/export-format.ts';
import { REDACTION_KINDS } from '#contract/redaction.ts';
import { encodeEntries } from '../../../../test/exports/encode-entries.ts';
import { formatOptions } from '../../../../test/exports/format-options.ts';
import { TEST_KEY, testRedactor } from '../../../../test/exports/marked-redaction.ts';
import { sampleEntry } from '../../../../test/exports/sample-entry.ts';
import { StoreLab } from '../../../../test/core/store-lab.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { encodeExportEntry } from '../../../../test/journal/export-encoding.ts';
import { recordedEntries } from '../../../../test/journal/recorded-entries.ts';
import { openExportStore } from '../../queries/read-entries.ts';
import { csvFormat } from '../formats/csv-format.ts';
import { RedactedEntry } from './redacted-entry.ts';
import { Redactor } from './redactor.ts';

const PEOPLE = ['alice', 'bob'];
const NAMES = testRedactor(['users'], { people: PEOPLE });
const ALICE = NAMES.redactText('alice');
const BOB = NAMES.redactText('bob');

function redactorOf(...kinds: Parameters<typeof testRedactor>[0]): Redactor {
  return testRedactor(kinds.length === 0 ? REDACTION_KINDS : kinds, { people: PEOPLE });
}

describe('a redacted entry', () => {
  it('has its texts redacted, and its numbers and its position as they were', () => {
    const plain = sampleEntry({
      id: 7,
      pid: 812,
      rawSeverity: 'alice says 9',
      host: 'alice-laptop',
      unit: 'home-alice.mount',
      identifier: 'alice',
      message: 'session opened for user bob',
    });
    const entry = new RedactedEntry(plain, redactorOf());
    expect(entry).toMatchObject({ id: 7, pid: 812, severity: 3, timeUnixUs: plain.timeUnixUs });
    expect(entry.rawSeverity).toBe(`${ALICE} says 9`);
    expect(entry.host).toBe(`${ALICE}-laptop`);
    expect(entry.unit).toBe(`home-${ALICE}.mount`);
    expect(entry.identifier).toBe(ALICE);
    expect(entry.message).toBe(`session opened for user ${BOB}`);
    expect(entry.position()).toBe(plain.position());
    expect(entry.receivedAtUnixUs()).toBe(plain.receivedAtUnixUs());
    expect(entry.source()).toBe('journal');
  });

  it('leaves the names of machines alone, but not an address in their place', () => {
    const hostOf = (host: string) => new RedactedEntry(sampleEntry({ host }), redactorOf()).host;
    expect(hostOf('web-1.example.com')).toBe('web-1.example.com');
    expect(hostOf('ip-10-0-0-1')).toBe('ip-10-0-0-1');
    expect(hostOf('203.0.113.7')).toMatch(/^ip-/);
  });

  it('counts each text once, however often a format asks for it', () => {
    const redactor = redactorOf();
    const entry = new RedactedEntry(sampleEntry({ message: 'to alice and bob', host: 'alice-pc' }), redactor);
    for (let time = 0; time < 3; time += 1) expect([entry.message, entry.host]).toHaveLength(2);
    expect(redactor.counts.users).toBe(3);
  });

  it('counts what is remembered from entries before as well', () => {
    const redactor = redactorOf();
    for (let row = 0; row < 5; row += 1) {
      expect(new RedactedEntry(sampleEntry({ unit: 'home-alice.mount' }), redactor).unit).toBe(
        `home-${ALICE}.mount`,
      );
    }
    expect(redactor.counts.homes).toBe(5);
  });

  it('keeps bytes that are no UTF-8, and a message that is missing', () => {
    const message = Buffer.concat([Buffer.from([0xff]), Buffer.from(' alice')]);
    const entry = new RedactedEntry(sampleEntry({ message }), redactorOf());
    expect(entry.message).toEqual(Buffer.concat([Buffer.from([0xff]), Buffer.from(` ${ALICE}`)]));
    expect(new RedactedEntry(sampleEntry({ message: null }), redactorOf()).message).toBeNull();
  });

  it('knows fields by their names', () => {
    const fields = {
      USER_ID: ['mark'],
      SUDO_USER: ['jo'],
      AUDIT_FIELD_ACCT: ['"jo"'],
      TargetUserName: ['MARK'],
      LOGNAME: ['root', 'two words', 'alice@example.com'],
      DB_PASSWORD: ['hunter2', '***'],
      _UID: ['1000'],
      _AUDIT_LOGINUID: ['1000'],
      _CMDLINE: ['ssh mark@10.0.0.1'],
      _BOOT_ID: ['0f'.repeat(16)],
      __CURSOR: ['s=ab;i=1'],
      _SYSTEMD_USER_UNIT: ['mark.service'],
    };
    const entry = new RedactedEntry(sampleEntry({ fields }), redactorOf());
    const valuesOf = (name: string) => entry.fieldValues(name);
    const mark = redactorOf().redactText('user=mark').slice('user='.length);
    const jo = redactorOf().redactText('user=jo').slice('user='.length);
    expect(valuesOf('USER_ID')).toEqual([mark]);
    expect(valuesOf('SUDO_USER')).toEqual([jo]);
    expect(valuesOf('AUDIT_FIELD_ACCT')).toEqual([`"${jo}"`]);
    expect(valuesOf('TargetUserName')).toEqual([mark]);
    expect(valuesOf('LOGNAME')).toEqual(['root', 'two words', expect.stringMatching(/^mail-/)]);
    expect(valuesOf('DB_PASSWORD')).toEqual([expect.stringMatching(/^token-/), '***']);
    expect(valuesOf('_CMDLINE')).toEqual([expect.stringMatching(new RegExp(`^ssh ${mark}@ip-`))]);
    for (const name of ['_UID', '_AUDIT_LOGINUID', '_BOOT_ID', '__CURSOR', '_SYSTEMD_USER_UNIT'] as const) {
      expect(valuesOf(name)).toEqual(fields[name]);
    }
    expect(valuesOf('NONE')).toEqual([]);
    const asFields = entry.allFields().map(({ name, bytes }) => [name, bytes.toString()]);
    const asValues = Object.keys(fields).flatMap((name) =>
      valuesOf(name).map((value) => [name, String(value)]),
    );
    expect(asFields).toEqual(asValues);
  });

  it('hides nothing that was not asked for', () => {
    const fields = { USER_ID: ['mark'], DB_PASSWORD: ['hunter2'] };
    const entry = new RedactedEntry(
      sampleEntry({ fields, message: 'for user mark from 10.0.0.1' }),
      redactorOf('ips'),
    );
    expect(entry.fieldValues('USER_ID')).toEqual(['mark']);
    expect(entry.fieldValues('DB_PASSWORD')).toEqual(['hunter2']);
    expect(entry.message).toMatch(/^for user mark from ip-/);
  });

  it('is written by a format like any other', () => {
    const redactor = redactorOf();
    const entry = new RedactedEntry(sampleEntry({ message: 'user=alice' }), redactor);
    const csv = encodeEntries(csvFormat, formatOptions([...DEFAULT_EXPORT_COLUMNS]), [entry]);
    expect(csv.toString()).toContain(`,user=${ALICE}\r\n`);
  });
});

describe('a whole recorded journal from a real store', () => {
  it('is exported without the people in it, everything else to the byte', () => {
    using lab = new StoreLab(temporaryFolder());
    for (const fields of recordedEntries('debian12-systemd252.jsonl')) lab.store(encodeExportEntry(fields));
    using store = openExportStore(lab.dataDir);
    const redactor = new Redactor({ kinds: REDACTION_KINDS, key: TEST_KEY, people: PEOPLE });
    let changed = 0;
    let entries = 0;
    for (const page of store.readPages({
      query: {},
      columns: ['position', 'MESSAGE'],
      afterId: 0,
      lastId: store.lastId(),
    })) {
      for (const plain of page) {
        entries += 1;
        const before = plain.allFields();
        const after = new RedactedEntry(plain, redactor).allFields();
        expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name));
        for (const [index, { bytes }] of after.entries()) {
          const original = before[index]?.bytes ?? Buffer.alloc(0);
          expect(bytes.toString('latin1')).not.toMatch(/\b(?:alice|bob)\b/);
          if (bytes.equals(original)) continue;
          changed += 1;
          expect(original.toString('latin1')).toMatch(/alice|bob|admin\d/);
        }
      }
    }
    expect(entries).toBeGreaterThan(800);
    expect(changed).toBeGreaterThan(50);
    const { users = 0, homes = 0, ...others } = redactor.counts;
    expect(users + homes).toBeGreaterThanOrEqual(changed);
    expect(others).toEqual({ ips: 0, macs: 0, emails: 0, sids: 0, tokens: 0 });
  });
});
