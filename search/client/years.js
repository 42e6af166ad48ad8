// Spans of years that are put in words: the twin of Searching/YearWords.cs. 「去年」 stays a word: an index does not know when it is read.
import { DIGITS, foldOne, inDigits } from './text.js';

const D = `[${DIGITS}]`, CENTURY = '(?:19|20|一九|二[〇零])', YEAR = `(${CENTURY}${D}${D})年?`;
const SPAN = new RegExp(`(?:[从自]?${YEAR}[-‐-―~〜至到]+${YEAR}(?:之?间)?|(?:(?:上|20|二十)世.)?(${CENTURY})?(${D})?(${D})[十0〇零]年代)的?(?:劳模$)?`, 'g');

/** 五十年代, 五六十年代, 1950年代, 1959—1979年, 从1959年到1979年之间: {text: the rest, within: values of the year facet}; nothing where there is none. */
export function yearsIn(text) {
  const within = [], rest = Array.from(text, c => foldOne(c.codePointAt(0))).join('').replace(SPAN, (words, ...found) => {
    const [from, until, century = '19', first, last] = found.slice(0, 5).map(piece => piece && inDigits(piece));
    within.push(from ? `${from}-${until}` : `${century}${first ?? last}0-${century}${last}9`);
    return ' ';
  });
  return within.length && { text: rest, within };
}
