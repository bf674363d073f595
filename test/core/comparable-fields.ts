/** The fields of an entry in an order of their own, each as `NAME=` and its bytes: for comparing entry with entry. */
export function comparableFields(
  fields: Iterable<readonly [string, string | Buffer] | { name: string; bytes: Buffer }>,
): string[] {
  const lines: string[] = [];
  for (const field of fields) {
    const [name, value] = 'name' in field ? [field.name, field.bytes] : field;
    const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
    lines.push(`${name}=${bytes.toString('latin1')}`);
  }
  return lines.toSorted();
}
