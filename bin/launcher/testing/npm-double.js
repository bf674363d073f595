#!/usr/bin/env node
/**
 * A double of npm for the launcher's tests: writes down each call and installs packages of one file each. How it behaves is
 * said in the file that NPM_DOUBLE_ORDERS names, so that a test can change it between two starts:
 * `works`, `no-network`, `fails`, `hangs-half-way` (stays until it is ended, with a child of its own).
 */
import { spawn } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Takes the place of the build: counts itself and writes the outputs. */
const BUILD = `
const { appendFileSync, copyFileSync, mkdirSync, writeFileSync } = require('node:fs');
appendFileSync(process.env.NPM_DOUBLE_CALLS, 'build\\n');
for (const path of ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']) {
  mkdirSync(require('node:path').dirname(path), { recursive: true });
  writeFileSync(path, '');
}
copyFileSync('src/headless/index.ts', 'out/main/headless.js');
`;

const [command, subject = ''] = process.argv.slice(2);
const orders = readFileSync(process.env.NPM_DOUBLE_ORDERS, 'utf8').trim();
appendFileSync(
  process.env.NPM_DOUBLE_CALLS,
  `${command} ${process.argv.includes('--offline') ? 'offline' : 'online'}\n`,
);

if (command === 'view') {
  if (orders === 'no-network') fail('npm error code ENOTFOUND');
} else if (orders === 'fails' || orders === 'no-network') {
  fail('npm error the double was told to fail');
} else if (command === 'ci') {
  await installAll();
} else if (command === 'install') {
  installNode(subject);
} else {
  fail(`the double does not know "${command}"`);
}

async function installAll() {
  const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const names = Object.keys(lockfile.packages).filter((name) => name !== '');
  for (const [index, name] of names.entries()) {
    if (orders === 'hangs-half-way' && index === 1) await hang();
    writePackage(name, lockfile.packages[name].version);
  }
  // As the real one does, last of all.
  writeFileSync(
    'node_modules/.package-lock.json',
    JSON.stringify({ packages: without(lockfile.packages, '') }),
  );
}

async function hang() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  appendFileSync(process.env.NPM_DOUBLE_CALLS, `hanging ${process.pid} ${child.pid}\n`);
  await new Promise(() => setInterval(() => undefined, 1_000));
}

function writePackage(name, version) {
  mkdirSync(name, { recursive: true });
  writeFileSync(
    join(name, 'package.json'),
    JSON.stringify({ name: name.replace('node_modules/', ''), version }),
  );
  if (name.endsWith('/better-sqlite3')) {
    writeFileSync(join(name, 'index.js'), 'module.exports = class { close() {} };\n');
  }
  if (name.endsWith('/electron-vite')) {
    mkdirSync(join(name, 'bin'));
    writeFileSync(join(name, 'bin', 'electron-vite.js'), BUILD);
  }
}

/** A Node that says what version it is and does nothing else. */
function installNode(spec) {
  const [, name, version] = /^(.+)@(.+)$/.exec(spec);
  const path = join('node_modules', name, 'bin', 'node');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\necho v${version}\n`);
  chmodSync(path, 0o755);
}

function without(record, key) {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
