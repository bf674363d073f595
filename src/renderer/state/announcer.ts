import { Store } from './store.ts';

export interface Announcement {
  /** Grows, so that the same words said twice are said twice. */
  number: number;
  text: string;
}

/** Long enough to be read, short enough not to be in the way. */
const SHOWN_MS = 2_500;

/** Says a short thing once, to eyes and to screen readers: "Copied". */
export class Announcer {
  readonly current = new Store<Announcement | null>(null);
  #number = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    this.#number += 1;
    this.current.set({ number: this.#number, text });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.current.set(null);
    }, SHOWN_MS);
  }
}
