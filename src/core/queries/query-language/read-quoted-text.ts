import { queryError } from './query-error.ts';

/** What was read: the literal texts around unescaped stars, and where reading ended. */
export interface ReadParts {
  parts: string[];
  end: number;
}

/**
 * Reads "text in quotation marks" whose opening mark stands at `start`. A backslash before `"`, `\` or `*` takes that
 * character literally; before anything else it is an ordinary character, so that Windows paths and systemd's `\x2d`
 * can be typed as they are. Throws an AppError `query.invalid` when it is not closed.
 */
export function readQuotedText(text: string, start: number): ReadParts {
  const read = readParts(text, start + 1, (character) => character === '"');
  if (read.end >= text.length) {
    throw queryError({ start, end: text.length }, 'This quotation mark is never closed.', ['"']);
  }
  return { parts: read.parts, end: read.end + 1 };
}

/** Reads a value without quotation marks: up to a space, bracket, comma or quotation mark. */
export function readValueParts(text: string, start: number): ReadParts {
  return readParts(text, start, (character) => /[\s()",]/.test(character));
}

function readParts(text: string, start: number, isEnd: (character: string) => boolean): ReadParts {
  const parts: string[] = [];
  let part = '';
  let end = start;
  while (end < text.length && !isEnd(text.charAt(end))) {
    const character = text.charAt(end);
    if (character === '\\' && /["\\*]/.test(text.charAt(end + 1))) {
      part += text.charAt(end + 1);
      end += 2;
      continue;
    }
    if (character === '*') {
      parts.push(part);
      part = '';
    } else {
      part += character;
    }
    end += 1;
  }
  parts.push(part);
  return { parts, end };
}
