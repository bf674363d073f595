/**
 * Puts text on the clipboard. Must be called from a click or key press.
 * @returns false when the browser refuses.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Refused by the user or by a policy; the caller says so.
    return false;
  }
}
