/** Whether keys pressed there are meant as text, so that single letters must not act as commands. */
export function takesTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input:not([type=radio], [type=checkbox]), textarea, select') !== null
  );
}
