/** What became of a message on its way. Only a whole one can be an entry. */
export const WHOLE = 0;
export const TOO_LONG = 1;
export const CUT_OFF = 2;
export type MessageFate = typeof WHOLE | typeof TOO_LONG | typeof CUT_OFF;

/** One message between the listener and the parser. */
export interface SyslogMessage {
  fate: MessageFate;
  /** Of whoever sent it; '' when that is not known. */
  sender: string;
  /** As it came, without framing. Of one that is too long, its beginning. */
  bytes: Buffer;
  /** As it was sent. */
  sizeBytes: number;
}

const HEAD_BYTES = 10;

/** A message with its length and sender before it: what comes over a network in frames crosses to the parser as bytes. */
export function packMessage({ fate, sender, bytes, sizeBytes }: SyslogMessage): Buffer {
  const from = Buffer.from(sender, 'latin1').subarray(0, 255);
  const packed = Buffer.allocUnsafeSlow(HEAD_BYTES + from.length + bytes.length);
  packed.writeUInt8(fate, 0);
  packed.writeUInt8(from.length, 1);
  packed.writeUInt32LE(bytes.length, 2);
  packed.writeUInt32LE(sizeBytes, 6);
  from.copy(packed, HEAD_BYTES);
  bytes.copy(packed, HEAD_BYTES + from.length);
  return packed;
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
      sizeBytes: chunk.readUInt32LE(at + 6),
    };
    at = end;
  }
}
