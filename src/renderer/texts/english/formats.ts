import type { LOG_FORMAT_NAMES } from '#contract/log-format.ts';
import { plural } from '../plural.ts';

/** How the lines of text logs are read, and what is in quarantine. */
export const formats = {
  formats: {
    format: 'Format',
    said: 'said by you',
    certainties: {
      certain: 'told by its lines, for certain',
      likely: 'told by its lines, most of which fit',
      unsure: 'told by its lines, of which few fit: please have a look',
    },
    unknown: 'No known format explains its lines.',
    correct: 'Correct the format…',
    title: (source: string) => `Format of ${source}`,
    kinds: {
      told: 'As its lines tell',
      pattern: 'A pattern',
      rfc5424: 'Syslog, RFC 5424',
      rfc3164: 'Syslog, traditional (RFC 3164)',
      rsyslog: 'Syslog with full times (rsyslog)',
      'access-log': 'Access log of a web server',
      'json-lines': 'JSON Lines',
      logfmt: 'logfmt',
    } satisfies Record<'told' | 'pattern' | (typeof LOG_FORMAT_NAMES)[number], string>,
    pattern: 'Pattern',
    insert: (field: string) => `Insert ${field}`,
    fields: 'Words of a pattern',
    help: 'How patterns work',
    helpLines: [
      'What stands in braces is read into that part of the entry; all other characters stand for themselves, and a blank for one or more.',
      '{time} reads the usual times. {time:%d.%m.%Y %T} says how: %Y %y year, %m %b month, %d day, %H %I %p hour, %M minute, %S second, %T for %H:%M:%S, %F for %Y-%m-%d, %f fraction, %z zone, %s seconds since 1970.',
      '{severity} {host} {unit} {identifier} {pid} are one word each. Any other name, such as {thread}, becomes a field of the entry and may hold blanks.',
      'A field ends where what follows it is found first. {message} takes the rest and is the last. A brace itself is written {{ or }}.',
      'A line that does not fit belongs to the entry before it, as the lines of a stack trace do.',
    ],
    told: 'Why',
    alternatives: 'These would fit, too:',
    looking: 'Looking at the lines',
    fitting: (fitting: number, all: number, fittingText: string, allText: string) =>
      `${fittingText} of ${allText} ${plural(all, 'line', 'lines')} ${plural(fitting, 'fits', 'fit')}`,
    made: (entries: number, entriesText: string, further: number, furtherText: string) =>
      `${entriesText} ${plural(entries, 'entry', 'entries')}, ${furtherText} ${plural(further, 'line that goes', 'lines that go')} on with one`,
    ofEnds: 'The first and the last lines are shown.',
    none: 'There is no line to try it on.',
    show: 'Show',
    all: 'All lines',
    strangeOnly: (count: string) => `Those that do not fit (${count})`,
    preview: 'Preview',
    columns: {
      line: 'Line',
      timeUnixUs: 'Time',
      severity: 'Severity',
      host: 'Host',
      unit: 'Unit',
      identifier: 'Identifier',
      pid: 'PID',
      message: 'Message',
    },
    further: 'goes on with the entry above',
    strange: 'begins no entry',
    fromTheEnd: 'near the end',
    holdsFrom: 'It holds from the next line on, and after the next start. What is stored stays as it is.',
    apply: 'Apply',
    cancel: 'Cancel',
    applied: (source: string) => `${source} is read in this format from now on`,
    offer: (pieces: number, formatted: string) =>
      `${formatted} ${plural(pieces, 'piece', 'pieces')} of this source ${plural(pieces, 'is', 'are')} in quarantine.`,
    offerRetry: 'Try again with this format…',
    dismiss: 'Not now',
  },

  quarantine: {
    title: 'Quarantine',
    none: 'Everything received could be read.',
    older: (rest: string) => `Show older (${rest} more)`,
    pieces: (pieces: number, formatted: string) => `${formatted} ${plural(pieces, 'piece', 'pieces')}`,
    groups: (shown: string, all: string) =>
      `These are ${shown} of ${all} pieces; the reasons of the others are rarer.`,
    cutPieces: (pieces: number, formatted: string) =>
      `${formatted} of them ${plural(pieces, 'is', 'are')} cut and cannot be tried again`,
    retryAll: (formatted: string) => `Try all ${formatted} again…`,
    retryAs: 'Try again with a format…',
    retry: 'Try again',
    retryChosen: (formatted: string) => `Try the ${formatted} chosen again…`,
    choose: (reason: string) => `Choose this piece: ${reason}`,
    retryTitle: (formatted: string, pieces: number) =>
      `Try ${formatted} ${plural(pieces, 'piece', 'pieces')} again`,
    retryHint:
      'What is an entry in this format is stored at its own time and leaves quarantine; everything else stays there.',
    retryApply: 'Try again',
    asLinesTell: 'As these lines tell',
    retryOwn:
      'They are read again as this Hydrant reads such sources: an older one may have known less. What is no entry stays.',
    trying: (tried: string, all: string) => `Tried ${tried} of ${all}`,
    stop: 'Stop',
    result: (stored: number, storedText: string) =>
      `${storedText} ${plural(stored, 'entry is', 'entries are')} stored.`,
    known: (count: number, formatted: string) =>
      `${formatted} ${plural(count, 'was', 'were')} stored before.`,
    dropped: (formatted: string) => `${formatted} dropped by a rule.`,
    stayed: (pieces: number, formatted: string) =>
      `${formatted} ${plural(pieces, 'piece stays', 'pieces stay')} in quarantine.`,
    nothing: 'Nothing was there to be tried.',
    after: 'Stood in the source at or after',
    beginning: 'the beginning',
    form: 'Shown as',
    text: 'Text',
    hex: 'Hex',
    copyHex: 'Copy as hex',
    bytes: 'Bytes',
    cut: (shown: string, whole: string) =>
      `The first ${shown} of ${whole} are kept, so it cannot be tried again.`,
  },
};
