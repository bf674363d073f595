import { ByteWriter } from 'hyparquet-writer';
import type { ExportOutput } from './export-format.ts';

/** Larger pieces, pages mostly, go to the output as they are. */
const BUFFERED_BYTES = 64 * 1024;

/** Where the Parquet library writes to: hands on what it is given, so that no group of rows is held as bytes. */
export class ParquetOutput extends ByteWriter {
  /** May be another one for each call of the encoder. */
  output: ExportOutput;

  constructor(output: ExportOutput) {
    super(BUFFERED_BYTES);
    this.output = output;
  }

  override appendBytes(bytes: Uint8Array): void {
    if (bytes.length < BUFFERED_BYTES) {
      super.appendBytes(bytes);
      if (this.index >= BUFFERED_BYTES) this.flush();
      return;
    }
    this.flush();
    this.output.addBytes(bytes);
    this.offset += bytes.length;
  }

  /** Called by the library after each group of rows. */
  flush(): void {
    if (this.index > 0) this.output.addBytes(this.getBytes());
    // `offset` goes on: it is the place in the file.
    this.index = 0;
  }

  override finish(): void {
    this.flush();
  }
}
