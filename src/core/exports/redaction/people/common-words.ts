/**
 * Words that are also names of accounts, and given names that are also words of a log: as a known person's name they are not looked for
 * everywhere, because too much would be replaced that is nobody's name. In contexts that say it is a user they are found.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `account accounts admin administrator adm agent alert all alpha amber analytics android ansible apache api app apps april arch archive art
  assistant audit august auth auto azure azureuser
  backup bash basic bastion bell beta bill bind bitnami blank block board boot bot bridge brook browser build builder buildbot bundle
  busy button
  cache candy carol cart cash catalog center centos chain chance channel charity chase chat check chef chip ci city clay client cliff
  cloud cloud-user clone cloudera code collector command common compute conf config connect console container control cook copy core
  crash crystal curl customer cyan
  daemon dash data database date dawn db dba dean debian debug default delta demo deploy deployer deployment design desktop destiny dev
  developer developers device devops digital direct disk dns docker docs domain dot download drew drive driver dummy duke
  earl ec2-user echo edge editor elastic elder email ember engine enter error event events example exit export external
  faith fall fault fedora field file files finance flag flash flint fern flow force forest forge fox frame frank free front ftp full
  gateway gene general gil gitea git github gitlab glen global gold grace grant graph green group grove guest guy
  hadoop hall hand harry heap heath heather help helper helpdesk hidden hive home hook hop hope host hosting http hunter
  image import index info ingest init input install instance int integration internal iris issue ivy
  jack jade jasmine jasper java jay jenkins jet job jobs journal joy json july june junior
  kafka keen kernel key keys kit kiosk kube
  lake lance lane launch lead leader legacy level library light lily link linux list live load local lock log logger login logs long
  mac mail main maintenance manage management manager marina mark marketing mars mason master maven may mercy merit meta miles mill mine
  minecraft mint misty mobile monitor monitoring moss mount music mysql
  name nav net network new news nick night node nobody noc norm none null number
  object office olive online open opal operator ops oracle order owner
  page paige parent parker pat patch path pay payment pearl penny perl php pi pierce pike pilot pip plain play player plex poll pool port
  porter portal post postgres power prefect preview price print private process prod production profile project proxy prune public pull
  puppet push python
  query queue quest quick
  rail random range ray raw reader rebel record red redis reed release remote render report request reset resource rest result rich
  ridge river rob robin robot rock rocky roman root rose router ruby rule run runner rusty
  safe sage sales salt sam sandbox sandy scan schema scratch script search secret secure security send sentry server serverless service
  services session setup shadow shared shell sky slim smith sonar source spark spike spring ssh ssl stack staff stage staging star start
  state static status steam sterling storage store storm stream student sue sum summer sun super supervisor support svc sync sys syslog
  sysadmin system
  table target task tax teacher team tech technical temp template terra test tester testing tests testuser text theme thread tiger time
  tmp token tool tools trace tracy traffic train training transfer travis tree trigger trinity true tucker tunnel
  ubuntu unit unix unknown update upload user username users
  vagrant valid val value vance vault vendor version victor video view violet virtual visitor vnc vpn
  wade wallet ward warning watch wave web webadmin webapp webmaster website west wheel white wiki wild will win windows winter wolf woody
  word work worker workers workspace world worth wright write
  young zone zoom
  alarm begin bool byte call case char class close code count cpu done down end enum fail failed false fatal fetch find first
  float for fork from func function get goto hash head high idle ip item kill last left less limit line loop low max mean memory
  message method min mode module more move next not off one output parse pass password ping pop put ram read ready real recv ref
  reload restart retry return right route scope section select self set sid signal size skip slow socket sort spawn stat step stop
  string swap switch tail term top total try two type uid undo up url usb use util void wait walk warn when while wifi with yes zero
  the and are but can has had her him his how its may now off old our out own say see she too use was way who why you any`.split(
    /\s+/,
  ),
);
