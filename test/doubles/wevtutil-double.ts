// Stands for Windows' wevtutil.exe, which runs on no other system. Serves events from files, as the real tool prints them (Microsoft's
// wevtutil.md; events recorded by others, see test/fixtures/windows/README.md). Run by Node: HYDRANT_WEVTUTIL=test/doubles/wevtutil-double.ts.
// HYDRANT_WEVTUTIL_CHANNELS: a folder with a file CHANNEL.xml for each channel ("/" in its name is "%4", as in Windows' own file names).
// A file mode.json beside them says how it misbehaves: { "encoding": "utf16" | "utf16-bom" | "cp850", "exit": 5, "complaint": "…",
// "crashAfterBytes": n, "crashes": n (so many times, then no more), "hangs": n (the same), "disabled": true }.
import { readFileSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

interface Mode {
  encoding?: string;
  exit?: number;
  complaint?: string;
  crashAfterBytes?: number;
  crashes?: number;
  hangs?: number;
  disabled?: boolean;
}

const folder = process.env['HYDRANT_WEVTUTIL_CHANNELS'] ?? '.';
const [verb = '', channel = '', ...options] = process.argv.slice(2);
const modePath = join(folder, 'mode.json');
const mode = JSON.parse(read(modePath) ?? '{}') as Mode;

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function fail(code: number, complaint: string): never {
  writeSync(2, `${complaint}\r\n`);
  process.exit(code);
}

/** Whether a misbehaviour of this name is due; each happens as often as mode.json says. */
function isDue(name: 'crashes' | 'hangs'): boolean {
  const left = mode[name] ?? 0;
  if (left === 0) return false;
  writeFileSync(modePath, JSON.stringify({ ...mode, [name]: left - 1 }));
  return true;
}

function print(bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) {
    try {
      // Odd pieces: units of UTF-16 are split.
      written += writeSync(1, bytes, written, Math.min(4093, bytes.length - written));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

function encode(text: string): Buffer {
  if (mode.encoding === 'utf16') return Buffer.from(text, 'utf16le');
  if (mode.encoding === 'utf16-bom') return Buffer.from(`\uFEFF${text}`, 'utf16le');
  if (mode.encoding === 'cp850') return Buffer.from(text.replaceAll('ä', '\u0084'), 'latin1');
  return Buffer.from(text);
}

function eventsOf(): string[] {
  if (mode.exit !== undefined) fail(mode.exit, mode.complaint ?? '');
  const text = read(join(folder, `${channel.replaceAll('/', '%4')}.xml`));
  if (text === undefined)
    fail(15_007, 'The specified channel could not be found. Check channel configuration.');
  return text.match(/<Event[ >][\s\S]*?<\/Event>/g) ?? [];
}

function query(): void {
  const option = (name: string) =>
    options.find((text) => text.startsWith(`/${name}:`))?.slice(name.length + 2);
  let events = eventsOf();
  const from = /EventRecordID>=(\d+)/.exec(option('q') ?? '')?.[1];
  const since = /@SystemTime>='([^']+)'/.exec(option('q') ?? '')?.[1];
  if (from !== undefined)
    events = events.filter((event) => Number(/<EventRecordID>(\d+)</.exec(event)?.[1] ?? 0) >= Number(from));
  if (since !== undefined)
    events = events.filter(
      (event) => Date.parse(/SystemTime=['"]([^'"]+)/.exec(event)?.[1] ?? '') >= Date.parse(since),
    );
  const output = encode(
    events
      .slice(0, Number(option('c') ?? Infinity))
      .map((event) => `${event}\r\n`)
      .join(''),
  );
  if (isDue('crashes')) {
    print(output.subarray(0, mode.crashAfterBytes));
    process.exit(1);
  }
  if (isDue('hangs')) {
    print(output.subarray(0, mode.crashAfterBytes));
    setInterval(() => undefined, 1000);
    return;
  }
  print(output);
}

if (verb === 'qe') query();
else if (verb === 'el')
  print(
    encode(
      readdirSync(folder)
        .filter((name) => name.endsWith('.xml'))
        .map((name) => `${name.slice(0, -4).replaceAll('%4', '/')}\r\n`)
        .join(''),
    ),
  );
else if (verb === 'gl') {
  eventsOf();
  print(encode(`name: ${channel}\r\nenabled: ${String(mode.disabled !== true)}\r\ntype: Admin\r\n`));
} else fail(87, 'Invalid option.');
