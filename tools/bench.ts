import type { BenchOptions, Section } from './bench/bench-options.ts';
import { BENCH_USAGE, readBenchOptions } from './bench/bench-options.ts';
import { benchExports } from './bench/exports-section.ts';
import { benchIngest } from './bench/ingest-section.ts';
import { benchLatency } from './bench/latency-section.ts';
import { describeMachine } from './bench/machine.ts';
import { benchParsers } from './bench/parsers-section.ts';
import { benchQueries } from './bench/queries-section.ts';
import { benchRedaction } from './bench/redaction-section.ts';
import { benchSeverities } from './bench/severities-section.ts';
import { benchSyslogReceiver } from './bench/syslog-receiver-section.ts';
import { benchTextFiles } from './bench/text-files-section.ts';

/** Measures Hydrant beside journalctl; docs/benchmarks.md says what each section means. */
const RUN_SECTION: Record<Section, (options: BenchOptions) => Promise<void>> = {
  ingest: benchIngest,
  latency: benchLatency,
  queries: benchQueries,
  exports: benchExports,
  redaction: benchRedaction,
  parsers: benchParsers,
  severities: benchSeverities,
  'text-files': benchTextFiles,
  'syslog-receiver': benchSyslogReceiver,
};

try {
  const options = readBenchOptions(process.argv.slice(2));
  process.stdout.write(`${describeMachine()}\n\n`);
  for (const section of options.sections) await RUN_SECTION[section](options);
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n\n${BENCH_USAGE}`);
  process.exitCode = 1;
}
