import { describe, expect, it } from 'vitest';
import { PipelineLab } from '../../../test/core/pipeline-lab.ts';
import { SEVERITY_SAMPLES, type SeveritySample } from '../../../test/core/severity-samples.ts';
import { temporaryFolder } from '../../../test/core/temporary-folder.ts';
import type { SourceSpec } from '../listener/source-spec.ts';
import { minimumSeverityRule, type Rule } from '../logic/rules.ts';
import { ConditionFunctions } from '../queries/condition-functions.ts';
import { listSeverities } from '../queries/list-severities.ts';
import { OriginCatalog } from '../queries/origin-catalog.ts';
import { ENTRY_COLUMNS, fieldsOf, type StoredEntry } from '../queries/stored-entry.ts';
import { openReadableDatabase } from '../store/open-database.ts';
import { setSeverities } from './set-severities.ts';

const ALERT = 1;

class SeverityLab extends PipelineLab {
  readonly source: SourceSpec;
  readonly dataDir: string;

  constructor(dataDir: string, source: SourceSpec, rules: readonly Rule[] = []) {
    super(dataDir, rules, source);
    this.source = source;
    this.dataDir = dataDir;
  }

  get sourceId(): number {
    return this.pipeline.ledger.sourceId;
  }

  begin(sample: SeveritySample): void {
    this.pipeline.deliver({ kind: 'run-started', phase: 'follow', anchor: null, ...sample.run });
  }

  store(entry: Buffer | string): void {
    this.pipeline.deliver({ kind: 'bytes', bytes: Buffer.from(entry as string) });
    this.pipeline.deliver({ kind: 'quiet' });
    this.drain();
    this.commit();
  }

  set(...changes: { raw: string; severity: number | null }[]): void {
    const options = { database: this.database, readSource: () => this.source };
    setSeverities(options, [this.pipeline], { sourceId: this.sourceId, changes });
  }

  rows() {
    const database = openReadableDatabase(this.dataDir);
    using catalog = new OriginCatalog(openReadableDatabase(this.dataDir));
    try {
      const functions = new ConditionFunctions(database);
      return listSeverities({ database, catalog, functions, nowUnixUs: 0 }, this.sourceId).rows;
    } finally {
      database.close();
    }
  }

  stored(): [severity: number, rawSeverity: string | null][] {
    return this.database
      .prepare<[], [number, string | null]>('SELECT severity, raw_severity FROM entries ORDER BY id')
      .raw()
      .all();
  }

  /** Of each entry what a raw field has. */
  values(name: string): string[][] {
    const catalog = new OriginCatalog(this.database);
    return this.database
      .prepare<[], StoredEntry>(`SELECT ${ENTRY_COLUMNS} FROM entries AS e ORDER BY e.id`)
      .raw()
      .all()
      .map((entry) =>
        fieldsOf(entry, catalog)
          .filter((field) => field.name === name)
          .map(({ bytes }) => bytes.toString()),
      );
  }
}

describe.each(SEVERITY_SAMPLES)('$what', (sample) => {
  it('stands for what the user says from then on, with its own word beside it, also after a restart', () => {
    const folder = temporaryFolder();
    const { word, usual } = sample;
    {
      using lab = new SeverityLab(folder, sample.source);
      lab.begin(sample);
      lab.store(sample.entry(1));
      expect(lab.stored()).toEqual([usual]);
      lab.set({ raw: word, severity: ALERT });
      lab.store(sample.entry(2));
      const [, [, raw] = []] = lab.stored();
      expect(lab.stored()).toEqual([usual, [ALERT, raw]]);
      expect(raw?.toLowerCase()).toBe(word.toLowerCase());
    }
    using again = new SeverityLab(folder, sample.source);
    again.begin(sample);
    again.store(sample.entry(3));
    expect(again.stored().at(2)?.[0]).toBe(ALERT);
    again.set({ raw: word, severity: null });
    again.store(sample.entry(4));
    expect(again.stored().at(3)).toEqual(usual);
    expect(again.pipeline.ledger.counters()).toMatchObject({ stored: 4, quarantined: 0, duplicates: 0 });
  });

  it('is listed with what it usually stands for, what it stands for now, and how often it was seen', () => {
    using lab = new SeverityLab(temporaryFolder(), sample.source);
    lab.begin(sample);
    lab.store(sample.entry(1));
    lab.store(sample.entry(2));
    const { word, usual } = sample;
    const listed = () => lab.rows().filter(({ seen }) => seen !== 0);
    expect(listed()).toMatchObject([{ raw: word, usual: usual[0], now: usual[0], seen: 2 }]);
    lab.set({ raw: word, severity: ALERT });
    lab.store(sample.entry(3));
    const [row, ...others] = listed();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ usual: usual[0], now: ALERT, seen: 3 });
    expect(row?.raw.toLowerCase()).toBe(word.toLowerCase());
  });
});

function sampleOf(what: string): SeveritySample {
  const found = SEVERITY_SAMPLES.find((sample) => sample.what === what);
  if (found === undefined) throw new Error(`there is no sample of ${what}`);
  return found;
}

describe('what a user says of severities', () => {
  it.each(['a level of the journal', 'a level of the kernel'])(
    'leaves the fields of an entry as they came: %s',
    (what) => {
      const sample = sampleOf(what);
      using lab = new SeverityLab(temporaryFolder(), sample.source);
      lab.begin(sample);
      lab.store(sample.entry(1));
      lab.set({ raw: sample.word, severity: ALERT });
      lab.store(sample.entry(2));
      expect(lab.values('PRIORITY')).toEqual([[sample.word], [sample.word]]);
    },
  );

  it('counts before the rules: what is worse now is kept, and what is milder now is dropped', () => {
    const sample = sampleOf('a word of an application');
    using lab = new SeverityLab(temporaryFolder(), sample.source, [minimumSeverityRule(5)]);
    lab.begin(sample);
    lab.store(sample.entry(1));
    lab.set({ raw: 'success', severity: 5 });
    lab.store(sample.entry(2));
    lab.set({ raw: 'success', severity: 7 });
    lab.store(sample.entry(3));
    expect(lab.stored()).toEqual([[5, 'SUCCESS']]);
    expect(lab.pipeline.ledger.counters()).toMatchObject({ received: 3, stored: 1, dropped: 2 });
  });

  it('is kept when the source is removed and added again', () => {
    const folder = temporaryFolder();
    const sample = sampleOf('a type of macOS');
    const other = sampleOf('a level of Windows');
    {
      using lab = new SeverityLab(folder, sample.source);
      lab.set({ raw: 'Default', severity: 6 }, { raw: 'Error', severity: 4 });
    }
    {
      // A run without it.
      using lab = new SeverityLab(folder, other.source);
      expect(lab.pipeline.changedSeverities).toBeNull();
    }
    using lab = new SeverityLab(folder, sample.source);
    expect(Object.fromEntries(lab.pipeline.changedSeverities?.byWord ?? [])).toEqual({
      Default: 6,
      Error: 4,
    });
  });

  it('holds for a source that is not captured now', () => {
    const sample = sampleOf('a type of macOS');
    using lab = new SeverityLab(temporaryFolder(), sample.source);
    setSeverities({ database: lab.database, readSource: () => sample.source }, [], {
      sourceId: lab.sourceId,
      changes: [{ raw: 'Default', severity: 6 }],
    });
    expect(lab.rows().find(({ raw }) => raw === 'Default')?.now).toBe(6);
  });

  it('is refused where it makes no sense, and then nothing changes', () => {
    const sample = sampleOf('a word of an application');
    using lab = new SeverityLab(temporaryFolder(), sample.source);
    const twice = () => lab.set({ raw: 'SUCCESS', severity: 5 }, { raw: 'success', severity: 6 });
    expect(twice).toThrow('The severity "success" is to stand for two things at once.');
    const many = Array.from({ length: 1001 }, (_, index) => ({ raw: `word ${String(index)}`, severity: 3 }));
    expect(() => lab.set(...many)).toThrow('More than 1000 words of file:/lab.log would be changed.');
    const options = { database: lab.database, readSource: () => lab.source };
    const changes = [{ raw: 'SUCCESS', severity: 5 }];
    expect(() => setSeverities(options, [], { sourceId: 99, changes })).toThrow('has the number 99');
    const folder = { spec: 'file:/lab', target: { kind: 'log-folder' as const, pattern: '/lab' } };
    const ofFolder = { database: lab.database, readSource: () => folder };
    expect(() => setSeverities(ofFolder, [], { sourceId: lab.sourceId, changes })).toThrow(
      'has no entries of its own',
    );
    expect(lab.pipeline.changedSeverities).toBeNull();
    expect(lab.database.prepare('SELECT severities FROM sources').pluck().all()).toEqual([null]);
  });

  it('can be of any word, one that JavaScript knows too', () => {
    const sample = sampleOf('a word that journald passed on');
    const folder = temporaryFolder();
    {
      using lab = new SeverityLab(folder, sample.source);
      lab.set({ raw: '__proto__', severity: 2 }, { raw: 'constructor', severity: 3 });
    }
    using lab = new SeverityLab(folder, sample.source);
    expect(lab.pipeline.changedSeverities?.byWord.get('__proto__')).toBe(2);
    expect(lab.rows().filter(({ now, usual }) => now !== usual)).toMatchObject([
      { raw: '__proto__', now: 2, usual: 6, seen: 0 },
      { raw: 'constructor', now: 3, usual: 6, seen: 0 },
    ]);
  });
});
