import { globSync } from 'node:fs';

/** The drivers with which rsyslogd speaks TLS, and the Debian package of each. */
export const RSYSLOG_DRIVERS = { gtls: 'rsyslog-gnutls', ossl: 'rsyslog-openssl' } as const;

export type RsyslogDriver = keyof typeof RSYSLOG_DRIVERS;

/** Whether rsyslogd has it on this machine. Debian, Fedora and Arch have their modules in other folders. */
export function hasRsyslogDriver(name: RsyslogDriver): boolean {
  return globSync(`/usr/{lib,lib64,lib/*}/rsyslog/lmnsd_${name}.so`).length > 0;
}
