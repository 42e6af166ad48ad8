import { BrokenPart } from './bits.js';
import { ahead, byScore, hit, loadAhead, loadDocuments, loadTerms, NAME_END, OF_CLASS, WINDOW } from './loading.js';
import { textOf } from './query.js';
import { features, holds, holdsAll } from './text-score.js';

const MOST_GUESSES = 40;
/** So many texts are asked for in the last round: where some were read in vain, and where it is the first. */
export const MANY = 100, FEW = 30;

/**
 * Documents that hold every word in one piece, window by window. See ExactStage.cs. `rounds` says how often the line may be waited for after the terms: then no
 * more is looked for (`cut`). `last` is called as the last round begins, for whatever else will be wanted must be asked for in it too.
 */
export async function exactStage(index, query, entities, allowed, limit, rounds, last) {
  const { words, awards } = query, terms = await loadTerms(index, query.terms), required = terms.filter(t => t.term.required), held = [], seen = new Set();
  const honours = await Promise.all(entities.filter(e => e.honour).map(async e => ({ bonus: e.bonus, postings: await index.find(e.key) })));
  const [rarest] = [...required].sort((a, b) => a.postings.total - b.postings.total), driver = rarest?.postings.total ? rarest : null;
  let order, asked, failures = 0, cut = false;

  const done = () => !order.length && (driver?.postings.complete ?? true);
  /** Whether having the terms already means holding the words. */
  const needsNoText = !awards && required.length === words.length && required.every(({ term }) => term.length === words[term.word].codes.length);

  /** Whether there is no time for more. */
  const stop = () => cut = rounds < 1;

  /** Asks for texts, more in the last round, and beside them for the lists that will be wanted if they are read in vain. */
  function ask() {
    const isLast = --rounds < 1, { size } = seen, guesses = some => some.filter(c => c.unsure).length;
    asked = isLast && !needsNoText ? size ? MANY : FEW : limit + 2 * size;
    const coming = order.slice(0, asked);
    loadAhead(index, coming);
    if (isLast) last();
    for (const { postings } of coming.length === order.length ? [driver] : guesses(order) > MOST_GUESSES && guesses(coming) * 2 > WINDOW ? required : [])
      if (!postings.complete) ahead(index.rest(postings.key));
  }

  /** Loads whole lists where what is loaded of them tells too little. */
  async function complete() {
    const guessing = failures * 2 > WINDOW && order.filter(c => c.unsure).length > MOST_GUESSES;
    const lists = (guessing ? required : order.length || !driver ? [] : [driver]).filter(t => !t.postings.complete);
    return lists.length > 0 && load(lists);
  }

  /** Loads the rest of lists, in a round of their own if nobody has asked for them; false where there is no time. */
  async function load(lists) {
    if (!lists.every(({ postings }) => postings.complete || index.asked(postings.key))) {
      if (stop()) return false;
      if (--rounds < 1) last();
    }
    await Promise.all(lists.map(t => index.completeTerm(t.postings)));
    reorder();
    return true;
  }

  function reorder() {
    const found = [];
    for (let i = 0; i < (driver?.postings.known ?? 0); i++) {
      const slot = driver.postings.list[i];
      if (seen.has(slot) || !allowed(slot)) continue;
      const candidate = weigh(slot);
      if (candidate) found.push(candidate);
    }
    order = found.sort(byScore);
    asked = 0;
  }

  function weigh(slot) {
    let score = 0, unsure = false;
    for (const { term, postings, rarity } of terms) {
      let c = postings.classOf(slot);
      if (!c && term.required) {
        if (!postings.mayHold(slot)) return null;
        unsure = true;
        c = 1;
      }
      score += rarity * OF_CLASS[c];
    }
    for (const { postings, bonus } of honours) if (postings.classOf(slot)) score += bonus;
    return { slot, score, unsure };
  }

  reorder();
  return {
    terms, driver, needsNoText, done,
    get cut() { return cut; },
    get rounds() { return rounds; },

    /** Whether the best one is a person of this name, or so the lists say. */
    names: order.length && terms.every(t => t.postings.classOf(order[0].slot) >= NAME_END),

    /** The next window's results in their order, or null when there are no more candidates, or none that could be read in time. */
    async next() {
      while (await complete());
      if (!order.length || cut || (!asked && stop())) return null;
      if (!asked) ask();
      const window = order.splice(0, WINDOW), texts = await loadDocuments(index, window), hits = [];
      asked = Math.max(0, asked - WINDOW);
      window.forEach(({ slot, score, unsure }, i) => {
        const text = texts[i];
        seen.add(slot);
        for (const { term } of unsure ? [] : required)
          if (term.han && !holds(text, textOf(words[term.word], term))) throw new BrokenPart(`${text.document.path} is from another build`);
        if (holdsAll(text, query)) hits.push({ ...hit(text, 'exact'), score: score + features(text, query) });
      });
      held.push(...hits.map(h => h.slot));
      failures = window.length - hits.length;
      return hits.sort(byScore);
    },

    /** Every document that has all terms and did not fail: with whole lists, or as far as they are loaded. */
    async fitting(whole) {
      if (whole && !done()) await load(required);
      return [...held, ...order.map(c => c.slot)];
    },
  };
}
