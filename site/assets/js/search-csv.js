// The results as a file to take away: UTF-8 with a byte order mark for Excel, and no cell that a spreadsheet would calculate.
import { search } from '../search/searcher.js';

import { element, words } from './search-element.js';
import { KINDS } from './search-results.js';

export const MOST_ROWS = 1000;

const cell = (value) => {
  const text = /^[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

// No line end inside a template: what makes the script small writes it out, and a browser reads it as another one.
export const csvOf = (rows) => '\ufeff' + rows.map((row) => row.map((value) => cell(String(value))).join(',') + '\r\n').join('');

/** What is listed, as far as MOST_ROWS; what only holds a part of the words is left out where others hold all. The pages by their permanent addresses. */
export async function resultsAsCsv(index, request, permanent) {
  const { hits } = await search(index, { ...request, limit: MOST_ROWS });
  const rows = hits.filter(({ match }) => match !== 'partial' || hits[0].match === 'partial').map(({ document: d }) => [
    d.name, KINDS[d.kind], d.employer, d.occupation, d.districts.map(([, name]) => name).join('；'), d.industry[1] ?? '',
    d.honours.map(([, award, year]) => `${award}${year ? ` ${year}` : ''}`).join('；'), new URL(d.address, permanent).href,
  ]);
  return csvOf([words.columns.split(' '), ...rows]);
}

/** The browser lets go of the file when the page is left. */
export const download = (text, name) => element('a', { href: URL.createObjectURL(new Blob([text], { type: 'text/csv' })), download: name }).click();
