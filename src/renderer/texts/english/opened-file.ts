/** Exported files that are opened again. */
export const openedFile = {
  openFile: {
    title: 'Open a log file',
    path: 'Path of the file, on the machine that Hydrant runs on',
    placeholder: '/home/me/exports/errors.csv',
    open: 'Open',
    choose: 'Choose a file…',
    opening: 'Opening…',
    dropped: {
      noPath: (name: string) =>
        `The page cannot tell where ${name} is: a browser hides the paths of dropped files.`,
      noPathRemedy:
        'Give its path here, on the machine that Hydrant runs on, or drop it on the window of the desktop app.',
      onlyOne: (name: string) => `One file at a time: opening ${name}`,
    },
    formats:
      'CSV, TSV, JSON Lines, Parquet or journald’s export format, or a text log, plain or compressed with gzip or zstd. The file is only read, and your own log is left alone.',
    banner: 'Opened file',
    readOnly: 'read-only',
    readOnlyHint:
      'The file is not changed. Bookmarks and saved queries that you make here are gone when it is closed.',
    close: 'Close file',
    closeHint: 'Close this file and go back to the log',
  },
};
