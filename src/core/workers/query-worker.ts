import { parentPort, workerData } from 'node:worker_threads';
import { AppError, toWireError } from '#contract/errors.ts';
import type { ExportRequest } from '#contract/export-request.ts';
import type { MethodParams } from '#contract/methods.ts';
import { getBatch, hasExportWork, listBatches, readManifest } from '../exports/batches/read-batches.ts';
import { findBookmark } from '../annotations/find-bookmark.ts';
import type { QueryContext } from '../queries/compile-query.ts';
import { ConditionFunctions } from '../queries/condition-functions.ts';
import { countEntries } from '../queries/count-entries.ts';
import { FacetCounter } from '../queries/facet-counter.ts';
import { fieldValues } from '../queries/field-values.ts';
import { formatEntries } from '../queries/format-entries.ts';
import { getEntry } from '../queries/get-entry.ts';
import { readLastLook } from '../queries/last-look.ts';
import { listBookmarks } from '../queries/list-bookmarks.ts';
import { listEntries } from '../queries/list-entries.ts';
import { listFields } from '../queries/list-fields.ts';
import { listGaps } from '../queries/list-gaps.ts';
import { listSchedules } from '../queries/list-schedules.ts';
import { listSeverities } from '../queries/list-severities.ts';
import { locateEntry } from '../queries/locate-entry.ts';
import { OriginCatalog } from '../queries/origin-catalog.ts';
import { previewExport } from '../queries/preview-export.ts';
import { groupQuarantined, listQuarantined } from '../queries/quarantine.ts';
import { readValue } from '../queries/read-value.ts';
import { listSavedQueries } from '../queries/saved-queries.ts';
import { countsBySource, readStoreFacts } from '../queries/store-facts.ts';
import { summariseEntries } from '../queries/summarise-entries.ts';
import { tryLogFormat } from '../queries/try-log-format.ts';
import { classifyDatabaseError, openReadableDatabase } from '../store/open-database.ts';
import type { QueryReply, QueryRequest, QueryWorkerData } from './query-worker-messages.ts';

/** A worker thread that reads: one connection, one query at a time. */
const port = parentPort;
if (port === null) throw new Error('query-worker runs as a worker thread only');
const { dataDir, cancelled } = workerData as QueryWorkerData;
const cancelledId = new Int32Array(cancelled);
let opened: Omit<QueryContext, 'nowUnixUs'> | undefined;
const facets = new FacetCounter();

port.on('message', (request: QueryRequest | 'close') => {
  if (request === 'close') {
    opened?.database.close();
    opened?.catalog[Symbol.dispose]();
    port.close();
    return;
  }
  port.postMessage(answer(request));
});

function answer(request: QueryRequest): QueryReply {
  const { id } = request;
  try {
    return { id, kind: 'result', value: run(request) };
  } catch (error) {
    return { id, kind: 'error', error: toWireError(classifyDatabaseError(dataDir, error)) };
  } finally {
    opened?.functions.clear();
  }
}

/** Opened with the first request, so that a store that is missing or damaged is an answer and not a death. */
function open(): Omit<QueryContext, 'nowUnixUs'> {
  const database = openReadableDatabase(dataDir);
  return {
    database,
    functions: new ConditionFunctions(database),
    catalog: new OriginCatalog(openReadableDatabase(dataDir)),
  };
}

function run({ id, method, params }: QueryRequest): unknown {
  const isCancelled = () => Atomics.load(cancelledId, 0) >= id;
  if (isCancelled()) throw new AppError('cancelled', 'Cancelled.');
  opened ??= open();
  const { database } = opened;
  const now: QueryContext = { ...opened, nowUnixUs: Date.now() * 1000 };
  switch (method) {
    case 'entries.list': {
      const { query, anchor, limit, ...options } = params as MethodParams<'entries.list'>;
      return listEntries(now, query, anchor, limit, isCancelled, options);
    }
    case 'entries.get':
      return getEntry(now, (params as MethodParams<'entries.get'>).id);
    case 'entries.count': {
      const { query } = params as MethodParams<'entries.count'>;
      const { severities: _severities, ...others } = query;
      return countEntries(now, others, isCancelled);
    }
    case 'entries.summarise':
      return summariseEntries(now, params as MethodParams<'entries.summarise'>, isCancelled);
    case 'entries.facets': {
      const { query, valuesPerField } = params as MethodParams<'entries.facets'>;
      return facets.count(now, query, valuesPerField, isCancelled);
    }
    case 'exports.preview':
      return previewExport(now, (params as { request: ExportRequest }).request, isCancelled);
    case 'exports.list': {
      const { limit, beforeId } = params as MethodParams<'exports.list'>;
      return listBatches(database, dataDir, limit, beforeId);
    }
    case 'exports.get':
      return { batch: getBatch(database, dataDir, (params as MethodParams<'exports.get'>).id) };
    case 'exports.manifest':
      return { text: readManifest(database, (params as MethodParams<'exports.manifest'>).id) };
    case 'schedules.list':
      return { schedules: listSchedules(now, dataDir) };
    case 'entries.locate': {
      const { query, unixUs } = params as MethodParams<'entries.locate'>;
      return locateEntry(now, query, unixUs, isCancelled);
    }
    case 'fields.list':
      return { fields: listFields(database) };
    case 'fields.values': {
      const { field, prefix, limit } = params as MethodParams<'fields.values'>;
      return { values: fieldValues(now, field, prefix, limit) };
    }
    case 'entries.readValue':
      return readValue(now, params as MethodParams<'entries.readValue'>);
    case 'entries.format':
      return formatEntries(now, params as MethodParams<'entries.format'>, isCancelled);
    case 'bookmarks.list': {
      const { limit, beforeEntryId } = params as MethodParams<'bookmarks.list'>;
      return listBookmarks(now, limit, beforeEntryId);
    }
    case 'bookmarks.get':
      return { bookmark: findBookmark(database, (params as MethodParams<'bookmarks.get'>).entryId) };
    case 'savedQueries.list':
      return { queries: listSavedQueries(database) };
    case 'lastLook.get':
      return { lastLook: readLastLook(database) };
    case 'gaps.list':
      return { gaps: listGaps(database, (params as MethodParams<'gaps.list'>).limit) };
    case 'quarantine.list': {
      const { limit, beforeId, choice } = params as MethodParams<'quarantine.list'>;
      return listQuarantined(database, limit, beforeId, choice);
    }
    case 'quarantine.groups':
      return groupQuarantined(database);
    case 'sources.tryFormat': {
      const { sample, format } = params as MethodParams<'sources.tryFormat'>;
      return tryLogFormat(database, sample, format, isCancelled);
    }
    case 'sources.severities':
      return listSeverities(now, (params as MethodParams<'sources.severities'>).sourceId);
    case 'store.facts':
      return readStoreFacts(database, dataDir);
    case 'store.hasExportWork':
      return hasExportWork(database);
    case 'store.countsBySource':
      return countsBySource(database);
    default:
      throw new AppError('method.unknown', `A query worker cannot answer ${method}.`);
  }
}
