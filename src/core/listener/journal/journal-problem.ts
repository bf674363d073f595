import type { WireError } from '#contract/errors.ts';
import type { JournalTarget } from './journal-target.ts';
import { describeTarget } from './journal-target.ts';
import type { RunOutcome } from '../tool-run.ts';
import { classifySshFailure } from './ssh-problem.ts';
import { joinRemedy } from '../user-groups.ts';

/** Source: journalctl(1); adm and wheel may read it, too, and more than that. */
const JOURNAL_GROUP = 'systemd-journal';

/**
 * Why a run of journalctl ended other than well. `unseekable`: the position is no cursor. `no-boot`: nothing can be followed,
 * because no entry of the current boot exists. `died`: everything else, worth another try.
 */
export type JournalFailureKind =
  | 'tool-missing'
  /** Of another host: ssh needs somebody to do something. */
  | 'unreachable'
  | 'permission-denied'
  | 'not-found'
  | 'not-a-journal'
  | 'no-boot'
  | 'unseekable'
  | 'died';

export interface JournalFailure {
  kind: JournalFailureKind;
  problem: WireError;
}

/** Reads the reason of a failed run from its stderr; the exit status says only that there is one (journalctl(1)). */
export function classifyJournalFailure(target: JournalTarget, outcome: RunOutcome): JournalFailure {
  const { complaint, startError } = outcome;
  if (target.kind === 'ssh') {
    const failure = classifySshFailure(target.host, outcome);
    if (failure !== undefined)
      return { kind: failure.waits ? 'unreachable' : 'died', problem: failure.problem };
  }
  // 127: the program that sets up the tool's output found no tool to start.
  if (startError?.code === 'ENOENT' || (outcome.exitCode === 127 && outcome.outputBytes === 0)) {
    return { kind: 'tool-missing', problem: toolMissingProblem() };
  }
  if (/insufficient permissions|Permission denied|Operation not permitted/i.test(complaint)) {
    return { kind: 'permission-denied', problem: permissionProblem(target) };
  }
  if (/Failed to open .*: (?:No such file or directory|Not a directory)/i.test(complaint)) {
    return { kind: 'not-found', problem: notFoundProblem(target) };
  }
  if (/Failed to open .*: (?:Bad message|No data available|Protocol not supported)/i.test(complaint)) {
    return { kind: 'not-a-journal', problem: notAJournalProblem(target, complaint) };
  }
  if (/No journal boot entry found|Data from the specified boot/i.test(complaint)) {
    return { kind: 'no-boot', problem: noBootProblem(target) };
  }
  if (/Failed to seek to cursor|Failed to parse cursor/i.test(complaint)) {
    return { kind: 'unseekable', problem: unseekableProblem(target) };
  }
  return { kind: 'died', problem: diedProblem(target, outcome) };
}

/** `exit 1`, `signal SIGKILL`, or why it did not start: for a state's text. */
export function describeEnd(outcome: RunOutcome): string {
  if (outcome.startError !== null) return `could not start: ${outcome.startError.message}`;
  return outcome.signal === null ? `exit ${outcome.exitCode ?? '?'}` : `signal ${outcome.signal}`;
}

/** No entry of `target`, or not all of them, can be read by this user. */
export function permissionProblem(target: JournalTarget, isPartial = false): WireError {
  const message = isPartial
    ? `Only a part of ${describeTarget(target)} is readable: entries of the system and of other users are missing.`
    : `No permission to read ${describeTarget(target)}.`;
  return {
    code: 'source.permission-denied',
    message,
    remedy: permissionRemedy(target),
  };
}

function permissionRemedy(target: JournalTarget): string {
  switch (target.kind) {
    case 'system':
      return joinRemedy(JOURNAL_GROUP);
    case 'ssh':
      return `On ${target.host.destination}: sudo usermod -aG ${JOURNAL_GROUP} "$USER"`;
    case 'directory':
    case 'file':
      return `${joinRemedy(JOURNAL_GROUP)}, or make the files of ${target.path} readable for your user`;
    default:
      return target satisfies never;
  }
}

/** Nothing is wrong, but there is no entry. */
export function emptyProblem(target: JournalTarget): WireError {
  return {
    code: 'source.empty',
    message:
      target.kind === 'system'
        ? 'The journal of this system has no entries to read.'
        : `${sentenceStart(describeTarget(target))} has no entries.`,
    remedy:
      target.kind === 'system' || target.kind === 'ssh'
        ? 'Check that systemd-journald runs: systemctl status systemd-journald'
        : 'Check that the path is the one that the journal is written to; Hydrant shows entries as soon as there are some.',
  };
}

function noBootProblem(target: JournalTarget): WireError {
  return {
    ...emptyProblem(target),
    message: `${sentenceStart(describeTarget(target))} has no entry since this system was started.`,
  };
}

/** The run ended well, but journalctl complained: for example of a damaged file that it left out. */
export function incompleteProblem(target: JournalTarget, complaint: string): WireError {
  return {
    code: 'source.failed',
    message: `journalctl could not read everything of ${describeTarget(target)}: ${firstLines(complaint)}`,
    remedy: 'Check the files that it names: journalctl --verify',
    detail: { stderr: complaint },
  };
}

function toolMissingProblem(): WireError {
  return {
    code: 'source.tool-missing',
    message: 'There is no program journalctl on this system.',
    remedy: 'Install systemd, or choose another source; hydrant doctor tells what this machine has.',
  };
}

function notFoundProblem(target: JournalTarget): WireError {
  const path = 'path' in target ? target.path : 'The journal';
  return {
    code: 'source.not-found',
    message: `${path} does not exist${target.kind === 'directory' ? ' or is no folder' : ''}.`,
    remedy: 'Check the path after --source journal:',
  };
}

function notAJournalProblem(target: JournalTarget, complaint: string): WireError {
  const path = 'path' in target ? target.path : 'The journal';
  return {
    code: 'source.invalid',
    message: `${path} is no journal file that this journalctl can read.`,
    remedy: 'Give a file that journald wrote, or a folder of such files.',
    detail: { stderr: complaint },
  };
}

function unseekableProblem(target: JournalTarget): WireError {
  return {
    code: 'source.failed',
    message: `journalctl does not accept the position where reading of ${describeTarget(target)} ended last time.`,
    remedy:
      'Nothing to do: everything is read again from the oldest entry; what is stored already is not stored twice.',
  };
}

function diedProblem(target: JournalTarget, outcome: RunOutcome): WireError {
  const reason = outcome.complaint === '' ? '' : `: ${firstLines(outcome.complaint)}`;
  return {
    code: 'source.failed',
    message: `journalctl ended (${describeEnd(outcome)}) while reading ${describeTarget(target)}${reason}`,
    remedy: 'Hydrant starts it again by itself and continues where it ended.',
    detail: { exitCode: outcome.exitCode, signal: outcome.signal, stderr: outcome.complaint },
  };
}

function sentenceStart(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function firstLines(complaint: string): string {
  const lines = complaint.split('\n').filter((line) => line !== '');
  const more = lines.length > 3 ? ` (and ${lines.length - 3} more)` : '';
  return lines.slice(0, 3).join('; ') + more;
}
