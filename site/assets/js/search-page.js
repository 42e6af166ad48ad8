// The search page: what is asked for stands in the address; results, counts and snippets come from the static index. On other pages with a box, which
// bring this script when somebody goes into it (search-lead.js), it suggests, and is at hand when the search page opens.
import { BrokenPart } from '../search/bits.js';
import { IndexReader } from '../search/index-reader.js';
import { search } from '../search/searcher.js';
import { asked, go, MOST_SHOWN, STEP, toggled } from './search-address.js';
import { answer, COUNTS, startBeside } from './search-beside.js';
import { element, number, part, words } from './search-element.js';
import { nameOf, showFacets } from './search-facets.js';
import { explain } from './search-nothing.js';
import { fromServer } from './search-parts.js';
import { KINDS, result } from './search-results.js';
import { suggestions } from './search-suggest.js';

const PATIENCE = 300, MOST_ROWS = 1000;
const box = part('q'), folder = globalThis.honourWallFolder?.(box.form.action);
let index, cache;

/** The search page brings the head of the index; another page, or who looks past what the browser has kept, asks for it. */
const opened = () => index ??= IndexReader.open(folder || fromServer(box.form.action, cache), !cache && part('head')?.text).catch((error) => { index = undefined; throw error; });
/** A site is replaced file by file: what does not fit is read once more, past what the browser has kept. */
const withIndex = async (use) => {
  try {
    return await use(await opened());
  } catch (error) {
    if (!(error instanceof BrokenPart) || cache) throw error;
    index = undefined;
    cache = 'reload';
    return use(await opened());
  }
};

const closeHints = box && suggestions(box, part('hints'), opened, (text) => { box.value = text; box.form.requestSubmit(); });
if (part('find')) searchPage();

function searchPage() {
  const side = part('facets'), form = side.querySelector('form'), said = part('said'), tried = part('tried'), hits = part('hits'), sort = part('sort'), csv = part('csv');
  const root = new URL('../', location);
  const phone = matchMedia('(max-width:46rem)');
  /** In a folder nobody adds index.html to an address. */
  const linkTo = (address) => new URL(folder ? `${address}index.html` : address, root).href;
  /** What is asked for now: one object, so that a choice which is made before the page is drawn anew adds to the one before it. */
  let turn = 0, request = {};

  const change = (changed) => { go(changed); show(); };
  const isOpen = ({ text, sort: order, facets: chosen }) => !text && !order && !Object.keys(chosen).length;

  async function show() {
    const mine = ++turn, began = performance.now(), open = isOpen(Object.assign(request, asked()));
    const stale = () => mine !== turn;
    // What somebody typed before the script was there stays.
    if (mine > 1 || document.activeElement !== box) box.value = request.text;
    const wait = setTimeout(() => { if (!stale()) { reveal(!open); said.textContent = words.wait; part('found').ariaBusy = 'true'; } }, PATIENCE);
    try {
      await withIndex(async (reader) => {
        const found = open ? null : await answer(reader, request, false);
        if (stale()) return;
        clearTimeout(wait);
        reveal(!open);
        chips(reader);
        if (found && (found.hits.length || !found.cut)) list(found);
        performance.measure('results', { start: began });
        let whole;
        if (found?.cut) {
          // What was found in time holds the words, and the others follow it, or only parts of them.
          whole = await answer(reader, request);
          if (stale()) return;
          list(whole, found.hits[0]?.match === 'exact' ? hits.children.length : 0);
        }
        // What was there when the reader left is there again before the page is scrolled to where it was.
        if (history.state?.y) scrollTo(0, history.state.y);
        const counting = performance.now(), { counts, exact } = await answer(reader, request, COUNTS);
        if (stale()) return;
        showFacets(form, counts, request, reader, change);
        form.classList.toggle('most', !exact);
        performance.measure('facets', { start: counting });
        if (!folder && !cache) startBeside(box.form.action);
        if (!found || found.exact || whole) return;
        whole = await answer(reader, request);
        if (!stale()) tell(whole);
      });
    } catch (error) {
      if (!stale()) fail(error);
    } finally {
      clearTimeout(wait);
      if (!stale()) part('found').ariaBusy = 'false';
    }
  }

  /** The results, or, where nothing is asked for, the ways by name, district and year. Only now the page is laid out anew: once for a question. */
  function reveal(results) {
    const { text } = request;
    sort.value = request.sort ?? (text ? '' : 'name');
    sort.options[0].disabled = !text;
    document.querySelector('h1').textContent = text ? `「${text}」` : '找人';
    document.title = document.title.replace(/^(.* · )?(?=找人 · )/, text ? `${text} · ` : '');
    part('found').hidden = !results;
    part('ways').hidden = results;
    part('find').classList.add('ready');
  }

  function tell({ total, exact }) {
    said.replaceChildren(...total ? [exact ? '' : '至多 ', element('b', { className: 'num' }, number(total)), ' 条'] : [words.none]);
    csv.hidden = !total;
    csv.textContent = total > MOST_ROWS ? `CSV（前 ${number(MOST_ROWS)} 条）` : 'CSV';
  }

  /** Shows the results; those that stand there already stay. */
  function list(found, shown = 0) {
    tell(found);
    const whole = found.hits.filter(({ match }) => match !== 'partial').length || (found.cut ? 0 : found.total);
    const items = found.hits.map((hit) => result(hit, found.query, request, linkTo));
    if (items[whole] && (whole || found.cut)) items[whole].dataset.also = words.also;
    tried.replaceChildren(...explain(found, request, change));
    if (!shown) hits.replaceChildren();
    hits.append(...items.slice(shown));
    part('ways').hidden = items.length > 0;
    const left = found.total > items.length && items.length >= request.limit, onclick = async () => {
      go({ ...request, limit: request.limit + STEP }, true);
      await show();
      hits.children[items.length]?.querySelector('a').focus();
    };
    part('more').replaceChildren(...left ? [request.limit < MOST_SHOWN ? element('button', { className: 'btn line', onclick }, words.more) : words.most.replace('?', MOST_SHOWN)] : []);
  }

  /** What is chosen, to take back one by one; on a phone the choices themselves are folded away. */
  function chips(reader) {
    const all = Object.entries(request.facets).flatMap(([name, values]) => values.map((value) => [name, value]));
    part('chosen').textContent = all.length ? `（已选 ${all.length}）` : '';
    part('chips').replaceChildren(...all.map(([name, value]) =>
      element('button', { className: 'chip', onclick: () => { change(toggled(request, name, value)); box.focus(); } },
        nameOf(name, value, reader), element('span', { ariaHidden: 'true' }, '×'), element('span', { className: 'vh' }, '，取消'))));
  }

  function fail(error) {
    reveal(true);
    part('ways').hidden = false;
    said.textContent = words.failed;
    csv.hidden = true;
    for (const list of [form, hits, part('more'), part('chips')]) list.replaceChildren();
    const broken = error instanceof BrokenPart, why = words[broken ? 'broken' : error.name === 'TimeoutError' ? 'late' : 'lost'];
    const onclick = () => { index = undefined; cache = 'reload'; show(); };
    tried.replaceChildren(element('p', {}, why), element('p', {}, element('button', { className: 'btn line', onclick }, words.again)), element('p', { className: 'small' }, broken ? error.message : ''));
  }

  box.form.onsubmit = (event) => {
    event.preventDefault();
    closeHints();
    change({ ...request, text: box.value.trim(), limit: STEP });
  };
  sort.onchange = () => change({ ...request, sort: sort.value || undefined, limit: STEP });
  csv.onclick = async () => {
    const label = csv.textContent;
    csv.disabled = true;
    csv.textContent = words.bring;
    try {
      const { hits: found } = await withIndex((reader) => search(reader, { ...request, limit: MOST_ROWS }));
      if (!globalThis.honourWallCsv) await new Promise((onload, onerror) => document.head.append(element('script', { src: csv.dataset.script, onload, onerror })));
      globalThis.honourWallCsv(found, KINDS, request.text);
      csv.textContent = label;
    } catch {
      csv.textContent = words.brought;
    }
    csv.disabled = false;
  };
  form.onsubmit = (event) => event.preventDefault();

  // From the box down into the results and up again with arrows; Esc goes back to the box.
  addEventListener('keydown', (event) => {
    const links = [...hits.querySelectorAll('h2 a')], at = links.indexOf(document.activeElement);
    if (event.isComposing || event.defaultPrevented || (at < 0 && document.activeElement !== box)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], to = at + step;
    if (step && to < links.length && (at >= 0 || to >= 0)) (links[to] ?? box).focus();
    else if (event.key === 'Escape' && at >= 0) box.focus();
    else return;
    event.preventDefault();
  });

  (phone.onchange = () => { side.open = !phone.matches; })();
  history.scrollRestoration = 'manual';
  let rest = 0;
  addEventListener('scroll', () => {
    clearTimeout(rest);
    rest = setTimeout(() => history.replaceState({ y: scrollY }, ''), 150);
  });
  addEventListener('popstate', show);
  if (location.hash === '#q') box.focus();
  show();
}
