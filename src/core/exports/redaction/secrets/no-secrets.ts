/** What programs print in place of a secret, and values of flags. */
const MASKS =
  /^(?:[*x•.…#-]{2,}|\*|[[({<]{0,2}(?:redacted|filtered|hidden|masked|removed|null|none|nil|undefined|unset|empty|blank|true|false|yes|no|not set|unknown|protected|omitted|sensitive|stripped|default|required|optional|enabled|disabled|n\/a)[\])}>]{0,2}|[[({<]{1,2}(?:secret|password|token|key|string)[\])}>]{1,2}|%[a-z]|[[{(]{1,2})$/i;
/** A place that something else fills: `$DB_PASSWORD`, `${…}`, `$(…)`, `{{…}}`. */
const VARIABLE = /^(?:\$[A-Z_][A-Z0-9_]{1,40}$|\$[{(]|\{\{)/;

/** Words that stand behind the colon in a sentence: "password: expired". */
const SENTENCE_WORDS: ReadonlySet<string> = new Set(
  `a all an and any authentication bad can cannot changed could did does enter error expected expires expired failed failure
  for from granted if in incorrect invalid is it line locked malformed may missing mismatch must need needs no not of old ok or permission
  please reason refused rejected reset retry see should signature success successful the this timeout to too try unable
  unauthorized unexpected unexpired unknown unsupported unused updated use user used using valid verification verified was we will with wrong
  you your acquired renewed revoked refresh refreshed generated created deleted added accepted denied
  secrets secret key keys credentials passwords password token login user server connection request http https rpc context dial lookup open
  read write parse decode get fetch option options argument flag parameter value empty
  auth account session chauthtok setcred files compat systemd sss ldap winbind nis db dns`.split(/\s+/),
);

/** Whether a value only says that there is a secret, is none, or is made elsewhere. */
export function isNoSecret(value: string): boolean {
  return MASKS.test(value) || VARIABLE.test(value);
}

/** The same for a value behind a colon and without quotes, where any word may stand. */
export function isNoSecretInSentence(value: string): boolean {
  return isNoSecret(value) || SENTENCE_WORDS.has(value.toLowerCase().replace(/[^a-z]+$/, ''));
}
