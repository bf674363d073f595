import { PassThrough } from 'node:stream';

/** A stream that says of itself whether it is a terminal, and what was written to it since it was read last. */
export function terminalDouble(properties: { isTTY: boolean; columns: number }): {
  stream: NodeJS.WriteStream;
  read: () => string;
} {
  const stream = Object.assign(new PassThrough(), properties);
  return {
    stream: stream as unknown as NodeJS.WriteStream,
    read: () => (stream.read() as Buffer | null)?.toString() ?? '',
  };
}
