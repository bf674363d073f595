import { describeMachine } from './bench/machine.ts';
import { benchFrames } from './bench/view/frames-section.ts';
import { benchHeap } from './bench/view/heap-section.ts';
import { benchReactions } from './bench/view/reaction-section.ts';
import { ViewLab } from './bench/view/view-lab.ts';
import type { ViewSection } from './bench/view/view-options.ts';
import { VIEW_USAGE, readViewOptions } from './bench/view/view-options.ts';

/** `npm run bench:view`: measures the live view in a real Chromium; docs/benchmarks.md says what each section means. */
const RUN_SECTION: Record<ViewSection, (lab: ViewLab) => Promise<void>> = {
  reaction: benchReactions,
  frames: benchFrames,
  heap: benchHeap,
};

try {
  const options = readViewOptions(process.argv.slice(2));
  process.stdout.write(`${describeMachine()}\n\n`);
  await using lab = await ViewLab.make(options);
  for (const section of options.sections) await RUN_SECTION[section](lab);
} catch (error) {
  process.stderr.write(
    `bench:view: ${error instanceof Error ? error.message : String(error)}\n\n${VIEW_USAGE}`,
  );
  process.exitCode = 1;
}
