import type { ReactNode } from 'react';
import { useAppModel } from '../app-model.ts';
import { clockName, currentZoneName } from '../formats.ts';
import { useStore } from '../state/use-store.ts';
import { texts } from '../texts.ts';
import type { StatusFigure } from './status-words.ts';
import { captureHealth, captureWords, statusFigures } from './status-words.ts';

/** The state of the capture, its numbers, and whose clocks are shown, always in sight. Not read aloud by itself: it changes twice a second. */
export function StatusBar(): ReactNode {
  const { host, status } = useAppModel();
  const connection = useStore(host.connection);
  const known = useStore(status);
  return (
    <div className="status-bar" role="status" aria-live="off" aria-label={texts.status.name}>
      {connection === 'lost' ? (
        <span className="status-state health-bad">{texts.connection.lostShort}</span>
      ) : known === null ? (
        <span className="status-state health-busy">{texts.connection.connecting}</span>
      ) : (
        <>
          <span className={`status-state health-${captureHealth(known)}`} title={captureWords(known)}>
            {captureWords(known)}
          </span>
          <span className="status-figures">
            {statusFigures(known).map((figure) => (
              <span key={figure.name} className={figureClass(figure)} title={figure.hint}>
                {figure.name} <b>{figure.value}</b>
              </span>
            ))}
          </span>
          <ShownZone />
        </>
      )}
    </div>
  );
}

function figureClass({ needsAttention, isMinor }: StatusFigure): string {
  if (needsAttention) return 'figure needs-attention';
  return isMinor ? 'figure minor-figure' : 'figure';
}

function ShownZone(): ReactNode {
  const { settings } = useAppModel();
  const { timeZone } = useStore(settings);
  const { name, hint } = texts.status.zone;
  return (
    <span className="figure" title={hint(clockName(timeZone))}>
      {name} <b>{currentZoneName(timeZone)}</b>
    </span>
  );
}
