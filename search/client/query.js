// A query taken apart, and the names of the site in it: the twin of HonourWall.Search/Searching.
import { isHan, isSpace, normalise, pairKey, singleKey, withDigitYears, wordKey } from './text.js';

const MOST_WORDS = 8, LONGEST_WORD = 64, MOST_TERMS = 24;

/** {words: [{plain, text, codes, first, terms}], terms, plain, letters, years}: `first` characters stand in the words before; a term is {key, word, start, length, required, han}, in characters of `codes`. */
export function parse(text, table) {
  const parts = [''], words = [];
  let first = 0;
  for (const ch of text) parts.push(isSpace(ch) ? '' : parts.pop() + ch);
  // Characters that stand one by one are one word as lists space a name: 「李　强」.
  for (const part of parts.some(part => [...part][1]) ? parts : [parts.join('')]) {
    const whole = normalise(part, table).text, plain = [...whole].slice(0, LONGEST_WORD), codes = [...withDigitYears(whole)].slice(0, LONGEST_WORD);
    if (!plain.length || words.length === MOST_WORDS) continue;
    words.push({ plain: plain.join(''), text: codes.join(''), codes, first, terms: termsOf(codes, words.length) });
    first += codes.length;
  }
  const letters = words.map(word => word.text.replaceAll(' ', '')).join('');
  const terms = words.flatMap(word => word.terms).slice(0, MOST_TERMS);
  const years = words.flatMap(word => word.terms.map(term => textOf(word, term))).filter(year => /^(19|20)\d\d$/.test(year));
  return { words, terms, plain: words.map(word => word.plain).join(' '), letters: /^[a-z]*$/.test(letters) ? letters : '', years: [...new Set(years)].map(Number) };
}

export const textOf = (word, term) => word.codes.slice(term.start, term.start + term.length).join('');

function termsOf(codes, word) {
  const terms = [], add = (key, start, length, required, han) => terms.push({ key, word, start, length, required, han });
  const han = codes.map(isHan);
  for (let i = 0; i < codes.length;) {
    if (codes[i] === ' ') { i++; continue; }
    let end = i + 1;
    while (end < codes.length && codes[end] !== ' ' && han[end] === han[i]) end++;
    const alone = i === 0 && end === codes.length;
    if (!han[i]) add(wordKey(codes.slice(i, end).join('')), i, end - i, alone || end - i >= 4 || (i > 0 && end < codes.length), false);
    else if (alone && end - i === 1) add(singleKey(codes[i]), i, 1, true, true);
    else for (let p = i; p < end - 1; p++) add(pairKey(codes[p], codes[p + 1]), p, 2, true, true);
    i = end;
  }
  if (!terms.length) codes.forEach((c, i) => { if (han[i]) add(singleKey(c), i, 1, true, true); });
  if (!terms.some(term => term.required)) for (const term of terms) term.required = true;
  return terms;
}

const PARTICLES = '的在有哪些谁是和与及了吗么呢', STOP_WORDS = ['劳模', '工作', '名单'];
const SHORT = `[市省]?[${PARTICLES} ]*劳模(?=[${PARTICLES}名单]*(?: |$))`;

/** The site's own names, as characters: {awards: [[id, name]], districts}. */
const namesOf = index => index.names ??= {
  awards: index.awards.map(award => [award.id, [...normalise(award.name, index.nameFolding).text]]),
  districts: index.districts.flatMap(({ id, name }) => {
    const codes = [...normalise(name, index.nameFolding).text];
    return [codes, '区县市旗'.includes(codes.at(-1)) ? codes.slice(0, -1) : []].filter(form => form.length > 1).map(form => [id, form]);
  }),
};

/** Districts, and awards in a year, that the query names: {key, bonus, covers: [{word, start, length}], honour}. */
export function entitiesIn(query, index) {
  const { awards, districts } = namesOf(index), found = [];
  for (const [id, place] of longest(districts, query))
    if (query.words.length > 1 || place.length < query.words[0].codes.length) found.push({ key: wordKey(`D:${id}`), bonus: 25, covers: [place] });
  for (const [id, place] of longest(awards, query)) {
    // In a span of years it is the texts that tell.
    if (query.within) (query.awards ??= []).push(id);
    for (const year of query.years) {
      const years = query.terms.filter(term => !term.han && textOf(query.words[term.word], term) === `${year}`);
      found.push({ key: wordKey(`H:${id}:${year}`), bonus: 100, covers: [place, ...years], honour: true });
    }
  }
  return found;
}

/** The words with the full name of an award that is called 劳模 in short: 「北京市有哪些劳模」, 「北京劳模」, 「全国劳模」; without one that stands alone, 「公交 劳模」, which everybody here deserves. */
export const inFull = (query, index) => namesOf(index).awards.reduce((text, [, name]) => {
  const full = name.join(''), place = full.match(/^(.+?)[市省]?劳动模范$/);
  return place ? text.replace(RegExp(place[1] + SHORT, 'g'), full) : text;
}, query.plain).replace(/^劳模 | 劳模$/, '');

function* longest(names, query) {
  for (const [word, { codes }] of query.words.entries()) {
    for (let at = 0; at < codes.length;) {
      const here = names.filter(([, name]) => name.every((c, i) => codes[at + i] === c)), length = Math.max(0, ...here.map(([, name]) => name.length));
      for (const [id, name] of here) if (length && name.length === length) yield [id, { word, start: at, length }];
      at += length || 1;
    }
  }
}

/** Whether a term lies inside a name or half so. */
export const touches = (entity, term) => entity.covers.some(c => c.word === term.word && term.start < c.start + c.length && term.start + term.length > c.start);

/** Which characters of a word do not count: breaks and particles (1), 「劳模」 (2); where no two others stand together all do (0). */
export function stops({ codes }) {
  const stop = codes.map(c => c === ' ' || PARTICLES.includes(c) ? 1 : 0);
  codes.forEach((c, i) => { if (STOP_WORDS.includes(c + codes[i + 1])) stop[i] = stop[i + 1] = 2; });
  return stop.some((s, i) => s + stop[i + 1] === 0) ? stop : codes.map(() => 0);
}

/** What of a word stands somewhere, in the longest runs of two characters or more that `holds` knows: [where it begins, how long, 0 for a character that stands in none]. */
export function* runs(codes, holds) {
  for (let at = 0, length; at < codes.length; at += length || 1) {
    length = 0;
    for (let tried = 2; at + tried <= codes.length && holds(codes.slice(at, at + tried).join('')); tried++) length = tried;
    yield [at, length];
  }
}
