import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { NewExportScheduleInput } from '#contract/export-schedule.ts';
import { AppError } from '#contract/errors.ts';
import { temporaryFolder } from '../../../../test/core/temporary-folder.ts';
import { LAB_START_US, ScheduleLab, type LoggedEntry } from '../../../../test/exports/schedule-lab.ts';

type Trigger = NewExportScheduleInput['trigger'];
type Query = NonNullable<NewExportScheduleInput['request']['query']>;

/** What can happen to a Hydrant with recurring exports. */
type Event =
  | { kind: 'log'; entries: LoggedEntry[] }
  | { kind: 'pass'; seconds: number }
  | { kind: 'restart'; loggedMeanwhile: LoggedEntry[]; awayMinutes: number }
  | { kind: 'set clock'; minutes: number }
  | { kind: 'enable'; which: number; isEnabled: boolean }
  | { kind: 'target'; isThere: boolean }
  | { kind: 'run'; which: number; isElsewhere: boolean }
  | { kind: 'cancel'; which: number }
  | { kind: 'change'; which: number };

const triggers: fc.Arbitrary<Trigger> = fc.oneof(
  fc.integer({ min: 1, max: 7 }).map((every): Trigger => ({ kind: 'interval', every, unit: 'minutes' })),
  fc.integer({ min: 1, max: 12 }).map((entries): Trigger => ({ kind: 'entries', entries })),
  fc
    .integer({ min: 1, max: 5 })
    .map((quietMinutes): Trigger => ({ kind: 'first-error', quietMinutes, settleSeconds: 5 })),
  fc.constant<Trigger>({ kind: 'error-burst', errors: 3, withinMinutes: 2, settleSeconds: 0 }),
  fc.constant<Trigger>({ kind: 'start' }),
);

const queries: fc.Arbitrary<Query> = fc.constantFrom<Query[]>({}, { severities: [3] }, { where: 'disk' });

/** Some come late: logged up to two days before. */
const entries: fc.Arbitrary<LoggedEntry> = fc.record(
  {
    severity: fc.constantFrom(3, 6),
    message: fc.constantFrom('disk full', 'all is well'),
    timeUnixUs: fc.integer({ min: LAB_START_US - 172_800_000_000, max: LAB_START_US }),
  },
  { requiredKeys: ['severity', 'message'] },
);
const fewEntries = fc.array(entries, { minLength: 1, maxLength: 8 });
const which = fc.nat({ max: 2 });

const events: fc.Arbitrary<Event> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('log' as const), entries: fewEntries }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 400 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('restart' as const),
      loggedMeanwhile: fc.array(entries, { maxLength: 5 }),
      awayMinutes: fc.nat({ max: 3000 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('set clock' as const),
      minutes: fc.integer({ min: -90, max: 90 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('enable' as const), which, isEnabled: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('target' as const), isThere: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('run' as const), which, isElsewhere: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('change' as const), which }) },
);

/** More are a proof that takes minutes: `HYDRANT_LIVES=600`. */
const LIVES = Number(process.env['HYDRANT_LIVES'] ?? '25');

const NAMES = ['first', 'second', 'third'];

class World implements AsyncDisposable {
  readonly lab: ScheduleLab;
  readonly stored: LoggedEntry[] = [];
  #isTargetThere = true;

  constructor(folder: string) {
    this.lab = new ScheduleLab(folder);
    this.lab.start();
  }

  async happen(event: Event): Promise<void> {
    const { lab } = this;
    switch (event.kind) {
      case 'log':
        this.#log(event.entries);
        break;
      case 'pass':
        await lab.pass(event.seconds * 1000);
        break;
      case 'restart':
        await lab.stop();
        lab.clock.set(lab.clock.nowUnixUs() + event.awayMinutes * 60_000_000);
        this.#log(event.loggedMeanwhile);
        lab.start();
        break;
      case 'set clock':
        lab.clock.set(lab.clock.nowUnixUs() + event.minutes * 60_000_000);
        break;
      case 'enable':
        await lab.ask('schedules.setEnabled', { name: nameOf(event.which), isEnabled: event.isEnabled });
        break;
      case 'target':
        await this.setTargetThere(event.isThere);
        break;
      case 'run':
        await this.#run(nameOf(event.which), event.isElsewhere);
        break;
      case 'cancel': {
        await lab.settle();
        const id = lab.batches.bookkeeping.unfinishedOf(nameOf(event.which));
        if (id !== undefined) await lab.batches.cancel(id);
        break;
      }
      case 'change': {
        const { request, trigger, isEnabled, name } = lab.get(nameOf(event.which));
        const columns = ['id', 'severity', 'message'];
        await lab.save({ name, trigger, isEnabled, request: { ...request, columns } }, 'now', true);
        break;
      }
    }
  }

  async setTargetThere(isThere: boolean): Promise<void> {
    await this.lab.settle();
    if (isThere === this.#isTargetThere) return;
    this.#isTargetThere = isThere;
    this.lab.setTargetThere(isThere);
  }

  /** Everything is there again, and each recurring export is run until nothing is left. */
  async finish(): Promise<void> {
    const { lab } = this;
    await this.setTargetThere(true);
    for (const name of NAMES) {
      await lab.settle();
      const id = lab.batches.bookkeeping.unfinishedOf(name);
      if (id !== undefined) lab.batches.resume(id, false);
      await lab.settle();
      await this.#run(name, false);
      await lab.settle();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.lab[Symbol.asyncDispose]();
  }

  #log(logged: readonly LoggedEntry[]): void {
    if (logged.length === 0) return;
    this.lab.store(...logged);
    this.stored.push(...logged);
  }

  async #run(name: string, isElsewhere: boolean): Promise<void> {
    await this.lab.settle();
    try {
      if (isElsewhere) await this.lab.askAnother('schedules.run', { name });
      else await this.lab.run(name);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'export.unfinished') throw error;
    }
  }
}

function nameOf(index: number): string {
  return NAMES[index] ?? '';
}

function matches(query: Query, { severity, message }: LoggedEntry): boolean {
  if (query.severities !== undefined) return severity === 3;
  return query.where === undefined || message === 'disk full';
}

it('every matching entry is in exactly one file of a recurring export, in order, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ trigger: triggers, query: queries }), { minLength: 3, maxLength: 3 }),
      fc.array(events, { minLength: 1, maxLength: 30 }),
      async (schedules, happenings) => {
        await using world = new World(temporaryFolder());
        const { lab } = world;
        for (const [index, { trigger, query }] of schedules.entries()) {
          await lab.save(lab.schedule(nameOf(index), trigger, { query }), 'beginning');
        }
        for (const event of happenings) await world.happen(event);
        await world.finish();
        for (const [index, { query }] of schedules.entries()) {
          const expected = world.stored.flatMap((entry, at) => (matches(query, entry) ? [at + 1] : []));
          expect(lab.files(nameOf(index)).flat()).toEqual(expected);
          expect(lab.get(nameOf(index))).toMatchObject({
            waitingEntries: 0,
            coveredToId: world.stored.length,
          });
        }
      },
    ),
    { numRuns: LIVES },
  );
}, 600_000);
