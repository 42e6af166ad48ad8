import { byScore, hit, loadDocuments, loadTerms, OF_CLASS, rarity } from './loading.js';
import { stops, touches } from './query.js';
import { coverage, features } from './text-score.js';

export const PARTIAL_WINDOW = 16;
const NAME_END = 5, WHOLE = 0.85, LEAST_SHARE = 0.6, COMMON = 0.9, TOUCHED = 1, NAMED = 2;

/** Documents that hold parts of the query. See PartialStage.cs. */
export class PartialStage {
  constructor(index, query, entities, allowed) {
    Object.assign(this, { index, query, entities, allowed, results: 0 });
    this.first = [];
    query.words.reduce((at, word) => { this.first.push(at); return at + word.codes.length; }, 0);
  }

  async candidates() {
    // An honour that nobody here has: then its words are words.
    const had = [];
    for (const e of this.entities) if (!e.honour || (await this.index.find(e.key)).total) had.push(e);
    this.entities = had;
    const cover = await loadTerms(this.index, this.cover());
    const missing = cover.filter(t => !t.postings.total).map(t => t.term);
    const beside = this.query.terms.filter(term => missing.some(m => m.word === term.word && Math.abs(m.start - term.start) === 1) && cover.every(t => t.term !== term));
    const terms = [...cover, ...await loadTerms(this.index, beside)].filter(t => t.postings.total);
    return this.tally(terms, new Set(), false);
  }

  named(loaded, without) {
    return this.tally(loaded.filter(t => t.postings.total && !this.entities.some(e => touches(e, t.term))), without, true);
  }

  cover() {
    return this.query.words.flatMap(word => {
      const stop = stops(word), stopped = t => stop[t.start] + stop[t.start + t.length - 1];
      const free = word.terms.filter(t => !this.entities.some(e => touches(e, t))), kept = free.filter(t => !stopped(t));
      const follows = i => kept[i].han && kept[i].start === kept[i - 1].start + 1;
      const thin = kept.filter((term, i) => {
        let run = i;
        while (run > 0 && follows(run)) run--;
        return i === 0 || !follows(i) || i === kept.length - 1 || kept[i + 1].start !== term.start + 1 || (i - run) % 2 === 0;
      });
      // A particle may be a piece of a word: 「实在」, 「有限」.
      return [...thin, ...free.filter(t => stopped(t) === 1)];
    });
  }

  async tally(terms, without, namedOnly) {
    const { query, entities, index } = this, { slots } = index, weights = new Float64Array(64), touched = [];
    // By slot, and not an object each: a frequent word has tens of thousands of documents.
    const score = new Float64Array(slots), low = new Int32Array(slots), high = new Int32Array(slots), state = new Uint8Array(slots);
    const places = ({ word, start, length }) => Array.from({ length }, (_, i) => this.first[word] + start + i).filter(i => i < 64);
    /** Adds to the documents of a list the gain of their class and the places it covers; `only` to those that have something already. */
    const add = (postings, all, only, gain, named) => {
      let l = 0, h = 0;
      for (const i of all) if (i < 32) l |= 1 << i; else h |= 1 << (i - 32);
      postings.each((slot, c) => {
        if (only && !state[slot] || without.has(slot) || !this.allowed(slot)) return;
        if (!state[slot]) touched.push(slot);
        state[slot] |= named(c) ? NAMED : TOUCHED;
        score[slot] += gain[c];
        low[slot] |= l;
        high[slot] |= h;
      }, postings.head);
    };
    for (const { term, postings, rarity } of terms) {
      add(postings, places(term), false, OF_CLASS.map(w => rarity * w), c => c >= NAME_END);
      for (const i of places(term)) weights[i] = Math.max(weights[i], rarity - COMMON);
    }
    for (const [w, word] of query.words.entries()) stops(word).forEach((stop, i) => { if (stop && this.first[w] + i < 64) weights[this.first[w] + i] = 0; });
    for (const { key, covers, honour, bonus } of entities) {
      const covered = covers.flatMap(places), postings = await index.find(key);
      add(postings, covered, !honour && (terms.length || namedOnly), OF_CLASS.map(() => bonus), () => honour);
      if (postings.total) for (const i of covered) weights[i] = rarity(index.documents, postings.total) - COMMON;
    }
    const sums = new Map(), sum = (low, high) => {
      const key = high ? `${low} ${high}` : low; // both in one number would be more than a number holds
      if (!sums.has(key)) sums.set(key, weights.reduce((s, weight, i) => (i < 32 ? low >>> i : high >>> (i - 32)) & 1 ? s + weight : s, 0));
      return sums.get(key);
    };
    const all = sum(-1, -1), best = touched.reduce((best, slot) => Math.max(best, sum(low[slot], high[slot])), 0);
    const least = best >= all * WHOLE ? all * WHOLE : best * LEAST_SHARE, found = [];
    for (const slot of touched) {
      const covered = sum(low[slot], high[slot]), named = state[slot] >= NAMED;
      if ((namedOnly || covered < best * LEAST_SHARE) && !named) continue;
      const share = covered ? covered / all : 1, squared = share * share;
      found.push({ slot, score: score[slot] * squared, unsure: covered < least, named });
    }
    const ordered = found.sort((a, b) => a.unsure - b.unsure || byScore(a, b));
    this.results = ordered.filter(c => !c.unsure).length;
    return best >= all * WHOLE ? ordered.filter(c => !c.unsure || c.named) : ordered;
  }

  /** The first window by their texts, then the others as they are, as many as wanted. */
  async ranked(candidates, wanted) {
    if (wanted <= 0) return [];
    const window = candidates.slice(0, PARTIAL_WINDOW), texts = await loadDocuments(this.index, window);
    const hits = texts.map((text, i) => {
      const c = coverage(text, this.query), cubed = c * c * c;
      return { ...hit(text, 'partial'), score: window[i].score * (0.3 + 0.7 * cubed) + features(text, this.query) };
    }).sort(byScore).slice(0, wanted);
    const rest = candidates.slice(PARTIAL_WINDOW, PARTIAL_WINDOW + wanted - hits.length), more = await loadDocuments(this.index, rest);
    return [...hits, ...more.map((text, i) => ({ ...hit(text, 'partial'), score: rest[i].score }))];
  }
}
