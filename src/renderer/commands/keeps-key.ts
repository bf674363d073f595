import { takesTyping } from '../components/takes-typing.ts';
import { isTyped } from './key-press.ts';

/** What fields do with keys besides typing. */
const EDITING_CHORD = /^Control\+(?:[ACVXYZ]|Shift\+Z|(?:Shift\+)?(?:Arrow\w+|Backspace|Delete|End|Home))$/;
const FUNCTION_KEY = /^(?:Shift\+)?F\d+$/;

/** What Space and Enter press. */
const PRESSABLE =
  'a, button, input, label, summary, [role=menuitem], [role=option], [role=separator], [role=slider], [role=tab]';
const SCROLLING_KEYS: ReadonlySet<string> = new Set([
  'Space',
  'Shift+Space',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'ArrowUp',
  'ArrowDown',
]);

/** Whether the element that has the focus keeps a key for itself: fields keep typing, buttons Space, the details their scrolling. */
export function keepsKey(target: EventTarget | null, press: string): boolean {
  if (!(target instanceof Element)) return false;
  if (takesTyping(target)) {
    const isChord = press.includes('+') && !isTyped(press) && !press.startsWith('Shift+');
    return EDITING_CHORD.test(press) || !(isChord || FUNCTION_KEY.test(press));
  }
  if ((press === 'Space' || press === 'Enter') && target.closest(PRESSABLE) !== null) return true;
  return SCROLLING_KEYS.has(press) && target.closest('aside') !== null;
}
