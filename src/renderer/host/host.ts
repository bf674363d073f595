import type { EngineApi } from '#contract/engine-api.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import type { Store } from '../state/store.ts';
import { goToLog, shownLogId } from '../state/shown-log.ts';
import { BrowserHost } from './browser-host.ts';
import { ElectronHost, hasElectronBridge } from './electron-host.ts';

/** `lost`: there was a connection, or none could be made; it is tried again by itself. */
export type ConnectionState = 'connecting' | 'connected' | 'lost';

/** What the page needs of the shell around it: the engine, and whether it can be reached. */
export interface Host extends EngineApi {
  /** After `lost`, `connected` means: read everything again. */
  readonly connection: Store<ConnectionState>;
  /** Where the browser downloads this export from; null where the shell has no downloads. */
  exportUrl(request: ExportRequest): string | null;
  /** Where a file is that the user dropped on the page; null where that is not told, as in every browser. */
  pathOf(file: File): string | null;
}

/** The shell this page runs in. */
export function chooseHost(): Host {
  if (hasElectronBridge()) return new ElectronHost();
  const logId = shownLogId();
  const shown = logId === null ? null : { logId, onClosed: () => goToLog(null) };
  return new BrowserHost(channelUrl(), shown);
}

function channelUrl(): string {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return `${scheme}//${location.host}/channel`;
}
