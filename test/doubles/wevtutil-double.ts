import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Stands for wevtutil of Windows, which runs nowhere else. From the folder that is its first argument it serves channels:
 * `CHANNEL.jsonl`: their events, a JSON string a line, recorded or in the recorded form. `qe` answers as with /f:RenderedXml and honours
 * /q:*[System[(EventRecordID>=N)]], /q with a time, /c: and /rd:, in UTF-16LE as with /uni:true.
 * `CHANNEL.denied`: while it is there, exit status 5. `dies`: while it is there, it ends with 1 in the middle of its output. `hangs`: it does not end.
 * A channel without a file is answered as one that does not exist. `calls`: every call is noted there.
 */
const [, , folder = '', command = '', channel = '', ...options] = process.argv;
const at = (name: string) => join(folder, name);
const valueOf = (name: string) =>
  options.find((option) => option.startsWith(`/${name}:`))?.slice(name.length + 2);
appendFileSync(at('calls'), `${[command, channel, ...options].join(' ')}\n`);

if (existsSync(at('hangs'))) setInterval(() => undefined, 1000);
else if (existsSync(at(`${channel}.denied`))) fail(5, 'Access is denied.');
else if (!existsSync(at(`${channel}.jsonl`))) fail(15_007, 'The specified channel could not be found.');
else query();

function query(): void {
  const events = readFileSync(at(`${channel}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as string);
  const filter = valueOf('q') ?? '';
  const recordId = Number(/EventRecordID>=(\d+)/.exec(filter)?.[1] ?? 0);
  const time = Date.parse(/SystemTime>='([^']+)'/.exec(filter)?.[1] ?? '1970-01-01T00:00:00Z');
  const found = events.filter((event) => {
    const id = Number(/<EventRecordID>(\d+)</.exec(event)?.[1] ?? 0);
    const created = Date.parse(
      (/SystemTime=['"]([^'"]+)['"]/.exec(event)?.[1] ?? '').replace(/(\.\d{3})\d*/, '$1'),
    );
    return id >= recordId && !(created < time);
  });
  if (valueOf('rd') === 'true') found.reverse();
  const text = found.slice(0, Number(valueOf('c') ?? found.length)).join('\r\n');
  const bytes = Buffer.from(text === '' ? '' : `${text}\r\n`, 'utf16le');
  if (existsSync(at('dies')))
    process.stdout.write(bytes.subarray(0, Math.floor(bytes.length / 3) + 1), () => process.exit(1));
  else process.stdout.write(bytes);
}

function fail(exitCode: number, words: string): void {
  process.stderr.write(`Failed to open event log.\r\n${words}\r\n`);
  process.exitCode = exitCode;
}
