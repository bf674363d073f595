import type { DuckDBValue } from '@duckdb/node-api';
import { DuckDBInstance } from '@duckdb/node-api';

/** Asks DuckDB, a reader that shares no code with the writers; the rows' values as its own types. */
export async function askDuckDb(sql: string): Promise<DuckDBValue[][]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    // Two cores are enough for a test, and results keep the order of the file.
    await connection.run('SET threads = 2; SET preserve_insertion_order = true');
    const reader = await connection.runAndReadAll(sql);
    return reader.getRows();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
