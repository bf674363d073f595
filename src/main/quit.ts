import { app } from 'electron';

/**
 * Lets the app end only after `close` has resolved, so that what is in flight is committed. Closing the window ends the
 * app, except on macOS, where apps stay until they are told to quit.
 */
export function quitInOrder(close: () => Promise<void>): void {
  let hasClosed = false;
  let isClosing = false;
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    if (hasClosed) return;
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    void close().finally(() => {
      hasClosed = true;
      app.quit();
    });
  });
}
