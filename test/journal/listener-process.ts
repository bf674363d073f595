import { JournalLab } from './journal-lab.ts';
import { RecordingPort } from './recording-port.ts';

/**
 * A process that listens to the journal folder named by its first argument until it is killed: for tests of what it leaves
 * behind. The second argument is the capacity of its port in bytes; nothing is ever drained.
 */
const [path = '', capacityBytes = ''] = process.argv.slice(2);
const lab = new JournalLab();
const port = new RecordingPort(capacityBytes === '' ? Number.POSITIVE_INFINITY : Number(capacityBytes));
lab.listen(port, { target: { kind: 'directory', path } });
await port.until(() => port.state === 'following' || port.isFull);
process.stdout.write('listening\n');
