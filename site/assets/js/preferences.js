// Reader's choices: large type (长者版) and theme. Runs before the first paint; without it both follow the system.
(() => {
  'use strict';
  const root = document.documentElement;
  const keep = {
    get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* private mode: the choice lasts for this page */ } },
  };
  const asked = new URLSearchParams(location.search);
  const theme = asked.get('theme') || keep.get('theme');
  if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;
  if (/^(far|near)$/.test(asked.get('zoom'))) root.dataset.zoom = asked.get('zoom'); // of the wall; before the first paint like the rest
  if (asked.get('q')) root.dataset.asked = ''; // results come; see search.css
  if (asked.has('elder') || keep.get('elder')) root.dataset.elder = '';
  const dark = () => (root.dataset.theme || (matchMedia('(prefers-color-scheme:dark)').matches ? 'dark' : 'light')) === 'dark';

  const press = () => {
    for (const button of document.querySelectorAll('[data-do],[data-copy]')) {
      button.hidden = false;
      if (button.dataset.do) button.setAttribute('aria-pressed', String(button.dataset.do === 'elder' ? 'elder' in root.dataset : dark()));
    }
  };
  const copy = (button) => {
    const source = document.getElementById(button.dataset.copy);
    const today = new Date();
    const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
    navigator.clipboard?.writeText(source.textContent.replace('[引用日期]', `[${day}]`)).then(() => { button.textContent = '已复制'; });
  };
  document.addEventListener('DOMContentLoaded', press);
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-do],[data-copy]');
    if (!button) return;
    if (button.dataset.do === 'elder') {
      root.toggleAttribute('data-elder');
      keep.set('elder', 'elder' in root.dataset ? '1' : '');
    } else if (button.dataset.do === 'theme') {
      root.dataset.theme = dark() ? 'light' : 'dark';
      keep.set('theme', root.dataset.theme);
    } else copy(button);
    press();
    dispatchEvent(new Event('honourwall:preferences'));
  });

  // The / key goes to the box for searching, here or on the search page; who does not want it switches it off there (WCAG 2.1.4).
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest('input:not([type=checkbox]),select,textarea') || keep.get('slash') === 'off') return;
    const box = document.querySelector('.seek input');
    event.preventDefault();
    if (box) box.select();
    else location.href = `${document.querySelector('.mast a[href*="search/"]').href}#q`;
  });
  document.addEventListener('DOMContentLoaded', () => {
    const slash = document.querySelector('#slash input');
    if (!slash) return;
    slash.checked = keep.get('slash') !== 'off';
    slash.addEventListener('change', () => keep.set('slash', slash.checked ? '' : 'off'));
  });
})();
