import type { OptionDefinition } from './command-definition.ts';

/** What is written and how: what `export` and `schedules add` share. */
export const FORMAT_OPTIONS: readonly OptionDefinition[] = [
  {
    name: 'format',
    placeholder: 'FORMAT',
    help: 'csv, tsv, jsonl, journal or parquet (default: what the name of --out ends with)',
  },
  { name: 'compress', placeholder: 'METHOD', help: 'gzip or zstd (default: as the name of --out ends)' },
  { name: 'columns', placeholder: 'A,B,C', help: 'columns or raw field names, in this order' },
  {
    name: 'preset',
    placeholder: 'NAME',
    help: 'CSV and TSV: spreadsheet (byte order mark, times that a spreadsheet reads) or machine (line feeds, values left alone); single options go beyond it',
  },
  { name: 'delimiter', placeholder: 'SIGN', help: 'CSV: comma, semicolon, tab or pipe (default: comma)' },
  { name: 'byte-order-mark', help: 'CSV and TSV: begin with one, as Excel needs for UTF-8' },
  { name: 'line-end', placeholder: 'END', help: 'CSV and TSV: crlf or lf (default: crlf for CSV)' },
  { name: 'no-header', help: 'CSV and TSV: leave out the line that names the columns' },
  { name: 'raw', help: 'CSV and TSV: leave values alone that a spreadsheet would run as formulas' },
  {
    name: 'time-format',
    placeholder: 'FORMAT',
    help: 'CSV, TSV and JSON Lines: iso, spreadsheet or unix (default: iso)',
  },
  {
    name: 'time-zone',
    placeholder: 'ZONE',
    help: 'of these times: UTC, local or a name such as Europe/Berlin (default: UTC)',
  },
  {
    name: 'redact',
    placeholder: 'KINDS',
    help: 'replace by pseudonyms: all, or a list of users,homes,ips,macs,emails,sids,tokens',
  },
];

/** How the files are named and how large they become: shared likewise. */
export const FILE_OPTIONS: readonly OptionDefinition[] = [
  {
    name: 'name',
    placeholder: 'PATTERN',
    help: 'names in a folder, with {time} {date} {name} {batch} {host} {part} (default: hydrant-{time}; where there is a name to go on with, {name}-{time})',
  },
  { name: 'rows-per-file', placeholder: 'N', help: 'start a new file after so many entries' },
  {
    name: 'bytes-per-file',
    placeholder: 'SIZE',
    help: 'start a new file before it would be larger, not compressed: 1000000, 25MB (millions of bytes), 1GiB (1024 × 1024 × 1024)',
  },
  { name: 'force', help: 'replace an existing file' },
];

/** How a batch that is being written is told of on standard error. */
export const PROGRESS: OptionDefinition = {
  name: 'progress',
  placeholder: 'HOW',
  help: 'on standard error: auto (on a terminal), none, or json (one object a line; default: auto)',
};
