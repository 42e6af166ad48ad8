// Answers requests: first what holds the words in one piece, then names by sound, then what holds parts of the query.
// The twin of HonourWall.Search/Searcher.cs; both give the same results in the same order.
import { exactStage, MANY } from './exact-stage.js';
import { facetFilter } from './facets.js';
import { ahead, expect, hit, loadAhead, loadDocuments } from './loading.js';
import { nameStage } from './name-stage.js';
import { PARTIAL_WINDOW, partialStage } from './partial-stage.js';
import { entitiesIn, inFull, parse } from './query.js';
import { isSingle, tablesFor } from './text.js';
import { holdsAll, view } from './text-score.js';
import { yearsIn } from './years.js';

const MOST_COUNTED = 200;

/**
 * Results of {text, facets, sort, limit}: {hits: [{document, match, score}], total, exact, didYouMean, slots, cut}. Without `counted` only what is
 * shown is read, in three rounds of asking at most, and the total is at most that; `cut` says that there was no time for all: others may follow those that
 * hold the words, or come before those that hold only parts of them.
 */
export async function search(index, request, counted = true) {
  const { text = '', facets: chosen = {}, within, sort, limit = 10 } = request, narrow = sort || within || Object.keys(chosen).length;
  // Whatever is known to be wanted is asked for before anything is waited for.
  const filtering = Promise.all([chosen, within && { year: within }].map(choice => facetFilter(index, choice))), years = !within && yearsIn(text);
  let also = years && search(index, { ...request, ...years, limit: sort ? 0 : limit }, counted);
  for (const asked of [filtering, also, sort && index.column('order'), sort === 'year' && index.column('honour')]) if (asked) ahead(asked);
  // A short question may be a name, some of it in pinyin, which may be mistyped.
  if (text.normalize('NFKC').match(/[a-z]+|./giu)?.length < 9 && tablesFor(text, index.folded)[0]) ahead(index.readingTable());
  // The names of districts and awards may need a table; most sites' do not.
  const [table, nameFolding] = await Promise.all([text, [...index.awards, ...index.districts].map(v => v.name).join()].map(text => index.foldingFor(text)));
  index.nameFolding = nameFolding;
  const query = { ...parse(text, table), within }, { words, letters } = query, late = request.late || table.size + nameFolding.size > 0, hits = [];
  let filter, meant, unread = 0, guess, prepared, holds = text => holdsAll(text, query);
  const fits = (slot, whatever) => meant.fits(slot) && (whatever === true || filter.fits(slot)), names = nameStage(index, query, fits, limit);
  const result = (slots, exact, cut = false, didYouMean = []) =>
    ({ hits: hits.slice(0, limit), total: Math.max(unread, slots.length), exact, didYouMean, slots, query, holds, cut });
  const sorted = async (slots, exact, rounds = 1) => {
    const [found, cut] = await inOrder(index, sort, slots, limit, exact ? null : holds, rounds);
    hits.splice(0, hits.length, ...found);
    return result(slots, exact, cut);
  };
  if (!words.length) {
    ahead(index.column('order'));
    const all = await everyone(index);
    [filter, meant] = await filtering;
    return sorted(text.trim() ? [] : all.filter(fits), true);
  }
  if (letters.length > 1) {
    const place = index.districts.find(({ id, name }) => id === letters.replace(/qu$/, '') && name !== text), there = place && search(index, { ...request, text: place.name }, counted);
    if (place) ahead(there);
    [filter, meant] = await filtering;
    const found = await names.byLetters();
    hits.push(...found.map(h => holds(view(h.document)) ? { ...h, match: 'exact' } : h));
    return place && !hits.length ? there : sort ? { ...await sorted(found.slots, true), exact: found.exact } : result(found.slots, found.exact);
  }
  const entities = entitiesIn(query, index), several = words.length > 1 || entities.length > 0, short = !several && names.mayBeName, mistyped = short && names.hasSurname, whole = counted || !!sort;
  expect(index, [...query.terms, ...entities].map(t => t.key));
  for (const { key } of query.terms) if (isSingle(key) ? narrow || words.length > 1 : narrow && late) ahead(index.rest(key));
  if (mistyped) ahead(late ? names.sounds() : index.readingTable());
  const full = inFull(query, index);
  if (!also && full !== query.plain) ahead(also = search(index, { ...request, text: full, limit: sort ? 0 : limit, late }, counted));
  [filter, meant] = await filtering;
  const partial = partialStage(index, query, entities, fits), candidates = () => guess ??= partial.candidates(exact.terms);
  /** Asks for what the stages after the exact one would read, as far as can be told. */
  const prepare = isLast => counted || ahead(prepared ??= (async () => {
    if (within && !hits.length) ahead(search(index, { ...request, within: undefined }, counted));
    if (mistyped && !hits.length) {
      ahead(names.bySound());
      if (await names.certain()) return;
      ahead(names.byOneCharacter());
    }
    if (isLast && several) loadAhead(index, (await partial.named(exact.terms, new Set(await exact.fitting(false)))).slice(0, PARTIAL_WINDOW));
    if (!hits.length) loadAhead(index, (await candidates()).slice(0, PARTIAL_WINDOW));
  })());
  const exact = await exactStage(index, query, entities, fits, limit, counted ? Infinity : late ? 1 : 2, () => prepare(true));
  if (mistyped && !exact.names) ahead(names.sounds());
  for (let window; (counted || !sort) && hits.length < limit && (window = await exact.next());) hits.push(...window);
  // What is read of a long list is not all of it.
  if (!whole && exact.driver && !exact.driver.postings.complete) unread = exact.driver.postings.total;
  let fitting = await exact.fitting(whole), sure = !unread && (exact.needsNoText || exact.done());
  if (counted && !sure && fitting.length <= MOST_COUNTED) {
    for (let window; (window = await exact.next());) hits.push(...window);
    fitting = await exact.fitting(whole);
    sure = true;
  }
  if (also) {
    // 「五十年代」 in one piece, then whoever was honoured in these years and fits the other words.
    const more = await also, either = [...new Set([...fitting, ...more.slots])], certain = sure && more.exact, own = holds;
    holds = text => own(text) || (more.slots.includes(text.document.slot) && more.holds(text));
    if (sort && either.length) return sorted(either, certain, exact.rounds);
    if (either.length) {
      if (!exact.cut) hits.push(...more.hits.filter(h => hits.every(own => own.slot !== h.slot)));
      return result(either, certain, exact.cut || more.cut);
    }
    if (years) {
      // Nobody in these years: then whoever fits the other words in any.
      if (!years.text.trim()) return result([], true);
      const others = await search(index, { ...request, text: years.text }, counted);
      return { ...others, hits: others.hits.map(h => ({ ...h, match: 'partial' })) };
    }
  }
  if (sort && fitting.length) {
    if (!sure) prepare();
    const found = await sorted(fitting, sure, exact.rounds);
    if (found.hits.length || found.cut || counted || !limit) return found;
    // Not one of them holds the words.
    fitting = [];
    sure = true;
  }
  // Of those that were not read in time nobody was seen to hold the words: what holds parts of them need not wait for the others.
  if (exact.cut && !hits.length) {
    unread = Math.max(unread, fitting.length);
    fitting = [];
  }
  // It may be a name with a surname that nobody here has, if no piece of it stands anywhere; that is known too late for the first answer.
  const strange = short && !mistyped && exact.terms.every(t => !t.postings.total);
  let slots = fitting, didYouMean = [];
  if (!fitting.length || (hits.length < limit && !exact.cut)) {
    if (!fitting.length) prepare();
    if ((strange && counted) || (mistyped && !fitting.length)) {
      let found = await names.bySound();
      if (!found.length) found = await names.byOneCharacter();
      hits.push(...found);
      slots = found.slots;
      sure &&= found.exact;
      didYouMean = [...new Set(hits.map(h => h.document.name))].slice(0, 3);
    }
    if (several || !hits.length) {
      const found = await (fitting.length ? partial.named(exact.terms, new Set(fitting)) : candidates());
      if (!hits.length) slots = found.filter(c => !c.unsure).map(c => c.slot);
      hits.push(...await partial.ranked(found, limit - hits.length));
    }
  }
  return result(slots, sure, exact.cut || (strange && !counted), didYouMean);
}

/**
 * For each facet the number of results with each value, whatever is chosen in that facet itself; decades, 1950-1959, stand among the years.
 * {counts, exact}.
 */
export async function facets(index, request) {
  const { slots, exact } = await search(index, { ...request, facets: {}, sort: undefined, limit: 0 });
  const filter = await facetFilter(index, request.facets, true);
  return { counts: filter.count(slots), exact };
}

async function everyone(index) {
  const { counts } = await index.column('kind');
  return [...counts.keys()].filter(slot => counts[slot]);
}

async function inOrder(index, sort, slots, limit, holder, rounds) {
  const { counts: order } = await index.column('order'), sorted = [...slots].sort((a, b) => order[a] - order[b]);
  if (sort === 'year') {
    const { counts, starts, lists: [honours], numbers: [numbers] } = await index.column('honour'), years = honours.map(honour => +honour.split(' ')[1] || 0);
    const latest = counts.map((count, slot) => Math.max(...numbers.subarray(starts[slot], starts[slot] + count).map(number => years[number])));
    sorted.sort((a, b) => latest[b] - latest[a]);
  }
  const hits = [];
  let at = 0;
  while (at < sorted.length && hits.length < limit && rounds-- > 0) {
    const many = holder && rounds < 1 ? MANY : limit;
    for (const text of await loadDocuments(index, sorted.slice(at, at += many).map(slot => ({ slot }))))
      if (hits.length < limit && (!holder || holder(text))) hits.push({ ...hit(text, 'exact'), score: 0 });
  }
  return [hits, at < sorted.length && hits.length < limit];
}
