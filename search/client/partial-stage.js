import { byScore, hit, loadDocuments, NAME_END, OF_CLASS, rarity } from './loading.js';
import { stops, touches } from './query.js';
import { coverage, features } from './text-score.js';

export const PARTIAL_WINDOW = 16;
const PLACES = 32, WHOLE = 0.85, LEAST_SHARE = 0.6, COMMON = 0.9, TOUCHED = 1, NAMED = 2;

/** Documents that hold parts of the query. See PartialStage.cs. */
export function partialStage(index, query, entities, allowed) {
  const { words } = query, free = terms => terms.filter(({ term, postings }) => postings.total && !entities.some(e => touches(e, term)));

  async function tally(terms, without, namedOnly) {
    const { slots } = index, weights = new Float64Array(PLACES), touched = [];
    // By slot, and not an object each: a frequent word has tens of thousands of documents.
    const score = new Float64Array(slots), held = new Int32Array(slots), state = new Uint8Array(slots);
    const places = ({ word, start, length }) => Array.from({ length }, (_, i) => words[word].first + start + i).filter(i => i < PLACES);
    /** Adds to the documents of a list the gain of their class and the places it covers; `only` to those that have something already. */
    const add = (postings, all, only, gain, named) => {
      const bits = all.reduce((bits, i) => bits | 1 << i, 0);
      postings.each((slot, c) => {
        if (only && !state[slot] || without.has(slot) || !allowed(slot, true)) return;
        if (!state[slot]) touched.push(slot);
        state[slot] |= named(c) ? NAMED : TOUCHED;
        score[slot] += gain[c];
        held[slot] |= bits;
      }, postings.head);
    };
    for (const { term, postings, rarity } of terms) {
      add(postings, places(term), false, OF_CLASS.map(w => rarity * w), c => c >= NAME_END);
      for (const i of places(term)) weights[i] = Math.max(weights[i], rarity - COMMON);
    }
    for (const word of words) stops(word).forEach((stop, i) => { if (stop) weights[word.first + i] = 0; });
    for (const { key, covers, honour, bonus } of entities) {
      const covered = covers.flatMap(places), postings = await index.find(key);
      add(postings, covered, !honour && (terms.length || namedOnly), OF_CLASS.map(() => bonus), () => honour);
      if (postings.total) for (const i of covered) weights[i] = rarity(index.documents, postings.total) - COMMON;
    }
    const sums = new Map(), sum = bits => {
      if (!sums.has(bits)) sums.set(bits, weights.reduce((s, weight, i) => bits >>> i & 1 ? s + weight : s, 0));
      return sums.get(bits);
    };
    const all = sum(-1), best = touched.reduce((best, slot) => Math.max(best, sum(held[slot])), 0);
    const least = best >= all * WHOLE ? all * WHOLE : best * LEAST_SHARE, found = [];
    for (const slot of touched) {
      const covered = sum(held[slot]), named = state[slot] >= NAMED;
      // What is a result is told without looking at the choices: so each of them gives as many as were counted beside it.
      if (!allowed(slot) || (namedOnly || covered < best * LEAST_SHARE) && !named) continue;
      const share = covered ? covered / all : 1, squared = share * share;
      found.push({ slot, score: score[slot] * squared, unsure: covered < least, named });
    }
    found.sort((a, b) => a.unsure - b.unsure || byScore(a, b));
    return best >= all * WHOLE ? found.filter(c => !c.unsure || c.named) : found;
  }

  return {
    /** From the terms outside names and stop words; a particle may be a piece of a word: 「实在」, 「有限」. */
    async candidates(terms) {
      // An honour that nobody here has: then its words are words.
      const had = [];
      for (const e of entities) if (!e.honour || (await index.find(e.key)).total) had.push(e);
      entities = had;
      return tally(free(terms).filter(({ term }) => {
        const stop = stops(words[term.word]);
        return stop[term.start] + stop[term.start + term.length - 1] < 2;
      }), new Set(), false);
    },

    named: (terms, without) => tally(free(terms), without, true),

    /** The first window by their texts, then the others as they are, as many as wanted. */
    async ranked(candidates, wanted) {
      if (wanted <= 0) return [];
      const window = candidates.slice(0, PARTIAL_WINDOW), texts = await loadDocuments(index, window);
      const hits = texts.map((text, i) => {
        const c = coverage(text, query), cubed = c * c * c;
        return { ...hit(text, 'partial'), score: window[i].score * (0.3 + 0.7 * cubed) + features(text, query) };
      }).sort(byScore).slice(0, wanted);
      const rest = candidates.slice(PARTIAL_WINDOW, PARTIAL_WINDOW + wanted - hits.length), more = await loadDocuments(index, rest);
      return [...hits, ...more.map((text, i) => ({ ...hit(text, 'partial'), score: rest[i].score }))];
    },
  };
}
