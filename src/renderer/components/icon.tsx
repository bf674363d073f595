import type { ReactNode } from 'react';

export type IconName =
  | 'pause'
  | 'play'
  | 'newest'
  | 'export'
  | 'search'
  | 'close'
  | 'copy'
  | 'help'
  | 'folder'
  | 'warning'
  | 'check'
  | 'histogram';

const PATHS: Readonly<Record<IconName, string>> = {
  pause: 'M5.5 3v10M10.5 3v10',
  play: 'M5 3l8 5-8 5z',
  newest: 'M8 2v8M4.5 7L8 10.5 11.5 7M3 13.5h10',
  export: 'M8 10.5V2.5M5 5l3-3 3 3M3 9.5v4h10v-4',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.4 10.4L14 14',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  help: 'M6 6a2 2 0 1 1 3 1.7c-.7.4-1 .8-1 1.6M8 11.6v.2',
  folder: 'M2 4h4.5L8 5.5h6V13H2z',
  warning: 'M8 2.2l6.3 11.3H1.7zM8 6.5v3.4M8 11.4v.2',
  check: 'M3 8.5l3.2 3.2L13 5',
  histogram: 'M2.5 13.5v-3M6 13.5v-7M9.5 13.5v-11M13 13.5v-5',
};

/** A sign beside words; never the only thing that says what a control does. */
export function Icon({ name }: { name: IconName }): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
