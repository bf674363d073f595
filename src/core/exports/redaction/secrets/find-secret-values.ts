import type { KeyValue } from '../key-values.ts';
import { visitKeys } from '../key-values.ts';
import type { FindMatches, TextMatch } from '../text-match.ts';
import { NO_MATCHES } from '../text-match.ts';
import type { Triggers } from '../triggers.ts';
import { endOfSecret } from './end-of-secret.ts';
import { tokenMatch } from './find-known-tokens.ts';
import { isNoSecret, isNoSecretInSentence } from './no-secrets.ts';

/** The end of a key that names a secret. */
const KEY =
  /(?:pass(?:word|wd|phrase|code|wort)?|pwd|psk|secret|token|(?:api|access|secret|private|signing|encryption|master|shared|storage|account|session|auth|license|admin|encoder|client)[._-]?key|secret_key_base|signature|sig|jwt|otp|bearer|webhook_?url|PHPSESSID|JSESSIONID|ASP\.NET_SessionId|connect\.sid|session_?id|_?csrf|code)$/i;
const LONGEST_KEY = 24;

/** Long and mixed: what keys with an everyday name hold when they hold a secret. */
const LOOKS_RANDOM = /^(?=.*\d)(?=.*[A-Za-z]).{8,}$|^.{20,}$/;
/** The digits of a one-time password. */
const ONE_TIME = /^\d{4,10}$/;

/**
 * Finds secrets where a key says what the value is: `password=…`, `"token": "…"`, `?api_key=…`, `AWS_SECRET_ACCESS_KEY=…`. Keys of everyday
 * words ask for a value that looks like a secret; words of a sentence and masks (`***`) stay.
 */
export function secretValueFinder(triggers: Triggers): FindMatches {
  const signs = [triggers.watch('='), triggers.watch(':')];
  return (text) => {
    if (!signs.some((sign) => sign.isPresent)) return NO_MATCHES;
    const matches: TextMatch[] = [];
    visitKeys(text, (pair) => {
      const match = readValue(text, pair);
      if (match !== undefined) matches.push(match);
      return match?.end;
    });
    return matches;
  };
}

function readValue(text: string, pair: KeyValue): TextMatch | undefined {
  const { keyEnd, hasQuotedKey, isEqual, opening, valueStart } = pair;
  const from = Math.max(0, keyEnd - LONGEST_KEY);
  const found = KEY.exec(text.slice(from, keyEnd));
  if (found === null || !beginsKey(text, from + found.index)) return undefined;
  const quote = /["'`]$/.test(opening) ? opening : '';
  const start = quote === '' ? valueStart - opening.length : valueStart;
  const isInUrl = /[?&]\S{0,40}$/.test(text.slice(Math.max(0, from - LONGEST_KEY), keyEnd));
  const value = text.slice(start, endOfSecret(text, start, { quote, isInUrl }));
  if (value === '' || isNoSecret(value)) return undefined;
  const isSentence = !hasQuotedKey && quote === '' && !isEqual;
  if (isSentence && isNoSecretInSentence(value)) return undefined;
  return holdsSecret(found[0].toLowerCase(), value, { isSentence, isInUrl })
    ? tokenMatch(start, value)
    : undefined;
}

/** `bypass=`, `compass:` are other keys; `db_password`, `userPassword`, `PGPASSWORD` are these. */
function beginsKey(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  if (!/[A-Za-z0-9]/.test(before)) return true;
  const first = text.charAt(at);
  return /[A-Z]/.test(first) && (/[a-z0-9]/.test(before) || /^PASS|^PWD/.test(text.slice(at, at + 4)));
}

interface KeyPlace {
  isSentence: boolean;
  isInUrl: boolean;
}

function holdsSecret(key: string, value: string, { isSentence, isInUrl }: KeyPlace): boolean {
  switch (key) {
    case 'pwd':
      // A directory in the environment and in what sudo logs.
      return !/^(?:[/~.]|[A-Za-z]:[\\/]|unknown$)/.test(value);
    case 'pass':
      return isSentence ? LOOKS_RANDOM.test(value) : !/^\d{1,6}$/.test(value);
    case 'otp':
      return ONE_TIME.test(value) || LOOKS_RANDOM.test(value);
    case 'token':
      return isSentence ? LOOKS_RANDOM.test(value) : !/^\d{1,5}$/.test(value);
    case 'sig':
    case 'signature':
      return value.length >= 20;
    case 'code':
      // Of OAuth, in a URL. Everywhere else it is the number of an error.
      return isInUrl && value.length >= 16;
    case 'bearer':
    case 'jwt':
    case 'sessionid':
    case 'session_id':
    case '_csrf':
    case 'csrf':
      return value.length >= 16;
    default:
      return true;
  }
}
