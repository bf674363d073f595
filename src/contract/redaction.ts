import { z } from 'zod';

/**
 * What a redaction replaces by pseudonyms. `users`: names of people's accounts. `homes`: home directories. `ips`: IPv4 and IPv6
 * addresses. `macs`: hardware addresses. `emails`: e-mail addresses. `sids`: Windows security identifiers. `tokens`: passwords, keys
 * and tokens that can be recognised as such. docs/redaction.md says what is found and what is not.
 */
export const REDACTION_KINDS = ['users', 'homes', 'ips', 'macs', 'emails', 'sids', 'tokens'] as const;
export const redactionKindSchema = z.enum(REDACTION_KINDS);
export type RedactionKind = z.infer<typeof redactionKindSchema>;

/** How many occurrences of each kind were replaced: 0 where there was none; a kind that was not asked for is left out. */
export const redactionCountsSchema = z.partialRecord(redactionKindSchema, z.int().nonnegative());
export type RedactionCounts = z.infer<typeof redactionCountsSchema>;

/** What a redaction would do, from a sample of the entries. */
export const redactionPreviewSchema = z.object({
  /** So many entries were looked at. */
  sampledEntries: z.int().nonnegative(),
  /** In the sample. */
  counts: redactionCountsSchema,
  /** Distinct texts of the sample and their pseudonyms, the most frequent first; at most 100. */
  examples: z.array(
    z.object({
      kind: redactionKindSchema,
      /** As it stood there, cut at 200 characters. Several spellings may have one pseudonym. */
      text: z.string(),
      pseudonym: z.string(),
      occurrences: z.int().positive(),
    }),
  ),
});
export type RedactionPreview = z.infer<typeof redactionPreviewSchema>;
