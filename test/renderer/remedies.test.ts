import { expect, it } from 'vitest';
import { classifyKernelFailure } from '../../src/core/listener/kernel/kernel-problem.ts';
import { permissionProblem } from '../../src/core/listener/journal/journal-problem.ts';
import { classifyMacosFailure } from '../../src/core/listener/macos/macos-problem.ts';
import { permissionRemedy } from '../../src/core/listener/text-log/log-permission.ts';
import { userName } from '../../src/core/listener/user-name.ts';
import { classifyWindowsFailure, disabledProblem } from '../../src/core/listener/windows/windows-problem.ts';
import { remedyParts } from '../../src/renderer/components/remedy-parts.ts';
import { systemError } from '../doubles/kernel-log-double.ts';

const ENDED = { exitCode: 1, signal: null, startError: null, complaint: '', outputBytes: 0, ranForMs: 1 };

function commandsIn(remedy: string | undefined): string[] {
  return remedyParts(remedy ?? '').flatMap(({ kind, text }) => (kind === 'command' ? [text] : []));
}

it.each([
  [
    'EPERM',
    true,
    [
      'sudo sysctl kernel.dmesg_restrict=0',
      'echo kernel.dmesg_restrict=0 | sudo tee /etc/sysctl.d/50-dmesg.conf',
    ],
  ],
  ['EPERM', false, ['docker run --device /dev/kmsg --cap-add SYSLOG …']],
  ['EACCES', false, ['sudo chmod a+r /dev/kmsg']],
  [
    'ENOENT',
    false,
    ['docker run --device /dev/kmsg --cap-add SYSLOG …', 'sudo mknod -m 644 /dev/kmsg c 1 11'],
  ],
])(
  'the commands that open the kernel’s log (%s) can be copied as they stand',
  (code, isRestricted, commands) => {
    expect(commandsIn(classifyKernelFailure(systemError(code), isRestricted).problem.remedy)).toEqual(
      commands,
    );
  },
);

it('so can those that open the journal and a file with a comma in its name', () => {
  expect(commandsIn(permissionProblem({ kind: 'system' }).remedy)).toEqual([
    'sudo usermod -aG systemd-journal "$USER"',
  ]);
  const closed = { statOf: () => ({ gid: 0, mode: 0o100_600 }), groupName: () => undefined };
  const remedy = permissionRemedy("/var/log/it's, all", closed);
  expect(commandsIn(remedy)).toEqual([remedy]);
});

it('so can those for Windows and macOS, which name the user and not whoever runs them', () => {
  const denied = classifyWindowsFailure('Security', { ...ENDED, exitCode: 5 }).problem;
  const [byName, bySid, ...others] = commandsIn(denied.remedy);
  expect(byName).toMatch(/^net localgroup "Event Log Readers" "(?:[^"]+\\)?[^"%]+" \/add$/);
  expect(bySid).toMatch(/^powershell -Command "Add-LocalGroupMember -SID S-1-5-32-573 -Member '[^'%]+'"$/);
  expect(byName).toContain(userName());
  expect(others).toEqual([]);
  expect(commandsIn(disabledProblem('Setup').remedy)).toEqual(['wevtutil sl "Setup" /e:true']);
  const mac = classifyMacosFailure({ ...ENDED, complaint: 'log: Operation not permitted' }).problem;
  expect(commandsIn(mac.remedy)).toEqual([`sudo dseditgroup -o edit -a "${userName()}" -t user admin`]);
  expect(mac.remedy).toContain('System Settings > Users & Groups');
});
