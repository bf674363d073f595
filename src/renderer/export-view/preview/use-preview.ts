import { useEffect, useState } from 'react';
import type { ExportRequest } from '#contract/export-request.ts';
import { useAppModel } from '../../app-model.ts';
import { Store } from '../../state/store.ts';
import { useStore } from '../../state/use-store.ts';
import { NO_PREVIEW, PreviewFeed } from './preview-feed.ts';
import type { PreviewState } from './preview-feed.ts';

const NOT_OPENED = new Store(NO_PREVIEW);

/** What the request would write, kept up to date as long as the view is drawn. */
export function usePreview(request: ExportRequest): PreviewState & { refresh: () => void } {
  const { host } = useAppModel();
  const [feed, setFeed] = useState<PreviewFeed | null>(null);
  const key = JSON.stringify(request);

  useEffect(() => {
    const opened = new PreviewFeed(host);
    setFeed(opened);
    return () => {
      opened.close();
    };
  }, [host]);

  useEffect(() => {
    feed?.show(JSON.parse(key) as ExportRequest);
  }, [feed, key]);

  return {
    ...useStore(feed?.state ?? NOT_OPENED),
    refresh: () => {
      feed?.refresh();
    },
  };
}
