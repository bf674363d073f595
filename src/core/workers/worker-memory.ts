/**
 * Megabytes of a worker's young generation. What a worker makes dies at once, so a small one is as fast (3 % more processor
 * time, measured on 200,000 entries) and keeps 35 MB less than Node's default.
 */
export const YOUNG_GENERATION_MB = 12;
