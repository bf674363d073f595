import { expect, it } from 'vitest';
import {
  TOO_LONG,
  WHOLE,
  packMessage,
  packedBytes,
  unpackMessages,
  type SyslogMessage,
} from './syslog-envelope.ts';

it('messages come out as they went in, whatever their size', () => {
  const messages: SyslogMessage[] = [
    { fate: WHOLE, sender: '', receivedUnixUs: 1, bytes: Buffer.from('<13>\n\0'), sizeBytes: 6 },
    // Days without a line feed.
    {
      fate: TOO_LONG,
      sender: 'fe80::1%eth0',
      receivedUnixUs: 1_795_338_688_126_608,
      bytes: Buffer.from('x'),
      sizeBytes: 2 ** 40,
    },
    { fate: WHOLE, sender: '10.0.0.1', receivedUnixUs: 0, bytes: Buffer.alloc(0), sizeBytes: 0 },
  ];
  const chunk = Buffer.alloc(messages.reduce((sum, message) => sum + packedBytes(message), 0));
  let at = 0;
  for (const message of messages) {
    packMessage(message, chunk, at);
    at += packedBytes(message);
  }
  expect([...unpackMessages(chunk)]).toEqual(messages);
  expect([...unpackMessages(Buffer.alloc(0))]).toEqual([]);
});
