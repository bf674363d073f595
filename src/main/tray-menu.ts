import type { ExportSchedule } from '#contract/export-schedule.ts';
import type { MenuItemConstructorOptions } from 'electron';

export interface TrayActions {
  show: () => void;
  exportNow: (name: string) => void;
  quit: () => void;
}

/** The menu of the tray. @param next - Which export comes next, in words. */
export function trayMenu(
  exports: readonly ExportSchedule[],
  next: string,
  { show, exportNow, quit }: TrayActions,
): MenuItemConstructorOptions[] {
  return [
    { label: 'Show Hydrant', click: show },
    { type: 'separator' },
    { label: asLabel(next), enabled: false },
    {
      label: 'Export now',
      submenu: exports.map(({ name }) => ({ label: asLabel(name), click: () => exportNow(name) })),
    },
    { type: 'separator' },
    { label: 'Quit Hydrant', click: quit },
  ];
}

/** A menu takes & as the mark of a key, and shows two as one. */
function asLabel(text: string): string {
  return text.replaceAll('&', '&&');
}
