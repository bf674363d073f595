import type { WireError } from '#contract/errors.ts';
import type { SshHost } from './journal-target.ts';
import type { RunOutcome } from '../tool-run.ts';

/** Exit status of ssh for its own failures. Source: ssh(1), EXIT STATUS. */
const SSH_FAILED = 255;
const COMMAND_NOT_FOUND = 127;

/** `waits`: somebody has to do something; else the link is tried again. */
export interface SshFailure {
  waits: boolean;
  problem: WireError;
}

/** Why a run on another host failed, as far as the link and the other side are to blame; undefined: journalctl itself says why. */
export function classifySshFailure(host: SshHost, outcome: RunOutcome): SshFailure | undefined {
  const { complaint, exitCode, startError } = outcome;
  const { destination } = host;
  const detail = { stderr: complaint };
  const problem = (code: WireError['code'], message: string, remedy: string, waits = true): SshFailure => ({
    waits,
    problem: { code, message, remedy, detail },
  });
  if (startError?.code === 'ENOENT') {
    return problem(
      'source.tool-missing',
      'There is no program ssh on this system.',
      'Install an OpenSSH client.',
    );
  }
  if (exitCode === COMMAND_NOT_FOUND) {
    return problem(
      'source.tool-missing',
      `There is no program journalctl on ${destination}.`,
      'Choose a host with systemd, or let it send its log to this one.',
    );
  }
  if (exitCode !== SSH_FAILED) return undefined;
  if (/REMOTE HOST IDENTIFICATION HAS CHANGED/i.test(complaint)) {
    return problem(
      'source.failed',
      `${destination} has another host key than before.`,
      `Find out why. If it is right: ssh-keygen -R ${destination}, then ssh ${destination}`,
    );
  }
  if (/Host key verification failed/i.test(complaint)) {
    return problem(
      'source.failed',
      `The host key of ${destination} is not known here.`,
      `Check it once by hand: ssh ${destination}`,
    );
  }
  if (/Permission denied \(|Too many authentication failures/i.test(complaint)) {
    return problem(
      'source.permission-denied',
      `${destination} does not accept a key of yours.`,
      `ssh-copy-id ${destination}, or add the key to the agent: ssh-add`,
    );
  }
  if (/Could not resolve hostname/i.test(complaint)) {
    return problem('source.not-found', `No host ${destination} is known.`, 'Look at the name for a mistake.');
  }
  const [why = 'the connection was lost'] = complaint
    .split('\n')
    .filter((line) => line !== '')
    .slice(-1);
  return problem(
    'source.failed',
    `The connection to ${destination} failed: ${why}`,
    'Hydrant tries again by itself, and goes on where it was.',
    false,
  );
}
