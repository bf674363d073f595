import type { FindMatches, TextMatch } from '../text-match.ts';
import { NO_MATCHES } from '../text-match.ts';
import type { Triggers } from '../triggers.ts';
import { tokenMatch } from './find-known-tokens.ts';
import { isNoSecret, isNoSecretInSentence } from './no-secrets.ts';

/** A header or field with credentials. Digest has its parts as keys and values, which are looked at one by one. */
const AUTHORIZATION =
  /(\b(?:proxy-)?authorization\\?["']?\s{0,2}[:=]\s{0,3}\\?["']?(?!Digest\b)(?:[A-Za-z][A-Za-z0-9-]{1,30}\s{1,3})?)([^\s"'\\,;<>]{4,20000})/gi;
const DIGEST_RESPONSE = /(\bresponse=\\?["']?)([0-9a-f]{32,64})(?![0-9A-Za-z])/gi;
const BEARER = /(\bBearer\s{1,3})([A-Za-z0-9._~+/=-]{8,20000})/gi;
const BASIC = /(\bBasic\s{1,3})([A-Za-z0-9+/]{6,2000}={0,2})(?![A-Za-z0-9+/=])/g;

/** The password of a URL may hold an at sign; the last one before the path counts. */
const URL_PASSWORD = /(:\/\/[^\s:/?#@"'<>]{0,128}:)([^\s/?#"'<>]{1,256})(?=@[\w[])/g;

/** What RADIUS tells of a login that failed, and Oracle's kind of URL. */
const RADIUS_PASSWORD = /(\bLogin incorrect[^[\n]{0,60}: \[[^\]/]{1,64}\/)([^\]<]{1,128})(?=\])/g;
const ORACLE_PASSWORD = /(\bjdbc:oracle:\w{2,6}:[^\s/@]{1,64}\/)([^\s@]{1,128})(?=@)/g;

const COOKIES = /\b((?:set-)?cookie)(\\?["']?\s{0,2}[:=]\s{0,3}\\?["']?)([^\r\n"'\\]{3,8192})/gi;
const COOKIE = /([^\s=;,]{1,128}=)([^\s;,]{1,4096})/g;

/**
 * Find credentials in headers and addresses: `Authorization: Bearer …`, `Basic …`, the values of cookies, and the password in
 * `https://user:password@host/`.
 */
export function credentialFinders(triggers: Triggers): readonly FindMatches[] {
  const header = triggers.watch('uthorization', 'UTHORIZATION');
  const digest = triggers.watch('response=');
  const bearer = triggers.watch('earer', 'EARER');
  const basic = triggers.watch('Basic ');
  const address = triggers.watch('://');
  const radius = triggers.watch('Login incorrect');
  const oracle = triggers.watch('jdbc:oracle');
  const cookie = triggers.watch('ookie', 'OOKIE');
  return [
    (text) => (header.isPresent ? find(text, AUTHORIZATION, isCredential) : NO_MATCHES),
    (text) => (digest.isPresent ? find(text, DIGEST_RESPONSE, () => true) : NO_MATCHES),
    (text) => (bearer.isPresent ? find(text, BEARER, isNoWord) : NO_MATCHES),
    (text) => (basic.isPresent ? find(text, BASIC, isBasic) : NO_MATCHES),
    (text) => (address.isPresent ? find(text, URL_PASSWORD, (value) => !isNoSecret(value)) : NO_MATCHES),
    (text) => (radius.isPresent ? find(text, RADIUS_PASSWORD, () => true) : NO_MATCHES),
    (text) => (oracle.isPresent ? find(text, ORACLE_PASSWORD, () => true) : NO_MATCHES),
    (text) => (cookie.isPresent ? findCookies(text) : NO_MATCHES),
  ];
}

function find(
  text: string,
  pattern: RegExp,
  isSecret: (value: string, before: string) => boolean,
): readonly TextMatch[] {
  const matches: TextMatch[] = [];
  for (const { index, 1: before = '', 2: value = '' } of text.matchAll(pattern)) {
    if (isSecret(value, before)) matches.push(tokenMatch(index + before.length, value));
  }
  return matches;
}

/** Behind a scheme anything; without one what is no word: "authorization: rbac". */
function isCredential(value: string, before: string): boolean {
  return !isNoSecretInSentence(value) && (/[A-Za-z0-9]\s{1,3}$/.test(before) || /\d|.{16}/.test(value));
}

/** "Bearer authentication" is a sentence. */
function isNoWord(value: string): boolean {
  return /\d/.test(value) || value.length >= 24;
}

/** A name, a colon and a password, in base 64. Source: RFC 7617. */
function isBasic(value: string): boolean {
  return /^[\x20-\x7e]*:[\x20-\x7e]*$/.test(Buffer.from(value, 'base64').toString('latin1'));
}

function findCookies(text: string): readonly TextMatch[] {
  const matches: TextMatch[] = [];
  for (const { index, 0: whole, 1: name = '', 3: list = '' } of text.matchAll(COOKIES)) {
    const listStart = index + whole.length - list.length;
    const isSetting = name.toLowerCase() === 'set-cookie';
    for (const cookie of list.matchAll(COOKIE)) {
      matches.push(tokenMatch(listStart + cookie.index + (cookie[1] ?? '').length, cookie[2] ?? ''));
      // What follows in Set-Cookie are attributes: Path, Expires.
      if (isSetting) break;
    }
  }
  return matches;
}
