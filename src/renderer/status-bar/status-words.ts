import type { SourceStatus, Status } from '#contract/status.ts';
import { formatBytes, formatCount, formatDuration, formatRate } from '../formats.ts';
import { texts } from '../texts.ts';

/** How the whole capture is, by the state of its worst source. */
export type Health = 'good' | 'busy' | 'waiting' | 'bad';

const HEALTH: Readonly<Record<SourceStatus['state'], Health>> = {
  following: 'good',
  finished: 'good',
  'catching-up': 'busy',
  starting: 'busy',
  stopped: 'waiting',
  paused: 'waiting',
  waiting: 'waiting',
  restarting: 'waiting',
  failed: 'bad',
};

const WORST_FIRST: readonly Health[] = ['bad', 'waiting', 'busy', 'good'];

/** Whether a source cannot be read, or not wholly. One that is merely empty is not troubled: nothing failed. */
export function isTroubled({ problem }: SourceStatus): boolean {
  return problem !== null && problem.code !== 'source.empty';
}

export function sourceHealth(source: SourceStatus): Health {
  const health = HEALTH[source.state];
  if (source.problem?.code === 'source.empty' && health === 'waiting') return 'busy';
  return isTroubled(source) && health === 'good' ? 'waiting' : health;
}

/** Those of the capture; the store may know further ones. */
export function capturedSources({ sources }: Status): SourceStatus[] {
  return sources.filter(({ isCaptured }) => isCaptured);
}

export function captureHealth(status: Status): Health {
  if (status.capture === 'none') return 'waiting';
  const healths = capturedSources(status).map(sourceHealth);
  return WORST_FIRST.find((health) => healths.includes(health)) ?? 'waiting';
}

/**
 * Whether entries come in: `none`: this Hydrant captures nothing, `stopped`: no source is listened to any more, `paused`: all are paused, `complete`: all there
 * is was read, as of a file, `troubled`: not all sources can be read, or not wholly.
 */
export type CaptureState = 'running' | 'troubled' | 'stopped' | 'paused' | 'complete' | 'none';

const ENDED: ReadonlySet<SourceStatus['state']> = new Set(['failed', 'finished', 'paused', 'stopped']);

export function captureState(status: Status): CaptureState {
  const { capture } = status;
  const sources = capturedSources(status);
  if (capture === 'none' || sources.length === 0) return 'none';
  if (sources.every(({ state }) => state === 'finished')) {
    return sources.some(isTroubled) ? 'troubled' : 'complete';
  }
  if (sources.every(({ state }) => state === 'paused')) return 'paused';
  if (sources.every(({ state }) => ENDED.has(state))) return 'stopped';
  return sources.some(isTroubled) ? 'troubled' : 'running';
}

/** What is being captured, in words; several sources are named. */
export function captureWords(status: Status): string {
  if (status.capture === 'none') return texts.status.noCapture;
  const sources = capturedSources(status);
  const [first, ...others] = sources;
  const words =
    first !== undefined && others.length === 0
      ? first.stateText
      : sources
          .map(({ spec, state }) => texts.status.source(spec, texts.sources.states[state]))
          .join(' \u00b7 ');
  return status.capture === 'elsewhere' ? texts.status.elsewhere(words) : words || texts.status.noSource;
}

/**
 * What is wrong with the sources, in words; null when nothing is. A list that shows the newest of what arrives is
 * nevertheless not the whole log then.
 */
export function troubleWords({ sources }: Status): string | null {
  const messages = sources.filter(isTroubled).map(({ problem }) => problem?.message ?? '');
  return messages.length === 0 ? null : messages.join(' \u00b7 ');
}

/** One figure of the status bar. */
export interface StatusFigure {
  name: string;
  value: string;
  /** What the figure means, in a sentence. */
  hint: string;
  needsAttention: boolean;
  /** Worth its room in a narrow window only when it needs attention. */
  isMinor: boolean;
}

export function statusFigures(status: Status): StatusFigure[] {
  const { sources } = status;
  const lags = capturedSources(status).flatMap((source) => (source.lagMs === null ? [] : [source.lagMs]));
  const queued = sum(sources, (source) => source.queues.reduce((all, queue) => all + queue.entries, 0));
  const quarantined = sum(sources, (source) => source.counters.quarantined);
  const gaps = sum(sources, (source) => source.gaps);
  return [
    figure('rate', texts.status.perSecond(formatRate(sum(sources, (source) => source.entriesPerSecond)))),
    figure('lag', lags.length === 0 ? '\u2013' : formatDuration(Math.max(...lags))),
    figure('queue', formatCount(queued), sources.some(hasFullQueue)),
    figure('stored', formatCount(status.entries)),
    figure('quarantined', formatCount(quarantined), quarantined > 0),
    figure('gaps', formatCount(gaps), gaps > 0),
    figure('database', formatBytes(status.databaseBytes)),
  ];
}

function figure(key: keyof typeof texts.status.figures, value: string, needsAttention = false): StatusFigure {
  return { ...texts.status.figures[key], value, needsAttention, isMinor: key !== 'rate' && key !== 'stored' };
}

/** Four fifths full: the listener will soon be made to wait. */
function hasFullQueue(source: SourceStatus): boolean {
  return source.queues.some(
    (queue) => queue.entries > queue.capacityEntries * 0.8 || queue.bytes > queue.capacityBytes * 0.8,
  );
}

function sum(sources: readonly SourceStatus[], value: (source: SourceStatus) => number): number {
  return sources.reduce((total, source) => total + value(source), 0);
}
