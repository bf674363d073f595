/** Found on PATH: it is in Windows' own folder. Source: wevtutil (Windows Commands). */
export const WEVTUTIL = ['wevtutil'] as const;

/** A channel whose events keep the record ids of where they come from: they neither ascend nor are they unique in it. */
export const FORWARDED_EVENTS = 'ForwardedEvents';

/** Events of one run: some ten megabytes at most, half a minute of a busy channel. */
export const EVENTS_A_RUN = 5000;

/** Where in a channel a run begins. */
export type ChannelStart =
  | { kind: 'oldest' }
  /** Inclusive: that the event is there still tells that nothing is missing before the next. */
  | { kind: 'record'; recordId: number }
  /** Inclusive, in milliseconds since 1970. */
  | { kind: 'time'; unixMs: number };

/** Prints the events of a channel, the oldest first, with the texts that Windows makes of them. */
export function queryArguments(channel: string, start: ChannelStart): string[] {
  return [
    ...commonArguments(channel),
    '/f:RenderedXml',
    '/rd:false',
    `/c:${String(EVENTS_A_RUN)}`,
    ...filterOf(start),
  ];
}

/** Prints the newest event alone, without its text. */
export function newestArguments(channel: string): string[] {
  return [...commonArguments(channel), '/f:XML', '/rd:true', '/c:1'];
}

/** `/uni:true`: else texts are in the code page of a console that a program without one has not. */
function commonArguments(channel: string): string[] {
  return ['qe', channel, '/uni:true'];
}

function filterOf(start: ChannelStart): string[] {
  switch (start.kind) {
    case 'oldest':
      return [];
    case 'record':
      return [`/q:*[System[(EventRecordID>=${String(start.recordId)})]]`];
    case 'time':
      return [`/q:*[System[TimeCreated[@SystemTime>='${new Date(start.unixMs).toISOString()}']]]`];
    default:
      return start satisfies never;
  }
}
