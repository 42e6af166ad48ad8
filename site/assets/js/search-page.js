// The search page: the query and the choices stand in the address; results, counts and snippets come from the static index.
import { IndexReader } from '../search/index-reader.js';
import { facets, search } from '../search/searcher.js';
import { mark, snippet } from '../search/snippet.js';

const FACETS = { kind: '类型', level: '级别', district: '区', award: '奖项', industry: '行业' };
const NAMES = {
  kind: { person: '人物', collective: '集体', studio: '工作室', story: '事迹' },
  level: { national: '国家级', provincial: '省部级', municipal: '市级', district: '区级', enterprise: '企业级', unknown: '级别未注明' },
};
const SHOWN = 8, STEP = 20;
const find = document.getElementById('find'), ways = document.getElementById('ways'), box = document.getElementById('q');
const element = (name, attributes = {}, ...children) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
};
const side = element('form', { className: 'facets', id: 'facets' }), list = element('section');
side.setAttribute('aria-label', '缩小范围');
ways.before(side, list);

const root = new URL('../', location.href);
let index, turn = 0;
const load = async (path) => {
  const answer = await fetch(new URL(`index/${path}`, location.href));
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
};
const opened = () => (index ??= IndexReader.open(load).catch((error) => { index = undefined; throw error; }));

const asked = () => {
  const address = new URLSearchParams(location.search), chosen = {};
  for (const name of [...Object.keys(FACETS), 'year']) if (address.has(name)) chosen[name] = address.getAll(name);
  return { text: address.get('q') ?? '', facets: chosen, sort: address.get('sort') ?? undefined, limit: Number(address.get('n')) || STEP };
};
const go = (change) => {
  const address = new URLSearchParams(location.search);
  change(address);
  history.pushState(null, '', `?${address}`);
  show();
};

const marked = (pieces) => pieces.map(({ text, mark: hit }) => hit ? element('mark', { textContent: text }) : text);

function result({ document: found }, query) {
  const { folding } = found, work = [found.employer, found.occupation].filter(Boolean).join('　');
  const title = element('a', { href: new URL(found.address, root).href }, ...marked(mark(found.name, query, folding)));
  const text = element('div', {}, element('p', {}, ...marked(mark(found.line || work, query, folding))));
  if (found.body) text.append(element('p', { className: 'snip' }, ...marked(snippet(found.body, query, folding))));
  const honours = element('p', { className: 'y' });
  for (const [, award, year] of found.honours.slice(0, 3)) honours.append(element('span', { textContent: `${award}${year ? ` ${year}` : ''}` }), document.createElement('br'));
  return element('li', {}, element('h2', {}, title), text, honours);
}

function facet(name, counts, chosen, reader) {
  const names = NAMES[name] ?? Object.fromEntries((reader[`${name}s`] ?? reader.industries ?? []).map((value) => [value.id, value.name]));
  const values = Object.entries(counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const shown = values.filter(([value], i) => i < SHOWN || chosen.includes(value));
  if (shown.length < 2 && !chosen.length) return '';
  const rows = element('div');
  for (const [value, count] of shown) {
    const input = element('input', { type: 'checkbox', checked: chosen.includes(value) });
    input.addEventListener('change', () => go((address) => {
      const kept = chosen.filter((other) => other !== value);
      address.delete(name);
      for (const other of input.checked ? [...kept, value] : kept) address.append(name, other);
    }));
    rows.append(element('label', {}, input, element('span', { textContent: names[value] ?? (value || '未注明') }), element('span', { className: 'num', textContent: count })));
  }
  return element('fieldset', { className: 'facet' }, element('legend', { textContent: FACETS[name] }), rows);
}

async function show() {
  const mine = ++turn, request = asked(), browsing = !request.text.trim() && !Object.keys(request.facets).length;
  box.value = request.text;
  ways.hidden = !browsing;
  if (browsing) { side.replaceChildren(); list.replaceChildren(); return; }
  try {
    const reader = await opened(), found = await search(reader, request, false);
    if (mine !== turn) return;
    const status = element('p', { textContent: found.total ? `${found.exact ? '' : '至多 '}${found.total} 条` : '没有找到' });
    status.setAttribute('role', 'status');
    const bar = element('div', { className: 'bar' }, status), hits = element('ol', { className: 'hits' }, ...found.hits.map((hit) => result(hit, found.query)));
    if (found.didYouMean.length) {
      bar.append(element('p', {}, '没有原样的字，读音相近的有：', ...found.didYouMean.map((name) => element('a', { href: `?q=${encodeURIComponent(name)}`, textContent: `${name} ` }))));
    }
    list.replaceChildren(bar, hits);
    if (!found.hits.length) { hits.remove(); list.append(element('p', { textContent: '换一个说法，少几个字，或者按姓名、区、年份去找。' })); ways.hidden = false; }
    if (found.total > found.hits.length && found.hits.length >= request.limit) {
      const more = element('button', { className: 'btn line', type: 'button', textContent: '再看一些' });
      more.addEventListener('click', () => go((address) => address.set('n', request.limit + STEP)));
      list.append(more);
    }
    const counts = await facets(reader, request);
    if (mine !== turn) return;
    side.replaceChildren(...Object.keys(FACETS).map((name) => facet(name, counts[name] ?? {}, request.facets[name] ?? [], reader)));
    if (!found.exact) {
      const whole = await search(reader, request);
      if (mine === turn && whole.exact) status.textContent = `${whole.total} 条`;
    }
  } catch (error) {
    if (mine !== turn) return;
    list.replaceChildren(element('p', { textContent: `检索文件没有取全（${error.message}）。请稍后刷新再试，或者按姓名、区、年份去找。` }));
    ways.hidden = false;
  }
}

box.form.addEventListener('submit', (event) => {
  event.preventDefault();
  go((address) => { address.set('q', box.value.trim()); address.delete('n'); });
});
addEventListener('popstate', show);
show();
