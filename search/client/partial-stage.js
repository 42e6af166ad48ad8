import { byScore, hit, loadDocuments, loadTerms, OF_CLASS, rarity } from './loading.js';
import { stops, touches } from './query.js';
import { coverage, features } from './text-score.js';

export const PARTIAL_WINDOW = 16;
const NAME_END = 5, MOST_PARTIAL = 200, WHOLE = 0.85, LEAST_SHARE = 0.6;

/** Documents that hold parts of the query. See PartialStage.cs. */
export class PartialStage {
  constructor(index, query, entities, allowed) {
    Object.assign(this, { index, query, entities, allowed, results: 0 });
    this.first = [];
    query.words.reduce((at, word) => { this.first.push(at); return at + word.codes.length; }, 0);
  }

  async candidates() {
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
      const stop = stops(word);
      const kept = word.terms.filter(t => !this.entities.some(e => touches(e, t)) && !stop.slice(t.start, t.start + t.length).includes(true));
      const follows = i => kept[i].han && kept[i].start === kept[i - 1].start + 1;
      return kept.filter((term, i) => {
        let run = i;
        while (run > 0 && follows(run)) run--;
        return i === 0 || !follows(i) || i === kept.length - 1 || kept[i + 1].start !== term.start + 1 || (i - run) % 2 === 0;
      });
    });
  }

  async tally(terms, without, namedOnly) {
    const { query, entities, index } = this, tallies = new Map(), weights = new Float64Array(64);
    const skipped = slot => without.has(slot) || !this.allowed(slot);
    const of = slot => { let t = tallies.get(slot); if (!t) tallies.set(slot, t = { slot, score: 0, low: 0, high: 0, named: false }); return t; };
    const places = ({ word, start, length }) => Array.from({ length }, (_, i) => this.first[word] + start + i).filter(i => i < 64);
    const mask = all => { let low = 0, high = 0; for (const i of all) if (i < 32) low |= 1 << i; else high |= 1 << (i - 32); return { low, high }; };
    for (const { term, postings, rarity } of terms) {
      const bits = mask(places(term));
      for (let i = 0; i < postings.known; i++) {
        const slot = postings.list[i];
        if (skipped(slot)) continue;
        const tally = of(slot), c = postings.classOf(slot);
        tally.score += rarity * OF_CLASS[c];
        tally.low |= bits.low;
        tally.high |= bits.high;
        tally.named ||= c >= NAME_END;
      }
      for (const i of places(term)) weights[i] = Math.max(weights[i], rarity);
    }
    for (const [w, word] of query.words.entries()) stops(word).forEach((stop, i) => { if (stop && this.first[w] + i < 64) weights[this.first[w] + i] = 0; });
    for (const entity of entities) {
      const bits = mask(entity.covers.flatMap(places)), postings = await index.find(entity.key);
      for (let i = 0; i < postings.known; i++) {
        const slot = postings.list[i];
        if (skipped(slot) || (!tallies.has(slot) && !entity.honour && (terms.length || namedOnly))) continue;
        const tally = of(slot);
        tally.score += entity.bonus;
        tally.named ||= entity.honour;
        tally.low |= bits.low;
        tally.high |= bits.high;
      }
      if (postings.total) for (const i of entity.covers.flatMap(places)) weights[i] = rarity(index.documents, postings.total);
    }
    const sum = (low, high) => { let s = 0; for (let i = 0; i < 64; i++) if ((i < 32 ? low >>> i : high >>> (i - 32)) & 1) s += weights[i]; return s; };
    const all = sum(-1, -1);
    let best = 0;
    for (const t of tallies.values()) best = Math.max(best, t.covered = sum(t.low, t.high));
    const least = best >= all * WHOLE ? all * WHOLE : best * LEAST_SHARE, found = [];
    for (const t of tallies.values()) {
      if ((namedOnly || t.covered < best * LEAST_SHARE) && !t.named) continue;
      const share = t.covered / all, squared = share * share;
      found.push({ slot: t.slot, score: t.score * squared, unsure: t.covered < least, named: t.named });
    }
    const ordered = found.sort((a, b) => a.unsure - b.unsure || byScore(a, b)).slice(0, MOST_PARTIAL);
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
