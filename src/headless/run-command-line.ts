import { parseCommandLine } from './command-line/parse-command-line.ts';
import { Interruption } from './command-line/interruption.ts';
import { reportError, EXIT_CODE } from './command-line/report-error.ts';
import {
  flushErrors,
  flushOutput,
  guardStandardStreams,
  writeOutput,
} from './command-line/standard-streams.ts';
import { usageText } from './command-line/usage-text.ts';
import { projectRoot } from '#core/engine/project-root.ts';

/** Runs one command line to its end, and returns the process's exit code. Never rejects: failures are told on standard error. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  guardStandardStreams();
  try {
    const exitCode = await runCommand(args);
    await flushOutput();
    return exitCode;
  } catch (error) {
    return reportError(error);
  } finally {
    await flushErrors();
  }
}

async function runCommand(args: readonly string[]): Promise<number> {
  const commandLine = parseCommandLine(args);
  switch (commandLine.kind) {
    case 'help':
      await writeOutput(usageText(commandLine.command));
      return EXIT_CODE.done;
    case 'version':
      await writeOutput(`hydrant ${projectRoot().version}\n`);
      return EXIT_CODE.done;
    case 'run': {
      const interruption = new Interruption();
      interruption.listen();
      const command = await commandLine.command.load();
      return await command(commandLine.values, interruption);
    }
  }
}
