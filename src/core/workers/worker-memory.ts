/**
 * Megabytes of a worker's young generation. What a worker makes dies at once, so a small one is as fast (3 % more processor
 * time, measured on 200,000 entries) and keeps 35 MB less than Node's default.
 */
export const YOUNG_GENERATION_MB = 12;

/**
 * Megabytes of the export worker's old generation, at most. It needs a tenth of it even for messages of megabytes; but the nearer the limit,
 * the sooner V8 collects (MemoryController, growing factor): with Node's default of gigabytes an export to Parquet took 133 MB, with this
 * one 80, in the same time.
 */
export const EXPORT_OLD_GENERATION_MB = 512;
