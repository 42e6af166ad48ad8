// Suggestions while somebody types: names, units, districts, awards. A combobox as ARIA means it: the focus stays in the box.
import { suggest } from '../search/suggestions.js';
import { element, number } from './search-element.js';
import { KINDS } from './search-results.js';

const LABELS = [...KINDS, '单位', '区', '奖项', '行业'];
const PAUSE = 80;

/**
 * @param opened gives the index @param choose told of the text that was chosen
 * @return closes the list
 */
export function suggestions(box, list, opened, choose) {
  let options = [], at = -1, timer = 0, turn = 0;
  Object.assign(box, { role: 'combobox', ariaAutoComplete: 'list', ariaExpanded: 'false' });
  const close = () => {
    turn++;
    clearTimeout(timer);
    list.hidden = true;
    move(-1);
    box.ariaExpanded = 'false';
  };
  const move = (to) => {
    if (options[at]) options[at].ariaSelected = 'false';
    const option = options[at = to];
    box.setAttribute('aria-activedescendant', option?.id ?? '');
    if (!option) return;
    option.ariaSelected = 'true';
    option.scrollIntoView({ block: 'nearest' });
  };
  const take = (text) => { close(); choose(text); };
  const offer = async () => {
    const mine = ++turn, typed = box.value.trim();
    // A suggestion is a help: where its part cannot be read, the search itself tells.
    const found = typed ? await opened().then((index) => suggest(index, typed)).catch(() => []) : [];
    if (mine !== turn) return;
    close();
    if (!found.length || document.activeElement !== box) return;
    options = found.map(({ text, kind, count }, i) => element('li',
      { id: `hint-${i}`, role: 'option', ariaSelected: 'false', onpointerdown: (event) => event.preventDefault(), onclick: () => take(text) },
      element('span', {}, text), element('small', {}, LABELS[kind], count > 1 ? `　${number(count)}` : '')));
    list.replaceChildren(...options);
    list.hidden = false;
    box.ariaExpanded = 'true';
  };
  const soon = ({ isComposing }) => {
    // What was looked for before this key is no longer wanted: it would be shown instead of what is looked for now.
    turn++;
    clearTimeout(timer);
    if (!isComposing) timer = setTimeout(offer, PAUSE);
  };
  box.addEventListener('input', soon);
  box.addEventListener('compositionend', soon);
  box.addEventListener('blur', close);
  box.addEventListener('keydown', (event) => {
    if (event.isComposing || list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], places = options.length + 1;
    if (step) move((at + step + 1 + places) % places - 1);
    else if (event.key === 'Enter' && at >= 0) take(options[at].firstChild.textContent);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  return close;
}
