// What a result shows of a text: the piece around the best match, matches marked. The twin of HonourWall.Search/Snippet.cs.
import { runs } from './query.js';
import { normalise, withDigitYears } from './text.js';

/** A whole text as [{text, mark}]. */
export const mark = (text, query, folding) => pieces(text, spans(text, query, folding), 0, text.length);

/** About `length` characters around the first of the longest matches. */
export function snippet(text, query, folding, length) {
  const found = spans(text, query, folding), best = found.reduce((a, b) => b.rank > (a?.rank ?? 0) ? b : a, undefined);
  let from = Math.max(0, (best?.from ?? 0) - 24);
  if (from > 0) {
    const sentence = Math.max(...[...'。！？；\n'].map(c => text.lastIndexOf(c, best.from - 1)));
    if (sentence >= from) from = sentence + 1;
  }
  let until = Math.min(text.length, from + length);
  if (isLow(text, from)) from--;
  if (isLow(text, until)) until++;
  const result = pieces(text, found, from, until);
  if (from > 0) result.unshift({ text: '…', mark: false });
  if (until < text.length) result.push({ text: '…', mark: false });
  return result;
}

const isLow = (text, at) => (text.charCodeAt(at) & 0xfc00) === 0xdc00;

/** Where the words stand, or, of a word that does not stand there, its longest runs: {from, until, rank} in order, none touching another. */
function spans(original, query, folding) {
  const { text, start, end } = normalise(original, folding), years = withDigitYears(text), found = [];
  const look = (haystack, needle) => {
    if (haystack.length !== text.length) return false;
    let at = haystack.indexOf(needle);
    const any = at >= 0;
    for (; at >= 0; at = haystack.indexOf(needle, at + needle.length)) found.push({ from: start[at], until: end[at + needle.length - 1], rank: needle.length });
    return any;
  };
  for (const word of query.words) {
    if (look(text, word.plain) || look(years, word.text)) continue;
    for (const [at, length] of runs(word.codes, run => text.includes(run))) if (length) look(text, word.codes.slice(at, at + length).join(''));
  }
  found.sort((a, b) => a.from - b.from || b.until - a.until);
  return found.reduce((kept, span) => { if (kept.every(before => before.until <= span.from)) kept.push(span); return kept; }, []);
}

function pieces(text, found, from, until) {
  const result = [], put = (a, b, mark) => { if (b > a) result.push({ text: text.slice(a, b).replaceAll('\n', ' '), mark }); };
  let at = from;
  for (const span of found) {
    if (span.from < from || span.until > until) continue;
    put(at, span.from, false);
    put(span.from, span.until, true);
    at = span.until;
  }
  put(at, until, false);
  return result;
}
