import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..');
const LAYERS = ['contract', 'core', 'headless', 'main', 'preload', 'renderer'] as const;
type Layer = (typeof LAYERS)[number];

/** The import table of CONTRIBUTING.md, by example: what each layer may import ... */
const ALLOWED: Record<Layer, readonly string[]> = {
  contract: ["import 'zod'", "import './anchor.ts'"],
  core: [
    "import '#contract/anchor.ts'",
    "import '#core/anchor.ts'",
    "import 'node:fs'",
    "import 'node:fs/promises'",
    "import 'better-sqlite3'",
    "import 'hyparquet'",
    "import 'hyparquet-writer'",
  ],
  headless: ["import '#contract/anchor.ts'", "import '#core/anchor.ts'", "import 'node:http'", "import 'ws'"],
  main: [
    "import '#contract/anchor.ts'",
    "import '#core/anchor.ts'",
    "import 'node:path'",
    "import 'electron'",
  ],
  preload: ["import type { Anchor } from '#contract/anchor.ts'; export type B = Anchor", "import 'electron'"],
  renderer: ["import '#contract/anchor.ts'", "import 'react'", "import 'react-dom/client'"],
};

/** ... and what it may not, in every way that an import can be written. */
const FORBIDDEN: Record<Layer, readonly string[]> = {
  contract: [
    "import 'node:fs'",
    "import 'fs'",
    "import 'electron'",
    "import 'react'",
    "import 'better-sqlite3'",
    "import 'ws'",
    "import '#core/anchor.ts'",
    "import '../core/anchor.ts'",
  ],
  core: [
    "import 'csv-parse'",
    "import 'electron'",
    "import 'electron/main'",
    "import 'react'",
    "import 'ws'",
    "import 'fs'",
    "import '../headless/anchor.ts'",
    "import '../main/anchor.ts'",
    "import '../contract/anchor.ts'",
    "export * from 'electron'",
    "void import('electron')",
    "import type { App } from 'electron'; export type A = App",
  ],
  headless: [
    "import 'electron'",
    "import 'react'",
    "import 'better-sqlite3'",
    "import '../main/anchor.ts'",
    "import '../renderer/anchor.ts'",
    "import '../core/anchor.ts'",
  ],
  main: [
    "import 'react'",
    "import 'better-sqlite3'",
    "import 'ws'",
    "import '../headless/anchor.ts'",
    "import '../renderer/anchor.ts'",
    "import '../preload/anchor.ts'",
  ],
  preload: [
    "import 'node:fs'",
    "import 'better-sqlite3'",
    "import '#core/anchor.ts'",
    "import '../main/anchor.ts'",
    "import { anchor } from '#contract/anchor.ts'; void anchor",
  ],
  renderer: [
    "import 'node:fs'",
    "import 'electron'",
    "import 'better-sqlite3'",
    "import 'ws'",
    "import '#core/anchor.ts'",
    "import '../core/anchor.ts'",
    "import '../headless/anchor.ts'",
    "import '../main/anchor.ts'",
  ],
};

/** What the compiler refuses by itself: another layer's files, and the globals of another world. */
const REFUSED_BY_COMPILER: Record<Layer, readonly string[]> = {
  contract: [
    "import '#core/anchor.ts'",
    "import '../main/anchor.ts'",
    "import 'node:fs'",
    'void document',
    'void process',
  ],
  core: [
    "import '../headless/anchor.ts'",
    "import '../main/anchor.ts'",
    "import '../renderer/anchor.ts'",
    'void document',
    'void window',
  ],
  headless: ["import '../main/anchor.ts'", "import '../renderer/anchor.ts'", 'void document'],
  main: [
    "import '../headless/anchor.ts'",
    "import '../preload/anchor.ts'",
    "import '../renderer/anchor.ts'",
    'void document',
  ],
  preload: ["import '#core/anchor.ts'", "import '../main/anchor.ts'"],
  renderer: [
    "import '#core/anchor.ts'",
    "import '../headless/anchor.ts'",
    "import '../main/anchor.ts'",
    "import 'node:fs'",
    'void process',
  ],
};

const lintReportSchema = z.object({
  number_of_files: z.number(),
  diagnostics: z.array(z.object({ code: z.string().optional(), filename: z.string() })),
});

const projectSchema = z.looseObject({ compilerOptions: z.looseObject({}) });

let tree = '';
/** Diagnostics by planted file, relative to the tree. */
let refusedByLinter = new Set<string>();
let plantedFiles = 0;
let lintedFiles = 0;
let compilerErrors = new Map<string, string>();

beforeAll(async () => {
  tree = mkdtempSync(join(tmpdir(), 'hydrant-boundaries-'));
  plantAll();
  plantedFiles = sourceFiles(join(tree, 'src')).length;
  const lint = lintReportSchema.parse(JSON.parse(await output('oxlint/bin/oxlint', ['-f', 'json', 'src'])));
  lintedFiles = lint.number_of_files;
  refusedByLinter = new Set(
    lint.diagnostics
      .filter(({ code }) => code === 'eslint(no-restricted-imports)')
      .map(({ filename }) => filename),
  );
  compilerErrors = readCompilerErrors(
    await output('typescript/bin/tsc', ['-b', '--pretty', 'false', ...projectFiles()]),
  );
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('the linter', () => {
  test('reads every planted file', () => {
    expect(lintedFiles).toBe(plantedFiles);
    expect(lintedFiles).toBeGreaterThan(50);
  });

  test('reads every source file of this checkout', async () => {
    const listed = await output('oxlint/bin/oxlint', ['--debug=files', 'src'], ROOT);
    for (const path of sourceFiles(join(ROOT, 'src'))) expect(listed).toContain(relative(ROOT, path));
  });

  for (const layer of LAYERS) {
    test.each(ALLOWED[layer])(`lets ${layer} write: %s`, (line) => {
      expect(refusedByLinter).not.toContain(plantedPath(layer, 'allowed', ALLOWED[layer].indexOf(line)));
    });
    test.each(FORBIDDEN[layer])(`refuses in ${layer}: %s`, (line) => {
      expect(refusedByLinter).toContain(plantedPath(layer, 'forbidden', FORBIDDEN[layer].indexOf(line)));
    });
  }
});

describe('the compiler', () => {
  for (const layer of LAYERS) {
    test.each(ALLOWED[layer])(`lets ${layer} write: %s`, (line) => {
      const path = plantedPath(layer, 'allowed', ALLOWED[layer].indexOf(line));
      expect(compilerErrors.get(path)).toBeUndefined();
    });
    test.each(REFUSED_BY_COMPILER[layer])(`refuses in ${layer}: %s`, (line) => {
      const path = plantedPath(layer, 'uncompilable', REFUSED_BY_COMPILER[layer].indexOf(line));
      // File not in the project (6307), outside of its root (6059), module or name not found (2307, 2304, 2882, 2591, 2584, 2580).
      expect(compilerErrors.get(path)).toMatch(/TS(6307|6059|2307|2304|2882|2591|2584|2580)/);
    });
  }
});

/** A copy of this checkout's rules around a source tree that breaks them, each file one of them. */
function plantAll(): void {
  for (const name of ['.oxlintrc.json', 'package.json', 'tsconfig.base.json'])
    cpSync(join(ROOT, name), join(tree, name));
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'), 'junction');
  for (const layer of LAYERS) {
    mkdirSync(join(tree, 'src', layer), { recursive: true });
    writeFileSync(
      join(tree, 'src', layer, 'anchor.ts'),
      'export const anchor = 1;\nexport type Anchor = number;\n',
    );
    plant(layer, 'allowed', ALLOWED[layer]);
    plant(layer, 'forbidden', FORBIDDEN[layer]);
    plant(layer, 'uncompilable', REFUSED_BY_COMPILER[layer]);
    writeProject(layer, 'tsconfig.json', ['anchor.ts']);
    writeProject(
      layer,
      'tsconfig.allowed.json',
      ALLOWED[layer].map((_line, index) => `allowed-${String(index)}.ts`),
    );
    // A project of its own for each: the compiler tells a file that is out of place only once, and types that one file
    // pulls in are there for all.
    for (const index of REFUSED_BY_COMPILER[layer].keys()) {
      writeProject(layer, `tsconfig.uncompilable-${String(index)}.json`, [
        `uncompilable-${String(index)}.ts`,
      ]);
    }
  }
}

function plant(layer: Layer, kind: string, lines: readonly string[]): void {
  for (const [index, line] of lines.entries()) {
    writeFileSync(join(tree, plantedPath(layer, kind, index)), `${line};\nexport const planted = true;\n`);
  }
}

/** The layer's own project, over other files. */
function writeProject(layer: Layer, name: string, files: string[]): void {
  const project = projectSchema.parse(
    JSON.parse(readFileSync(join(ROOT, 'src', layer, 'tsconfig.json'), 'utf8')),
  );
  // Outputs of its own, deep enough that what climbs out of them meets nobody: projects are built side by side.
  const ownOutputs = { outDir: `../../out/cases/${layer}/${name}/types` };
  const compilerOptions = {
    ...project.compilerOptions,
    ...(name === 'tsconfig.json' ? {} : ownOutputs),
    tsBuildInfoFile: `../../out/${layer}-${name}.tsbuildinfo`,
  };
  const content = { ...project, compilerOptions, include: [], files: [...new Set(['anchor.ts', ...files])] };
  writeFileSync(join(tree, 'src', layer, name), JSON.stringify(content));
}

function projectFiles(): string[] {
  return LAYERS.flatMap((layer) => {
    const cases = REFUSED_BY_COMPILER[layer].map((_line, index) => `.uncompilable-${String(index)}`);
    return ['', '.allowed', ...cases].map((kind) => `src/${layer}/tsconfig${kind}.json`);
  });
}

function plantedPath(layer: Layer, kind: string, index: number): string {
  return `src/${layer}/${kind}-${String(index)}.ts`;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

/** What a tool of node_modules prints. Its exit code does not matter here: it is meant to find errors. */
function output(tool: string, args: readonly string[], cwd = tree): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const options = { cwd, maxBuffer: 64 * 1024 * 1024 };
  execFile(process.execPath, [join(ROOT, 'node_modules', tool), ...args], options, (_error, stdout) =>
    resolve(stdout),
  );
  return promise;
}

function readCompilerErrors(printed: string): Map<string, string> {
  const errors = new Map<string, string>();
  for (const line of printed.split('\n')) {
    const [, path, code] = /^(\S+)\(\d+,\d+\): error (TS\d+)/.exec(line) ?? [];
    if (path !== undefined && code !== undefined) errors.set(path, `${errors.get(path) ?? ''} ${code}`);
  }
  return errors;
}
