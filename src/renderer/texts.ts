import { english } from './texts/english.ts';

/** The catalogue in the language of the page. English is the only one yet. */
export const texts = english;
