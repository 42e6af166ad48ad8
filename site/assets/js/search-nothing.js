// Says what was tried when the words do not stand anywhere as they were typed, and what to do next. How it is put stands in the page.
import { STEP } from './search-address.js';
import { element, words } from './search-element.js';

/** @return what to say above the results, nothing when they hold what was typed */
export function explain({ hits, didYouMean, query, cut }, request, change) {
  const said = [], match = hits[0]?.match, say = (name, ...more) => said.push(element('p', {}, words[name].split('?').join(request.text), ...more));
  const ask = (changed, text) => element('button', { className: 'ask', onclick: () => change({ ...request, ...changed, limit: STEP }) }, text);
  // Where there was no time for all, somebody may yet hold it.
  if (cut) return said;
  // Names by their sound or with another character, or what holds a part.
  if (didYouMean.length || match === 'partial') say(match, ...didYouMean.map((name) => ask({ text: name }, name)));
  if (hits.length) return said;
  say(!request.text ? 'empty' : query.letters ? 'letters' : 'characters');
  if (Object.keys(request.facets)[0]) said.push(element('p', {}, ask({ facets: {} }, words.wider)));
  say('ways');
  return said;
}
