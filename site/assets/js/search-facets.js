// The choices beside the results: each value with the number it would give, whatever else is chosen in the same facet.
import { COLUMNS } from '../search/facets.js';
import { STEP, toggled } from './search-address.js';
import { element, number, part, words } from './search-element.js';

const SHOWN = 8;
const pairs = (text = '') => text.split(' ').filter(Boolean).map((pair) => pair.split(':'));
/** Each with its name and its seal. */
export const LEVELS = pairs(words?.levels);
/** What is the same on every site, in its order; a box on another page suggests kinds, but no levels. */
export const NAMES = {
  kind: { __proto__: null, person: '人物', collective: '集体', studio: '工作室', story: '事迹' },
  level: { __proto__: null, ...Object.fromEntries(LEVELS) },
};
/** The districts that are no more, and what is said of that behind their names; 外地, of which nothing is said. */
const former = new Map(pairs(part('find')?.dataset.former));
const unfolded = new Set();

/** Decades, as ranges of years: 1950-1959. */
const DECADES = Array.from({ length: 10 }, (_, i) => `${194 + i}0-${194 + i}9`);
/** From one year to another, as somebody typed it. */
const isTyped = (years) => years && !DECADES.includes(years);

/** What a value is called: 海淀区; 崇文区（今东城区）; 1950年代; 未注明. */
export function nameOf(facet, value, index) {
  if (!value) return words[`no${facet}`] ?? words.no;
  if (facet === 'year') return DECADES.includes(value) ? `${value.slice(0, 4)}年代` : value.replace('-', '—');
  const list = { district: index.districts, award: index.awards, industry: index.industries }[facet];
  const name = NAMES[facet]?.[value] ?? list?.find(({ id }) => id === value)?.name ?? value;
  return facet === 'district' && former.has(value) ? name + former.get(value) : name;
}

/**
 * @param counts {facet: {value: number}} with the decades among the years
 * @param change told of the changed request
 */
export function showFacets(form, counts, request, index, change) {
  const focus = document.activeElement?.closest('#facets [name]');
  form.replaceChildren(...COLUMNS.map((name) => facet(name, counts[name], request, index, change)).filter(Boolean));
  if (focus) [...form.elements].find(({ name, value, type }) => name === focus.name && (type === 'text' || value === focus.value))?.focus();
}

function facet(name, counts, request, index, change) {
  const chosen = request.facets[name] ?? [], order = NAMES[name] ? Object.keys(NAMES[name]) : name === 'year' ? DECADES : [];
  const rank = (value) => !value ? 2e9 : name === 'district' && former.has(value) ? 1e9 : order.indexOf(value);
  const values = [...new Set([...Object.keys(counts), ...chosen])].filter((value) => name !== 'year' || !isTyped(value))
    .sort((a, b) => rank(a) - rank(b) || (counts[b] ?? 0) - (counts[a] ?? 0) || (a < b ? -1 : 1));
  if (values.length < 2 && !chosen.length) return null;
  const more = values.length - 1 > SHOWN && !unfolded.has(name) && !order.length;
  const rows = element('div', {}, ...values.filter((value, i) => !more || i < SHOWN || chosen.includes(value)).map((value) => element('label', {},
    element('input', { type: 'checkbox', name, value, checked: chosen.includes(value), onchange: () => change(toggled(request, name, value)) }),
    element('span', {}, nameOf(name, value, index)), element('span', { className: 'num' }, number(+counts[value] || 0)))));
  if (more) {
    const onclick = () => {
      unfolded.add(name);
      const whole = facet(name, counts, request, index, change);
      rows.parentNode.replaceWith(whole);
      whole.querySelectorAll('input')[SHOWN].focus();
    };
    rows.append(element('button', { type: 'button', className: 'rest', name: `more-${name}`, onclick }, `另外 ${values.length - rows.children.length} 项`));
  }
  return element('fieldset', { className: 'facet' }, element('legend', {}, words[name]), ...name === 'year' ? [years(request, change)] : [], rows);
}

/** From one year to another; one that is left empty is the first or the last there can be. */
function years(request, change) {
  // Of the request as it is when it is asked: drawn anew, the fields lose the focus once more, and nothing is to happen twice.
  const asked = () => { const [from, until = from] = (request.facets.year?.find(isTyped) ?? '').split('-'); return [from, until]; }, [from, until] = asked();
  const field = (name, text, value) => element('input', { name, value, inputMode: 'numeric', maxLength: 4, ariaLabel: text, pattern: '(19|20)\\d\\d', title: words.digits });
  const fields = [field('from', words.from, from), field('to', words.until, until)];
  const apply = () => {
    const typed = fields.map((input) => input.value = input.value.normalize('NFKC').trim());
    const range = typed[0] || typed[1] ? [typed[0] || '1900', typed[1] || '2099'].sort() : typed;
    if (!fields.every((input) => input.reportValidity()) || [typed, range].some((years) => `${years}` === `${asked()}`)) return;
    change({ ...request, limit: STEP, facets: { ...request.facets, year: [...(request.facets.year ?? []).filter((value) => !isTyped(value)), ...range[0] ? [range.join('-')] : []] } });
  };
  const both = element('div', { className: 'yr2' }, fields[0], element('span', {}, '至'), fields[1]);
  // Between the two fields nothing happens yet: what is being typed would be drawn anew.
  both.addEventListener('focusout', (event) => { if (!both.contains(event.relatedTarget)) apply(); });
  both.onkeydown = (event) => { if (event.key === 'Enter' && !event.isComposing) apply(); };
  return both;
}
