/** One record as `log` writes it, with these members in place of or beside the usual ones; undefined leaves one out. */
export function macosLine(members: Record<string, unknown> = {}): string {
  const record = {
    timezoneName: '',
    messageType: 'Default',
    eventType: 'logEvent',
    source: null,
    formatString: '%s',
    userID: 0,
    activityIdentifier: 0,
    subsystem: 'com.apple.example',
    category: 'tests',
    threadID: 6327,
    senderImageUUID: 'D4780E99-68D4-3902-8072-5151727ABD4C',
    backtrace: { frames: [{ imageOffset: 168_412, imageUUID: 'D4780E99-68D4-3902-8072-5151727ABD4C' }] },
    bootUUID: '',
    processImagePath: '/usr/libexec/exampled',
    senderImagePath: '/usr/libexec/exampled',
    timestamp: '2026-10-01 15:22:31.831992+0000',
    machTimestamp: 1_879_983_736,
    eventMessage: 'something happened',
    processImageUUID: 'B2455C4B-781C-3F38-8CA0-DD11CF317C15',
    traceID: 17_575_040_258_052,
    processID: 331,
    senderProgramCounter: 168_412,
    parentActivityIdentifier: 0,
    ...members,
  };
  return `${JSON.stringify(record).replaceAll('/', String.raw`\/`)}\n`;
}

/** `count` different records, a millisecond apart. */
export function macosLines(count: number, members: Record<string, unknown> = {}): string {
  return Array.from({ length: count }, (_, index) =>
    macosLine({
      eventMessage: `message ${String(index)}`,
      machTimestamp: 1_000_000 + index,
      timestamp: `2026-10-01 15:22:31.${String(index).padStart(3, '0')}000+0000`,
      ...members,
    }),
  ).join('');
}
