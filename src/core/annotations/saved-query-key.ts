/** What tells the names of saved queries apart: neither case nor the way in which a letter with an accent is encoded. */
export function savedQueryKey(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}
