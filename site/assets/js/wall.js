// The honour wall: engraves names as the reader comes near, lights up those that are looked for, moves through the years.
// A classic script, so that it also runs from a folder. Without it the years are links and every course leads to its list.
(() => {
  'use strict';
  const wall = document.getElementById('wall');
  const [box, said, year, rail] = ['#w', '#said', '#year', '.spine'].map((which) => document.querySelector(which));
  const form = box.form;
  const asked = new URLSearchParams(location.search);
  const welcome = [...said.childNodes];

  // ── what stands in the page: steles, their blocks (registers that are laid out, engraved and painted as one), names ──
  const nameOf = new WeakMap();
  const steles = [...wall.querySelectorAll('.stele')].map((el, i) => ({
    el, blocks: [], hits: 0, file: el.querySelector('.body').dataset.names, tick: rail.querySelectorAll('a')[i], label: year.options[i].text,
  }));
  const blocks = steles.flatMap((stele) => {
    let course;
    return stele.blocks = [...stele.el.querySelectorAll('.grp')].map((el) => {
      const heads = [...el.querySelectorAll('h3')];
      const counts = el.dataset.cells.split(' ').map(Number);
      if (counts.length > heads.length) heads.unshift(null); // it goes on with the course of the block before
      const block = { el, stele, names: null, cut: false };
      block.parts = counts.map((count, i) => ({ head: heads[i], course: course = heads[i] ?? course, count, cells: null }));
      const inPage = [...el.children].filter((child) => child.localName === 'a');
      if (inPage.length) {
        block.names = inPage.map((a) => named({ text: a.textContent, block, el: a }));
        block.cut = true;
        inPage.forEach((a, i) => { a.tabIndex = i ? -1 : 0; });
      }
      return block;
    });
  });
  function named(name) {
    if (name.el) nameOf.set(name.el, name);
    return name;
  }

  // ── names come in files ──
  const files = new Map();
  const load = (url) => {
    if (!files.has(url)) {
      files.set(url, new Promise((done, fail) => {
        const script = document.createElement('script');
        script.src = url;
        script.onload = done;
        script.onerror = () => { files.delete(url); fail(new Error(url)); };
        document.head.append(script);
      }));
    }
    return files.get(url);
  };
  const loaded = () => steles.every((stele) => stele.blocks.every((block) => block.names));

  /** Called by a file of names: numbers mark strokes; behind ~ stands what the readings do not tell of the id. */
  window.wallNames = (id, cells) => {
    let at = 0;
    for (const block of steles.find((stele) => stele.el.id === id).blocks.filter((b) => !b.names)) {
      block.names = [];
      for (const part of block.parts) {
        part.cells = cells.slice(at, at += part.count).map((cell) => {
          if (typeof cell === 'number') return cell;
          const end = cell.lastIndexOf('~');
          const name = { text: end < 0 ? cell : cell.slice(0, end), end: end < 0 ? '' : cell.slice(end + 1), block, course: part.course };
          block.names.push(name);
          return name;
        });
      }
    }
  };

  // ── readings: character → syllables, the usual one first; a traditional character → its simplified one ──
  const readings = new Map();
  const folds = new Map();
  window.wallReadings = (usual, further, pairs) => {
    for (const group of `${usual} ${further}`.split(' ')) {
      const syllable = /^[a-z0-9]*/.exec(group)[0];
      for (const c of group.slice(syllable.length)) readings.set(c, [...readings.get(c) ?? [], syllable]);
    }
    const characters = [...pairs];
    for (let i = 0; i < characters.length; i += 2) folds.set(characters[i], characters[i + 1]);
  };
  const letters = (text) => [...text.replace(/[^\p{L}\p{N}]/gu, '')];
  /** 王秀英 → wang-xiuying, as the generator names pages. */
  const idOf = ({ text, end }) => {
    if (end && !/^\d+$/.test(end)) return end;
    const syllables = letters(text).map((c) => readings.get(c)?.[0] ?? '');
    return `${syllables[0]}-${syllables.slice(1).join('')}${end && `-${end}`}`;
  };

  // ── engraving ──
  const numerals = '〇一二三四五六七八九';
  const strokes = (n) => n === 0 ? '外文' : `${n < 10 ? numerals[n] : `${n < 20 ? '' : numerals[n / 10 | 0]}十${n % 10 ? numerals[n % 10] : ''}`}画`;
  const carve = (name, first) => {
    const a = document.createElement('a');
    const id = idOf(name);
    const length = [...name.text].length;
    a.id = `n-${name.course.id.slice(2)}-${id}`;
    a.href = `${wall.dataset.honourees}${id}/${wall.dataset.index ?? ''}`;
    a.className = `${name.course.className} ${length === 2 ? 't' : length === 4 ? 'f' : length > 4 ? 'l' : ''}`.trim();
    a.textContent = name.text;
    if (!first) a.tabIndex = -1;
    name.el = a;
    return named(name).el;
  };
  const engrave = (block) => {
    if (block.cut || !block.names || !readings.size) return;
    block.cut = true;
    for (const { head, cells } of block.parts) {
      const stone = document.createDocumentFragment();
      for (const cell of cells) {
        if (typeof cell === 'number') stone.append(Object.assign(document.createElement('h4'), { textContent: strokes(cell) }));
        else stone.append(carve(cell, cell === block.names[0]));
      }
      if (head) head.after(stone);
      else block.el.prepend(stone);
    }
  };
  /** Fetches what the block needs and engraves it. */
  const bring = async (block) => {
    if (!block.cut) await Promise.all([load(wall.dataset.readings), load(block.stele.file)]);
    engrave(block);
    paint(block);
  };

  // ── room: each block is given its height before it is engraved, so that nothing moves and the scrollbar tells the truth ──
  const rows = (block, columns, heading) => {
    let x = 0, y = 1;
    const place = (width) => {
      if (x + width > columns) { x = 0; y++; }
      x += width;
    };
    for (const { head, count } of block.parts) {
      if (head) place(Math.min(heading, columns));
      for (let i = 0; i < count; i++) place(1);
    }
    return y;
  };
  const size = () => {
    const style = getComputedStyle(wall);
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const [cell, row, heading] = ['--cell', '--row', '--head'].map((name) => parseFloat(style.getPropertyValue(name)));
    // Read once: during a search, asking for a place would make the browser lay out what has just been painted.
    for (const stele of steles) stele.place = stele.tick.offsetTop;
    const widths = blocks.map((block) => block.el.getBoundingClientRect().width);
    blocks.forEach((block, i) => {
      const columns = Math.max(1, Math.floor(widths[i] / (cell * rem) + .001));
      block.el.style.minHeight = `${rows(block, columns, heading) * row * rem}px`;
    });
  };
  /** Something that changes sizes; what the reader looks at stays where it is. */
  const resize = (change) => {
    const fixed = blocks.find((block) => block.el.getBoundingClientRect().bottom > 100)?.el;
    const before = fixed?.getBoundingClientRect().top;
    change?.();
    size();
    if (fixed && scrollY > 200) scrollBy(0, fixed.getBoundingClientRect().top - Math.max(before, 90));
  };
  size();
  addEventListener('resize', () => resize());
  addEventListener('honourwall:preferences', () => resize());

  const near = new Set();
  const nearness = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      const block = blocks[target.dataset.i];
      if (!isIntersecting) near.delete(block);
      else if (near.add(block)) bring(block).catch(() => { /* offline: the course's heading still leads to its list */ });
    }
  }, { rootMargin: '120% 0px' });
  blocks.forEach((block, i) => { block.el.dataset.i = i; nearness.observe(block.el); });

  // The rest is fetched and engraved while nothing else is to be done, so that the browser's own search finds everybody.
  const idle = window.requestIdleCallback ?? ((work) => setTimeout(() => work({ timeRemaining: () => 8 }), 60));
  const rest = async () => {
    await load(wall.dataset.readings);
    for (const stele of steles) if (stele.file && !stele.blocks.every((b) => b.names)) await load(stele.file);
    if (box.value) light();
    const waiting = [...blocks];
    const work = (time) => {
      while (waiting.length && time.timeRemaining() > 4) {
        const block = waiting.shift();
        engrave(block);
        block.names.forEach(keyOf);
      }
      if (waiting.length) idle(work);
    };
    idle(work);
  };
  if (!navigator.connection?.saveData) addEventListener('load', () => idle(() => rest().catch(() => { /* offline */ })));
  addEventListener('beforeprint', () => blocks.forEach(engrave));

  // ── lighting up ──
  let hits = [], at = -1, query = '';
  const fold = (text) => letters(text.toLowerCase()).map((c) => folds.get(c) ?? c);
  const normal = (text) => fold(text.normalize('NFKC').replace(/ü|u:/gi, 'v').normalize('NFD')).join('').replace(/(?<=[ln])yu/g, 'v');
  /** Whether the query goes on with the characters from i: each as written, or as the beginning of its reading (wang, w). */
  const goesOn = (rest, characters, i) => {
    if (!rest) return true;
    if (i === characters.length) return false;
    const c = characters[i];
    if (rest.startsWith(c)) return goesOn(rest.slice(c.length), characters, i + 1);
    for (const reading of readings.get(c) ?? []) {
      let n = 0;
      while (n < rest.length && rest[n] === reading[n]) n++;
      for (; n > 0; n--) if (goesOn(rest.slice(n), characters, i + 1)) return true;
    }
    return false;
  };
  const keyOf = (name) => name.key ??= fold(name.text);
  const fits = (name, wanted) => {
    const key = keyOf(name);
    // One letter means surnames only: most names have one that begins with it somewhere.
    const starts = /^[a-z]$/.test(wanted) ? 1 : key.length;
    for (let i = 0; i < starts; i++) if (goesOn(wanted, key, i)) return true;
    return false;
  };
  const paint = (block) => {
    if (!block.cut || block.painted === hits) return;
    block.painted = hits;
    block.el.classList.toggle('seeking', query !== '');
    for (const name of block.names) name.el.classList.toggle('lit', name.lit === hits);
  };
  const say = (text, link) => said.replaceChildren(...text === null ? welcome : [text, ...link ? [link] : []]);
  const light = () => {
    query = normal(box.value);
    hits[at]?.el?.classList.remove('at');
    at = -1;
    const found = hits = [];
    for (const stele of steles) {
      const before = hits.length;
      if (query) for (const block of stele.blocks) for (const name of block.names ?? []) if (fits(name, query)) { name.lit = found; hits.push(name); }
      stele.hits = hits.length - before;
    }
    near.forEach(paint);
    tell();
    label();
  };
  const tell = () => {
    const stones = steles.filter((stele) => stele.hits).length;
    if (!query) say(null);
    else if (hits.length) say(`${loaded() ? '' : '已'}亮起 ${hits.length} 个名字，在 ${stones} 块碑上${loaded() ? '' : '，还在读取'}`);
    else if (!loaded()) say('还在读取…');
    else {
      const elsewhere = Object.assign(document.createElement('a'), { href: `${form.action}?q=${encodeURIComponent(box.value)}`, textContent: '在全站找' });
      say('墙上没有这个名字，', elsewhere);
    }
  };
  /** The address says what is lit and from how far one looks. */
  const remember = (push) => {
    const where = new URL(location);
    box.value.trim() ? where.searchParams.set('q', box.value.trim()) : where.searchParams.delete('q');
    wall.dataset.zoom === 'mid' ? where.searchParams.delete('zoom') : where.searchParams.set('zoom', wall.dataset.zoom);
    if (where.href !== location.href) history[push ? 'pushState' : 'replaceState'](null, '', where);
  };
  const search = async () => {
    remember(!query);
    light();
    if (loaded() && readings.size) return;
    await rest();
    light();
  };
  const jump = async (by) => {
    if (!hits.length) return;
    hits[at]?.el?.classList.remove('at');
    at = (at + by + hits.length) % hits.length;
    const name = hits[at], place = at;
    await bring(name.block);
    if (hits[at] !== name) return;
    name.el.classList.add('at');
    name.el.scrollIntoView({ block: 'center' });
    tabStop(name);
    const course = name.block.parts.findLast((part) => !part.head || part.head.compareDocumentPosition(name.el) & Node.DOCUMENT_POSITION_FOLLOWING).course;
    say(`第 ${place + 1} 个，共 ${hits.length} 个：${name.text}，${name.block.stele.label.split('　')[0]}，${course.querySelector('b').textContent}`);
  };
  form.querySelector('.btn').textContent = '下一个';
  box.addEventListener('input', () => search().catch(() => say('名字没有取来，请检查网络')));
  box.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && event.shiftKey) { event.preventDefault(); jump(-1); }
    if (event.key === 'ArrowDown' && hits.length) { event.preventDefault(); (at < 0 ? jump(1) : Promise.resolve()).then(() => hits[at].el.focus()); }
  });
  form.addEventListener('submit', (event) => { event.preventDefault(); jump(1); });

  // ── years: the rail follows, can be dragged, and counts what is lit ──
  const upright = () => rail.scrollHeight > rail.scrollWidth && getComputedStyle(rail).position === 'sticky';
  let pinned = null;
  const seen = new Set();
  const follow = () => {
    const first = seen.has(pinned) ? pinned : steles.find((stele) => seen.has(stele));
    for (const stele of steles) {
      stele.tick.classList.toggle('in', seen.has(stele));
      if (stele === first) stele.tick.setAttribute('aria-current', 'true');
      else stele.tick.removeAttribute('aria-current');
    }
    if (!first) return;
    year.value = first.el.id;
    if (!upright()) rail.scrollLeft = first.tick.offsetLeft - rail.clientWidth / 2 + first.tick.offsetWidth / 2;
  };
  const passing = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) seen[isIntersecting ? 'add' : 'delete'](steles.find((stele) => stele.el === target));
    follow();
  }, { rootMargin: '-100px 0px -45% 0px' });
  for (const stele of steles) passing.observe(stele.el);

  /** Which years are written out: those with hits, most first; else as the page came. */
  const printed = steles.filter((stele) => stele.tick.classList.contains('lab'));
  const label = () => {
    const wanted = query ? steles.filter((stele) => stele.hits).sort((a, b) => b.hits - a.hits) : printed;
    const places = [];
    for (const stele of steles) {
      stele.tick.classList.remove('lab');
      stele.tick.classList.toggle('hit', stele.hits > 0);
      if (stele.hits) stele.tick.dataset.n = stele.hits;
      else delete stele.tick.dataset.n;
    }
    for (const { tick, place } of wanted) {
      if (places.some((other) => Math.abs(other - place) < 18)) continue;
      places.push(place);
      tick.classList.add('lab');
    }
  };
  const visit = (stele, push) => {
    pinned = stele;
    stele.el.scrollIntoView();
    history[push ? 'pushState' : 'replaceState'](null, '', `#${stele.el.id}`);
    follow();
  };
  const nearest = (y) => steles.reduce((best, stele) => Math.abs(stele.y - y) < Math.abs(best.y - y) ? stele : best);
  const hand = (stele) => {
    for (const other of steles) other.tick.classList.toggle('at', other === stele);
    if (stele) stele.tick.dataset.say = stele.label + (stele.hits ? `　亮${stele.hits}` : '');
  };
  const reach = (event) => {
    for (const stele of steles) stele.y = stele.tick.getBoundingClientRect().top;
    return nearest(event.clientY);
  };
  rail.addEventListener('pointermove', (event) => {
    if (!upright()) return;
    const stele = reach(event);
    hand(stele);
    if (event.buttons) { pinned = stele; stele.el.scrollIntoView(); }
  });
  rail.addEventListener('pointerleave', () => hand(null));
  rail.addEventListener('click', (event) => {
    // A press between two ticks means the nearer one; from the keyboard the link itself.
    const link = event.target.closest('a');
    const stele = upright() && event.detail ? reach(event) : steles.find((s) => s.tick === link);
    if (!stele || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    visit(stele, true);
  });
  // One tab stop; arrows go from year to year.
  steles.forEach((stele, i) => { stele.tick.tabIndex = i ? -1 : 0; stele.tick.draggable = false; });
  rail.addEventListener('keydown', (event) => {
    const i = steles.findIndex((stele) => stele.tick === event.target);
    const to = { ArrowDown: i + 1, ArrowRight: i + 1, ArrowUp: i - 1, ArrowLeft: i - 1, Home: 0, End: steles.length - 1 }[event.key];
    if (i < 0 || !steles[to]) return;
    event.preventDefault();
    steles[i].tick.tabIndex = -1;
    steles[to].tick.tabIndex = 0;
    steles[to].tick.focus();
    visit(steles[to], false);
  });
  rail.addEventListener('focusin', (event) => hand(steles.find((stele) => stele.tick === event.target)));
  rail.addEventListener('focusout', () => hand(null));
  year.addEventListener('change', () => visit(steles[year.selectedIndex], true));
  for (const kind of ['wheel', 'touchmove']) addEventListener(kind, () => { pinned = null; }, { passive: true });

  // ── near and far ──
  const zoom = (value) => {
    const input = document.querySelector(`.zoom input[value="${value}"]`);
    if (!input) return;
    input.checked = true;
    if (wall.dataset.zoom !== value) resize(() => { wall.dataset.zoom = value; });
  };
  document.querySelector('.zoom').addEventListener('change', (event) => { zoom(event.target.value); remember(false); });

  // ── keyboard: Tab goes from block to block, arrows walk the names as they stand, right to left ──
  const tabStop = (name) => {
    for (const other of name.block.names) other.el.tabIndex = other === name ? 0 : -1;
  };
  const enter = async (block, choose) => {
    await bring(block);
    choose(block.names).el.focus();
  };
  const middle = (el) => { const box = el.getBoundingClientRect(); return { x: box.left + box.width / 2, y: box.top }; };
  const below = (name, sign) => {
    const from = middle(name.el);
    const other = name.block.names.map((n) => ({ n, ...middle(n.el) })).filter((n) => (n.y - from.y) * sign > 4);
    const row = Math.min(...other.map((n) => n.y * sign));
    return other.filter((n) => n.y * sign < row + 4).sort((a, b) => Math.abs(a.x - from.x) - Math.abs(b.x - from.x))[0]?.n;
  };
  wall.addEventListener('keydown', (event) => {
    const name = nameOf.get(event.target);
    if (!name || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') { box.focus(); return; }
    const { block } = name;
    const to = {
      ArrowLeft: () => block.names[block.names.indexOf(name) + 1] ?? 1, ArrowRight: () => block.names[block.names.indexOf(name) - 1] ?? -1,
      ArrowDown: () => below(name, 1) ?? 1, ArrowUp: () => below(name, -1) ?? -1,
      Home: () => block.stele.blocks[0], End: () => block.stele.blocks.at(-1),
    }[event.key]?.();
    if (!to) return;
    event.preventDefault();
    const last = (names) => names.at(-1);
    const first = (names) => names[0];
    if (to.el && to.names) enter(to, event.key === 'End' ? last : first);
    else if (to.el && to.block) to.el.focus();
    else {
      const next = blocks[blocks.indexOf(block) + to];
      if (next) enter(next, to > 0 ? first : last);
    }
  });
  wall.addEventListener('focusin', (event) => { if (nameOf.has(event.target)) tabStop(nameOf.get(event.target)); });
  // Coming back from somebody's page leads to the name, not to the top of the wall.
  wall.addEventListener('click', (event) => { if (nameOf.has(event.target)) history.replaceState(null, '', `#${event.target.id}`); });

  // ── links to a name, a batch, a year ──
  const arrive = async () => {
    wall.querySelector('.here')?.classList.remove('here');
    const id = decodeURIComponent(location.hash.slice(1));
    const there = () => document.getElementById(id);
    if (id.startsWith('n-') && !there()) {
      const heads = blocks.flatMap((block) => block.parts).filter(({ head }) => head && id.startsWith(`n-${head.id.slice(2)}-`));
      for (const { head } of heads) {
        head.scrollIntoView({ block: 'center' });
        for (const block of blocks.filter((b) => b.parts.some((part) => part.course === head))) await bring(block);
      }
    }
    const target = there();
    if (!target || !wall.contains(target)) return;
    pinned = steles.find((stele) => stele.el.contains(target));
    target.scrollIntoView({ block: nameOf.has(target) ? 'center' : 'start' });
    if (!nameOf.has(target)) return;
    target.classList.add('here');
    tabStop(nameOf.get(target));
  };
  const restore = () => {
    const params = new URLSearchParams(location.search);
    zoom(params.get('zoom') ?? 'mid');
    if (box.value !== (params.get('q') ?? '')) {
      box.value = params.get('q') ?? '';
      search().catch(() => { /* offline */ });
    }
  };
  addEventListener('popstate', restore);
  addEventListener('hashchange', arrive);
  box.value = '';
  restore();
  if (location.hash) arrive();
})();
