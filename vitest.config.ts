import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'src/**/*.test.tsx',
      'test/**/*.test.ts',
      'tools/**/*.test.ts',
      'bin/**/*.test.js',
    ],
    environment: 'node',
    pool: 'forks',
    // Otherwise one core is left idle, which on a machine with two is half of it.
    maxWorkers: '100%',
    // A busy build machine is slow, and slow is not wrong.
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
