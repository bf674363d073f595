import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportDirectory } from './shell-methods.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hydrant-home-'));
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

it('exports into the home folder where there is nothing better', () => {
  expect(exportDirectory({}, home)).toBe(home);
});

it('prefers documents, then downloads', () => {
  mkdirSync(join(home, 'Downloads'));
  expect(exportDirectory({}, home)).toBe(join(home, 'Downloads'));
  mkdirSync(join(home, 'Documents'));
  expect(exportDirectory({}, home)).toBe(join(home, 'Documents'));
});

it('knows the folders by the names that the desktop gave them', () => {
  mkdirSync(join(home, '.config'));
  mkdirSync(join(home, 'Dokumente'));
  writeFileSync(
    join(home, '.config', 'user-dirs.dirs'),
    '# written by xdg-user-dirs-update\nXDG_DESKTOP_DIR="$HOME/Desktop"\nXDG_DOCUMENTS_DIR="$HOME/Dokumente"\n',
  );
  expect(exportDirectory({}, home)).toBe(join(home, 'Dokumente'));
});

it('does not offer a folder that is not there, or is the whole home', () => {
  mkdirSync(join(home, 'config'));
  writeFileSync(
    join(home, 'config', 'user-dirs.dirs'),
    `XDG_DOCUMENTS_DIR="$HOME/"\nXDG_DOWNLOAD_DIR="${join(home, 'gone')}"\n`,
  );
  expect(exportDirectory({ XDG_CONFIG_HOME: join(home, 'config') }, home)).toBe(home);
});
