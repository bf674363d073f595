import { batches } from './english/batches.ts';
import { changeSources } from './english/change-sources.ts';
import { commands } from './english/commands.ts';
import { details } from './english/details.ts';
import { exportView } from './english/export-view.ts';
import { formats } from './english/formats.ts';
import { liveView } from './english/live-view.ts';
import { openedFile } from './english/opened-file.ts';
import { page } from './english/page.ts';
import { search } from './english/search.ts';
import { settingsView } from './english/settings-view.ts';
import { severities } from './english/severities.ts';
import { sourcesView } from './english/sources-view.ts';
import { statusBar } from './english/status-bar.ts';

/**
 * The catalogue: every word the user reads that does not come from the engine or the log, by the part of the page that says it. Sentences
 * about a number take the number and its formatted form. A translation is one more folder like `english/`, and one more file like this.
 */
export const english = {
  ...page,
  ...commands,
  ...search,
  ...liveView,
  ...details,
  ...exportView,
  ...batches,
  ...sourcesView,
  ...severities,
  ...changeSources,
  ...formats,
  ...settingsView,
  ...openedFile,
  ...statusBar,
};
