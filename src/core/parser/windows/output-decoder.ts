import { isAscii, isUtf8 } from 'node:buffer';
import { writeCodePoint } from '../code-point-bytes.ts';
import { DEFAULT_OEM_CODE_PAGE, oemDecoder, type OemDecoder } from './oem-code-pages.ts';

/** `ascii`: nothing came yet that would tell. */
export type OutputEncoding = 'ascii' | 'utf-8' | 'utf-16le' | 'oem';

/** Fewer bytes say nothing about UTF-16. */
const SNIFFED_BYTES = 4;
/**
 * From the first byte that is no ASCII on, so many decide between UTF-8 and an OEM code page. One letter is not enough: the two
 * bytes of a Chinese one can be well-formed UTF-8 by chance.
 */
const DECIDING_BYTES = 4096;
const NO_BYTES = Buffer.alloc(0);

/**
 * Makes UTF-8 of what a Windows tool prints, which is UTF-16LE with or without a byte order mark, UTF-8, or the OEM code page, whatever
 * the chunks. UTF-8 is handed on byte for byte, and of UTF-16 half a surrogate pair, too. A byte order mark is handed on as one.
 */
export class OutputDecoder {
  readonly #codePage: number;
  #encoding: OutputEncoding = 'ascii';
  #isSniffed = false;
  #pending: Buffer = NO_BYTES;
  #oem: OemDecoder | undefined;

  /** @param codePage - The machine's OEM code page; default DEFAULT_OEM_CODE_PAGE. */
  constructor(codePage: number = DEFAULT_OEM_CODE_PAGE) {
    this.#codePage = codePage;
  }

  /** Which encoding it is, as far as the bytes that came so far tell. */
  get encoding(): OutputEncoding {
    return this.#encoding;
  }

  /** Bytes that wait for those that follow them. */
  get pendingBytes(): number {
    return this.#pending.length;
  }

  /** A new process prints: what waits is let go, and nothing is known of the encoding. @returns how many bytes waited. */
  reset(): number {
    const waited = this.#pending.length;
    this.#encoding = 'ascii';
    this.#isSniffed = false;
    this.#pending = NO_BYTES;
    this.#oem = undefined;
    return waited;
  }

  /** The text of these bytes, as UTF-8, as far as it is known. @param isEnd - No more bytes come: all that waits is decided. */
  decode(bytes: Buffer, isEnd = false): Buffer {
    const all = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    this.#pending = NO_BYTES;
    if (!this.#isSniffed) {
      if (all.length < SNIFFED_BYTES && !isEnd) {
        this.#keep(all, 0);
        return NO_BYTES;
      }
      this.#isSniffed = true;
      if (isUtf16(all)) this.#encoding = 'utf-16le';
    }
    switch (this.#encoding) {
      case 'ascii':
        return this.#decodeUndecided(all, isEnd);
      case 'utf-8':
        return all;
      case 'utf-16le':
        return this.#decodeUtf16(all, isEnd);
      case 'oem':
        return this.#decodeOem(all, isEnd);
    }
  }

  #decodeUndecided(bytes: Buffer, isEnd: boolean): Buffer {
    if (isAscii(bytes)) return bytes;
    let first = 0;
    while ((bytes[first] as number) < 0x80) first += 1;
    const deciding = bytes.subarray(first, first + DECIDING_BYTES);
    if (deciding.length < DECIDING_BYTES && !isEnd) {
      this.#keep(bytes, first);
      return bytes.subarray(0, first);
    }
    this.#encoding = isBeginOfUtf8(deciding) ? 'utf-8' : 'oem';
    return this.#encoding === 'utf-8' ? bytes : this.#decodeOem(bytes, isEnd);
  }

  #decodeOem(bytes: Buffer, isEnd: boolean): Buffer {
    this.#oem ??= oemDecoder(this.#codePage);
    return Buffer.from(this.#oem.decode(bytes, isEnd), 'utf8');
  }

  /** An odd byte at the very end is handed on as it is: no text, but not lost. */
  #decodeUtf16(bytes: Buffer, isEnd: boolean): Buffer {
    let size = bytes.length & ~1;
    const isHalfPair = size >= 2 && ((bytes[size - 1] as number) & 0xfc) === 0xd8;
    if (isHalfPair && !isEnd) size -= 2;
    const text = utf8Of(bytes.toString('utf16le', 0, size));
    if (isEnd) return size < bytes.length ? Buffer.concat([text, bytes.subarray(size)]) : text;
    this.#keep(bytes, size);
    return text;
  }

  /** A copy: the chunk's memory belongs to whoever brought it. */
  #keep(bytes: Buffer, from: number): void {
    this.#pending = Buffer.from(bytes.subarray(from));
  }
}

/** A byte order mark, or a NUL in every second byte. Source: wevtutil's own documentation does not say which of them `/uni:true` writes. */
function isUtf16(bytes: Buffer): boolean {
  if (bytes.length >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe) return true;
  return (
    bytes.length >= SNIFFED_BYTES && bytes[0] !== 0 && bytes[1] === 0 && bytes[2] !== 0 && bytes[3] === 0
  );
}

/** The last character may be cut. */
function isBeginOfUtf8(bytes: Buffer): boolean {
  for (let cut = 0; cut < 4 && cut < bytes.length; cut += 1) {
    if (isUtf8(bytes.subarray(0, bytes.length - cut)))
      return cut === 0 || (bytes[bytes.length - cut] as number) >= 0xc0;
  }
  return false;
}

function utf8Of(text: string): Buffer {
  if (text.isWellFormed()) return Buffer.from(text, 'utf8');
  const target = Buffer.allocUnsafe(text.length * 3);
  let size = 0;
  for (const character of text) size += writeCodePoint(target, size, character.codePointAt(0) ?? 0);
  return target.subarray(0, size);
}
