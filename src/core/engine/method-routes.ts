import type { MethodName } from '#contract/methods.ts';

/**
 * Who answers a method: the engine itself; one of the three threads that read (pages and details, counts, facets); the threads that write
 * annotations and exports; the thread that captures; or the shell around the engine.
 */
export type Route =
  | 'engine'
  | 'pages'
  | 'counts'
  | 'facets'
  | 'annotations'
  | 'exports'
  | 'live-batches'
  | 'capture'
  | 'shell';

export const METHOD_ROUTES = {
  'app.describe': 'engine',
  'status.get': 'engine',
  'times.parse': 'engine',
  'machine.check': 'engine',
  'entries.list': 'pages',
  'entries.get': 'pages',
  'entries.readValue': 'pages',
  'entries.locate': 'pages',
  'entries.format': 'pages',
  'bookmarks.list': 'pages',
  'bookmarks.get': 'pages',
  'savedQueries.list': 'pages',
  'lastLook.get': 'pages',
  'exports.manifest': 'pages',
  'schedules.list': 'pages',
  // On each key of a pattern: answered where nothing long goes on.
  'sources.tryFormat': 'pages',
  'entries.count': 'counts',
  'entries.summarise': 'counts',
  'exports.preview': 'counts',
  'gaps.list': 'counts',
  'quarantine.list': 'counts',
  'quarantine.groups': 'counts',
  'entries.facets': 'facets',
  'fields.list': 'facets',
  'fields.values': 'facets',
  'bookmarks.set': 'annotations',
  'bookmarks.remove': 'annotations',
  'savedQueries.save': 'annotations',
  'savedQueries.remove': 'annotations',
  'lastLook.set': 'annotations',
  // What the store says of batches, with the latest numbers of those that are under way here.
  'exports.list': 'live-batches',
  'exports.get': 'live-batches',
  'exports.start': 'exports',
  'exports.pause': 'exports',
  'exports.resume': 'exports',
  'exports.cancel': 'exports',
  'exports.verify': 'exports',
  'exports.remove': 'exports',
  'schedules.save': 'exports',
  'schedules.setEnabled': 'exports',
  'schedules.run': 'exports',
  'schedules.remove': 'exports',
  'sources.severities': 'facets',
  'sources.channels': 'engine',
  'sources.add': 'capture',
  'sources.pause': 'capture',
  'sources.resume': 'capture',
  'sources.remove': 'capture',
  'sources.move': 'capture',
  'sources.retry': 'capture',
  'sources.setSeverities': 'capture',
  'sources.setFormat': 'capture',
  'quarantine.retry': 'capture',
  'shell.describe': 'shell',
  'shell.chooseFolder': 'shell',
  'shell.chooseLog': 'shell',
  'shell.openFile': 'shell',
  'shell.closeFile': 'shell',
  'shell.saveText': 'shell',
  'shell.revealBatch': 'shell',
} as const satisfies Record<MethodName, Route>;

/** The methods that take a route. */
export type MethodRoutedTo<R extends Route> = {
  [M in MethodName]: (typeof METHOD_ROUTES)[M] extends R ? M : never;
}[MethodName];

/** Whether a method takes a route. */
export function takesRoute<R extends Route>(method: MethodName, route: R): method is MethodRoutedTo<R> {
  return METHOD_ROUTES[method] === route;
}
