import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;

/** One build for three worlds. The workers are entries of their own, so that each runs as its own thread or process. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: resolve(root, 'src/main/index.ts'),
          'engine-process': resolve(root, 'src/main/engine-process.ts'),
          headless: resolve(root, 'src/headless/index.ts'),
          'ingest-worker': resolve(root, 'src/core/workers/ingest-worker.ts'),
          'listener-worker': resolve(root, 'src/core/workers/listener-worker.ts'),
          'parquet-worker': resolve(root, 'src/core/workers/parquet-worker.ts'),
          'query-worker': resolve(root, 'src/core/workers/query-worker.ts'),
          'export-worker': resolve(root, 'src/core/workers/export-worker.ts'),
          'annotations-worker': resolve(root, 'src/core/workers/annotations-worker.ts'),
        },
        // Shared chunks lie beside the entries, so that whatever starts a worker finds it in its own folder.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      sourcemap: true,
      rolldownOptions: {
        input: { index: resolve(root, 'src/preload/index.ts') },
        // A sandboxed preload may only be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'src/renderer'),
    build: {
      outDir: resolve(root, 'out/renderer'),
      minify: true,
      sourcemap: true,
      rolldownOptions: { input: { index: resolve(root, 'src/renderer/index.html') } },
    },
    plugins: [react()],
  },
});
