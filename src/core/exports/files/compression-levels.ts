/** Measured on exported log text: 113 MB/s, 4.4 to 1; level 6 takes half as long again for 8 % less. docs/adr/0014-export-formats.md */
export const GZIP_LEVEL = 4;

/** Measured on exported log text: 236 MB/s, 4.7 to 1; higher levels lose speed faster than size. */
export const ZSTD_LEVEL = 3;
