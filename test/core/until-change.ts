/** Resolves when this holds, which is asked at once and then with each `change` event of `changes`. */
export async function untilChange(changes: EventTarget, holds: () => boolean): Promise<void> {
  if (holds()) return;
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!holds()) return;
      changes.removeEventListener('change', look);
      resolve();
    };
    changes.addEventListener('change', look);
  });
}
