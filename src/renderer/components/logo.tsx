import type { ReactNode } from 'react';

/** The hydrant, in the colour of the text around it. */
export function Logo(): ReactNode {
  return (
    <svg className="logo" viewBox="0 0 24 24" aria-hidden="true">
      <path
        fill="currentColor"
        d="M12 1.5c.8 0 1.4.5 1.6 1.2A5 5 0 0 1 17 7.2h.8c.5 0 .9.4.9.9s-.4.9-.9.9H17v2h1.4v-.6c0-.5.4-.9.9-.9h.8c.5 0 .9.4.9.9v5.2c0 .5-.4.9-.9.9h-.8a.9.9 0 0 1-.9-.9V15H17v4.6h1c.8 0 1.5.7 1.5 1.5v1.4h-15v-1.4c0-.8.7-1.5 1.5-1.5h1V15H5.6v.6c0 .5-.4.9-.9.9h-.8a.9.9 0 0 1-.9-.9v-5.2c0-.5.4-.9.9-.9h.8c.5 0 .9.4.9.9v.6H7V9h-.8a.9.9 0 0 1 0-1.8H7a5 5 0 0 1 3.4-4.5c.2-.7.8-1.2 1.6-1.2zm0 8.6a2.9 2.9 0 1 0 0 5.8 2.9 2.9 0 0 0 0-5.8z"
      />
      <circle cx="12" cy="13" r="1.3" fill="currentColor" />
    </svg>
  );
}
