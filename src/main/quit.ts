import { BrowserWindow, app } from 'electron';

/**
 * Lets the app end only after `close` has resolved, so that what is in flight is committed. Closing the last window ends the
 * app, unless `stays` says otherwise, and except on macOS, where apps stay until they are told to quit.
 */
export function quitInOrder(close: () => Promise<void>, stays: () => Promise<boolean>): void {
  let hasClosed = false;
  let isClosing = false;
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') void quitUnless(stays);
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

async function quitUnless(stays: () => Promise<boolean>): Promise<void> {
  const isStaying = await stays();
  // The user may have opened a window again meanwhile.
  if (!isStaying && BrowserWindow.getAllWindows().length === 0) app.quit();
}
