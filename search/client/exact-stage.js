import { BrokenPart } from './bits.js';
import { byScore, expect, hit, loadAhead, loadDocuments, loadTerms, OF_CLASS, WINDOW } from './loading.js';
import { loadingOrder, MORE, stops, textOf } from './query.js';
import { features, holds, holdsAll } from './text-score.js';

const WHOLE_WORD = 10, MOST_GUESSES = 40;

/** Documents that hold every word in one piece, window by window; it loads as little as it can. See ExactStage.cs. */
export class ExactStage {
  static async start(index, query, entities, allowed, limit) {
    const stage = Object.assign(new ExactStage(), { index, query, allowed, limit, seen: new Set(), failed: new Set(), required: [], order: [], at: 0, failures: 0 });
    const { terms, first } = loadingOrder(query, entities);
    stage.terms = terms;
    const honours = entities.filter(e => e.honour);
    // 「海淀区的教师」 is seldom written in one piece: its parts will be asked for; the last piece of a short word is cheap.
    stage.seldom = entities.length && query.words.some(word => stops(word).some(Boolean));
    if (stage.seldom) expect(index, [...query.terms, ...entities].map(t => t.key));
    else if (terms.length <= WHOLE_WORD) expect(index, terms.map(t => t.key));
    [stage.others, stage.honours] = await Promise.all([
      loadTerms(index, query.terms.filter(term => !term.required)),
      Promise.all(honours.map(async e => ({ bonus: e.bonus, postings: await index.find(e.key) }))),
      stage.more(first),
    ]);
    stage.reorder();
    return stage;
  }

  get loaded() { return [...this.required, ...this.others]; }
  get done() { return this.at >= this.order.length && (this.driver?.postings.complete ?? true); }
  get driver() {
    const [rarest] = [...this.required].sort((a, b) => a.postings.total - b.postings.total);
    return rarest?.postings.total ? rarest : null;
  }

  /** Whether having the terms already means holding the words. */
  get needsNoText() {
    return this.required.length === this.query.words.length && this.required.every(t => t.term.length === this.query.words[t.term.word].codes.length);
  }

  /** The next window's results in their order, or null when there are no more candidates. */
  async next() {
    while (await this.loadMore());
    if (this.at >= this.order.length) return null;
    const window = this.order.slice(this.at, this.at + WINDOW);
    // The more were read in vain the more are asked for.
    loadAhead(this.index, this.order.slice(this.at, this.at + this.limit + 2 * this.seen.size));
    this.at += window.length;
    const texts = await loadDocuments(this.index, window), held = [];
    window.forEach((candidate, i) => {
      this.seen.add(candidate.slot);
      if (!candidate.unsure) this.requireTerms(texts[i]);
      if (holdsAll(texts[i], this.query)) held.push({ ...hit(texts[i], 'exact'), score: candidate.score + features(texts[i], this.query) });
      else this.failed.add(candidate.slot);
    });
    this.failures = window.length - held.length;
    return held.sort(byScore);
  }

  /** Every document that has all terms and did not fail: with whole lists, or as far as they are loaded. */
  async fitting(whole) {
    if (whole) {
      await this.more(this.terms.length);
      await Promise.all(this.required.map(t => this.index.completeTerm(t.postings)));
    }
    this.reorder();
    return [...[...this.seen].filter(slot => !this.failed.has(slot)), ...this.order.map(c => c.slot)].sort((a, b) => a - b);
  }

  async loadMore() {
    const { driver } = this;
    if (!driver) return false;
    const left = this.order.length - this.at;
    if (this.required.length < this.terms.length && left > 0 && (this.failures * 4 > WINDOW || (left > WINDOW && this.looksAccidental()))) {
      expect(this.index, this.terms.slice(this.required.length).map(t => t.key));
      await this.more(this.required.length + MORE);
      this.reorder();
      return true;
    }
    const guessing = this.failures * 2 > WINDOW && this.order.slice(this.at).filter(c => c.unsure).length > MOST_GUESSES;
    if (left > 0 && !guessing) return false;
    const wanted = guessing ? this.required.filter(t => !t.postings.complete) : driver.postings.complete ? [] : [driver];
    if (!wanted.length) return false;
    await Promise.all(wanted.map(t => this.index.completeTerm(t.postings)));
    this.reorder();
    return true;
  }

  looksAccidental() {
    if (this.query.words.length > 1 || this.honours.some(h => h.postings.total)) return false;
    let byChance = this.index.documents;
    for (const { postings } of this.required) byChance = byChance * postings.total / this.index.documents;
    return this.order.length + this.seen.size < 3 * byChance;
  }

  async more(until) {
    this.required.push(...await loadTerms(this.index, this.terms.slice(this.required.length, until)));
  }

  reorder() {
    const { driver } = this, found = [];
    for (let i = 0; i < (driver?.postings.known ?? 0); i++) {
      const slot = driver.postings.list[i];
      if (this.seen.has(slot) || !this.allowed(slot)) continue;
      const candidate = this.weigh(slot);
      if (candidate) found.push(candidate);
    }
    this.order = found.sort(byScore);
    this.at = 0;
  }

  weigh(slot) {
    let score = 0, unsure = false;
    for (const { postings, rarity } of this.required) {
      let c = postings.classOf(slot);
      if (!c) {
        if (!postings.mayHold(slot)) return null;
        unsure = true;
        c = 1;
      }
      score += rarity * OF_CLASS[c];
    }
    for (const { postings, rarity } of this.others) score += rarity * OF_CLASS[postings.classOf(slot)];
    for (const { postings, bonus } of this.honours) if (postings.classOf(slot)) score += bonus;
    return { slot, score, unsure };
  }

  requireTerms(text) {
    for (const { term } of this.required)
      if (term.han && !holds(text, textOf(this.query.words[term.word], term))) throw new BrokenPart(`${text.document.path} is from another build`);
  }
}
