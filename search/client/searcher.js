// Answers requests: first what holds the words in one piece, then names by sound, then what holds parts of the query.
// The twin of HonourWall.Search/Searcher.cs; both give the same results in the same order.
import { ExactStage } from './exact-stage.js';
import { FacetFilter } from './facets.js';
import { ahead, hit, loadAhead, loadDocuments, WINDOW } from './loading.js';
import { NameStage } from './name-stage.js';
import { PARTIAL_WINDOW, PartialStage } from './partial-stage.js';
import { entitiesIn, parse } from './query.js';
import { holdsAll } from './text-score.js';
import { yearsIn } from './years.js';

const MOST_COUNTED = 200;

/**
 * Results of {text, facets, sort, limit}: {hits: [{document, match, score}], total, exact, didYouMean, slots}. Without `counted` only what is
 * shown is read, and the total is at most that.
 */
export async function search(index, request, counted = true) {
  const table = await index.foldingFor(request.text ?? ''), query = parse(request.text ?? '', table);
  // The names of districts and awards may need a table; most sites' do not.
  index.nameFolding ??= await index.foldingFor([...index.awards, ...index.districts].map(v => v.name).join(' '));
  const filter = await FacetFilter.of(index, request.facets ?? {}), within = await FacetFilter.of(index, { year: request.within });
  const fits = slot => filter.fits(slot) && within.fits(slot), limit = request.limit ?? 10;
  let unread = 0;
  const result = (hits, slots, exact, didYouMean = []) => ({ hits: hits.slice(0, limit), total: Math.max(unread, slots.length), exact, didYouMean, slots, query });
  const sorted = async (slots, exact, holder) => result(await inOrder(index, request.sort, slots, limit, exact ? null : holder), slots, exact);
  if (!query.words.length) return sorted(request.text?.trim() ? [] : (await everyone(index)).filter(fits), true);
  const names = new NameStage(index, query, fits), { letters } = query;
  if (letters.length > 1) {
    const found = (await names.byLetters()).map(h => holdsAll(h.document.view, query) ? { ...h, match: 'exact' } : h), slots = found.map(h => h.slot);
    const place = !slots.length && index.districts.find(({ id, name }) => id === letters.replace(/qu$/, '') && name !== request.text);
    if (place) return search(index, { ...request, text: place.name }, counted);
    return request.sort ? sorted(slots, true) : result(found, slots, true);
  }
  const entities = entitiesIn(query, index), starting = ExactStage.start(index, query, entities, fits, limit), whole = counted || !!request.sort;
  // A name may be mistyped, and then its sound is wanted; it is asked for behind the terms.
  if (names.name?.length > 2) ahead(index.readingTable());
  const exact = await starting;
  const hits = [], partial = new PartialStage(index, query, entities, fits), guess = exact.seldom && partial.candidates();
  if (guess) ahead(guess.then(found => loadAhead(index, found.slice(0, PARTIAL_WINDOW))));
  for (let window; hits.length < limit && (window = await exact.next());) hits.push(...window);
  // What is read of a long list is not all of it.
  if (!whole && exact.driver && !exact.driver.postings.complete) unread = exact.driver.postings.total;
  let fitting = await exact.fitting(whole), sure = !unread && (exact.needsNoText || exact.done);
  if (whole && !sure && fitting.length <= MOST_COUNTED) {
    for (let window; (window = await exact.next());) hits.push(...window);
    fitting = await exact.fitting(whole);
    sure = true;
  }
  // 「五十年代」 in one piece, then whoever was honoured in these years and fits the other words.
  const years = !request.within && yearsIn(request.text);
  if (years) {
    const more = await search(index, { ...request, ...years }, counted), either = [...new Set([...fitting, ...more.slots])], certain = sure && more.exact;
    // Where nobody is either, whoever fits a part of it is found below.
    if (either.length) return request.sort
      ? sorted(either, certain, text => holdsAll(text, query) || (more.slots.includes(text.document.slot) && holdsAll(text, more.query)))
      : result([...hits, ...more.hits.filter(h => hits.every(own => own.slot !== h.slot))], either, certain);
  }
  if (request.sort && fitting.length) return sorted(fitting, sure, text => holdsAll(text, query));
  const several = query.words.length > 1 || entities.length > 0;
  let slots = [...fitting], didYouMean = [];
  if (hits.length < limit || !fitting.length) {
    if (!fitting.length && !several) {
      hits.push(...await names.bySound());
      if (!hits.length) hits.push(...await names.byOneCharacter());
      slots.push(...hits.map(h => h.slot));
      didYouMean = [...new Set(hits.map(h => h.document.name))].slice(0, 3);
    }
    if (!hits.length || several) {
      const guessed = await guess, candidates = await (fitting.length ? partial.named(exact.loaded, new Set(fitting)) : guessed || partial.candidates());
      if (!hits.length) slots = candidates.slice(0, partial.results).map(c => c.slot);
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
