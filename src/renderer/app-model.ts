import { createContext, useContext } from 'react';
import type { MethodResult } from '#contract/methods.ts';
import type { Gap, Status } from '#contract/status.ts';
import { CommandRegistry } from './commands/command-registry.ts';
import { RecentCommands } from './commands/recent-commands.ts';
import { BatchHistory } from './export-view/batches/batch-history.ts';
import { settledWords } from './export-view/batches/batch-words.ts';
import type { ExportPlan } from './export-view/plan/export-plan.ts';
import { planOfSettings } from './export-view/plan/remembered-plan.ts';
import { ExportSchedules } from './export-view/schedules/export-schedules.ts';
import type { Host } from './host/host.ts';
import { knownCommands } from './known-commands.ts';
import type { ListForm } from './live-view/entry-pages.ts';
import { EntrySelection } from './live-view/entry-list/entry-selection.ts';
import { LogAccess } from './sources-view/log-access/log-access.ts';
import { Bookmarks } from './live-view/bookmarks/bookmarks.ts';
import { LiveFeed } from './live-view/live-feed.ts';
import { Announcer } from './state/announcer.ts';
import { EntryAnnouncer } from './state/entry-announcer.ts';
import type { EntryFilter } from './state/entry-filter.ts';
import { FileOpening } from './state/file-opening.ts';
import type { Settings } from './state/settings.ts';
import { goToLog } from './state/shown-log.ts';
import { rawFieldsOf } from './state/settings.ts';
import { SavedQueries } from './state/saved-queries.ts';
import { SearchHistory } from './state/search-history.ts';
import { Store, nextFrame } from './state/store.ts';
import { UnreadModel, pageAttention } from './state/unread.ts';

export type ShellDescription = MethodResult<'shell.describe'>;
export type AppDescription = MethodResult<'app.describe'>;

/** More gaps than anyone reads; their number is in the status. */
const LISTED_GAPS = 200;

/** Everything that outlives a view: what is known of the engine, and what the user set up. */
export class AppModel {
  readonly host: Host;
  readonly settings: Store<Settings>;
  readonly status = new Store<Status | null>(null, nextFrame);
  /** Newest first. */
  readonly gaps = new Store<readonly Gap[]>([], nextFrame);
  readonly shell = new Store<ShellDescription | null>(null);
  readonly app = new Store<AppDescription | null>(null);
  readonly feed: LiveFeed;
  /** Several chosen entries of the list. */
  readonly selection: EntrySelection;
  /** What came in since the user last looked. */
  readonly unread: UnreadModel;
  readonly batches: BatchHistory;
  readonly schedules: ExportSchedules;
  /** How the export view is filled in, apart from its filter. */
  readonly exportPlan: Store<ExportPlan>;
  /** What the export view exports where that was changed there; null: what the live view shows. */
  readonly exportFilter = new Store<EntryFilter | null>(null);
  readonly announcer = new Announcer();
  readonly commands = new CommandRegistry();
  readonly recentCommands = new RecentCommands(localStorage);
  readonly entryAnnouncer: EntryAnnouncer;
  readonly savedQueries: SavedQueries;
  readonly bookmarks: Bookmarks;
  readonly files: FileOpening;
  readonly logAccess: LogAccess;
  /** Grows when pieces in quarantine were tried again: their number may be what it was. */
  readonly quarantineTries = new Store(0);
  readonly searchHistory = new SearchHistory(localStorage);

  constructor(host: Host, settings: Store<Settings>) {
    this.host = host;
    this.settings = settings;
    this.feed = new LiveFeed(host, {
      schedule: nextFrame,
      form: () => listFormOf(settings.get()),
    });
    this.selection = new EntrySelection(this.feed.state);
    this.unread = new UnreadModel(host, pageAttention);
    this.batches = new BatchHistory(host, {
      onSettled: (batch) => {
        const words = settledWords(batch);
        if (words !== null) this.announcer.say(words);
      },
    });
    this.schedules = new ExportSchedules(host);
    this.exportPlan = new Store(planOfSettings(settings.get()));
    this.entryAnnouncer = new EntryAnnouncer(host, {
      isListening: () => settings.get().announcesEntries && document.hasFocus(),
      filter: () => this.feed.state.get().filter,
    });
    this.savedQueries = new SavedQueries(host);
    this.bookmarks = new Bookmarks(host);
    this.files = new FileOpening(host, goToLog);
    this.logAccess = new LogAccess(host, (words) => {
      this.announcer.say(words);
    });
    this.commands.describe(knownCommands(this));
  }

  /** Begins to listen; reads everything at every new connection. */
  start(): void {
    this.host.subscribe('status.changed', (status) => {
      this.status.set(status);
    });
    this.host.subscribe('gaps.recorded', (gap) => {
      this.gaps.set([gap, ...this.gaps.get()].slice(0, LISTED_GAPS));
    });
    this.host.subscribe('entries.stored', (stored) => {
      this.unread.noticeStored(stored.lastId);
      this.entryAnnouncer.noticeStored(stored);
    });
    this.host.subscribe('bookmarks.changed', ({ entryId, bookmark }) => {
      this.feed.markBookmarked(entryId, bookmark !== null);
    });
    let form = JSON.stringify(listFormOf(this.settings.get()));
    this.settings.subscribe(() => {
      const next = JSON.stringify(listFormOf(this.settings.get()));
      if (next === form) return;
      form = next;
      void this.feed.reform();
    });
    const readWhenConnected = (): void => {
      if (this.host.connection.get() === 'connected') void this.#readAll();
    };
    this.host.connection.subscribe(readWhenConnected);
    readWhenConnected();
  }

  async #readAll(): Promise<void> {
    this.feed.start();
    // One that fails must not keep the others from being shown; a lost connection brings this here again.
    await Promise.allSettled([
      this.host.call('status.get', {}).then((status) => {
        this.status.set(status);
        return this.unread.start(status.lastId);
      }),
      this.host.call('shell.describe', {}).then((shell) => {
        this.shell.set(shell);
      }),
      this.host.call('app.describe', {}).then((app) => {
        this.app.set(app);
      }),
      this.host.call('gaps.list', { limit: LISTED_GAPS }).then(({ gaps }) => {
        this.gaps.set(gaps.toSorted((a, b) => b.id - a.id));
      }),
      this.batches.read(),
      this.schedules.read(),
      this.savedQueries.read(),
      this.logAccess.renew(),
    ]);
  }
}

function listFormOf(settings: Settings): ListForm {
  return { foldsRepeats: settings.foldsRepeats, rawFields: rawFieldsOf(settings) };
}

export const AppModelContext = createContext<AppModel | null>(null);

export function useAppModel(): AppModel {
  const model = useContext(AppModelContext);
  if (model === null) throw new Error('This component is drawn outside the app.');
  return model;
}
