/**
 * What follows the word "user" in a sentence and is no name: "user session", "user is not". People whose name is one of these are
 * found where the shape of the message says that a name stands there: `session opened for user will(uid=1000)`.
 */
export const WORDS_AFTER_USER: ReadonlySet<string> = new Set(
  `a about above access accessed account accounts action actions activated activity added after again agent agents all allowed already also
  an and any app application applications approval are area as asked assigned associated at attempt attempted attempts attribute
  attributes auth authenticated authentication authorisation authorization aborted avatar
  base based be because been before being below between blocked both bus but by
  cache called can cancelled canceled cannot certificate changed changes child choice client clicked code command commands comment
  config configuration configured confirmed connected connection connections consent content context control could count created
  creation credential credentials cron currently
  daemon data database date deactivated defaults defined deleted denied desktop details device devices did directory disabled disconnected
  disk display does doesn domain done down during
  each edit email enabled ended entered entry environment error errors event events exceeded exception exec exists exit exited experience
  expired export
  failed failure feedback field fields file files filter first flag for format forms found from function
  gave get given global go got grant granted group groups guide
  had handler has hasn have header help history home host
  id identifier identity ids if image import in inactive index info information init initiated input inputs instance instances instead
  interaction interface interfaces interrupt interrupted into invalid invocation io is isn issued it its
  journal just
  kernel key keyring keys known
  language last layer left level library limit limits linger list local locale locked log logged logger login logins logoff logon
  logout logouts logs lookup
  made mailbox manager management manual map mapping mappings max may means memory menu message messages might missing mode model module
  more mount must
  name named names namespace namespaces needs network new no node non none nor not notification now number
  object objects of off on once one only open opened operation option options or order os other out over override owns
  page parameter password passwords path pause payload per permission permissions personal phone photo picture policies policy pool
  pressed preference preferences presence principal privilege privileges process processes profile profiles program prompt properties
  property protection provided provider push
  query quota quotas
  read record records registered registration reject rejected reload removed report reports request requested requests required reset
  resource resources response restart result return returned rights role roles root rule rules run running runtime
  said same saved says scope screen script scripts search secret section security select selected selection sent server service services
  session sessions set setting settings setup shell should side sign signal signed since slice slices so socket sockets software
  some source space specific specified stack started state static statistics stats status still stop stopped storage store string
  submitted success successfully support suspended switch switched switching switches system systemd
  table task tasks template temporarily permanently automatically terminal terminated text that the their them theme then there these they thing this thread through time timeout
  timer timers timezone to token tokens tool total traffic tree tried triggered type types
  unable unauthorised unauthorized under unit units unknown unlocked until up update updated updates upload url usage used user username
  users uses using
  validation value values variable variables verification version via view visible
  wait waiting want wanted wants was wasn web were what when where whether which while who whose will with within without won word
  work workspace would wrong
  you your zone
  ended chauthtok setcred preauth postauth`.split(/\s+/),
);
