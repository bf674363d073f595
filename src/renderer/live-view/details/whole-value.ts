import type { EngineApi } from '#contract/engine-api.ts';
import type { ValuePart } from '#contract/entry.ts';

/** Which value of which entry: `message`, or a raw field's. */
export interface ValueAddress {
  entryId: number;
  field: string;
  /** Which of the field's values, from 0. */
  index: number;
}

/** Characters of a page: laid out within a few frames, whatever they are. */
export const PAGE_LENGTH = 65_536;

/** A value that was read to its end. */
export interface WholeValue {
  /** Pages of at most PAGE_LENGTH UTF-16 code units; together they are the value. At least one. */
  pages: readonly string[];
  sizeBytes: number;
  /** It is not UTF-8: bytes that are no printable ASCII stand as `\xHH`. */
  isBinary: boolean;
}

/**
 * Reads a value of any size part by part and cuts it into pages.
 * @param read told after every part how much is there.
 * @throws AppError as `entries.readValue` does; `cancelled` when `signal` says so.
 */
export async function readWholeValue(
  api: EngineApi,
  { entryId, field, index }: ValueAddress,
  signal: AbortSignal,
  read: (readBytes: number, sizeBytes: number) => void,
): Promise<WholeValue> {
  const pages: string[] = [];
  let rest = '';
  let isBinary = false;
  let sizeBytes = 0;
  let offsetBytes: number | null = 0;
  while (offsetBytes !== null) {
    const part: ValuePart = await api.call(
      'entries.readValue',
      { id: entryId, field, index, offsetBytes },
      signal,
    );
    isBinary ||= part.encoding === 'base64';
    rest += part.encoding === 'base64' ? escapedBytes(atob(part.value)) : part.value;
    while (rest.length > PAGE_LENGTH) {
      const end = endOfPage(rest);
      pages.push(rest.slice(0, end));
      rest = rest.slice(end);
    }
    sizeBytes = part.sizeBytes;
    offsetBytes = part.nextOffsetBytes;
    read(offsetBytes ?? sizeBytes, sizeBytes);
  }
  if (rest !== '' || pages.length === 0) pages.push(rest);
  return { pages, sizeBytes, isBinary };
}

/** Not between the two halves of a character. */
function endOfPage(text: string): number {
  const last = text.charCodeAt(PAGE_LENGTH - 1);
  return last >= 0xd800 && last <= 0xdbff ? PAGE_LENGTH - 1 : PAGE_LENGTH;
}

function escapedBytes(bytes: string): string {
  return bytes.replaceAll(
    /[^\t\n\r -~]/g,
    (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
  );
}
