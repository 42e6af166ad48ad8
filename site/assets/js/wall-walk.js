// Moving along the honour wall: years, near and far, the keyboard, links to a name, a batch or a year.
(() => {
  'use strict';
  const wall = honourWall;
  const { steles, blocks, rail, year, nameOf } = wall;

  // ── the rail follows: every year in view, the first of them as the current one ──
  const upright = () => getComputedStyle(rail).position === 'sticky';
  const seen = new Set();
  let pinned = null; // the year that was asked for; small stones stand side by side, and the first in view may be another one
  const follow = () => {
    const current = seen.has(pinned) ? pinned : steles.find((stele) => seen.has(stele));
    for (const stele of steles) {
      stele.tick.classList.toggle('in', seen.has(stele));
      if (stele === current) stele.tick.setAttribute('aria-current', 'true');
      else stele.tick.removeAttribute('aria-current');
    }
    if (!current) return;
    year.value = current.id;
    if (!upright()) rail.scrollLeft = current.tick.offsetLeft - (rail.clientWidth - current.tick.offsetWidth) / 2;
  };
  const passing = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) seen[isIntersecting ? 'add' : 'delete'](steles.find((stele) => stele.el === target));
    follow();
  }, { rootMargin: '-100px 0px -45% 0px' });
  for (const stele of steles) passing.observe(stele.el);
  for (const kind of ['wheel', 'touchmove']) addEventListener(kind, () => { pinned = null; }, { passive: true });

  /** Which years are written out, and how many names are lit in each: the most lit first; without a search as the page came. */
  const printed = steles.filter((stele) => stele.tick.classList.contains('lab'));
  wall.label = (seeking) => {
    const taken = [];
    const wanted = seeking ? steles.filter((stele) => stele.hits).sort((a, b) => b.hits - a.hits) : printed;
    for (const { tick, hits } of steles) {
      tick.classList.remove('lab');
      tick.classList.toggle('hit', hits > 0);
      if (hits) tick.dataset.n = hits;
      else delete tick.dataset.n;
    }
    for (const { tick, place } of wanted) {
      if (taken.some((other) => Math.abs(other - place) < 18)) continue;
      taken.push(place);
      tick.classList.add('lab');
    }
  };

  // ── going to a year: by the rail, dragged or pressed between two ticks; by arrows along it; by the list of years ──
  const visit = (stele, push) => {
    pinned = stele;
    stele.el.scrollIntoView();
    history[push ? 'pushState' : 'replaceState'](null, '', `#${stele.id}`);
    follow();
  };
  const nearest = ({ clientY }) => {
    const distance = (stele) => Math.abs(stele.tick.getBoundingClientRect().top - clientY);
    return steles.reduce((best, stele) => distance(stele) < distance(best) ? stele : best);
  };
  const underHand = (stele) => {
    for (const other of steles) other.tick.classList.toggle('at', other === stele);
    if (stele) stele.tick.dataset.say = stele.label + (stele.hits ? `　亮${stele.hits}` : '');
  };
  rail.addEventListener('pointermove', (event) => {
    if (!upright()) return;
    const stele = nearest(event);
    underHand(stele);
    if (!event.buttons) return;
    pinned = stele;
    stele.el.scrollIntoView();
  });
  rail.addEventListener('pointerleave', () => underHand(null));
  rail.addEventListener('click', (event) => {
    // From the keyboard (detail 0) it is the link itself.
    const stele = upright() && event.detail ? nearest(event) : steles.find(({ tick }) => tick === event.target.closest('a'));
    if (!stele || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    visit(stele, true);
  });
  const stop = (i) => steles.forEach(({ tick }, n) => { tick.tabIndex = n === i ? 0 : -1; });
  stop(0);
  for (const { tick } of steles) tick.draggable = false;
  rail.addEventListener('keydown', (event) => {
    const i = steles.findIndex(({ tick }) => tick === event.target);
    const to = { ArrowDown: i + 1, ArrowRight: i + 1, ArrowUp: i - 1, ArrowLeft: i - 1, Home: 0, End: steles.length - 1 }[event.key];
    if (i < 0 || !steles[to]) return;
    event.preventDefault();
    stop(to);
    steles[to].tick.focus();
    visit(steles[to], false);
  });
  rail.addEventListener('focusin', (event) => underHand(steles.find(({ tick }) => tick === event.target)));
  rail.addEventListener('focusout', () => underHand(null));
  year.addEventListener('change', () => visit(steles[year.selectedIndex], true));

  // ── near and far ──
  const zoom = (value) => {
    const choice = document.querySelector(`.zoom input[value="${CSS.escape(value)}"]`);
    if (!choice) return;
    choice.checked = true;
    const root = document.documentElement;
    if ((root.dataset.zoom ?? 'mid') === value) return;
    wall.resize(() => {
      if (value === 'mid') delete root.dataset.zoom;
      else root.dataset.zoom = value;
    });
  };
  document.querySelector('.zoom').addEventListener('change', (event) => {
    zoom(event.target.value);
    wall.remember(false);
  });

  // ── keyboard: Tab goes from block to block, arrows walk the names as they stand, right to left ──
  const place = (name) => {
    const { left, width, top } = name.el.getBoundingClientRect();
    return { name, x: left + width / 2, y: top };
  };
  /** The nearest name in the register below (sign 1) or above (-1) in the same block. */
  const beyond = (name, sign) => {
    const from = place(name);
    const others = name.block.names.map(place).filter(({ y }) => (y - from.y) * sign > 4);
    const register = Math.min(...others.map(({ y }) => y * sign));
    return others.filter(({ y }) => y * sign < register + 4).sort((a, b) => Math.abs(a.x - from.x) - Math.abs(b.x - from.x))[0]?.name;
  };
  const beside = (name, step) => name.block.names[name.block.names.indexOf(name) + step];
  const enter = async (block, end) => {
    if (!block) return;
    await wall.bring(block);
    block.names.at(end).el.focus();
  };
  wall.el.addEventListener('keydown', (event) => {
    const name = nameOf.get(event.target);
    if (!name || event.altKey || event.ctrlKey || event.metaKey) return;
    const go = (next, sign) => {
      if (next) next.el.focus();
      else enter(blocks[blocks.indexOf(name.block) + sign], sign > 0 ? 0 : -1);
    };
    const keys = {
      ArrowLeft: () => go(beside(name, 1), 1),
      ArrowRight: () => go(name.block.names[0] === name ? null : beside(name, -1), -1),
      ArrowDown: () => go(beyond(name, 1), 1),
      ArrowUp: () => go(beyond(name, -1), -1),
      Home: () => enter(name.block.stele.blocks[0], 0),
      End: () => enter(name.block.stele.blocks.at(-1), -1),
      Escape: () => document.querySelector('#w').focus(),
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  wall.el.addEventListener('focusin', (event) => {
    const name = nameOf.get(event.target);
    if (name) wall.stopAt(name);
  });

  // ── links ──
  // Coming back from somebody's page leads to the name, not to the top of the wall.
  wall.el.addEventListener('click', (event) => {
    if (nameOf.has(event.target)) history.replaceState(null, '', `#${event.target.id}`);
  });
  const arrive = async () => {
    wall.el.querySelector('.here')?.classList.remove('here');
    const id = decodeURIComponent(location.hash.slice(1));
    if (id.startsWith('n-') && !document.getElementById(id)) {
      for (const head of wall.el.querySelectorAll('h3')) {
        if (!id.startsWith(`n-${head.id.slice(2)}-`)) continue;
        wall.show(head);
        for (const block of blocks.filter(({ parts }) => parts.some(({ course }) => course === head))) await wall.bring(block);
      }
    }
    const target = document.getElementById(id);
    if (!wall.el.contains(target)) return;
    pinned = steles.find((stele) => stele.el.contains(target));
    const name = nameOf.get(target);
    if (pinned?.el === target) target.scrollIntoView();
    else wall.show(target);
    follow();
    if (!name) return;
    target.classList.add('here');
    wall.stopAt(name);
  };
  const restore = () => {
    const asked = new URLSearchParams(location.search);
    zoom(asked.get('zoom') ?? 'mid');
    wall.seek(asked.get('q') ?? '');
  };
  addEventListener('popstate', restore);
  addEventListener('hashchange', arrive);
  restore();
  if (location.hash) arrive().catch(() => { /* offline: the heading of the course is in view */ });
})();
