import { resolve } from 'node:path';
import { verifyManifest } from '#core/exports/batches/verify-manifest.ts';
import type { Interruption } from '../command-line/interruption.ts';
import type { OptionValues } from '../command-line/option-values.ts';
import { readFlag, readRequiredWord } from '../command-line/option-values.ts';
import { printVerification } from './print-verification.ts';

/** `hydrant verify MANIFEST`: whether exported files are as their manifest says. Needs no store. */
export async function verify(values: OptionValues, interruption: Interruption): Promise<number> {
  const path = resolve(readRequiredWord(values, 'MANIFEST'));
  return await printVerification(
    await verifyManifest(path, interruption.signal),
    readFlag(values, 'json') ? 'json' : 'text',
  );
}
