import type { EntryDetail, EntryField } from '#contract/entry.ts';
import { describe, expect, it } from 'vitest';
import { entryGroups, factsWith, rawFacts } from './entry-groups.ts';

function field(name: string, ...values: string[]): EntryField {
  return {
    name,
    values: values.map((value) => ({
      encoding: 'utf8',
      value,
      sizeBytes: value.length,
      isTruncated: false,
    })),
  };
}

const entry: EntryDetail = {
  row: {
    id: 12,
    sourceId: 1,
    timeUnixUs: 1_795_338_364_980_463,
    severity: 3,
    rawSeverity: null,
    host: 'box',
    unit: 'ssh.service',
    identifier: '',
    pid: 812,
    message: 'no',
    messageBytes: 2,
    isMessageTruncated: false,
    isMessageBinary: false,
  },
  message: 'no',
  receivedAtUnixUs: 1_795_338_365_000_000,
  position: 's=1;i=2',
  fields: [
    field('ERRNO', '22'),
    field('REQUEST', 'GET /'),
    field('_BOOT_ID', 'abc'),
    field('__MONOTONIC_TIMESTAMP', '1564679'),
    field('_UDEV_DEVNODE', '/dev/a', '/dev/b'),
    field('_EXE', '/usr/sbin/sshd'),
  ],
};

function names(group: string): string[] {
  return (
    entryGroups(entry, 'utc')
      .find(({ name }) => name === group)
      ?.facts.map((fact) => `${fact.name}: ${fact.text}`) ?? []
  );
}

describe('the groups of an entry', () => {
  it('have what is known under plain names, each value once', () => {
    expect(names('message')).toContain('Error number: 22');
    expect(names('origin')).toEqual([
      'Host: box',
      'Unit: ssh.service',
      'Device node: /dev/a',
      'Device node: /dev/b',
    ]);
    expect(names('process')).toEqual(['PID: 812', 'Executable: /usr/sbin/sshd']);
    expect(names('position')).toEqual([
      'Time: 2026-11-22 09:06:04.980463 UTC',
      'Received: 2026-11-22 09:06:05.000000 UTC',
      'Number in store: 12',
      'Position in source: s=1;i=2',
      'Boot ID: abc',
      'Monotonic time: 1.564679 s after boot',
    ]);
  });

  it('say what a query asks for: the language’s own field where there is one, else the raw field', () => {
    const facts = entryGroups(entry, 'utc').flatMap((group) => group.facts);
    const termOf = (name: string) => facts.find((fact) => fact.name === name)?.term;
    expect(termOf('Unit')).toEqual({ field: 'unit', value: 'ssh.service' });
    expect(termOf('Severity')).toEqual({ field: 'severity', value: 'error' });
    expect(termOf('Boot ID')).toEqual({ field: 'boot', value: 'abc' });
    expect(termOf('Executable')).toEqual({ field: '_EXE', value: '/usr/sbin/sshd' });
    expect(termOf('Received')).toBeNull();
  });

  it('leave a field that nobody knows to the raw fields, the trusted ones last', () => {
    expect(entryGroups(entry, 'utc').flatMap((group) => group.facts.map((fact) => fact.text))).not.toContain(
      'GET /',
    );
    expect(rawFacts(entry.fields).map((fact) => fact.name)).toEqual([
      'ERRNO',
      'REQUEST',
      '_BOOT_ID',
      '_EXE',
      '_UDEV_DEVNODE',
      '_UDEV_DEVNODE',
      '__MONOTONIC_TIMESTAMP',
    ]);
  });

  it('ask for no value that a query cannot have', () => {
    const bytes: EntryField = {
      name: 'BLOB',
      values: [{ encoding: 'base64', value: '/w==', sizeBytes: 1, isTruncated: false }],
    };
    expect(rawFacts([bytes, field('EMPTY', '')]).map((fact) => fact.term)).toEqual([null, null]);
  });
});

describe('filtering raw fields', () => {
  it('looks at names and values, whatever their case', () => {
    const facts = rawFacts(entry.fields);
    expect(factsWith(facts, ' get ').map((fact) => fact.name)).toEqual(['REQUEST']);
    expect(factsWith(facts, 'udev')).toHaveLength(2);
    expect(factsWith(facts, '')).toBe(facts);
  });
});
