import type { ReactNode } from 'react';
import { texts } from '../../texts.ts';

interface QueryHelpProps {
  /** An example was chosen. Absent: the examples are only read. */
  onUse?: (query: string) => void;
}

/** The query language in short: docs/query-language.md has all of it. */
export function QueryHelp({ onUse }: QueryHelpProps): ReactNode {
  const { help, fields } = texts.search;
  return (
    <div className="query-help">
      {help.groups.map(({ title, examples }) => (
        <section key={title}>
          <h3>{title}</h3>
          <dl>
            {examples.map(({ query, meaning }) => (
              <div key={query}>
                <dt>
                  <QueryExample query={query} onUse={onUse} />
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <section>
        <h3>{help.fields}</h3>
        <dl className="query-help-fields">
          {Object.entries(fields).map(([name, meaning]) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}

function QueryExample({ query, onUse }: { query: string; onUse: QueryHelpProps['onUse'] }): ReactNode {
  if (onUse === undefined) return <code>{query}</code>;
  return (
    <button
      type="button"
      className="query-example"
      onClick={() => {
        onUse(query);
      }}
    >
      <code>{query}</code>
    </button>
  );
}
