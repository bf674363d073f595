import type { ServerResponse } from 'node:http';
import { SECURITY_HEADERS } from './security-headers.ts';

const ADVICE: Readonly<Record<number, string>> = {
  401: 'Open the address that Hydrant printed in the terminal when it started: it ends in “?token=…”. Each start prints a new one.',
  403: 'Open Hydrant’s address directly, in a tab of its own.',
  404: 'Go back to the start page.',
  421: 'Open the address that Hydrant printed in the terminal when it started, with 127.0.0.1 or localhost in it.',
};

/** Answers with a plain page that says what is wrong and what to do. Nothing of the request appears in it. */
export function sendRefusal(
  response: ServerResponse,
  status: number,
  reason: string,
  options: { isHead: boolean },
): void {
  const body = refusalPage(reason, ADVICE[status] ?? 'Nothing was changed.');
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...(status === 405 ? { allow: 'GET, HEAD' } : {}),
    // A body that nobody reads must not be taken for the next request.
    connection: 'close',
  });
  response.end(options.isHead ? undefined : body);
}

function refusalPage(reason: string, advice: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Hydrant</title>
<h1>Hydrant</h1>
<p>${escapeMarkup(reason)}
<p>${escapeMarkup(advice)}
</html>
`;
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
