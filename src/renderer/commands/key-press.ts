/** What is needed of a KeyboardEvent. */
export interface KeyStroke {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
  isComposing: boolean;
  getModifierState(modifier: string): boolean;
}

const MODIFIERS = ['Control', 'Alt', 'Shift', 'Meta'] as const;
type Modifier = (typeof MODIFIERS)[number];

/** Keys that hold something, and what a keyboard reports while it makes one character out of several strokes. */
const UNUSABLE_KEYS: ReadonlySet<string> = new Set([
  ...MODIFIERS,
  'AltGraph',
  'CapsLock',
  'Compose',
  'Dead',
  'Fn',
  'FnLock',
  'Hyper',
  'NumLock',
  'Process',
  'ScrollLock',
  'Super',
  'Unidentified',
]);

/** Keys whose own sign would be unreadable, or would part the name in two. */
const NAMED_KEYS: Readonly<Record<string, string>> = { ' ': 'Space', '+': 'Plus' };

/** On a Mac, Command takes the place of Control, and the control key that of Meta. */
export const IS_MAC: boolean = /^mac/i.test(navigator.platform);

/**
 * A stroke as commands name it: `Control+Shift+K`, `Shift+E`, `E`, `?`, `End`, `Space`. Letters are capitals as on the
 * keys; Shift is named beside letters and named keys only, as with signs it is a part of typing them. Where the alphabet
 * is not Latin, the Latin letter of that key counts. null: a key that only holds, or one of several that make a character.
 */
export function keyPressOf(stroke: KeyStroke, isMac: boolean): string | null {
  if (stroke.isComposing || UNUSABLE_KEYS.has(stroke.key)) return null;
  // Windows reports AltGr as Control and Alt.
  const hasAltGraph = stroke.getModifierState('AltGraph');
  const held: Record<Modifier, boolean> = {
    Control: !hasAltGraph && (isMac ? stroke.metaKey : stroke.ctrlKey),
    Alt: !hasAltGraph && stroke.altKey,
    Shift: stroke.shiftKey || isCapital(stroke),
    Meta: isMac ? stroke.ctrlKey : stroke.metaKey,
  };
  const key = keyName(stroke, held.Control || held.Alt || held.Meta);
  const isSign = key.length === 1 && !isLetter(key) && !isDigitOf(stroke, key);
  if (isSign) held.Shift = false;
  return [...MODIFIERS.filter((modifier) => held[modifier]), key].join('+');
}

function keyName({ key, code }: KeyStroke, isChord: boolean): string {
  const named = NAMED_KEYS[key];
  if (named !== undefined) return named;
  if (key.length > 1) return key;
  // Held with Control or Alt, Shift+1 is that and not the sign that the layout has there.
  if (isChord && code.startsWith('Digit')) return code.slice(-1);
  const capital = key.toUpperCase();
  if (/^[!-~]$/.test(capital)) return capital;
  return code.startsWith('Key') ? code.slice(-1) : capital;
}

/** A capital that was not made by the lock. */
function isCapital(stroke: KeyStroke): boolean {
  const { key } = stroke;
  return key.length === 1 && key !== key.toLowerCase() && !stroke.getModifierState('CapsLock');
}

function isLetter(key: string): boolean {
  return key.toLowerCase() !== key.toUpperCase();
}

function isDigitOf({ code }: KeyStroke, key: string): boolean {
  return code === `Digit${key}`;
}

interface KeyParts {
  modifiers: readonly string[];
  key: string;
}

/** The modifiers and the key of a key press as `keyPressOf` writes it. */
export function keyParts(press: string): KeyParts {
  const parts = press.split('+');
  return { modifiers: parts.slice(0, -1), key: parts.at(-1) ?? '' };
}

/** Whether it types a character where characters can be typed, so that it is no command there. */
export function isTyped(press: string): boolean {
  const { modifiers, key } = keyParts(press);
  const isChord = modifiers.some((modifier) => modifier !== 'Shift');
  return !isChord && (key.length === 1 || key === 'Space' || key === 'Plus');
}

/** The same as `aria-keyshortcuts` wants it: several are parted by spaces. */
export function ariaKeyShortcuts(presses: readonly string[], isMac: boolean): string | undefined {
  const swapped: Readonly<Record<string, string>> = isMac ? { Control: 'Meta', Meta: 'Control' } : {};
  const written = presses.map((press) =>
    press
      .split('+')
      .map((part) => swapped[part] ?? part)
      .join('+'),
  );
  return written.length === 0 ? undefined : written.join(' ');
}
