import { expect, it } from 'vitest';
import { TOO_LONG, WHOLE, packMessage, unpackMessages, type SyslogMessage } from './syslog-envelope.ts';

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
  expect([...unpackMessages(Buffer.concat(messages.map(packMessage)))]).toEqual(messages);
  expect([...unpackMessages(Buffer.alloc(0))]).toEqual([]);
});
