// Link check of a built site: every link, picture, style, script and fragment leads somewhere, and every page can be reached from home.
//   node tests/links.mjs <site folder>
import { readFileSync, readdirSync, statSync, existsSync } from 'node:fs';
import { join, relative, posix } from 'node:path';

const root = process.argv[2];
const files = readdirSync(root, { recursive: true }).map((f) => join(root, f)).filter((f) => statSync(f).isFile());
const pages = new Map();
for (const file of files.filter((f) => f.endsWith('.html'))) {
  const html = readFileSync(file, 'utf8').replace(/<!--.*?-->/gs, '');
  const links = [...html.matchAll(/\s(?:href|src|poster)="([^"]*)"/g)].map((m) => m[1].replaceAll('&amp;', '&').replaceAll('&#x2B;', '+'));
  for (const set of html.matchAll(/\ssrcset="([^"]*)"/g)) links.push(...set[1].split(',').map((part) => part.trim().split(' ')[0]));
  pages.set(relative(root, file).replaceAll('\\', '/'), { links, ids: new Set([...html.matchAll(/\sid="([^"]*)"/g)].map((m) => m[1])) });
}

const problems = [];
const reached = new Set(['index.html']);
const queue = ['index.html'];
const at = (page, link) => {
  const path = decodeURIComponent(link.split('#')[0].split('?')[0]);
  let target = path === '' ? page : posix.join(path.startsWith('/') ? '.' : posix.dirname(page), path.replace(/^\//, ''));
  if (path.endsWith('/') || target === '.') target = posix.join(target, 'index.html');
  return target;
};
const check = (page, link) => {
  if (/^(https?:|mailto:|tel:|data:)/.test(link)) return;
  const target = at(page, link);
  if (target.startsWith('..') || !existsSync(join(root, target))) { problems.push(`${page}: ${link} leads nowhere`); return; }
  const hash = link.includes('#') ? decodeURIComponent(link.slice(link.indexOf('#') + 1)) : '';
  // Names that the wall engraves by script have no element in the page: their batch page lists them.
  if (hash && pages.has(target) && !pages.get(target).ids.has(hash) && !hash.startsWith('n-')) problems.push(`${page}: ${link} names no element`);
  if (pages.has(target) && !reached.has(target)) { reached.add(target); queue.push(target); }
};
while (queue.length > 0) {
  const page = queue.shift();
  for (const link of new Set(pages.get(page).links)) check(page, link);
}
for (const page of pages.keys()) {
  if (!reached.has(page) && page !== '404.html') {
    for (const link of new Set(pages.get(page).links)) check(page, link);
    if (!readFileSync(join(root, page), 'utf8').includes('name="robots" content="noindex')) problems.push(`${page}: cannot be reached from home`);
  }
}
for (const problem of problems.slice(0, 50)) console.error(problem);
console.log(`${pages.size} pages, ${[...pages.values()].reduce((sum, p) => sum + p.links.length, 0)} links, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
