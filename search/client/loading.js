// Reads terms and documents for the stages of a search, and asks ahead for what will be wanted.
import { view } from './text-score.js';

export const OF_CLASS = [0, 1, 1.4, 3, 5, 7, 6, 12];
export const WINDOW = 10, NAME_END = 5;
export const byScore = (a, b) => b.score - a.score || a.slot - b.slot;
export const hit = ({ document }, match) => ({ slot: document.slot, document, match });

/** About log2(documents / having + 1), linear between powers of two. */
export function rarity(documents, having) {
  let x = documents / having + 1, whole = 0;
  for (; x >= 2; x /= 2) whole++;
  return whole + (x - 1);
}

/**
 * Asks for what is likely to be looked at next, so that a slow line is waited for once and not for each step. What is done with it, and when,
 * is not changed by this; who looks at it is told if it does not come.
 */
export const ahead = promise => { promise.catch(() => {}); };
export const expect = (index, keys) => keys.forEach(key => ahead(index.find(key)));

export const loadTerms = (index, terms) => Promise.all(terms.map(async term => {
  const postings = await index.find(term.key), { total } = postings;
  return { term, postings, rarity: total && rarity(index.documents, total) };
}));
export const loadDocuments = (index, candidates) => Promise.all(candidates.map(async c => view(await index.document(c.slot))));

/** Asks for what the next windows will read: a long list should not wait for each of its windows in turn. */
export const loadAhead = (index, candidates) => candidates.forEach(c => ahead(index.document(c.slot)));
