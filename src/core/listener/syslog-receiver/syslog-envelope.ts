/** What became of a message on its way. Only a whole one can be an entry. */
export const WHOLE = 0;
export const TOO_LONG = 1;
/** Its connection ended before it did. */
export const CUT_OFF = 2;
/** No message, but a length before one that is none. */
export const BAD_COUNT = 3;
/** Nothing more of it came for too long. */
export const STALLED = 4;
/** Hydrant was stopped before it ended. */
export const STOPPED = 5;
/** Of one that had been given up, what came later. */
export const REST = 6;
export type MessageFate =
  | typeof WHOLE
  | typeof TOO_LONG
  | typeof CUT_OFF
  | typeof BAD_COUNT
  | typeof STALLED
  | typeof STOPPED
  | typeof REST;

/** One message between the listener and the parser. */
export interface SyslogMessage {
  fate: MessageFate;
  /** Of whoever sent it; '' when that is not known. */
  sender: string;
  /** When its end came, in microseconds since 1970. */
  receivedUnixUs: number;
  /** As it came, without framing; a length stands before one that did not end. Of one that is too long, its beginning. */
  bytes: Buffer;
  /** As it was sent: any number, as a sender that never ends its message goes on for as long as it likes. */
  sizeBytes: number;
}

const HEAD_BYTES = 22;
/** Its length is one byte. */
const MOST_SENDER_BYTES = 255;

/** How many bytes a message takes in a chunk. */
export function packedBytes({ sender, bytes }: Pick<SyslogMessage, 'sender' | 'bytes'>): number {
  return HEAD_BYTES + Math.min(sender.length, MOST_SENDER_BYTES) + bytes.length;
}

/**
 * Writes a message with its length and sender before it: what comes over a network in frames crosses to the parser as bytes.
 * @param chunk - With room for `packedBytes` of it, from `at` on.
 */
export function packMessage(
  { fate, sender, receivedUnixUs, bytes, sizeBytes }: SyslogMessage,
  chunk: Buffer,
  at: number,
): void {
  const from = sender.slice(0, MOST_SENDER_BYTES);
  chunk.writeUInt8(fate, at);
  chunk.writeUInt8(from.length, at + 1);
  chunk.writeUInt32LE(bytes.length, at + 2);
  chunk.writeDoubleLE(sizeBytes, at + 6);
  chunk.writeDoubleLE(receivedUnixUs, at + 14);
  chunk.write(from, at + HEAD_BYTES, 'latin1');
  bytes.copy(chunk, at + HEAD_BYTES + from.length);
}

/** The messages of a chunk, in which each is whole. */
export function* unpackMessages(chunk: Buffer): Generator<SyslogMessage> {
  for (let at = 0; at < chunk.length;) {
    const senderEnd = at + HEAD_BYTES + chunk.readUInt8(at + 1);
    const end = senderEnd + chunk.readUInt32LE(at + 2);
    yield {
      fate: chunk.readUInt8(at) as MessageFate,
      sender: chunk.toString('latin1', at + HEAD_BYTES, senderEnd),
      bytes: chunk.subarray(senderEnd, end),
      sizeBytes: chunk.readDoubleLE(at + 6),
      receivedUnixUs: chunk.readDoubleLE(at + 14),
    };
    at = end;
  }
}
