const POSITION = /^received-until=(\d{1,16})$/;

/** Up to when something was received: nothing is sent again, but what was sent since then is missing. @param unixUs - Microseconds since 1970. */
export function formatReceiptPosition(unixUs: number): string {
  return `received-until=${String(Math.floor(unixUs))}`;
}

/** In microseconds since 1970. undefined: it is no such position. */
export function parseReceiptPosition(position: string): number | undefined {
  const match = POSITION.exec(position);
  return match === null ? undefined : Number(match[1]);
}
