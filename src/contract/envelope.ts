import { z } from 'zod';
import { wireErrorSchema } from './errors.ts';

/** What a view sends: a call, or the wish to cancel one. `id` is the caller's, unique within the connection. */
export const clientMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('call'),
    id: z.int().positive(),
    method: z.string().max(100),
    params: z.unknown(),
  }),
  z.strictObject({ kind: z.literal('cancel'), id: z.int().positive() }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** What a view receives: exactly one result or error for each call, and events. */
export const serverMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('result'), id: z.int().positive(), value: z.unknown() }),
  z.object({ kind: z.literal('error'), id: z.int().positive(), error: wireErrorSchema }),
  z.object({ kind: z.literal('event'), name: z.string(), payload: z.unknown() }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;
