import { closeSync, openSync, writeSync } from 'node:fs';

/**
 * A program that writes numbered lines of a log, so many a second, until SIGTERM; then it prints how many it wrote. SIGHUP makes it open the file by its
 * name again, as daemons do when logrotate tells them. Arguments: the file, lines a second.
 */
const [, , path = '', rate = '1000'] = process.argv;
const TICK_MS = 5;
const linesPerTick = (Number(rate) * TICK_MS) / 1000;
let descriptor = openSync(path, 'a');
let written = 0;
let due = 0;

process.on('SIGHUP', () => {
  closeSync(descriptor);
  descriptor = openSync(path, 'a');
});
process.on('SIGTERM', () => {
  clearInterval(timer);
  process.stdout.write(`${String(written)}\n`);
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
    text += `${time} web writer[7]: line ${String(written)}\n`;
  }
  if (text !== '') writeSync(descriptor, text);
}, TICK_MS);
process.stdout.write('ready\n');
