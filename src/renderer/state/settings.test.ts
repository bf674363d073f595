import { expect, it } from 'vitest';
import { openSettings } from './settings.ts';

function storageWith(text: string | null): {
  text: string | null;
  getItem: () => string | null;
  setItem: (key: string, value: string) => void;
} {
  return {
    text,
    getItem() {
      return this.text;
    },
    setItem(_key, value) {
      this.text = value;
    },
  };
}

it('keeps every change at once and finds it again', () => {
  const storage = storageWith(null);
  openSettings(storage).patch({ theme: 'dark', timeZone: 'utc' });
  expect(openSettings(storage).get()).toMatchObject({ theme: 'dark', timeZone: 'utc', detailsWidthPx: 440 });
});

it.each(['not json', '[]', 'null', '{"theme":"neon","detailsWidthPx":"wide"}'])(
  'falls back to the defaults for %s',
  (text) => {
    expect(openSettings(storageWith(text)).get()).toEqual(openSettings(storageWith(null)).get());
  },
);
