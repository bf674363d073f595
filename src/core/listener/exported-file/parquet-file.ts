import { parquetMetadataAsync } from 'hyparquet';
import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { PARQUET_PARSERS } from './parquet-values.ts';

const MAGIC = Buffer.from('PAR1');
/** Behind the footer: its length and MAGIC again. */
const TRAILER_BYTES = 8;
/** Of a thousand columns and as many row groups some tens of megabytes. */
const MAX_FOOTER_BYTES = 128 * 1024 * 1024;

/** Whether these first bytes of a file are those of a Parquet file. Source: Apache Parquet, "File Format". */
export function isParquet(firstBytes: Buffer): boolean {
  return firstBytes.subarray(0, MAGIC.length).equals(MAGIC);
}

/** A column of the first level. Of one with columns inside, the name stands for all of them. */
export interface ParquetColumn {
  name: string;
  /** Its times are those of clocks whose zone is not told. */
  isLocal: boolean;
}

/**
 * What the footer of a Parquet file says.
 * @throws Error when it is damaged, and what reading throws.
 */
export async function readParquetMetadata(file: AsyncBuffer): Promise<FileMetaData> {
  const trailer = Buffer.from(
    await file.slice(Math.max(0, file.byteLength - TRAILER_BYTES), file.byteLength),
  );
  if (trailer.length < TRAILER_BYTES || !trailer.subarray(4).equals(MAGIC))
    throw new Error('its end is missing');
  if (trailer.readUInt32LE(0) > MAX_FOOTER_BYTES) throw new Error('its footer is too large');
  return parquetMetadataAsync(file, { parsers: PARQUET_PARSERS, geoparquet: false });
}

/** The columns of the first level, in their order. */
export function parquetColumns({ schema }: FileMetaData): ParquetColumn[] {
  const columns: ParquetColumn[] = [];
  for (let at = 1; at < schema.length; at = behind(at)) {
    const element = schema[at];
    if (element === undefined) break;
    const type = element.logical_type;
    columns.push({ name: element.name, isLocal: type?.type === 'TIMESTAMP' && !type.isAdjustedToUTC });
  }
  return columns;

  /** The schema is a tree, written from the top down: where the element's last descendant ends. */
  function behind(at: number): number {
    let next = at + 1;
    const children = schema[at]?.num_children ?? 0;
    for (let child = 0; child < children && next < schema.length; child += 1) next = behind(next);
    return next;
  }
}
