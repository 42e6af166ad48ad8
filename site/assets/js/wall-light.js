// Lighting up: names on the honour wall that match what is typed, by characters, pinyin, initials or traditional characters.
(() => {
  'use strict';
  const wall = honourWall;
  const box = document.querySelector('#w');
  const said = document.querySelector('#said');
  const welcome = [...said.childNodes];
  let query = '';
  let hits = [];
  let at = -1;

  // ── what matches ──
  const fold = (text) => wall.letters(text.toLowerCase()).map((c) => wall.simplified.get(c) ?? c);
  /** As it is compared: Wáng → wang, 劉 → 刘, lü and lyu → lv. */
  const normal = (text) => fold(text.normalize('NFKC').replace(/ü|u:/gi, 'v').normalize('NFD')).join('').replace(/(?<=[ln])yu/g, 'v');
  /** Whether the query goes on with the characters from i: each as written, or as the beginning of a reading (wang, w). */
  const goesOn = (rest, characters, i) => {
    if (!rest) return true;
    if (i === characters.length) return false;
    const c = characters[i];
    if (rest.startsWith(c)) return goesOn(rest.slice(c.length), characters, i + 1);
    for (const reading of wall.readingsOf.get(c) ?? []) {
      let n = 0;
      while (n < rest.length && rest[n] === reading[n]) n++;
      for (; n > 0; n--) if (goesOn(rest.slice(n), characters, i + 1)) return true;
    }
    return false;
  };
  const keyOf = (name) => name.key ??= fold(name.text);
  const fits = (name) => {
    const key = keyOf(name);
    // One letter means surnames: most names have one that begins with it somewhere.
    const starts = /^[a-z]$/.test(query) ? 1 : key.length;
    for (let i = 0; i < starts; i++) if (goesOn(query, key, i)) return true;
    return false;
  };

  // ── what is shown: only blocks near the reader are painted, the others when they come near ──
  wall.paint = (block) => {
    if (!block.engraved || block.painted === hits) return;
    block.painted = hits;
    block.el.classList.toggle('seeking', query !== '');
    for (const name of block.names) name.el.classList.toggle('lit', name.hit === hits);
  };
  wall.prepare = (block) => block.names.forEach(keyOf);
  /** @param current the hit that stays the current one when more names have come */
  const light = (current) => {
    query = normal(box.value);
    if (!current) hits[at]?.el?.classList.remove('at');
    hits = [];
    for (const stele of wall.steles) {
      const before = hits.length;
      if (query) {
        for (const name of stele.blocks.flatMap((block) => block.names ?? [])) {
          if (!fits(name)) continue;
          name.hit = hits;
          hits.push(name);
        }
      }
      stele.hits = hits.length - before;
    }
    at = hits.indexOf(current);
    wall.near.forEach(wall.paint);
    wall.label(query !== '');
    if (at >= 0) tellCurrent();
    else tell();
  };
  const tellCurrent = () => {
    const { text, block, course } = hits[at];
    said.textContent = `第 ${at + 1} 个，共 ${hits.length} 个：${text}，${block.stele.label.split('　')[0]}，${course.querySelector('b').textContent}`;
  };
  const tell = () => {
    const found = `亮起 ${hits.length} 个名字，在 ${wall.steles.filter((stele) => stele.hits).length} 块碑上`;
    if (!query) said.replaceChildren(...welcome);
    else if (!wall.complete()) said.textContent = hits.length ? `已${found}，还在读取` : '还在读取…';
    else if (hits.length) said.textContent = found;
    else {
      const link = Object.assign(document.createElement('a'), { href: `${box.form.action}?q=${encodeURIComponent(box.value)}`, textContent: '在全站找' });
      said.replaceChildren('墙上没有这个名字，', link);
    }
  };

  /** The address says what is lit and from how far one looks. */
  wall.remember = (push) => {
    const where = new URL(location);
    const say = (key, value) => { if (value) where.searchParams.set(key, value); else where.searchParams.delete(key); };
    say('q', box.value.trim());
    say('zoom', document.documentElement.dataset.zoom);
    if (where.href !== location.href) history[push ? 'pushState' : 'replaceState'](null, '', where);
  };
  const search = async () => {
    light();
    if (wall.complete()) return;
    try {
      await wall.rest();
      light(hits[at]);
    } catch {
      said.textContent = '有些名字没有取来，请检查网络';
    }
  };
  wall.seek = (text) => {
    if (box.value === text) return;
    box.value = text;
    search();
  };
  const jump = async (by) => {
    if (!hits.length) return;
    hits[at]?.el?.classList.remove('at');
    at = (at + by + hits.length) % hits.length;
    const name = hits[at];
    await wall.bring(name.block);
    if (hits[at] !== name) return;
    name.el.classList.add('at');
    wall.show(name.el);
    wall.stopAt(name);
    tellCurrent();
  };

  box.value = '';
  box.form.querySelector('.btn').textContent = '下一个';
  box.addEventListener('input', () => {
    wall.remember(!query);
    search();
  });
  box.form.addEventListener('submit', (event) => {
    event.preventDefault();
    jump(1);
  });
  box.addEventListener('keydown', async (event) => {
    if (event.isComposing || !hits.length) return;
    if (event.key === 'Enter' && event.shiftKey) {
      event.preventDefault();
      jump(at < 0 ? 0 : -1);
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      if (at < 0) await jump(1);
      hits[at]?.el.focus();
    }
  });
})();
