import { stat } from 'node:fs/promises';

/**
 * Tells whether a journal file was written to since: two equal marks mean no. journald and journal-remote touch a file's
 * time with every entry, by an ftruncate that does not change its size, although they write through a memory map.
 */
export async function markOfFile(path: string): Promise<string> {
  try {
    const { ino, size, mtimeMs } = await stat(path);
    return `${ino} ${size} ${mtimeMs}`;
  } catch {
    return 'unreadable';
  }
}
