import type { ListColumn } from '../../state/settings.ts';
import { LIST_COLUMNS } from '../../state/settings.ts';
import { texts } from '../../texts.ts';

type BuiltInColumn = (typeof LIST_COLUMNS)[number];

interface AutomaticWidth {
  widePx: number;
  narrowPx: number;
  /** Takes less when there is less. */
  shrinks: boolean;
}

/** A column as the list draws it. */
export interface VisibleColumn {
  /** As in the settings. */
  id: string;
  kind: BuiltInColumn | 'raw';
  title: string;
  /** Which of the row's raw fields it shows; -1: none. */
  rawIndex: number;
  /** null: by itself. */
  widthPx: number | null;
  /** By itself, where the kind alone does not tell: times are as long as they are written. */
  automatic: AutomaticWidth;
}

/** How much room the window has; what stands by itself gives way where there is little. */
export type Room = 'wide' | 'medium' | 'narrow';

const NARROW_BELOW_PX = 900;
const MEDIUM_BELOW_PX = 1280;

export const NARROWEST_COLUMN_PX = 32;
export const WIDEST_COLUMN_PX = 2_000;
const NARROWEST_MESSAGE_PX = 120;
/** What shrinks still shows the beginning of a name. */
const SHRUNK_PX = 64;
/** Of the list: what is read most keeps so much of it before other columns have all that they would like. */
const MESSAGE_SHARE = 0.3;
const COLUMN_GAP_PX = 12;
/** Left and right of the cells. */
const ROW_PADDING_PX = 28;

/** Wide enough for what stands there as a rule; figures and dates never shrink. */
const AUTOMATIC: Readonly<Record<VisibleColumn['kind'], AutomaticWidth>> = {
  time: { widePx: 178, narrowPx: 100, shrinks: false },
  relative: { widePx: 92, narrowPx: 80, shrinks: false },
  delta: { widePx: 96, narrowPx: 84, shrinks: false },
  severity: { widePx: 96, narrowPx: 82, shrinks: false },
  host: { widePx: 100, narrowPx: 80, shrinks: true },
  unit: { widePx: 160, narrowPx: 120, shrinks: true },
  process: { widePx: 168, narrowPx: 120, shrinks: true },
  identifier: { widePx: 130, narrowPx: 100, shrinks: true },
  pid: { widePx: 62, narrowPx: 56, shrinks: false },
  source: { widePx: 110, narrowPx: 80, shrinks: true },
  id: { widePx: 84, narrowPx: 72, shrinks: false },
  message: { widePx: NARROWEST_MESSAGE_PX, narrowPx: NARROWEST_MESSAGE_PX, shrinks: false },
  raw: { widePx: 140, narrowPx: 100, shrinks: true },
};

/** How many characters a time takes as it is written now. */
export interface TimeLengths {
  withDay: number;
  alone: number;
}

/** 2026-11-22 16:18:12.345 */
const ISO_LENGTHS: TimeLengths = { withDay: 23, alone: 12 };

export function roomOf(windowPx: number): Room {
  if (windowPx < NARROW_BELOW_PX) return 'narrow';
  return windowPx < MEDIUM_BELOW_PX ? 'medium' : 'wide';
}

/**
 * The columns to draw. While the user has chosen none, the host stands beside the severity where there are several, and
 * the unit only where there is room.
 */
export function visibleColumns(
  columns: readonly ListColumn[],
  {
    isChosen,
    hasSeveralHosts,
    room,
    timeLengths = ISO_LENGTHS,
  }: { isChosen: boolean; hasSeveralHosts: boolean; room: Room; timeLengths?: TimeLengths },
): VisibleColumn[] {
  let rawColumns = 0;
  const visible: VisibleColumn[] = [];
  for (const column of columns) {
    const kind = columnKind(column.id);
    if (kind === undefined || (!isChosen && room !== 'wide' && kind === 'unit')) continue;
    const rawIndex = kind === 'raw' ? rawColumns++ : -1;
    visible.push({
      id: column.id,
      kind,
      title: columnTitle(column.id),
      rawIndex,
      widthPx: column.widthPx,
      automatic: automaticWidth(kind, timeLengths),
    });
  }
  if (isChosen || !hasSeveralHosts) return visible;
  const host: VisibleColumn = {
    id: 'host',
    kind: 'host',
    title: columnTitle('host'),
    rawIndex: -1,
    widthPx: null,
    automatic: AUTOMATIC.host,
  };
  return visible.flatMap((column) => (column.kind === 'severity' ? [column, host] : [column]));
}

function automaticWidth(kind: VisibleColumn['kind'], { withDay, alone }: TimeLengths): AutomaticWidth {
  const automatic = AUTOMATIC[kind];
  if (kind !== 'time') return automatic;
  return {
    ...automatic,
    widePx: Math.max(automatic.widePx, textPx(withDay)),
    narrowPx: Math.max(automatic.narrowPx, textPx(alone)),
  };
}

/** undefined: a later version knew it, this one does not. */
function columnKind(id: string): VisibleColumn['kind'] | undefined {
  if (id.startsWith('raw:')) return 'raw';
  return LIST_COLUMNS.find((known) => known === id);
}

/** What stands over the column; a raw field has the name that its source gave it. */
export function columnTitle(id: string): string {
  const titles: Readonly<Record<string, string>> = texts.columns.titles;
  return id.startsWith('raw:') ? id.slice('raw:'.length) : (titles[id] ?? id);
}

/** The columns as CSS takes them. */
export function gridTemplate(columns: readonly VisibleColumn[], room: Room): string {
  const hasMessage = columns.some(({ kind }) => kind === 'message');
  const tracks = columns.map((column) => track(column, room));
  // Without a message to take what is left, nothing may: the cells stay beside one another.
  return [...tracks, ...(hasMessage ? [] : ['minmax(0, 1fr)'])].join(' ');
}

function track({ kind, widthPx, automatic }: VisibleColumn, room: Room): string {
  if (widthPx !== null && kind !== 'message') return `${String(widthPx)}px`;
  if (kind === 'message') {
    const leastPx = `${String(widthPx ?? NARROWEST_MESSAGE_PX)}px`;
    return `minmax(max(${leastPx}, ${String(MESSAGE_SHARE * 100)}%), 1fr)`;
  }
  const { widePx, narrowPx, shrinks } = automatic;
  const px = `${String(room === 'narrow' ? narrowPx : widePx)}px`;
  return shrinks ? `minmax(${String(SHRUNK_PX)}px, ${px})` : px;
}

/** Below this the list scrolls sideways. */
export function leastWidthPx(columns: readonly VisibleColumn[], room: Room): number {
  let sumPx = ROW_PADDING_PX + COLUMN_GAP_PX * Math.max(0, columns.length - 1);
  for (const { kind, widthPx, automatic } of columns) {
    if (widthPx !== null) sumPx += widthPx;
    else if (kind === 'message') sumPx += NARROWEST_MESSAGE_PX;
    else if (automatic.shrinks) sumPx += SHRUNK_PX;
    else sumPx += automatic[room === 'narrow' ? 'narrowPx' : 'widePx'];
  }
  return sumPx;
}

/** Of the list's font, at its size. */
const CHARACTER_PX = 7.2;
/** Fonts differ a little. */
const SPARE_PX = 6;

function textPx(characters: number): number {
  return Math.ceil(characters * CHARACTER_PX) + SPARE_PX;
}

/** About how many characters of the message one line shows. */
export function charactersPerLine(columns: readonly VisibleColumn[], room: Room, listPx: number): number {
  let leftPx = listPx - ROW_PADDING_PX - COLUMN_GAP_PX * Math.max(0, columns.length - 1);
  for (const { kind, widthPx, automatic } of columns) {
    if (kind === 'message') continue;
    leftPx -= widthPx ?? automatic[room === 'narrow' ? 'narrowPx' : 'widePx'];
  }
  return Math.floor(Math.max(leftPx, NARROWEST_MESSAGE_PX, MESSAGE_SHARE * listPx) / CHARACTER_PX);
}
