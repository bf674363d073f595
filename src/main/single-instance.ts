import { app } from 'electron';

/**
 * Claims the app for this process, one per folder of user data. false: another process has it, has been told to show its
 * window, and this one must end.
 */
export function claimSingleInstance(onSecondStart: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', onSecondStart);
  return true;
}
