import type { SourceStatus } from '#contract/status.ts';
import type { ListedSource } from '../store/source-list.ts';
import type { SourcePipeline } from './source-pipeline.ts';

/**
 * The sources of a capture in their order, also those that are paused. Each log that a folder found stands behind its folder and belongs to it, unless it is in
 * the list itself.
 */
export class CapturedSources {
  #listed: SourcePipeline[] = [];
  /** The folder that each further log belongs to, in the order in which they were found. */
  readonly #folderOf = new Map<SourcePipeline, SourcePipeline>();
  /** What each folder has found since it is looked into, as specs: also what is in the list, or belongs to another folder. */
  readonly #found = new Map<SourcePipeline, Set<string>>();
  #all: readonly SourcePipeline[] = [];

  get all(): readonly SourcePipeline[] {
    return this.#all;
  }

  /** What is to be kept of them for the next start. */
  get list(): ListedSource[] {
    return this.#listed.map(({ ledger, isPaused }) => ({ spec: ledger.spec, isPaused }));
  }

  withId(sourceId: number): SourcePipeline | undefined {
    return this.#all.find(({ ledger }) => ledger.sourceId === sourceId);
  }

  withSpec(spec: string): SourcePipeline | undefined {
    return this.#all.find(({ ledger }) => ledger.spec === spec);
  }

  /** The folder that it belongs to; undefined: it is in the list. */
  folderOf(source: SourcePipeline): SourcePipeline | undefined {
    return this.#folderOf.get(source);
  }

  logsOf(folder: SourcePipeline): SourcePipeline[] {
    return [...this.#folderOf].filter(([, owner]) => owner === folder).map(([log]) => log);
  }

  standingOf(source: SourcePipeline): Pick<SourceStatus, 'isCaptured' | 'place' | 'foundBy'> {
    const place = this.#listed.indexOf(source);
    return {
      isCaptured: true,
      place: place === -1 ? null : place,
      foundBy: this.#folderOf.get(source)?.ledger.sourceId ?? null,
    };
  }

  /** Puts it at the end of the list; one that belonged to a folder no longer does. */
  append(source: SourcePipeline): void {
    this.#folderOf.delete(source);
    this.#listed.push(source);
    this.#arrange();
  }

  /** A folder has found a log, which may belong to another one, or to itself. */
  noticeFound(folder: SourcePipeline, spec: string): void {
    const found = this.#found.get(folder) ?? new Set();
    this.#found.set(folder, found.add(spec));
  }

  /** From now on it belongs to the folder. */
  adopt(folder: SourcePipeline, log: SourcePipeline): void {
    this.#listed = this.#listed.filter((source) => source !== log);
    this.#folderOf.set(log, folder);
    this.#arrange();
  }

  /** A folder that is looked into and has found this log, too; `except`: not this one. */
  otherFolderOf(log: SourcePipeline, except?: SourcePipeline): SourcePipeline | undefined {
    return this.#listed.find(
      (folder) => folder !== except && folder !== log && this.#found.get(folder)?.has(log.ledger.spec),
    );
  }

  /** The folder is no longer looked into, and tells of all its logs again when it is. */
  forgetFound(folder: SourcePipeline): void {
    this.#found.delete(folder);
  }

  remove(source: SourcePipeline): void {
    this.#listed = this.#listed.filter((listed) => listed !== source);
    this.#folderOf.delete(source);
    this.#found.delete(source);
    this.#arrange();
  }

  /** Puts those that are in the list into this order. */
  order(specs: readonly string[]): void {
    const placeOf = new Map(specs.map((spec, place) => [spec, place]));
    const place = ({ ledger }: SourcePipeline) => placeOf.get(ledger.spec) ?? specs.length;
    this.#listed.sort((a, b) => place(a) - place(b));
    this.#arrange();
  }

  #arrange(): void {
    this.#all = this.#listed.flatMap((source) => [source, ...this.logsOf(source)]);
  }
}
