import { BrokenPart } from './bits.js';
import { ahead, byScore, hit, loadAhead, loadDocuments, loadTerms, NAME_END, OF_CLASS, WINDOW } from './loading.js';
import { textOf } from './query.js';
import { features, holds, holdsAll } from './text-score.js';

const MOST_GUESSES = 40;
/** So many texts are asked for in the last round: where some were read in vain, and where it is the first. */
export const MANY = 100, FEW = 30;

/** Documents that hold every word in one piece, window by window. See ExactStage.cs. */
export class ExactStage {
  /**
   * `rounds` says how often the line may be waited for after the terms: then no more is looked for (`cut`). `last` is called
   * as the last round begins, for whatever else will be wanted must be asked for in it too.
   */
  static async start(index, query, entities, allowed, limit, rounds, last) {
    const stage = Object.assign(new ExactStage(), { index, query, allowed, limit, rounds, last, seen: new Set(), held: [], failures: 0 });
    stage.terms = await loadTerms(index, query.terms);
    stage.honours = await Promise.all(entities.filter(e => e.honour).map(async e => ({ bonus: e.bonus, postings: await index.find(e.key) })));
    stage.required = stage.terms.filter(t => t.term.required);
    stage.reorder();
    return stage;
  }

  get done() { return !this.order.length && (this.driver?.postings.complete ?? true); }
  get driver() {
    const [rarest] = [...this.required].sort((a, b) => a.postings.total - b.postings.total);
    return rarest?.postings.total ? rarest : null;
  }

  /** Whether having the terms already means holding the words. */
  get needsNoText() {
    const { words, awards } = this.query;
    return !awards && this.required.length === words.length && this.required.every(({ term }) => term.length === words[term.word].codes.length);
  }

  /** Whether the best one is a person of this name, or so the lists say. */
  get names() { return this.order.length && this.terms.every(t => t.postings.classOf(this.order[0].slot) >= NAME_END); }

  /** The next window's results in their order, or null when there are no more candidates, or none that could be read in time. */
  async next() {
    while (await this.complete());
    if (!this.order.length || this.cut || (!this.asked && this.stop())) return null;
    if (!this.asked) this.ask();
    const window = this.order.splice(0, WINDOW), texts = await loadDocuments(this.index, window), held = [];
    this.asked = Math.max(0, this.asked - WINDOW);
    window.forEach((candidate, i) => {
      const { slot, score, unsure } = candidate, text = texts[i];
      this.seen.add(slot);
      if (!unsure) this.requireTerms(text);
      if (holdsAll(text, this.query)) held.push({ ...hit(text, 'exact'), score: score + features(text, this.query) });
    });
    this.held.push(...held.map(h => h.slot));
    this.failures = window.length - held.length;
    return held.sort(byScore);
  }

  /** Whether there is no time for more. */
  stop() { return this.cut = this.rounds < 1; }

  /** Asks for texts, more in the last round, and beside them for the lists that will be wanted if they are read in vain. */
  ask() {
    const isLast = --this.rounds < 1, { order, seen: { size } } = this, guesses = some => some.filter(c => c.unsure).length;
    this.asked = isLast && !this.needsNoText ? size ? MANY : FEW : this.limit + 2 * size;
    const coming = order.slice(0, this.asked);
    loadAhead(this.index, coming);
    if (isLast) this.last();
    for (const { postings } of coming.length === order.length ? [this.driver] : guesses(order) > MOST_GUESSES && guesses(coming) * 2 > WINDOW ? this.required : [])
      if (!postings.complete) ahead(this.index.rest(postings.key));
  }

  /** Every document that has all terms and did not fail: with whole lists, or as far as they are loaded. */
  async fitting(whole) {
    if (whole && !this.done) await this.load(this.required);
    return [...this.held, ...this.order.map(c => c.slot)].sort((a, b) => a - b);
  }

  /** Loads whole lists where what is loaded of them tells too little. */
  async complete() {
    const { driver, order } = this, guessing = this.failures * 2 > WINDOW && order.filter(c => c.unsure).length > MOST_GUESSES;
    const lists = (guessing ? this.required : order.length || !driver ? [] : [driver]).filter(t => !t.postings.complete);
    return lists.length > 0 && this.load(lists);
  }

  /** Loads the rest of lists, in a round of their own if nobody has asked for them; false where there is no time. */
  async load(terms) {
    if (!terms.every(({ postings }) => postings.complete || this.index.asked(postings.key))) {
      if (this.stop()) return false;
      if (--this.rounds < 1) this.last();
    }
    await Promise.all(terms.map(t => this.index.completeTerm(t.postings)));
    this.reorder();
    return true;
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
    this.asked = 0;
  }

  weigh(slot) {
    let score = 0, unsure = false;
    for (const { term, postings, rarity } of this.terms) {
      let c = postings.classOf(slot);
      if (!c && term.required) {
        if (!postings.mayHold(slot)) return null;
        unsure = true;
        c = 1;
      }
      score += rarity * OF_CLASS[c];
    }
    for (const { postings, bonus } of this.honours) if (postings.classOf(slot)) score += bonus;
    return { slot, score, unsure };
  }

  requireTerms(text) {
    for (const { term } of this.required)
      if (term.han && !holds(text, textOf(this.query.words[term.word], term))) throw new BrokenPart(`${text.document.path} is from another build`);
  }
}
