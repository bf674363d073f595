import { expect, it } from 'vitest';
import { terminalDouble } from '../../../test/headless/terminal-double.ts';
import { StatusLine } from './status-line.ts';

it('writes one line over itself, no wider than the terminal, and shows what a terminal would obey', () => {
  const { stream, read } = terminalDouble({ isTTY: true, columns: 11 });
  const line = new StatusLine(stream);
  line.show('a\u001b[2Jcdefghijklmnop');
  expect(read()).toBe('\r\u001b[2Ka␛[2Jcdefg');
  line.show('too soon');
  expect(read()).toBe('');
  line.clear();
  expect(read()).toBe('\r\u001b[2K');
  line.show('again');
  expect(read()).toContain('again');
});

it('is silent where there is no terminal', () => {
  const { stream, read } = terminalDouble({ isTTY: false, columns: 80 });
  const line = new StatusLine(stream);
  line.show('text');
  line.clear();
  expect(read()).toBe('');
});

it('assumes a usual width where the terminal does not know its own', () => {
  const { stream, read } = terminalDouble({ isTTY: true, columns: 0 });
  new StatusLine(stream).show('x'.repeat(200));
  expect(read()).toHaveLength('\r\u001b[2K'.length + 79);
});
