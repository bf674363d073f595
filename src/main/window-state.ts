/** A rectangle on the desktop, in device-independent pixels. */
export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where the window was when it was last seen. `bounds` are those of the window when it is not maximised. */
export interface WindowState {
  bounds: Rectangle | undefined;
  isMaximized: boolean;
}

/** The page is usable down to 800 pixels in width, window frame included. */
export const MINIMUM_SIZE = { width: 800, height: 500 } as const;
export const DEFAULT_SIZE = { width: 1280, height: 820 } as const;

/** So much of the title bar must be on a display that a hand can grab it. */
const GRABBABLE = { width: 120, height: 24 } as const;

/** What a first start begins with: the system chooses the place. */
export const FRESH_STATE: WindowState = { bounds: undefined, isMaximized: false };

/**
 * Reads a remembered state and fits it to the displays there are now: a display may have been unplugged, the file may be
 * damaged or edited. What cannot be used is left out; it never throws.
 *
 * @param workAreas The displays' usable areas.
 */
export function readWindowState(text: string, workAreas: readonly Rectangle[]): WindowState {
  const value = parseJson(text);
  if (!isRecord(value)) return FRESH_STATE;
  const isMaximized = value['isMaximized'] === true;
  const bounds = readRectangle(value['bounds']);
  if (bounds === undefined) return { bounds: undefined, isMaximized };
  // Fitted before it is judged: a wide window may lose the very part that reaches into the display.
  const usable = workAreas
    .map((area) => ({ area, fitted: fitSize(bounds, area) }))
    .find(({ area, fitted }) => isTitleBarGrabbable(fitted, area));
  return { bounds: usable?.fitted, isMaximized };
}

/** The text that `readWindowState` reads. */
export function writeWindowState(state: WindowState): string {
  return `${JSON.stringify({ bounds: state.bounds, isMaximized: state.isMaximized }, undefined, 2)}\n`;
}

function isTitleBarGrabbable(bounds: Rectangle, area: Rectangle): boolean {
  const overlapWidth = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  return (
    overlapWidth >= GRABBABLE.width &&
    bounds.y >= area.y &&
    bounds.y + GRABBABLE.height <= area.y + area.height
  );
}

function fitSize(bounds: Rectangle, area: Rectangle): Rectangle {
  return {
    x: bounds.x,
    y: bounds.y,
    width: Math.min(Math.max(bounds.width, MINIMUM_SIZE.width), area.width),
    height: Math.min(Math.max(bounds.height, MINIMUM_SIZE.height), area.height),
  };
}

function readRectangle(value: unknown): Rectangle | undefined {
  if (!isRecord(value)) return undefined;
  const { x, y, width, height } = value;
  if (!isCoordinate(x) || !isCoordinate(y) || !isCoordinate(width) || !isCoordinate(height)) return undefined;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** Electron takes whole numbers of 32 bits; anything else makes setBounds throw. */
function isCoordinate(value: unknown): value is number {
  return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
