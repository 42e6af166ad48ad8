// Answers requests: first what holds the words in one piece, then names by sound, then what holds parts of the query.
// The twin of HonourWall.Search/Searcher.cs; both give the same results in the same order.
import { BrokenPart } from './bits.js';
import { FacetFilter } from './facets.js';
import { entitiesIn, loadingOrder, MORE, parse, stops, textOf, touches } from './query.js';
import { isHan, loose, normalise, pairKey, readings, tablesFor, withDigitYears, wordKey } from './text.js';

const OF_CLASS = [0, 1, 1.4, 3, 5, 7, 6, 12], NAME_INSIDE = 4, NAME_END = 5;
const WHOLE_WORD = 4, WINDOW = 10, PARTIAL_WINDOW = 16, MOST_GUESSES = 40, MOST_COUNTED = 200, MOST_PARTIAL = 200, MOST_NAMES = 20, WHOLE = 0.85, LEAST_SHARE = 0.6;
const byScore = (a, b) => b.score - a.score || a.slot - b.slot;
const count = text => [...text].length;

/** About log2(documents / having + 1), linear between powers of two. */
function rarity(documents, having) {
  let x = documents / having + 1, whole = 0;
  for (; x >= 2; x /= 2) whole++;
  return whole + (x - 1);
}

async function loadTerm(index, term) {
  const postings = await index.find(term.key);
  return { term, postings, rarity: postings.total ? rarity(index.documents, postings.total) : 0 };
}

/**
 * Asks for terms that are likely to be looked at next, so that a slow line is waited for once and not for each step. What is done with a
 * term, and when, is not changed by this.
 */
const expect = (index, keys) => { for (const key of keys) index.find(key).catch(() => {}); };

const loadTerms = (index, terms) => Promise.all(terms.map(term => loadTerm(index, term)));
const loadDocuments = (index, candidates) => Promise.all(candidates.map(async c => view(await index.document(c.slot))));

/** Asks for what the next windows will read: a long list should not wait for each of its windows in turn. */
const loadAhead = (index, candidates) => { if (candidates.length > WINDOW) for (const c of candidates) index.document(c.slot).catch(() => {}); };

/** The matching side of a stored document. */
function view(document) {
  return document.view ??= (() => {
    const fold = text => normalise(text, document.folding).text;
    const honours = document.honours.map(([, award, year]) => year ? `${year}年${award}` : award);
    const body = fold(document.body), names = [document.name, ...document.otherNames].map(fold);
    const fields = [document.employer, document.occupation, ...document.districts.map(d => d[1]), ...honours, ...document.industry.slice(1), document.line].map(fold);
    const all = [...names, ...fields].join('\n'), years = withDigitYears(body);
    const districts = document.districts.map(d => fold(d[1])), awards = document.honours.map(h => fold(h[1]));
    return { document, slot: document.slot, names, fields, all, body, years, occupation: fold(document.occupation), districts, awards };
  })();
}

const holds = (text, plain, years = plain) => text.all.includes(plain) || text.body.includes(plain) || text.years.includes(years) || text.all.includes(years);
const holdsAll = (text, query) => query.words.every(word => holds(text, word.plain, word.text));

/** Points for what is named: the same numbers as TextScore.cs. */
function features(text, query) {
  let score = 0;
  for (const { plain, text: word } of query.words) {
    score += namePoints(text, plain);
    if (text.fields.some(field => field.includes(plain))) score += 8;
    score += Math.min(3, text.body.split(plain).length - 1);
    if (text.districts.some(name => count(name) > 1 && word.includes(count(name) > 2 ? [...name].slice(0, -1).join('') : name))) score += 20;
    if (count(text.occupation) > 1 && word.includes(text.occupation)) score += 20;
  }
  const honoured = text.document.honours.some(([, , year], i) => query.years.includes(year) && query.words.some(word => word.text.includes(text.awards[i])));
  return score + (honoured ? 60 : 0);
}

function namePoints(text, word) {
  let best = 0;
  for (const [i, name] of text.names.entries()) {
    const at = name.indexOf(word), inside = word.indexOf(name), before = inside < 0 ? 0 : count(word.slice(0, inside));
    const points = name === word ? 60 : i === 0 && givenName(text) === word ? 25 : at >= 0 ? (at ? 15 : 18)
      : count(name) > 1 && inside >= 0 && before !== 1 && count(word) - before - count(name) !== 1 ? 50 : 0;
    best = Math.max(best, points);
  }
  return best;
}

function givenName({ document, names: [name] }) {
  const bar = document.pattern.indexOf('|');
  return bar < 0 || document.name.includes('·') ? null : [...name].slice(document.pattern.slice(0, bar).split(' ').length).join('') || null;
}

/** The share of the query's characters that stand in the text in runs of two or more. */
function coverage(text, query) {
  let covered = 0, counted = 0;
  for (const word of query.words) {
    const stop = stops(word), { codes } = word;
    for (let at = 0; at < codes.length;) {
      let length = 0;
      for (let tried = 2; at + tried <= codes.length && holds(text, codes.slice(at, at + tried).join('')); tried++) length = tried;
      for (let i = at; i < at + Math.max(1, length); i++) if (!stop[i]) { counted++; if (length) covered++; }
      at += length || 1;
    }
  }
  return counted ? covered / counted : 0;
}

/** Documents that hold every word in one piece, window by window; it loads as little as it can. See ExactStage.cs. */
class ExactStage {
  static async start(index, query, entities, allowed, limit) {
    const stage = Object.assign(new ExactStage(), { index, query, allowed, limit, seen: new Set(), failed: new Set(), required: [], order: [], at: 0, failures: 0 });
    const { terms, first } = loadingOrder(query, entities);
    stage.terms = terms;
    const honours = entities.filter(e => e.honour);
    // 「海淀区的教师」 is seldom written in one piece: its parts will be asked for; the last piece of a short word is cheap.
    if (entities.length && query.words.some(word => stops(word).includes(true))) expect(index, [...query.terms, ...entities].map(t => t.key));
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
    if (this.required.some(t => !t.postings.total)) return undefined;
    return this.required.reduce((least, t) => !least || t.postings.total < least.postings.total ? t : least, undefined);
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
    loadAhead(this.index, this.order.slice(this.at, this.at + this.limit));
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

const hit = (text, match) => ({ slot: text.slot, document: text.document, match });

/** Documents that hold parts of the query. See PartialStage.cs. */
class PartialStage {
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

/** Names by their sound. See NameStage.cs. */
class NameStage {
  constructor(index, query, allowed) { Object.assign(this, { index, query, allowed }); }

  get name() {
    const [word, more] = this.query.words, codes = [...word.plain];
    return !more && codes.length >= 2 && codes.length <= 5 && codes.every(c => isHan(c.codePointAt(0))) && this.index.surnames.includes(codes[0]) ? codes : null;
  }

  async byLetters() {
    const { letters, terms } = this.query, near = loose(letters), keys = [];
    if (/[aeiouv]/.test(letters)) keys.push([wordKey(`P:${near}`), 1]);
    if (letters.length > 1 && letters.length < 5) keys.push([wordKey(`I:${letters}`), 0.9]);
    for (const term of terms) if (term.length > 1) keys.push([term.key, 1.5]);
    return this.read(keys, text => {
      let best = 0;
      for (const reading of readings(text.document.pattern || '?')) {
        const all = reading.flat().join(''), given = reading.slice(1).flat().join(''), initials = reading.flat().map(s => s[0]).join('');
        best = Math.max(best, all === letters ? 60 : loose(all) === near ? 40 : initials === letters ? 38 : given === letters ? 35
          : all.startsWith(letters) ? 30 : loose(given) === near ? 20 : 0);
      }
      if (holdsAll(text, this.query)) best = Math.max(best, 45);
      return best || (loose(text.document.pattern.replace(/[^a-z]/g, '')).startsWith(near) ? 10 : 0);
    }, 'sound');
  }

  async bySound() {
    const codes = this.name;
    if (!codes) return [];
    if (codes.length === 3) expect(this.index, [wordKey(`S:${codes[0]}${codes[2]}`)]);
    const pattern = await this.pattern(codes), mine = readings(pattern).map(reading => reading.flat().join(''));
    return this.read(mine.map(letters => [wordKey(`P:${loose(letters)}`), 1]), text => {
      if (count(text.names[0]) !== codes.length) return 0;
      let best = 0;
      for (const reading of readings(text.document.pattern || '?')) {
        const all = reading.flat().join('');
        for (const letters of mine) best = Math.max(best, all === letters ? 50 : loose(all) === loose(letters) ? 40 : 0);
      }
      return best;
    }, 'sound');
  }

  async byOneCharacter() {
    const codes = this.name;
    if (!codes || codes.length < 3) return [];
    const keys = codes.slice(1).map((c, i) => [pairKey(codes[i], c), 1, NAME_INSIDE]);
    if (codes.length === 3) keys.push([wordKey(`S:${codes[0]}${codes[2]}`), 1]);
    return this.read(keys, text => {
      const other = [...text.names[0]];
      return other.length === codes.length && other.filter((c, i) => c !== codes[i]).length === 1 ? 30 : 0;
    }, 'near');
  }

  async pattern(codes) {
    const { of, surnames, compounds, given } = await this.index.readingTable();
    let length = 1;
    for (let tried = Math.min(4, codes.length - 1); tried > 1 && length === 1; tried--) if (compounds.has(codes.slice(0, tried).join(''))) length = tried;
    const reading = (c, special) => special.get(c)?.join('/') ?? of.get(c) ?? '?';
    const surname = length > 1 ? compounds.get(codes.slice(0, length).join('')).join(' ') : reading(codes[0], surnames);
    return `${surname}|${codes.slice(length).map(c => reading(c, given)).join(' ')}`;
  }

  async read(keys, points, match) {
    const tallies = new Map(), lists = await Promise.all(keys.map(([key]) => this.index.find(key)));
    for (const [n, postings] of lists.entries()) {
      const [, factor, least = 1] = keys[n];
      for (let i = 0; i < postings.known; i++) {
        const slot = postings.list[i], c = postings.classOf(slot);
        if (c < least) break;
        if (this.allowed(slot)) tallies.set(slot, Math.max(tallies.get(slot) ?? 0, factor * OF_CLASS[c]));
      }
    }
    const candidates = [...tallies].map(([slot, score]) => ({ slot, score })).sort(byScore).slice(0, MOST_NAMES);
    const texts = await loadDocuments(this.index, candidates);
    return texts.map((text, i) => ({ ...hit(text, match), points: points(text), score: candidates[i].score }))
      .filter(h => h.points > 0).map(h => ({ ...h, score: h.points + h.score })).sort(byScore);
  }
}

/**
 * Results of {text, facets, sort, limit}: {hits: [{document, match, score}], total, exact, didYouMean, slots}. Without `counted` only what is
 * shown is read, and the total is at most that.
 */
export async function search(index, request, counted = true) {
  const table = await index.foldingFor(request.text ?? '', tablesFor), query = parse(request.text ?? '', table);
  await foldNames(index);
  const filter = await FacetFilter.of(index, request.facets ?? {}), fits = slot => filter.fits(slot), limit = request.limit ?? 10;
  let unread = 0;
  const result = (hits, slots, exact, didYouMean = []) => ({ hits: hits.slice(0, limit), total: Math.max(unread, slots.length), exact, didYouMean, slots, query });
  const sorted = async (slots, exact, holder) => result(await inOrder(index, request.sort, slots, limit, exact ? null : holder), slots, exact);
  if (!query.words.length) return sorted((await everyone(index)).filter(fits), true);
  if (query.letters.length > 1) {
    const found = (await new NameStage(index, query, fits).byLetters()).map(h => holdsAll(h.document.view, query) ? { ...h, match: 'exact' } : h), slots = found.map(h => h.slot);
    return request.sort ? sorted(slots, true) : result(found, slots, true);
  }
  const entities = entitiesIn(query, index), exact = await ExactStage.start(index, query, entities, fits, limit), whole = counted || !!request.sort;
  const hits = [];
  for (let window; hits.length < limit && (window = await exact.next());) hits.push(...window);
  // What is read of a long list is not all of it.
  if (!whole && exact.driver && !exact.driver.postings.complete) unread = exact.driver.postings.total;
  let fitting = await exact.fitting(whole), sure = !unread && (exact.needsNoText || exact.done);
  if (whole && !sure && fitting.length <= MOST_COUNTED) {
    for (let window; (window = await exact.next());) hits.push(...window);
    fitting = await exact.fitting(whole);
    sure = true;
  }
  if (request.sort && fitting.length) return sorted(fitting, sure, text => holdsAll(text, query));
  const several = query.words.length > 1 || entities.length > 0, slots = [...fitting];
  let didYouMean = [];
  if (hits.length < limit || !fitting.length) {
    if (!fitting.length && !several) {
      const names = new NameStage(index, query, fits);
      hits.push(...await names.bySound());
      if (!hits.length) hits.push(...await names.byOneCharacter());
      slots.push(...hits.map(h => h.slot));
      didYouMean = [...new Set(hits.map(h => h.document.name))].slice(0, 3);
    }
    if (!hits.length || several) {
      const partial = new PartialStage(index, query, entities, fits);
      const candidates = await (fitting.length ? partial.named(exact.loaded, new Set(fitting)) : partial.candidates());
      if (!hits.length) slots.push(...candidates.slice(0, partial.results).map(c => c.slot));
      hits.push(...await partial.ranked(candidates, limit - hits.length));
    }
  }
  return result(hits, slots, sure, didYouMean);
}

/**
 * For each facet the number of results with each value, whatever is chosen in that facet itself; with `decades`, ranges of years (1950-1959),
 * the same for each of them. {counts, exact}.
 */
export async function facets(index, request, decades = []) {
  const { slots, exact } = await search(index, { ...request, facets: {}, sort: undefined, limit: 0 });
  const filter = await FacetFilter.of(index, request.facets ?? {}, true);
  return { counts: filter.count(slots, decades), exact };
}

async function everyone(index) {
  const { setOf } = await index.column('kind'), slots = [];
  setOf.forEach((set, slot) => { if (set) slots.push(slot); });
  return slots;
}

async function inOrder(index, sort, slots, limit, holder) {
  const { setOf: order } = await index.column('order'), sorted = [...slots].sort((a, b) => order[a] - order[b]);
  if (sort === 'year') {
    const { sets, setOf } = await index.column('year'), latest = slot => sets[setOf[slot] - 1].at(-1) ?? '';
    sorted.sort((a, b) => (latest(a) < latest(b) ? 1 : latest(a) > latest(b) ? -1 : 0));
  }
  const hits = [];
  for (let at = 0; at < sorted.length && hits.length < limit; at += WINDOW) {
    loadAhead(index, sorted.slice(at, at + limit - hits.length).map(slot => ({ slot })));
    for (const text of await loadDocuments(index, sorted.slice(at, Math.min(at + WINDOW, holder ? sorted.length : limit)).map(slot => ({ slot }))))
      if (hits.length < limit && (!holder || holder(text))) hits.push({ ...hit(text, 'exact'), score: 0 });
  }
  return hits;
}

/** The names of districts and awards may need a table; most sites' do not. */
async function foldNames(index) {
  index.nameFolding ??= await index.foldingFor([...index.awards, ...index.districts].map(v => v.name).join(' '), tablesFor);
}

/** Completions of what was typed so far: {text, kind, count}, the most frequent first. */
export async function suggest(index, typed, limit = 8) {
  const table = await index.foldingFor(typed, tablesFor), codes = [...normalise(typed, table).text.replaceAll(' ', '')];
  let bucket = null, prefix = '';
  for (const c of codes) {
    prefix += c;
    if (bucket && !bucket[0]) continue;
    bucket = await index.bucket(prefix);
    if (!bucket) return [];
  }
  const found = new Map();
  for (let i = 1; i < (bucket?.length ?? 0); i += 4) {
    const [key, text, kind, count] = bucket.slice(i, i + 4);
    if (key.startsWith(prefix) && !found.has(text + kind)) found.set(text + kind, { text, kind, count });
  }
  return [...found.values()].slice(0, limit);
}
