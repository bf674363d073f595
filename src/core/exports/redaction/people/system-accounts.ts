/** Accounts that programs run as, and those that every machine has. They are nobody's name. */
const SYSTEM_ACCOUNTS: ReadonlySet<string> = new Set(
  // Debian, Ubuntu, Fedora, Arch, Alpine and what their packages create.
  `root toor daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc gnats nobody nogroup adm halt
  shutdown operator ftp http utmp wheel staff users users-admin messagebus dbus sshd syslog rsyslog klog kernoops uuidd tss tcpdump
  tape disk kvm render video audio input plugdev netdev cdrom dialout floppy sudo shadow lxd docker podman containers
  avahi avahi-autoipd colord cups cups-browsed cups-pk-helper dhcpd dhcpcd dnsmasq fwupd fwupd-refresh gdm gdm3 geoclue lightdm sddm
  gnome-initial-setup gnome-remote-desktop gnome-control-center hplip libstoragemgmt libvirt-qemu libvirt-dnsmasq qemu swtpm nm-openvpn
  nm-openconnect nm-fortisslvpn ntp ntpd chrony _chrony openvpn pcp pipewire polkitd polkituser pollinate pulse rtkit saned saslauth
  setroubleshoot speech-dispatcher sssd tcsd unbound usbmux usbmuxd vboxadd whoopsie landscape nscd rpc rpcuser rpcbind statd nfsnobody
  apache apache2 httpd nginx caddy haproxy squid varnish lighttpd tomcat jetty wildfly
  mysql mariadb postgres pgbouncer redis memcached mongodb mongod cassandra couchdb elasticsearch opensearch kibana logstash influxdb
  neo4j clickhouse etcd consul vault nomad kafka zookeeper rabbitmq mosquitto nats solr minio ceph gluster
  prometheus node_exporter node-exporter alertmanager grafana loki telegraf collectd statsd zabbix nagios icinga munin netdata
  postfix postdrop dovecot dovenull vmail exim Debian-exim opendkim opendmarc spamd amavis clamav clamupdate clamscan mailman mailnull smmsp
  bind named pdns powerdns unbound ldap openldap slapd radius radiusd freerad krb5kdc samba winbind_priv
  git gitlab-runner gitlab-www gitlab-redis gitlab-psql jenkins nexus sonar sonarqube artifactory buildkite-agent teamcity puppet
  chef salt fail2ban snort suricata ossec wazuh-agent splunk filebeat metricbeat fluentd fluent-bit td-agent vector
  kube kubelet kube-apiserver kubernetes containerd rke2 k3s coredns traefik envoy tor i2p debian-tor debian-spamd
  asterisk freeswitch xrdp guacd vnc x2gouser sftp ftpuser vsftpd proftpd pure-ftpd
  hacluster tang clevis dnsdist flatpak abrt cockpit-ws cockpit-wsinstance stapunpriv systemd cron crontab anacron
  nixbld portage ossecm ossecr unscd ulog ntop
  system console localsystem
  spotlight securityagent windowserver locationd
  administrator guest defaultaccount wdagutilityaccount krbtgt trustedinstaller everyone networkservice localservice
  public default`.split(/\s+/),
);

const SYSTEM_PATTERN =
  /^(?:systemd-|_|debian-|gitlab-|dwm-\d|umfd-\d|nixbld\d|smx_|svc_?host|healthmailbox|defaultuser\d)/i;

/**
 * Words that programs print in place of a name, and file systems' own folders beside the homes.
 */
const NOBODY: ReadonlySet<string> = new Set(
  `unknown anonymous none null nil undefined unset invalid true false yes no any all self nan empty missing ok error
  - n/a lost+found linuxbrew shared`.split(/\s+/),
);

/** Whether the name is that of an account no person stands behind, or of no account at all. Case does not count. */
export function isSystemAccount(name: string): boolean {
  const lower = name.toLowerCase();
  return SYSTEM_ACCOUNTS.has(lower) || NOBODY.has(lower) || SYSTEM_PATTERN.test(name);
}
