import { protocol } from 'electron';
import { APP_SCHEME, answerAppRequest } from './app-files.ts';

/** Makes `app:` a standard, secure scheme. Must be called before Electron's `ready`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the renderer's build from `rendererDir` at app://hydrant/. Must be called after Electron's `ready`. */
export function serveApp(rendererDir: string): void {
  protocol.handle(APP_SCHEME, (request) => answerAppRequest(rendererDir, request));
}
