/** A kind of token that can be told by how it begins. */
export interface TokenFormat {
  /** Literally, each at least two characters long. */
  readonly starts: readonly string[];
  /** The pattern of what follows, with a bounded length. */
  readonly rest: string;
  /** It is none where it stands in the middle of a longer text of URL-safe base 64, which may hold its beginning again and again. */
  readonly isWhole?: boolean;
}

const URL_SAFE = '[A-Za-z0-9_-]';

/**
 * Tokens that say themselves what they are. Source: the issuers' documentation; compared with the rules of gitleaks 8.
 * The lengths are lower bounds: issuers make their tokens longer without asking.
 */
export const TOKEN_FORMATS: readonly TokenFormat[] = [
  // JSON Web Tokens: a header that begins with {" in base 64, and two more parts. Also encrypted ones, with five parts.
  {
    starts: ['eyJ'],
    isWhole: true,
    rest: String.raw`[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{4,20000}(?:\.[A-Za-z0-9_-]{0,20000}){1,3}`,
  },
  // Amazon.
  { starts: ['AKIA', 'ASIA', 'ABIA', 'ACCA', 'A3T'], rest: '[A-Z2-7]{16,17}' },
  { starts: ['ABSK'], rest: '[A-Za-z0-9+/]{100,300}={0,2}' },
  // Code hosts and package registries.
  { starts: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], rest: '[A-Za-z0-9]{30,255}' },
  { starts: ['github_pat_'], rest: '[A-Za-z0-9_]{20,255}' },
  {
    starts: 'glpat gldt glrt glptt glcbt glft glimt glagent gloas glsoat glffct glrtr glwt'
      .split(' ')
      .map((name) => `${name}-`),
    rest: '[A-Za-z0-9_.-]{20,300}',
  },
  { starts: ['GR1348941'], rest: `${URL_SAFE}{20}` },
  { starts: ['npm_'], rest: '[A-Za-z0-9]{36,80}' },
  { starts: ['pypi-AgE'], rest: `${URL_SAFE}{50,1000}` },
  { starts: ['rubygems_'], rest: '[a-f0-9]{48}' },
  { starts: ['dckr_pat_', 'dckr_oat_'], rest: `${URL_SAFE}{20,80}` },
  { starts: ['ATATT3', 'ATCTT3'], rest: '[A-Za-z0-9_=-]{60,250}' },
  // Chat.
  {
    starts: ['xoxa-', 'xoxb-', 'xoxe-', 'xoxo-', 'xoxp-', 'xoxr-', 'xoxs-', 'xoxe.xoxb-', 'xoxe.xoxp-'],
    rest: '[A-Za-z0-9-]{10,300}',
  },
  { starts: ['xapp-'], rest: String.raw`\d-[A-Z0-9]{5,20}-\d{5,20}-[a-f0-9]{20,80}` },
  { starts: ['hooks.slack.com/'], rest: '(?:services|workflows|triggers)/[A-Za-z0-9+/_-]{20,100}' },
  {
    starts: ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
    rest: String.raw`\d{5,25}/[A-Za-z0-9_-]{30,100}`,
  },
  // Money.
  {
    starts: ['sk', 'rk', 'pk'].flatMap((kind) =>
      ['live', 'test', 'prod'].map((place) => `${kind}_${place}_`),
    ),
    rest: '[A-Za-z0-9]{10,250}',
  },
  { starts: ['whsec_'], rest: '[A-Za-z0-9+/]{20,100}={0,2}' },
  { starts: ['sq0atp-', 'sq0csp-', 'sq0idp-'], rest: `${URL_SAFE}{22,60}` },
  { starts: ['shpat_', 'shpca_', 'shppa_', 'shpss_'], rest: '[A-Fa-f0-9]{32}' },
  // Clouds.
  { starts: ['AIza'], rest: `${URL_SAFE}{35}` },
  { starts: ['ya29.'], rest: `${URL_SAFE}{20,2000}` },
  { starts: ['GOCSPX-'], rest: `${URL_SAFE}{28}` },
  { starts: ['dop_v1_', 'doo_v1_', 'dor_v1_'], rest: '[a-f0-9]{64}' },
  { starts: ['HRKU-AA'], rest: `${URL_SAFE}{58}` },
  { starts: ['v1.0-'], rest: '[a-f0-9]{24}-[a-f0-9]{146}' },
  { starts: ['LTAI'], rest: '[A-Za-z0-9]{17,21}' },
  { starts: ['fm1a_', 'fm1r_', 'fm2_'], rest: '[A-Za-z0-9+/]{100,2000}={0,3}' },
  { starts: ['dapi'], rest: '[a-f0-9]{32}' },
  { starts: ['pscale_tkn_', 'pscale_oauth_', 'pscale_pw_'], rest: String.raw`[\w.-]{32,64}` },
  // Machine learning.
  { starts: ['sk-ant-', 'sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-or-'], rest: `${URL_SAFE}{20,300}` },
  { starts: ['sk-'], rest: '[A-Za-z0-9]{32,100}' },
  { starts: ['hf_'], rest: '[A-Za-z]{34}' },
  { starts: ['pplx-'], rest: '[A-Za-z0-9]{48}' },
  // Mail.
  { starts: ['SG.'], rest: String.raw`[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{32,64}` },
  { starts: ['xkeysib-'], rest: '[a-f0-9]{64}-[A-Za-z0-9]{16}' },
  { starts: ['key-'], rest: '[a-f0-9]{32}' },
  // Operations.
  { starts: ['hvs.', 'hvb.', 'hvr.'], rest: `${URL_SAFE}{24,300}` },
  {
    starts: ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.'],
    rest: '[A-Za-z0-9_.-]{40,80}',
  },
  { starts: ['glsa_', 'glc_'], rest: '[A-Za-z0-9+/_=]{32,400}' },
  { starts: ['NRAK-', 'NRII-', 'NRJS-', 'NRAL-', 'NRRA-'], rest: '[A-Za-z0-9-]{19,40}' },
  { starts: ['sntrys_', 'sntryu_'], rest: '[A-Za-z0-9+/=_]{60,500}' },
  { starts: ['dt0c01.', 'dt0s01.', 'dt0s02.'], rest: String.raw`[A-Z0-9]{24}\.[A-Z0-9]{64}` },
  { starts: ['tskey-'], rest: '[a-z]{3,12}-[A-Za-z0-9-]{10,100}' },
  { starts: ['ops_eyJ'], rest: '[A-Za-z0-9+/]{200,2000}={0,3}' },
  { starts: ['PMAK-'], rest: '[a-f0-9]{24}-[a-f0-9]{34}' },
  { starts: ['lin_api_'], rest: '[A-Za-z0-9]{40}' },
  { starts: ['ntn_'], rest: '[A-Za-z0-9]{40,60}' },
  { starts: ['sha256~'], rest: `${URL_SAFE}{43}` },
  { starts: ['K10'], rest: '[a-f0-9]{64}::[A-Za-z0-9:]{16,200}' },
  { starts: ['AGE-SECRET-KEY-1'], rest: '[A-Z0-9]{58}' },
  // Passwords as crypt(5) hashes them, bcrypt and Argon2: short ones can be guessed from it.
  {
    starts:
      '1 5 6 7 y gy 2 2a 2b 2x 2y sha1 md5 argon2id argon2i argon2d scrypt pbkdf2 pbkdf2-sha1 pbkdf2-sha256 pbkdf2-sha512'
        .split(' ')
        .map((scheme) => `$${scheme}$`),
    rest: '[A-Za-z0-9./+=,$*-]{8,500}',
  },
];

/** Formats that begin like anything: a text without `needs` has none of them. */
export const RARE_TOKENS: readonly { readonly needs: string; readonly pattern: RegExp }[] = [
  // Bots of Telegram.
  { needs: ':AA', pattern: /(?<![A-Za-z0-9])(?:bot)?\d{6,16}:AA[A-Za-z0-9_-]{32,34}/g },
  // Applications of Entra ID.
  { needs: 'Q~', pattern: /(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31,34}/g },
];
