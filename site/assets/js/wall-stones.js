// The stones of the honour wall: what stands in the page, and the names that are engraved as the reader comes near.
// Three classic scripts share one object, so that they also run from a folder: this one, wall-light.js and wall-walk.js.
// Without them the years are links, a small wall stands in the page, and every course leads to its list.
const honourWall = (() => {
  'use strict';
  const root = document.documentElement;
  const el = document.getElementById('wall');
  const rail = document.querySelector('.spine');
  const year = document.querySelector('#year');

  // ── what stands in the page: steles; their blocks, registers that are laid out, engraved and painted as one; names ──
  const nameOf = new WeakMap();
  const steles = [...el.querySelectorAll('.stele')].map((stone, i) => ({
    el: stone, id: stone.id, hits: 0, file: stone.querySelector('.body').dataset.names, tick: rail.querySelectorAll('a')[i], label: year.options[i].text,
  }));
  for (const stele of steles) {
    let course = null;
    stele.blocks = [...stele.el.querySelectorAll('.grp')].map((grp) => {
      const block = { el: grp, stele, names: null, engraved: false };
      const heads = [...grp.querySelectorAll('h3')];
      // |5: five cells and a heading at the right edge of a new register; /5: the same without a heading; 5: they run on.
      block.parts = grp.dataset.cells.split(' ').map((cells) => {
        const head = cells[0] === '/' ? null : heads.shift();
        course = head ?? course;
        return { head, course, edge: /^[|/]/.test(cells), count: Number(cells.replace(/^[|/]/, '')), names: [] };
      });
      block.engraved = grp.querySelector(':scope > a') !== null;
      if (block.engraved) {
        let standing = block.parts[0];
        for (const child of grp.children) {
          standing = block.parts.find(({ head }) => head === child) ?? standing;
          if (child.localName === 'a') standing.names.push(known({ text: child.textContent, block, course: standing.course }, child));
        }
        finish(block);
      }
      return block;
    });
  }
  const blocks = steles.flatMap((stele) => stele.blocks);

  function known(name, a) {
    name.el = a;
    a.tabIndex = -1;
    nameOf.set(a, name);
    return name;
  }
  function finish(block) {
    block.names = block.parts.flatMap((part) => part.names);
    stopAt(block.names[0]);
  }
  /** Tab reaches one name of each block. */
  function stopAt(name) {
    if (name.block.stop) name.block.stop.el.tabIndex = -1;
    name.block.stop = name;
    name.el.tabIndex = 0;
  }

  // ── names come in files: honourWall.names(stele, cells); a number marks strokes; behind ~ stands what the readings do not tell of the id ──
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
  const names = (id, cells) => {
    let at = 0;
    for (const block of steles.find((stele) => stele.id === id).blocks.filter((b) => !b.names)) {
      for (const part of block.parts) {
        part.cells = cells.slice(at, at += part.count).map((cell) => {
          if (typeof cell === 'number') return cell;
          const end = cell.lastIndexOf('~');
          return { text: end < 0 ? cell : cell.slice(0, end), end: end < 0 ? '' : cell.slice(end + 1), block, course: part.course };
        });
        part.names = part.cells.filter((cell) => cell.text);
      }
      block.names = block.parts.flatMap((part) => part.names);
    }
  };
  const complete = () => readingsOf.size > 0 && blocks.every((block) => block.names);

  // ── readings: character → syllables, the usual one first; a traditional character → its simplified one ──
  const readingsOf = new Map();
  const simplified = new Map();
  const readings = (usual, further, pairs) => {
    for (const group of `${usual} ${further}`.split(' ')) {
      const syllable = /^[a-z0-9]*/.exec(group)[0];
      for (const c of group.slice(syllable.length)) readingsOf.set(c, [...readingsOf.get(c) ?? [], syllable]);
    }
    const characters = [...pairs];
    for (let i = 0; i < characters.length; i += 2) simplified.set(characters[i], characters[i + 1]);
  };
  const letters = (text) => [...text.replace(/[^\p{L}\p{N}]/gu, '')];
  /** 王秀英 → wang-xiuying, as the generator names pages. */
  const idOf = ({ text, end }) => {
    if (end && !/^\d+$/.test(end)) return end;
    const [first, ...rest] = letters(text).map((c) => readingsOf.get(c)?.[0] ?? '');
    return `${first}-${rest.join('')}${end && `-${end}`}`;
  };

  // ── engraving ──
  const numerals = '〇一二三四五六七八九';
  const strokes = (n) => `${n < 10 ? numerals[n] : `${n < 20 ? '' : numerals[n / 10 | 0]}十${n % 10 ? numerals[n % 10] : ''}`}画`;
  const shape = { 2: 't', 3: '', 4: 'f' };
  const cut = (cell) => {
    if (typeof cell === 'number') return Object.assign(document.createElement('h4'), { textContent: cell ? strokes(cell) : '外文' });
    const id = idOf(cell);
    const length = [...cell.text].length;
    const a = Object.assign(document.createElement('a'), {
      id: `n-${cell.course.id.slice(2)}-${id}`,
      href: `${el.dataset.honourees}${id}/${el.dataset.index ?? ''}`,
      className: `${cell.course.matches('.n') ? 'n' : ''} ${shape[length] ?? (length > 4 ? 'l' : '')}`.trim(),
      textContent: cell.text,
    });
    return known(cell, a).el;
  };
  const engrave = (block) => {
    if (block.engraved || !block.names || !readingsOf.size) return;
    block.engraved = true;
    let last = null;
    for (const { head, edge, cells } of block.parts) {
      const stones = cells.map(cut);
      if (edge && !head) stones[0].classList.add('own');
      if (head) head.after(...stones);
      else if (last) last.after(...stones);
      else block.el.prepend(...stones);
      last = stones.at(-1);
    }
    finish(block);
  };
  /** Fetches what the block needs, engraves it and shows what is lit. */
  const bring = async (block) => {
    if (!block.engraved) await Promise.all([load(el.dataset.readings), load(block.stele.file)]);
    engrave(block);
    wall.paint(block);
  };

  /** To the middle of the screen, on both axes: names run downwards, so that their own block axis is the level one. */
  const show = (part) => part.scrollIntoView({ block: 'center', inline: 'center' });

  // ── room: a block has its height before it is engraved, so that nothing moves and the scrollbar tells the truth ──
  const rows = (block, columns, heading) => {
    let x = 0, y = 1;
    const place = (width) => {
      if (x + width > columns) { x = 0; y++; }
      x += width;
    };
    for (const { head, edge, count } of block.parts) {
      if (edge && x > 0) { x = 0; y++; }
      if (head) place(Math.min(heading, columns));
      for (let i = 0; i < count; i++) place(1);
    }
    return y;
  };
  let sized = '';
  const size = () => {
    const style = getComputedStyle(el);
    const rem = parseFloat(getComputedStyle(root).fontSize);
    const [cell, row, heading] = ['--cell', '--row', '--head'].map((token) => parseFloat(style.getPropertyValue(token)));
    // A phone that folds its address bar away changes the window's height only.
    const now = [innerWidth, rail.clientHeight, rem, cell].join();
    if (now === sized) return;
    sized = now;
    // Read once: during a search, asking for a place would make the browser lay out what has just been painted.
    for (const stele of steles) stele.place = stele.tick.offsetTop;
    // What stands in the page is as high as it is. The others have a height, not a least one: a browser that skips what is
    // out of sight remembers how high it was, at another zoom.
    const kept = blocks.filter((block) => block.el.classList.contains('far'));
    const widths = kept.map((block) => block.el.getBoundingClientRect().width);
    kept.forEach((block, i) => {
      const columns = Math.max(1, Math.floor(widths[i] / (cell * rem) + .001));
      block.el.style.height = `${rows(block, columns, heading) * row * rem}px`;
    });
  };
  /** Something that changes sizes; what the reader looks at stays where it is. */
  const resize = (change) => {
    const fixed = scrollY > 200 ? blocks.find((block) => block.el.getBoundingClientRect().bottom > 100)?.el : null;
    const before = fixed?.getBoundingClientRect().top;
    root.style.overflowAnchor = 'none'; // or the browser would keep something else where it is
    change();
    size();
    if (fixed) scrollBy(0, fixed.getBoundingClientRect().top - Math.max(before, 90));
    requestAnimationFrame(() => requestAnimationFrame(() => { root.style.overflowAnchor = ''; }));
  };

  const near = new Set();
  const nearness = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      const block = blocks[target.dataset.i];
      if (!isIntersecting) near.delete(block);
      else if (near.add(block)) bring(block).catch(() => { /* offline: the course's heading still leads to its list */ });
    }
  }, { rootMargin: '120% 0px' });

  // ── the rest is fetched and engraved while nothing else is to be done, so that the browser's own search finds everybody ──
  const idle = window.requestIdleCallback ?? ((work) => setTimeout(() => work({ timeRemaining: () => 8 }), 60));
  const rest = async () => {
    await load(el.dataset.readings);
    for (const stele of steles) if (!stele.blocks.every((block) => block.names)) await load(stele.file);
    const waiting = [...blocks];
    const work = (time) => {
      while (waiting.length && time.timeRemaining() > 4) {
        const block = waiting.shift();
        engrave(block);
        wall.prepare(block);
      }
      if (waiting.length) idle(work);
    };
    idle(work);
  };

  const wall = {
    el, rail, year, steles, blocks, near, nameOf, readingsOf, simplified, names, readings, letters, stopAt, bring, show, rest, complete, resize,
    paint() { /* wall-light.js */ }, prepare() { /* likewise */ },
  };
  size();
  blocks.forEach((block, i) => { block.el.dataset.i = i; nearness.observe(block.el); });
  addEventListener('resize', size);
  addEventListener('honourwall:preferences', size);
  addEventListener('beforeprint', () => blocks.forEach(engrave));
  if (!navigator.connection?.saveData) addEventListener('load', () => idle(() => rest().catch(() => { /* offline */ })));
  return wall;
})();
