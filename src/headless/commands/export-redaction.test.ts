import { describe, expect, it } from 'vitest';
import { manifestSchema } from '#core/exports/batches/manifest.ts';
import { entryText } from '../../../test/core/journal-text.ts';
import { CommandLab } from '../../../test/headless/command-lab.ts';

/** Several processes, and the machine may be busy with other things. */
const SLOW = { timeout: 120_000 };
const ADDRESS = '198.51.100.23';

describe('--redact', SLOW, () => {
  it('shows in a dry run what it would replace, replaces it, and counts it', async () => {
    const lab = new CommandLab(0);
    const messages = [`accepted ${ADDRESS} from alice@example.com`, `closed ${ADDRESS}`, 'nothing here'];
    lab.storeText(
      Buffer.concat(messages.map((message, index) => entryText(index + 1, ['MESSAGE', message]))),
    );
    const args = ['--out', lab.at('a.csv'), '--columns', 'id,message', '--redact', 'ips,emails'];
    const { redaction, firstRows } = await lab.json('export', ...args, '--dry-run');
    expect(redaction).toMatchObject({ sampledEntries: 3, counts: { ips: 2, emails: 1 } });
    expect((await lab.run('export', ...args)).exitCode).toBe(0);
    const text = lab.text('a.csv');
    expect(text).toBe((firstRows as { text: string }).text);
    expect(text).not.toContain(ADDRESS);
    expect(text).not.toContain('alice');
    const [, first = '', second = ''] = text.split('\r\n');
    const pseudonym = /accepted (\S+) from/.exec(first)?.[1];
    expect(second).toBe(`2,closed ${pseudonym ?? ''}`);
    const manifest = manifestSchema.parse(JSON.parse(lab.text('a.csv.manifest.json')));
    expect(manifest.redaction).toEqual({ kinds: ['ips', 'emails'], replaced: { ips: 2, emails: 1 } });
    expect((await lab.run('exports', 'show', '1')).stdout).toMatch(/^Replaced {3}ips 2, emails 1$/m);
    const { stdout } = await lab.run('export', ...args.with(1, '-'), '--format', 'csv');
    expect(stdout).toBe(text);
  });
});
