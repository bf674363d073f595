import { parentPort, workerData } from 'node:worker_threads';
import { toWireError } from '#contract/errors.ts';
import { emptySeverityCounts } from '#contract/severity.ts';
import { parseSourceSpec } from '../listener/source-spec.ts';
import { parseLogFormat } from '../listener/text-log/parse-log-format.ts';
import { minimumSeverityRule } from '../logic/rules.ts';
import { answerSourceCall } from '../pipeline/answer-source-call.ts';
import { Capture } from '../pipeline/capture.ts';
import { Throttle } from '../pipeline/throttle.ts';
import { classifyDatabaseError, openWritableDatabase } from '../store/open-database.ts';
import { readSourceList, saveSourceList } from '../store/source-list.ts';
import { saveSourceStates } from '../writer/source-states.ts';
import type { IngestCommand, IngestReport, IngestWorkerData } from './ingest-worker-messages.ts';

/** The worker thread that captures: listeners, parsers, logic and the one writer of the store. */
const STORED_INTERVAL_MS = 50;
const STATUS_INTERVAL_MS = 250;
/** While the rate is not zero the status goes on, so that a stream that falls silent is not shown as running. */
const RATE_INTERVAL_MS = 1000;

const port = parentPort;
if (port === null) throw new Error('ingest-worker runs as a worker thread only');
const { dataDir, named, usual, mode, minimumSeverity, logFormat } = workerData as IngestWorkerData;
const report = (message: IngestReport) => port.postMessage(message);

try {
  run();
} catch (error) {
  report({ kind: 'failed', error: toWireError(classifyDatabaseError(dataDir, error)) });
  port.close();
}

function run(): void {
  // Refused at once where it means nothing.
  if (logFormat !== undefined) parseLogFormat(logFormat);
  const database = openWritableDatabase(dataDir);
  const list = named ?? readSourceList(database) ?? usual.map((spec) => ({ spec, isPaused: false }));
  let lastId = 0;
  let bySeverity = emptySeverityCounts();
  let lateFromId = Infinity;

  const sendStored = new Throttle(STORED_INTERVAL_MS, () => {
    const late = lateFromId === Infinity ? {} : { lateFromId };
    report({ kind: 'stored', stored: { lastId, bySeverity, ...late } });
    bySeverity = emptySeverityCounts();
    lateFromId = Infinity;
  });
  let rateTimer: NodeJS.Timeout | undefined;
  const sendStatus = new Throttle(STATUS_INTERVAL_MS, () => {
    const status = capture.status();
    report({ kind: 'status', sources: status });
    clearTimeout(rateTimer);
    const isRunning = status.some((source) => source.entriesPerSecond > 0);
    if (isRunning) rateTimer = setTimeout(() => sendStatus.request(), RATE_INTERVAL_MS);
  });
  const capture = new Capture({
    database,
    dataDir,
    sources: list,
    readSource: (spec, own, isSaidNow) => {
      // What the command line says holds for its run, until somebody says otherwise.
      const format = isSaidNow ? own : (logFormat ?? own);
      return parseSourceSpec(spec, format === null ? null : parseLogFormat(format));
    },
    keepList: (changed) => {
      if (named === null) saveSourceList(database, changed);
      else report({ kind: 'list-changed', list: changed });
    },
    mode,
    rules: minimumSeverity < 7 ? [minimumSeverityRule(minimumSeverity)] : [],
    onCommit: (commit) => {
      for (const gap of commit.gaps) report({ kind: 'gap', gap });
      if (commit.stored > 0) {
        lastId = commit.lastId;
        lateFromId = Math.min(lateFromId, commit.lateFromPlace ?? Infinity);
        bySeverity = bySeverity.map((count, severity) => count + (commit.bySeverity[severity] ?? 0));
        sendStored.request();
      }
      sendStatus.request();
    },
    onStatus: () => {
      if (capture.canStore) saveSourceStates(database, capture.status());
      sendStatus.now();
    },
    onFinished: () => {
      sendStored.flush();
      // What was measured is then all in the database file, and its size is the true one.
      database.pragma('wal_checkpoint(TRUNCATE)');
      report({ kind: 'finished', sources: capture.status() });
    },
  });

  let asked = Promise.resolve();
  port?.on('message', (command: IngestCommand) => {
    switch (command.kind) {
      case 'ask':
        asked = asked.then(() => answer(command));
        break;
      case 'stop':
        void asked.then(stop);
        break;
      default:
        command satisfies never;
    }
  });

  async function answer({ id, method, params }: Extract<IngestCommand, { kind: 'ask' }>): Promise<void> {
    try {
      report({
        kind: 'answered',
        id,
        answer: { value: await answerSourceCall(capture, method, params) },
      });
    } catch (error) {
      const wireError = toWireError(classifyDatabaseError(dataDir, error));
      report({ kind: 'answered', id, answer: { error: wireError } });
    }
  }

  async function stop(): Promise<void> {
    await capture.stop();
    sendStored.flush();
    sendStored.cancel();
    sendStatus.cancel();
    clearTimeout(rateTimer);
    database.pragma('optimize');
    database.close();
    port?.close();
  }

  report({ kind: 'ready', sources: capture.status() });
  capture.start();
}
