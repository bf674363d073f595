import { FORM_INLINE_NAME, decodeFields } from '../../store/field-codec.ts';
import type { EventPaths } from './event-paths.ts';

/** What Windows puts in the place of a text that it does not find, in English. Source: fluent-plugin-windows-eventlog, issue 35. */
const NO_TEXT =
  /^\s*(?:The message resource is present but the message was not found in the message table\.?)?\s*$/;

/** Whether this text of an event says nothing about it. */
export function isMissingMessage(text: string): boolean {
  return text.length < 200 && NO_TEXT.test(text);
}

/**
 * A text for an event that Windows has none for, because the program that logged it is not installed, say: the provider, the event's
 * number and what was logged, with the names that there are.
 * @param rest - The fields of the event, as field-codec.ts has them.
 */
export function messageOfData(
  { provider, eventId }: { provider: string; eventId: string },
  rest: Buffer | null,
  paths: EventPaths,
): string {
  const values: string[] = [];
  for (const { id, bytes } of rest === null ? [] : decodeFields(rest)) {
    const value = bytes.toString('utf8').trim();
    if (id === FORM_INLINE_NAME) values.push(value);
    else {
      const name = paths.dataName(id);
      if (name === 'Data') values.push(value);
      else if (name !== undefined) values.push(`${name}=${value}`);
    }
  }
  const event = `${provider === '' ? 'Event' : provider}${eventId === '' ? '' : ` ${eventId}`}`;
  return values.length === 0 ? event : `${event}: ${values.join(', ')}`;
}
