import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { checkoutAt } from '../checkout.js';

const BIN = join(import.meta.dirname, '..', '..');

/** The command of the temporary checkouts: tells its arguments and folder, or waits for a signal, or ends with a code. */
const COMMAND = `
const [word, value] = process.argv.slice(2);
if (word === 'exit') process.exit(Number(value));
if (word === 'wait') {
  process.on('SIGTERM', () => { console.log('ended softly'); process.exit(7); });
  setInterval(() => undefined, 1000);
  console.log('waiting');
} else {
  console.log(JSON.stringify(process.argv.slice(2)));
}
`;

/**
 * A small checkout in a folder of its own: the real launcher, a command that tells what it was given, and a double of npm
 * in front of the real one.
 */
export class TemporaryCheckout {
  constructor() {
    this.root = mkdtempSync(join(tmpdir(), 'hydrant-launcher-'));
    this.checkout = checkoutAt(this.root);
    this.env = {
      ...process.env,
      PATH: [join(this.root, 'path'), dirname(process.execPath), process.env.PATH].join(delimiter),
      NPM_DOUBLE_ORDERS: join(this.root, 'orders'),
      NPM_DOUBLE_CALLS: join(this.root, 'calls'),
      HYDRANT_SHELL: 'browser',
      // What the test runner sets for itself is none of the launcher's business.
      NODE_OPTIONS: '',
    };
    cpSync(BIN, join(this.root, 'bin'), {
      recursive: true,
      filter: (path) => !/testing|\.test\.js$/.test(path),
    });
    this.write('package.json', '{ "type": "module" }');
    this.lock({ zod: '4.0.0', 'better-sqlite3': '13.0.0', 'electron-vite': '6.0.0' });
    this.write('src/headless/index.ts', COMMAND);
    this.write('calls', '');
    this.order('works');
    mkdirSync(join(this.root, 'path'));
    chmodSync(join(import.meta.dirname, 'npm-double.js'), 0o755);
    symlinkSync(join(import.meta.dirname, 'npm-double.js'), join(this.root, 'path', 'npm'));
  }

  /** @param {'works' | 'no-network' | 'fails' | 'hangs-half-way'} orders */
  order(orders) {
    this.write('orders', orders);
  }

  /** @param {Record<string, string>} versions */
  lock(versions) {
    const packages = Object.entries(versions).map(([name, version]) => [`node_modules/${name}`, { version }]);
    this.write(
      'package-lock.json',
      JSON.stringify({ packages: { '': {}, ...Object.fromEntries(packages) } }),
    );
  }

  /**
   * @param {string} path
   * @param {string} content
   */
  write(path, content) {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  /** What the doubles of npm and of the build were asked for since the last time, in order. */
  takeCalls() {
    const calls = readFileSync(join(this.root, 'calls'), 'utf8').split('\n').filter(Boolean);
    this.write('calls', '');
    return calls;
  }

  /** Resolves with the numbers of npm and its child once the double hangs in the middle of an installation. */
  async untilNpmHangs() {
    for (;;) {
      const [, ...pids] = /^hanging (\d+) (\d+)$/m.exec(readFileSync(join(this.root, 'calls'), 'utf8')) ?? [];
      if (pids.length > 0) return pids.map(Number);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /**
   * Starts the launcher from a folder that is not the checkout.
   * @param {readonly string[]} args
   * @param {NodeJS.ProcessEnv} [env]
   */
  start(args, env = {}) {
    return new RunningLauncher(join(this.root, 'bin', 'hydrant.js'), args, { ...this.env, ...env });
  }

  /**
   * @param {readonly string[]} args
   * @param {NodeJS.ProcessEnv} [env]
   */
  run(args, env) {
    return this.start(args, env).ended;
  }

  remove() {
    rmSync(this.root, { recursive: true, force: true });
  }
}

class RunningLauncher {
  /**
   * @param {string} file
   * @param {readonly string[]} args
   * @param {NodeJS.ProcessEnv} env
   */
  constructor(file, args, env) {
    this.child = spawn(process.execPath, [file, ...args], {
      env,
      cwd: tmpdir(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.stdout = '';
    this.stderr = '';
    this.child.stdout.on('data', (chunk) => (this.stdout += String(chunk)));
    this.child.stderr.on('data', (chunk) => (this.stderr += String(chunk)));
    /** @type {Promise<{ code: number | null, stdout: string, lines: string[] }>} */
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code) => {
        const lines = this.stderr.split('\n').filter(Boolean);
        resolve({ code, stdout: this.stdout, lines });
      });
    });
  }

  /** @param {string} text */
  async untilPrinted(text) {
    while (!this.stdout.includes(text))
      await new Promise((resolve) => this.child.stdout.once('data', resolve));
  }
}
