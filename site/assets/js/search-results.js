// What a result shows: the name, where and as what, the piece of text that matches, the honour that counts most.
import { isMet } from '../search/facets.js';
import { mark, snippet } from '../search/snippet.js';
import { element, marked, words } from './search-element.js';
import { LEVELS, NAMES } from './search-facets.js';

const rank = ([, , , level]) => LEVELS.findIndex(([id]) => id === level);
export const KINDS = Object.values(NAMES.kind);
const HONOURS = 3, SNIPPET = 64;

/** @param linkTo makes a link of an address */
export function result({ document: found }, query, request, linkTo) {
  const shown = (text) => marked(mark(text, query, found.folding));
  const work = [found.employer, found.occupation].filter(Boolean).join('　');
  const text = element('div');
  if (found.otherNames.length) text.append(element('p', {}, '又名 ', ...shown(found.otherNames.join('、'))));
  if (found.line) text.append(element('p', {}, ...shown(found.line)));
  if (work) text.append(element('p', {}, ...shown(work)));
  if (found.body) text.append(element('p', { className: 'snip' }, ...marked(snippet(found.body, query, found.folding, SNIPPET))));
  return element('li', {}, element('h2', {}, element('a', { href: linkTo(found.address), className: found.name.length > 4 ? 'long' : '' }, ...shown(found.name))), text, honours(found, request));
}

/** The honours that meet most of what was chosen first, then by level. */
function honours({ kind, honours: all, districts }, { facets }) {
  const wanted = ([award, , year, level, ...places]) => Object.entries({ level: [level], year: [`${year || ''}`], award: [award], district: places.map((place) => districts[place][0]) })
    .filter(([name, own]) => own.some((value) => facets[name]?.some((chosen) => isMet(name, value, chosen)))).length;
  const sorted = [...all].sort((a, b) => wanted(b) - wanted(a) || rank(a) - rank(b) || b[2] - a[2]);
  const made = element('p', { className: 'y' });
  if (kind) made.append(element('span', { className: 'kind' }, KINDS[kind]));
  sorted.slice(0, HONOURS).forEach((honour, i) => {
    const [, award, year] = honour;
    if (i) { made.append(element('span', {}, `${award}${year ? ` ${year}` : ''}`)); return; }
    const [, ariaLabel, [style, glyph]] = LEVELS[rank(honour)];
    made.append(element('span', { className: 'first' }, element('span', { className: `seal ${style}`, role: 'img', ariaLabel }, glyph), award),
      element('b', { className: year ? 'num' : 'none' }, year || words.noyear));
  });
  if (sorted.length > HONOURS) made.append(element('span', {}, `另有 ${sorted.length - HONOURS} 项`));
  return made;
}
