import type { Dictionaries } from '../../store/dictionaries.ts';
import { KeptFields } from '../kept-fields.ts';
import type { EventPath, EventPaths } from './event-paths.ts';
import { EventWalker } from './event-walker.ts';

/**
 * The number of an origin, made of the elements of System that say where an event comes from. The host is the computer, the unit the
 * channel, the identifier the provider.
 * @param elements - Runs of neighbouring elements, well-formed.
 */
export function eventOrigin(
  dictionaries: Dictionaries,
  sourceId: number,
  paths: EventPaths,
  elements: readonly Buffer[],
): number {
  const fields: { path: EventPath; bytes: Buffer }[] = [];
  const walker = new EventWalker(paths);
  const visitor = {
    open: () => undefined,
    close: () => undefined,
    value: (path: EventPath, bytes: Buffer, start: number, end: number) => {
      fields.push({ path, bytes: Buffer.copyBytesFrom(bytes, start, end - start) });
    },
  };
  for (const run of elements) walker.walk(run, 0, run.length, systemOf(paths), visitor);
  const kept = new KeptFields();
  for (const { path, bytes } of fields) kept.add(path, bytes, 0, bytes.length);
  const textOf = (name: string) => fields.find(({ path }) => path.name === name)?.bytes.toString('utf8');
  return dictionaries.originId({
    sourceId,
    host: textOf('Computer') ?? '',
    unit: textOf('Channel') ?? '',
    identifier: textOf('Provider.Name') ?? textOf('Provider.EventSourceName') ?? '',
    fields: kept.copyOut() ?? Buffer.alloc(0),
    hasOwnNames: true,
  });
}

function systemOf(paths: EventPaths): EventPath {
  const event = Buffer.from('Event', 'latin1');
  const system = Buffer.from('System', 'latin1');
  return paths.child(paths.child(paths.top, event, 0, event.length), system, 0, system.length);
}
