// How well a stored text answers a query. The twin of Searching/TextScore.cs.
import { isMet } from './facets.js';
import { runs, stops } from './query.js';
import { normalise, withDigitYears } from './text.js';

export const count = text => [...text].length;

/** Where a document keeps its matching side: what is sent from a worker to its page leaves it behind. */
const VIEW = Symbol();

/** The matching side of a stored document. */
export function view(document) {
  return document[VIEW] ??= (() => {
    const fold = text => normalise(text, document.folding).text;
    const honours = document.honours.map(([, award, year]) => year ? `${year}年${award}` : award);
    const body = fold(document.body), names = [document.name, ...document.otherNames].map(fold);
    const fields = [document.employer, document.occupation, ...document.districts.map(d => d[1]), ...honours, ...document.industry.slice(1), document.line].map(fold);
    const all = [...names, ...fields].join('\n'), years = withDigitYears(body);
    const districts = document.districts.map(d => fold(d[1]).replace(/(?<=..).$/u, '')), awards = document.honours.map(h => fold(h[1]));
    return { document, names, fields, all, body, years, occupation: fold(document.occupation), districts, awards };
  })();
}

export const holds = (text, plain, years = plain) => text.all.includes(plain) || text.body.includes(plain) || text.years.includes(years) || text.all.includes(years);
/** Whether it holds every word, and where an award was asked for in a span of years, whether it is for an honour of these. */
export const holdsAll = (text, { words, awards, within }) => words.every(word => holds(text, word.plain, word.text))
  && (!awards || text.document.honours.some(([id, , year]) => awards.includes(id) && within.some(range => isMet('year', `${year}`, range))));

/** Points for what is named: the same numbers as TextScore.cs. */
export function features(text, query) {
  let score = 0;
  for (const { plain, text: word } of query.words) {
    score += namePoints(text, plain);
    // A whole employer is more than the end of a name that happens to be the end of the word.
    if (text.fields.some(field => field.includes(plain))) score += ` ${text.fields[0]} `.includes(` ${plain} `) ? 20 : 8;
    score += Math.min(3, text.body.split(plain).length - 1);
    const place = text.districts.findIndex(name => count(name) > 1 && word.includes(name));
    if (place >= 0) score += place ? 12 : 20;
    if (count(text.occupation) > 1 && word.includes(text.occupation)) score += 20;
  }
  const honoured = text.document.honours.some(([, , year], i) => query.years.includes(year) && query.words.some(word => word.text.includes(text.awards[i])));
  return score + (honoured ? 60 : 0);
}

function namePoints(text, word) {
  let best = 0;
  for (const [i, name] of text.names.entries()) {
    const at = name.indexOf(word), inside = word.indexOf(name), before = count(word.slice(0, inside));
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
export function coverage(text, query) {
  let covered = 0, counted = 0;
  for (const word of query.words) {
    const stop = stops(word);
    for (const [at, length] of runs(word.codes, run => holds(text, run)))
      for (let i = at; i < at + Math.max(1, length); i++) if (!stop[i]) { counted++; if (length) covered++; }
  }
  return counted ? covered / counted : 0;
}
