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
  | 'file'
  | 'warning'
  | 'check'
  | 'histogram'
  | 'chevron'
  | 'bookmark'
  | 'up'
  | 'down'
  | 'context'
  | 'only'
  | 'exclude'
  | 'query'
  | 'remove'
  | 'view'
  | 'star'
  | 'edit'
  | 'save'
  | 'facets'
  | 'command'
  | 'following'
  | 'scrolled'
  | 'reading'
  | 'stopped'
  | 'plus'
  | 'drag'
  | 'waiting'
  | 'again';

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
  file: 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M5.5 8h5M5.5 11h5',
  warning: 'M8 2.2l6.3 11.3H1.7zM8 6.5v3.4M8 11.4v.2',
  check: 'M3 8.5l3.2 3.2L13 5',
  histogram: 'M2.5 13.5v-3M6 13.5v-7M9.5 13.5v-11M13 13.5v-5',
  chevron: 'M6 3.5L10.5 8 6 12.5',
  up: 'M3.5 10L8 5.5l4.5 4.5',
  down: 'M3.5 6L8 10.5 12.5 6',
  context: 'M2.5 3h11M2.5 13h11M5 6.5h8.5M5 9.5h8.5M2 8l.1 0',
  only: 'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM8 5.5v5M5.5 8h5',
  exclude: 'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM5.5 8h5',
  query: 'M5 3.5L1.5 8 5 12.5M11 3.5L14.5 8 11 12.5',
  remove: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9',
  bookmark: 'M4.5 2.5h7v11L8 10.8 4.5 13.5z',
  view: 'M2.5 4.5h5M11 4.5h2.5M9.2 4.5m-1.7 0a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0-3.4 0M2.5 11.5H5M8.5 11.5h5M6.7 11.5m-1.7 0a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0-3.4 0',
  star: 'M8 2.2l1.8 3.7 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4L2.2 6.5l4-.6z',
  edit: 'M3 13l.6-2.8 7-7 2.2 2.2-7 7zM9.3 4.5l2.2 2.2',
  save: 'M8 2.5v7M5 7l3 3 3-3M3 13.5h10',
  command:
    'M5.5 5.5h5v5h-5zM5.5 5.5H4A1.7 1.7 0 1 1 5.5 4zM10.5 5.5V4A1.7 1.7 0 1 1 12 5.5zM10.5 10.5H12a1.7 1.7 0 1 1-1.5 1.5zM5.5 10.5V12A1.7 1.7 0 1 1 4 10.5z',
  following: 'M8 2v5.5M5 5l3 3 3-3M3 11h10M3 14h10',
  scrolled: 'M8 14V8.5M5 11l3-3 3 3M3 5h10M3 2h10',
  reading:
    'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  stopped: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM4 4l8 8',
  facets: 'M2.5 3.5h11L9.5 8.5v4l-3 1v-5z',
  plus: 'M8 3v10M3 8h10',
  drag: 'M6 3.5v.01M10 3.5v.01M6 8v.01M10 8v.01M6 12.5v.01M10 12.5v.01',
  waiting: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8V8l2.2 1.6',
  again: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3',
};

/** A sign beside words; never the only thing that says what a control does. */
export function Icon({ name }: { name: IconName }): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
