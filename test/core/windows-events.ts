/** What an event of `windowsEvent` is made of; each is XML already. */
export interface EventParts {
  recordId: number | string;
  level: string;
  keywords: string;
  channel: string;
  computer: string;
  time: string;
  data: string;
  rendering: string;
}

const USUAL: EventParts = {
  recordId: 17_353,
  level: '<Level>4</Level>',
  keywords: '0x8080000000000000',
  channel: 'System',
  computer: 'computer.example',
  time: '2026-03-16T15:49:02.0784174Z',
  data: `<EventData><Data Name='param1'>Software Protection</Data><Data Name='param2'>running</Data></EventData>`,
  rendering: rendered('The Software Protection service entered the running state.'),
};

/** One event as `wevtutil qe /f:RenderedXml` writes it. */
export function windowsEvent(parts: Partial<EventParts> = {}): string {
  const { recordId, level, keywords, channel, computer, time, data, rendering } = { ...USUAL, ...parts };
  return (
    `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>` +
    `<Provider Name='Service Control Manager' Guid='{555908d1-a6d7-4695-8e1e-26931d2012f4}' EventSourceName='Service Control Manager'/>` +
    `<EventID Qualifiers='16384'>7036</EventID><Version>0</Version>${level}<Task>0</Task><Opcode>0</Opcode>` +
    `<Keywords>${keywords}</Keywords><TimeCreated SystemTime='${time}'/><EventRecordID>${String(recordId)}</EventRecordID>` +
    `<Correlation/><Execution ProcessID='788' ThreadID='4396'/><Channel>${channel}</Channel><Computer>${computer}</Computer>` +
    `<Security/></System>${data}${rendering}</Event>`
  );
}

/** A RenderingInfo with this message, which is XML. */
export function rendered(message: string): string {
  return (
    `<RenderingInfo Culture='en-US'><Message>${message}</Message><Level>Information</Level><Task></Task><Opcode></Opcode>` +
    `<Channel>System</Channel><Provider>Microsoft-Windows-Service Control Manager</Provider>` +
    `<Keywords><Keyword>Classic</Keyword></Keywords></RenderingInfo>`
  );
}

/** `count` events of one channel, one a line, with the messages `message 1`, `message 2`, … */
export function windowsEvents(count: number): string {
  return Array.from(
    { length: count },
    (_, index) =>
      `${windowsEvent({ recordId: index + 1, rendering: rendered(`message ${String(index + 1)}`) })}\r\n`,
  ).join('');
}
