// The results as a file to take away: UTF-8 with a byte order mark for Excel, and no cell that a spreadsheet would calculate. Few want it, so it comes when
// somebody asks for it: search-page.js finds what to write.
import { element, words } from './search-element.js';

const cell = (value) => {
  const text = /^[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

// No line end inside a template: what makes the script small writes it out, and a browser reads it as another one.
const csvOf = (rows) => '\ufeff' + rows.map((row) => row.map((value) => cell(String(value))).join(',') + '\r\n').join('');

/** Saves what is listed; what only holds a part of the words is left out where others hold all. The pages by their permanent addresses. */
globalThis.honourWallCsv = (hits, kinds, text) => {
  const permanent = new URL('../', document.querySelector('[rel=canonical]').href);
  const rows = hits.filter(({ match }) => match !== 'partial' || hits[0].match === 'partial').map(({ document: d }) => [
    d.name, kinds[d.kind], d.employer, d.occupation, d.districts.map(([, name]) => name).join('；'), d.industry[1] ?? '',
    d.honours.map(([, award, year]) => `${award}${year ? ` ${year}` : ''}`).join('；'), new URL(d.address, permanent).href,
  ]);
  // The browser lets go of the file when the page is left.
  element('a', { href: URL.createObjectURL(new Blob([csvOf([words.columns.split(' '), ...rows])], { type: 'text/csv' })), download: `${text || '光荣墙'}.csv` }).click();
};
