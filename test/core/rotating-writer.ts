import { closeSync, openSync, writeSync } from 'node:fs';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * A program that writes numbered lines of a log, so many a second, until SIGTERM; then it prints how many it wrote. SIGHUP makes it open the file by its
 * name again, as daemons do when logrotate tells them. Arguments: the file, or `tcp:PORT` of a syslog daemon on this machine; lines a second.
 */
const [, , target = '', rate = '1000'] = process.argv;
const TICK_MS = 5;
const linesPerTick = (Number(rate) * TICK_MS) / 1000;

interface Output {
  write: (text: string) => void;
  reopen: () => void;
  /** Resolves when all that was written has left. */
  close: () => Promise<void>;
}

const isDaemon = target.startsWith('tcp:');
const output = isDaemon ? daemonOutput(await connected(Number(target.slice('tcp:'.length)))) : fileOutput();
let written = 0;
let due = 0;

process.on('SIGHUP', () => output.reopen());
process.on('SIGTERM', () => {
  clearInterval(timer);
  void output.close().then(() => process.stdout.write(`${String(written)}\n`));
});
let lastMs = performance.now();
const timer = setInterval(() => {
  const nowMs = performance.now();
  due += (linesPerTick * (nowMs - lastMs)) / TICK_MS;
  lastMs = nowMs;
  let text = '';
  for (; due >= 1; due -= 1) {
    written += 1;
    const time = new Date().toISOString().replace('Z', '000+00:00');
    text += isDaemon
      ? `<13>1 ${time} web writer 7 - - line ${String(written)}\n`
      : `${time} web writer[7]: line ${String(written)}\n`;
  }
  if (text !== '') output.write(text);
}, TICK_MS);
process.stdout.write('ready\n');

function fileOutput(): Output {
  let descriptor = openSync(target, 'a');
  return {
    write: (text) => void writeSync(descriptor, text),
    reopen: () => {
      closeSync(descriptor);
      descriptor = openSync(target, 'a');
    },
    close: () => Promise.resolve(),
  };
}

function daemonOutput(socket: Socket): Output {
  return {
    write: (text) => void socket.write(text),
    reopen: () => undefined,
    close: async () => {
      socket.end();
      await once(socket, 'finish');
    },
  };
}

/** The daemon needs a moment to listen. */
async function connected(port: number): Promise<Socket> {
  for (let attempt = 0; ; attempt += 1) {
    const socket = connect({ port, host: '127.0.0.1' });
    try {
      await once(socket, 'connect');
      return socket;
    } catch (error) {
      if (attempt === 200) throw error;
      await pause(50);
    }
  }
}
