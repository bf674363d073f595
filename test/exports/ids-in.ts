import { readFileSync } from 'node:fs';

/** The ids in CSV files of such a request, in order; each file must begin with the header. */
export function idsIn(files: readonly { path: string }[]): number[] {
  return files.flatMap(({ path }) => {
    const [header, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\r\n');
    if (header !== 'id,message') throw new Error(`${path} begins with ${String(header)}`);
    return rows.map((row) => Number(row.split(',')[0]));
  });
}
