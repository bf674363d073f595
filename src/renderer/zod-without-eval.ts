import { config } from 'zod';

// zod compiles its schemas with `new Function` where it may. The page's Content-Security-Policy forbids that, and the
// attempt alone is reported as a violation. Must run before any schema is made: import this file first.
config({ jitless: true });
