import { z } from 'zod';

/** Parameters of a method that takes none. */
export const nothing = z.strictObject({});
/** The result of a method that has nothing to tell but that it was carried out. */
export const done = z.object({});
/** The batch that a method is about. */
export const batchId = z.strictObject({ id: z.int().positive() });
