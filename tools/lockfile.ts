import { z } from 'zod';

/** What matters here of one package in a lockfile. */
const lockedPackageSchema = z.looseObject({
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});

const lockfileSchema = z.looseObject({ packages: z.record(z.string(), lockedPackageSchema) });
export type Lockfile = z.infer<typeof lockfileSchema>;

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

/** Throws when the text is no lockfile. */
export function readLockfile(text: string): Lockfile {
  const lockfile: unknown = JSON.parse(text);
  lockfileSchema.parse(lockfile);
  // Not what the schema returns: that has its keys in another order, and the file would change from end to end.
  return lockfile as Lockfile;
}

/**
 * The optional packages that some package asks for and the lockfile does not have, as keys of the lockfile.
 * Source of the keys: package-lock.json(5), "packages".
 */
export function missingPackages(lockfile: Lockfile): { key: string; version: string; isDev: boolean }[] {
  return Object.entries(lockfile.packages).flatMap(([asker, asking]) =>
    Object.entries(asking.optionalDependencies ?? {})
      .filter(([name]) => !isLocked(lockfile, asker, name))
      .map(([name, version]) => ({ key: `node_modules/${name}`, version, isDev: asking.dev === true })),
  );
}

/** Adds what is missing, sorted as npm sorts. Throws when a name does not tell its platform or a version is not exact. */
export function completeLockfile(lockfile: Lockfile): { lockfile: Lockfile; added: string[] } {
  const missing = missingPackages(lockfile);
  const additions = missing.map(({ key, version, isDev }): [string, Lockfile['packages'][string]] => {
    if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`${key}: "${version}" is no exact version.`);
    const { cpu, libc, os } = platformOf(key);
    // In npm's own order, so that it changes nothing the next time it writes the file.
    const entry = { version, cpu, ...(isDev ? { dev: true } : {}), ...libc, optional: true, os };
    return [key, entry];
  });
  const sorted = [...Object.entries(lockfile.packages), ...additions].toSorted(([a], [b]) =>
    a.localeCompare(b, 'en'),
  );
  const packages = Object.fromEntries(sorted);
  return {
    lockfile: { ...lockfile, packages },
    added: missing.map(({ key }) => key),
  };
}

function isLocked(lockfile: Lockfile, asker: string, name: string): boolean {
  return (
    Object.hasOwn(lockfile.packages, `node_modules/${name}`) ||
    Object.hasOwn(lockfile.packages, `${asker}/node_modules/${name}`)
  );
}

/** `@oxlint/binding-linux-x64-musl` → os linux, cpu x64, libc musl. */
function platformOf(key: string): { os: string[]; cpu: string[]; libc: { libc?: string[] } } {
  const words = key.slice(key.lastIndexOf('/') + 1).split('-');
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) throw new Error(`The name ${key} does not tell its platform.`);
  return { os: [os], cpu: [cpu], libc: libcOf(words) };
}

function libcOf(words: readonly string[]): { libc?: string[] } {
  if (words.some((word) => word.startsWith('musl'))) return { libc: ['musl'] };
  if (words.some((word) => word.startsWith('gnu'))) return { libc: ['glibc'] };
  return {};
}
