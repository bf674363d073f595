import './zod-without-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { AppModel, AppModelContext } from './app-model.ts';
import { App } from './app.tsx';
import { chooseHost } from './host/host.ts';
import { applyDateFormat, applyTheme, openSettings } from './state/settings.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the app.');

const settings = openSettings(localStorage);
applyTheme(settings, document.documentElement);
applyDateFormat(settings);
const model = new AppModel(chooseHost(), settings);
model.start();

createRoot(root).render(
  <StrictMode>
    <AppModelContext value={model}>
      <App />
    </AppModelContext>
  </StrictMode>,
);
