// Says what was tried when the words do not stand anywhere as they were typed, and what to do next.
import { STEP } from './search-address.js';
import { element } from './search-element.js';

/** @return what to say above the results, nothing when they hold what was typed */
export function explain({ hits, didYouMean, query }, request, change) {
  const said = [], match = hits[0]?.match, narrowed = Object.values(request.facets).some((values) => values.length);
  const quoted = `「${request.text}」`, ask = (changed, text) => {
    const button = element('button', { type: 'button', className: 'ask', textContent: text });
    button.addEventListener('click', () => change({ ...request, ...changed, limit: STEP }));
    return button;
  };
  if (didYouMean.length) said.push(element('p', {}, `没有${quoted}。${match === 'sound' ? '读音相同或相近的' : '只差一个字的'}有：`, ...didYouMean.map((name) => ask({ text: name }, name))));
  else if (match === 'partial') said.push(element('p', { textContent: `没有一处连着写${quoted}，下面的含有其中一部分。` }));
  if (hits.length) return said;
  if (request.text) {
    const tried = query.letters ? '全文和姓名里的字母、姓名全拼、声母缩写、相近的音' : '全文、单位、奖项里的原字、繁体和简体、读音相近的姓名、差一个字的姓名、分开的几个词';
    said.push(element('p', { textContent: `找过${tried}，都没有${quoted}。` }));
  } else said.push(element('p', { textContent: '所选的几项合在一起，没有一条。' }));
  if (narrowed) said.push(element('p', {}, ask({ facets: {} }, '不限范围再找')));
  said.push(element('p', { textContent: '换一个说法，或者按姓名、区、年份去找：' }));
  return said;
}
