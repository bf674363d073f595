import type { RedactionKind } from '#contract/redaction.ts';
import { readKnownAccounts } from './people/read-known-accounts.ts';
import { Redactor } from './redactor.ts';

/**
 * A redactor that knows the accounts of this machine as they are now. Some milliseconds.
 * @param key - The store's, of 32 bytes. @throws RangeError for one of another size.
 */
export function createRedactor(kinds: readonly RedactionKind[], key: Buffer): Redactor {
  return new Redactor({ kinds, key, ...readKnownAccounts() });
}
