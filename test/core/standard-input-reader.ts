import { createStandardInputListener } from '#core/listener/standard-input/standard-input-listener.ts';
import { RecordingPort } from '../journal/recording-port.ts';

/**
 * A process that listens to its standard input with a queue of so many bytes (its argument). It says `full` when the queue is full for the first
 * time, drains it from then on whenever SIGUSR2 was sent, and says what it saw when the input has ended.
 */
const port = new RecordingPort(Number(process.argv[2]));
const listener = createStandardInputListener({ format: { name: 'rsyslog' }, mode: 'once', port });
// Neither a full queue nor a signal that may come keeps a process.
const alive = setInterval(() => undefined, 60_000);
const drained = new Promise((resolve) => process.once('SIGUSR2', resolve));
listener.start();
await port.until(() => port.isFull || port.state === 'finished');
process.stdout.write('full\n');
await drained;
while (port.state !== 'finished') {
  port.drain();
  listener.resume();
  await port.until(() => port.isFull || port.state === 'finished');
}
const { highestWaitingBytes } = port;
process.stdout.write(
  `${JSON.stringify({ highestWaitingBytes, bytes: port.bytesOf('follow').length, state: port.state })}\n`,
);
await listener.stop();
clearInterval(alive);
