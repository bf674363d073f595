import { plural } from '../plural.ts';

/** What is to be exported, how, and where to. */
export const exportView = {
  export: {
    title: 'Export',
    /** Parts of a line that stand beside one another. */
    list: (parts: readonly string[]) => parts.join(', '),
    which: 'Which entries',
    since: (zone: string) => `From (${zone})`,
    until: (zone: string) => `Until, exclusive (${zone})`,
    quickRanges: 'Ranges',
    ranges: { hour: 'Last hour', today: 'Today', day: 'Last 24 hours', week: 'Last 7 days', all: 'All time' },
    afterBatch: 'Only what came after',
    afterNone: 'No limit: all that match',
    afterUnlisted: (id: number) => `Batch #${String(id)}`,
    format: 'Format',
    formats: { csv: 'CSV', tsv: 'TSV', jsonl: 'JSON Lines', journal: 'Journal export', parquet: 'Parquet' },
    formatHints: {
      csv: 'One row per entry, as RFC 4180 has it: for spreadsheets and databases.',
      tsv: 'Columns parted by tabs, one line per entry whatever it holds: for cut, awk and databases.',
      jsonl: 'One JSON object per line: for scripts. Every value stays as it is.',
      journal: 'systemd’s own format with every field: systemd-journal-remote makes a journal of it again.',
      parquet: 'Typed columns, compressed inside: for DuckDB, pandas and other tools for large data.',
    },
    preset: 'Written for',
    presets: {
      standard: 'Any reader',
      spreadsheet: 'Spreadsheet',
      machine: 'Machine-readable',
      custom: 'Custom',
    },
    compression: 'Compression',
    compressions: { none: 'None', gzip: 'gzip', zstd: 'zstd' },
    options: 'Options',
    textOptions: {
      delimiter: 'Delimiter',
      delimiterChoices: { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Bar' },
      delimiters: { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' },
      lineEnd: 'Line ends',
      lineEndChoices: { crlf: 'CRLF (Windows, RFC 4180)', lf: 'LF (Unix)' },
      lineEnds: { crlf: 'CRLF', lf: 'LF' },
      header: 'Names of the columns in the first line',
      withHeader: 'header',
      withoutHeader: 'no header',
      byteOrderMark: 'Begin with a byte order mark',
      byteOrderMarkHint: 'Without it Excel takes UTF-8 for an old code page; many programs do not expect it.',
      withByteOrderMark: 'byte order mark',
      neutralise: 'Neutralise spreadsheet formulas',
      neutraliseHint:
        'A value that begins like a formula gets an apostrophe before it, so that log text cannot run in a spreadsheet.',
      formulasNeutralised: 'formulas neutralised',
      formulasLeft: 'formulas left as they are',
    },
    timeOptions: {
      format: 'Times',
      formatChoices: { iso: 'ISO 8601', spreadsheet: 'For spreadsheets', unix: 'Seconds since 1970' },
      formats: {
        iso: 'times as ISO 8601',
        spreadsheet: 'times for spreadsheets',
        unix: 'times in seconds since 1970',
      },
      examples: {
        iso: '2026-11-22T09:25:01.123456Z, to the microsecond and with its zone.',
        spreadsheet:
          '2026-11-22 10:25:01.123, which spreadsheets read as a time; the zone stands in the manifest only.',
        unix: '1795339501.123456, the same in every zone.',
      },
      summary: (format: string, zone: string) => `${format} in ${zone}`,
      zone: 'Time zone',
      otherZone: 'Other…',
    },
    columns: 'Columns',
    columnNames: (count: number, names: string, others: number) =>
      `${String(count)}: ${names}${others === 0 ? '' : `, and ${String(others)} more`}`,
    columnsOfJournal: 'All fields of every entry: the journal’s format has no columns.',
    columnHints: {
      id: 'the number in the store',
      time: 'when it happened',
      severity: 'by its name',
      raw_severity: 'as the source stated it',
      host: 'which machine',
      unit: 'which service',
      identifier: 'which program',
      pid: 'which process',
      message: 'what it says',
      source: 'where Hydrant read it',
      position: 'the place in the source',
      received_time: 'when Hydrant received it',
      time_unix_us: 'the time in microseconds since 1970',
    } as Readonly<Record<string, string>>,
    rawField: 'a field of the log',
    columnOrder: 'Columns of the file, in this order',
    moveUp: (column: string) => `Move ${column} up`,
    moveDown: (column: string) => `Move ${column} down`,
    removeColumn: (column: string) => `Remove ${column}`,
    columnMoved: (column: string, place: number, of: number) =>
      `${column} is now column ${String(place)} of ${String(of)}`,
    orderHint: 'Drag, or use the arrows, to change the order.',
    moreColumns: 'More columns',
    addColumn: (column: string) => `Add ${column}`,
    addRaw: 'Add a field of the log',
    addRawExample: '_CMDLINE',
    add: 'Add',
    defaultColumns: 'Default columns',
    files: 'Files',
    destination: 'Where to',
    destinations: {
      folder: 'A folder on the machine that runs Hydrant',
      download: 'Download in this browser',
    },
    directory: 'Folder',
    choose: 'Choose…',
    namePattern: 'File name',
    nameExample: (name: string) => `For example ${name}`,
    nameTokens: 'Insert into the name',
    nameTokenHints: {
      time: 'when the batch begins, in UTC',
      date: 'the day, in UTC',
      name: 'of the recurring export',
      batch: 'the number of the batch',
      host: 'the name of this machine',
      part: 'the number of the file',
    },
    insertToken: (token: string) => `Insert ${token}`,
    exampleHost: 'host',
    exampleName: 'name',
    split: {
      name: 'Size of the files',
      oneFile: 'one file',
      newFileAfter: (rows: string | null, size: string | null) =>
        `a new file after ${[rows === null ? null : `${rows} rows`, size].filter((part) => part !== null).join(' or ')}`,
      byRows: 'A new file after so many rows',
      rows: 'Rows per file',
      bySize: 'A new file before it would grow beyond',
      size: 'Size per file',
      unit: 'Unit of the size',
      sizeHint: 'Before compression.',
      rowsFault: 'Give a whole number of rows, 1 or more.',
      sizeFault: 'Give a size of 1 kB (0.001 MB) or more.',
    },
    replaceExisting: 'Replace files of the same name',
    downloadHint: 'One file, kept by your browser where it keeps its downloads.',
    redaction: {
      title: 'Redaction',
      nothing: 'nothing is replaced',
      everything: 'all kinds',
      intro:
        'What is found is replaced by a pseudonym: the same text by the same one in every export of this store. docs/redaction.md says what is found.',
      all: 'Redact all',
      none: 'Redact nothing',
      kinds: {
        users: 'user names',
        homes: 'home directories',
        ips: 'IP addresses',
        macs: 'MAC addresses',
        emails: 'e-mail addresses',
        sids: 'Windows SIDs',
        tokens: 'passwords and tokens',
      },
      titles: {
        users: 'User names',
        homes: 'Home directories',
        ips: 'IP addresses',
        macs: 'MAC addresses',
        emails: 'E-mail addresses',
        sids: 'Windows SIDs',
        tokens: 'Passwords and tokens',
      },
      hints: {
        users:
          'Where the log says that one stands there, and the people of this machine everywhere. root stays.',
        homes: 'The name in the path of somebody’s home; the rest of the path stays.',
        ips: 'IPv4 and IPv6; what belongs to nobody (127.0.0.1, ::1) stays.',
        macs: 'Addresses of network hardware.',
        emails: 'The whole address.',
        sids: 'Of Windows accounts, machines and domains.',
        tokens: 'Passwords, keys and tokens that can be recognised as such.',
      },
      previewTitle: (count: number, formatted: string, isAll: boolean) =>
        isAll
          ? `${formatted} ${plural(count, 'text', 'different texts')} to be replaced`
          : `The ${formatted} most frequent texts to be replaced`,
      nothingFound: 'Nothing to replace was found in the entries looked at.',
      sampled: (count: number, formatted: string) =>
        `Found in ${formatted} sampled ${plural(count, 'entry', 'entries')}; the export looks at all of them.`,
      noGuarantee:
        'No guarantee: real names, names of machines and what has no known form are not found. Read the result before you hand it on.',
      kind: 'Kind',
      text: 'Text',
      pseudonym: 'Becomes',
      occurrences: 'Times',
      done: (count: number, formatted: string) =>
        `${formatted} ${plural(count, 'occurrence', 'occurrences')} replaced`,
    },
    frequency: 'How often',
    frequencies: { once: 'Once', recurring: 'Recurring' },
    preview: 'What will be exported',
    counting: 'Counting…',
    entries: (count: number) => plural(count, 'entry', 'entries'),
    sizeWords: (size: string, files: number, formatted: string) =>
      `about ${size} in ${files === 1 ? 'one file' : `${formatted} files`}`,
    freeWords: (size: string) => `${size} free there`,
    sinceBatchWords: (id: number) => `Only what came after batch #${String(id)}.`,
    recurringWords: (trigger: string, startsAt: 'beginning' | 'now', isOld: boolean) =>
      `${trigger.charAt(0).toUpperCase()}${trigger.slice(1)}: each batch holds what is new since the one before.${
        isOld
          ? ''
          : startsAt === 'beginning'
            ? ' The first one holds what is counted here.'
            : ' The first one begins with what comes from now on; counted here is what is stored.'
      }`,
    firstRows: 'First rows',
    firstRowsCut: 'The file goes on.',
    gaps: (count: number, formatted: string) =>
      `${formatted} ${plural(count, 'gap', 'gaps')} in this range: entries are missing that could not be captured.`,
    gapsListed: (count: string) => `The newest ${count} are listed.`,
    notEnoughSpace: (needed: string, free: string) =>
      `This will not fit: about ${needed} are needed and ${free} are free.`,
    tooManyForSpreadsheets: (limit: string) =>
      `A spreadsheet opens no more than ${limit} rows, header included: it would cut what is beyond.`,
    splitForSpreadsheets: (rows: string) => `Split into files of ${rows} rows`,
    checkAgain: 'Check again',
    cannotPreview: 'This cannot be previewed',
    cannotWrite: 'Nothing can be written there',
    nameTaken: 'The name is taken',
    start: (rows: number | null, formatted: string, destination: 'folder' | 'download') =>
      `${destination === 'download' ? 'Download' : 'Export'}${
        rows === null ? '' : ` ${formatted} ${plural(rows, 'entry', 'entries')}`
      }`,
    saveRecurring: 'Save recurring export',
    saveChanges: 'Save changes',
    nothingToExport: 'Nothing matches: there is nothing to export.',
    faults: {
      directory: 'Give the folder to write to.',
      scheduleName: 'Give the recurring export a name.',
      trigger: 'Give the numbers that say when it runs.',
      name: {
        empty: () => 'Give the file a name.',
        unsafe: (found: string) =>
          found === '/' || found === '\\'
            ? 'A file name has no slashes; put the folder into its own field.'
            : `“${found}” is not allowed in file names on every system.`,
        edge: () => 'A file name must not begin or end with a dot or a space.',
        'lone-brace': (found: string) => `A “${found}” stands alone: write it twice to mean itself.`,
        'unknown-token': (found: string) => `${found} means nothing here.`,
        repeats: () => 'The second batch would find its name taken: add {time} or {batch}.',
      } satisfies Record<string, (found: string) => string>,
    },
    failed: 'The export could not be started',
    saveFailed: 'The recurring export could not be saved',
    replaceIt: 'Replace it',
    started: (id: number) => `Export #${String(id)} is on its way`,
    downloadStarted: 'Your browser is downloading the file',
  },
};
