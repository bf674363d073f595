import { basename } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { ExportCompression, ExportFormat } from '#contract/export-format.ts';
import { EXPORT_FORMAT_NAMES, extensionOf } from '#contract/export-format.ts';
import type { OptionValues } from './option-values.ts';
import { readWord } from './option-values.ts';
import { readDelimiter } from './read-text-options.ts';

/** What a file holds. */
export interface ChosenFormat {
  format: ExportFormat;
  compression: ExportCompression;
}

const FORMAT_OF_ENDING: ReadonlyMap<string, ExportFormat> = new Map([
  ['csv', 'csv'],
  ['tsv', 'tsv'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
  ['export', 'journal'],
  ['parquet', 'parquet'],
]);

/** What a name promises; each is undefined where the name says nothing. */
interface NamedFormat {
  format: ExportFormat | undefined;
  compression: Exclude<ExportCompression, 'none'> | undefined;
}

/**
 * Reads --format and --compress; what is missing follows from how the file's name ends. Throws an AppError `usage` when neither says the
 * format, and when the file would not hold what its name promises.
 * @param path - undefined: there is no name that could say anything.
 */
export function readExportFormat(values: OptionValues, path: string | undefined): ChosenFormat {
  const given = readWord(values, 'format', EXPORT_FORMAT_NAMES);
  const compress = readWord(values, 'compress', ['gzip', 'zstd'] as const);
  const named = path === undefined ? { format: undefined, compression: undefined } : formatOfName(path);
  const format = given ?? named.format;
  if (format === undefined) {
    throw new AppError('usage', 'No --format is given', {
      remedy: `add one of ${EXPORT_FORMAT_NAMES.map((name) => `--format ${name}`).join(', ')}`,
    });
  }
  const chosen: ChosenFormat = { format, compression: compress ?? named.compression ?? 'none' };
  if (path !== undefined) refuseMisleadingName(values, chosen, named, basename(path));
  return chosen;
}

function formatOfName(path: string): NamedFormat {
  const [, stem = '', packed = ''] = /^(.*?)(?:\.(gz|zst))?$/is.exec(basename(path)) ?? [];
  const compression = { gz: 'gzip', zst: 'zstd' } as const;
  return {
    format: FORMAT_OF_ENDING.get(/\.([a-z]+)$/i.exec(stem)?.[1]?.toLowerCase() ?? ''),
    compression: compression[packed.toLowerCase() as keyof typeof compression],
  };
}

/** Refuses a name by which a program would take the file for something else. */
function refuseMisleadingName(
  values: OptionValues,
  { format, compression }: ChosenFormat,
  named: NamedFormat,
  name: string,
): void {
  const stem = name.replace(/(?:\.[a-z]+)?(?:\.(?:gz|zst))?$/i, '');
  const remedy = `name it ${stem}${extensionOf(format, compression)}`;
  if (format === 'parquet' && named.compression !== undefined) {
    throw new AppError('usage', `${name}: Parquet is compressed inside the file`, { remedy });
  }
  if (named.compression !== undefined && named.compression !== compression) {
    throw new AppError('usage', `${name} would hold ${compression} data`, { remedy });
  }
  // Nobody but systemd's own tools takes such a name for a format, and every export may be called one.
  const promised = named.format === 'journal' && format !== 'journal' ? undefined : named.format;
  if (promised === undefined) return;
  const isTabbed = promised === 'tsv' && format === 'csv' && readDelimiter(values) === '\t';
  if (promised !== format && !isTabbed) {
    throw new AppError('usage', `${name} would hold ${format}`, { remedy });
  }
  if (compression !== 'none' && named.compression === undefined && format !== 'parquet') {
    throw new AppError('usage', `${name} would hold ${compression} data`, { remedy });
  }
}
