// Measures the search page of a built site in Chromium: what a cold visit costs until ten results with snippets stand there, what a new
// query costs on a warm page, and how long the counts of a frequent word take.
//
// usage: node search.mjs <site folder> [queries of each kind = 4] [1 or 2 = HTTP/1.1 or HTTP/2, which docs/deploy.md sets up]
//        (needs npm install in this folder, and /usr/bin/chromium or CHROMIUM; openssl for HTTP/2)
//
// Build the folder with --compress br: what has a .br is sent as it, the rest as it is. Over HTTP/1.1 a browser has six connections, over
// HTTP/2 one that carries all. The line is Chromium's simulation of 60 ms and 9 Mbit/s. The questions are drawn from the index itself by a fixed random number, so
// that every run of the same folder asks the same: names, given names, units, pieces of biographies of 4 and 6 characters wherever they are
// cut, the same in traditional characters, pinyin, initials, district and occupation, award and year, names with a wrong character.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { chromium } from 'playwright-core';
import { IndexReader } from '../../search/client/index-reader.js';
import { drawer } from '../client/questions.mjs';
import { plainTab } from './plain-tab.mjs';

const [folder, each = '4', version = '2'] = process.argv.slice(2);
if (!folder || !'12'.includes(version)) throw new Error('usage: node search.mjs <site folder> [queries of each kind] [1 or 2]');
const LINE = { offline: false, latency: 60, downloadThroughput: 9e6 / 8, uploadThroughput: 9e6 / 8 };
const FREQUENT = '北京';

// ── the questions ──
const index = await IndexReader.open(async (path) => { try { return new Uint8Array(readFileSync(join(folder, 'search/index', path))); } catch { return null; } });
const { usual: kinds, draw } = await drawer(index), questions = await draw(kinds, Number(each));

// ── the server and the browser ──
const secure = version === '2', servers = [];
/** The address of the search page on a new server. */
async function serve(latency) {
  const server = new Worker(new URL('./search-server.mjs', import.meta.url), { workerData: { folder, secure, latency } });
  servers.push(server);
  return `http${secure ? 's' : ''}://127.0.0.1:${await new Promise((ready) => server.once('message', ready))}/search/`;
}
const page = await serve(LINE.latency), near = await serve(0);
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
// Each new window first draws the list of the address bar, twice, as pages of the browser's own: some 150 to 300 ms of both processors while the visit
// is measured. Where people follow a link the window is there already.
const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup'];
const browser = await chromium.launch({ executablePath, args });

/** A tab with a clean cache; `told` is called with {name, at, duration} when results or counts are there. */
async function open(told) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ignoreHTTPSErrors: true }), tab = await context.newPage(), client = await context.newCDPSession(tab);
  // What the worker of the page asks for is told as well; the simulated line does not reach it: there the server takes the time of a trip.
  let sent = 0;
  client.on('Target.attachedToTarget', ({ sessionId }) => {
    for (const method of ['Network.enable', 'Runtime.runIfWaitingForDebugger']) client.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id: ++sent, method }) });
  });
  client.on('Target.receivedMessageFromTarget', ({ message }) => { const { method, params } = JSON.parse(message); if (method) client.emit(method, params); });
  await client.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: false });
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', LINE);
  await tab.exposeFunction('told', told);
  await tab.addInitScript(() => new PerformanceObserver((list) => { for (const { name, startTime, duration } of list.getEntries()) window.told({ name, at: startTime + duration, duration }); }).observe({ type: 'measure' }));
  tab.on('pageerror', (error) => { throw error; });
  return { context, tab, client };
}

/**
 * A visit in a fresh profile until the results stand there: from opening a link with the question, or, `typed`, from asking on the search page, which has
 * brought its own script and the head of the index by then but nothing of the question.
 */
async function cold({ text }, typed = false) {
  const files = new Map();
  let done;
  const { context, tab, client } = await open((what) => { if (what.name === 'results') done?.({ ...what, files: [...files.values()].filter((f) => f.end) }); });
  client.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) => files.set(requestId, { url: request.url, start: timestamp }));
  client.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) => { const file = files.get(requestId); if (file) Object.assign(file, { end: timestamp, bytes: encodedDataLength }); });
  if (typed) await tab.goto(page, { waitUntil: 'networkidle' });
  files.clear();
  const shown = new Promise((resolve) => { done = resolve; });
  if (typed) await tab.evaluate((q) => { const box = document.getElementById('q'); box.value = q; box.form.requestSubmit(); }, text);
  else await tab.goto(`${page}?q=${encodeURIComponent(text)}`);
  const { at, duration, files: all } = await shown, hits = await tab.locator('#hits > li').count();
  await context.close();
  // The longest chain of index files of which each was asked for after the one before had come.
  const parts = all.filter(({ url }) => /\/index\/(?!head)/.test(url)).sort((a, b) => a.start - b.start);
  for (const part of parts) part.depth = 1 + Math.max(0, ...parts.filter((other) => other.end <= part.start).map((other) => other.depth));
  return { bytes: all.reduce((sum, { bytes }) => sum + bytes, 0), requests: all.length, trips: Math.max(0, ...parts.map(({ depth }) => depth)), time: typed ? duration : at, hits };
}

const figure = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const line = (name, rows) => console.log(name.padEnd(26), ['bytes', 'requests', 'trips', 'time'].map((key) => {
  const values = rows.map((row) => row[key]), unit = key === 'bytes' ? 1000 : 1;
  return `${key === 'bytes' ? 'kB' : key === 'time' ? 'ms' : key} ${[.5, .95].map((share) => Math.round(figure(values, share) / unit)).join(' / ')}`;
}).join('   '));

console.log(`${questions.length} questions over ${index.documents} documents, HTTP/${secure ? '2' : '1.1'}; each figure: median / p95`);
const rows = [];
for (const question of questions) rows.push({ ...question, ...await cold(question) });
for (const kind of Object.keys(kinds)) line(kind, rows.filter((row) => row.kind === kind));
line('all, by a link', rows);
const typed = [];
for (const question of questions) typed.push(await cold(question, true));
line('all, asked on the page', typed);
console.log('without ten results:', rows.filter(({ hits }) => hits < 10).length, ' the largest:', rows.toSorted((a, b) => b.bytes - a.bytes).slice(0, 3).map(({ kind, text, bytes }) => `${kind} ${text} ${Math.round(bytes / 1000)} kB`).join(', '));

{
  // Without the inspector of the network, which takes longer over each request than the page does; a reader's browser has none.
  const tab = await plainTab(executablePath, args), warm = [];
  await tab.go(`${near}?q=${encodeURIComponent('劳模')}`);
  await tab.result('facets');
  await tab.rest(500);
  for (const { kind, text } of questions) {
    const before = await tab.worked(), beside = tab.workedBeside(), asked = `{ const box = document.getElementById('q'); box.value = ${JSON.stringify(text)}; box.form.requestSubmit(); }`;
    const time = await tab.result('results', asked), until = await tab.worked() - before;
    await tab.rest(150);
    warm.push({ kind, text, time, until, whole: await tab.worked() - before, beside: tab.workedBeside() - beside });
  }
  const pair = (key) => [.5, .95].map((share) => Math.round(figure(warm.map((row) => row[key]), share) * 10) / 10).join(' / ');
  console.log(`warm, main thread: ms ${pair('until')} until the results, ${pair('whole')} with the counts, ${pair('beside')} of its worker with the counts; ${pair('time')} by the clock until the results; ${warm.filter(({ until }) => until > 30).length} over 30, the most:`,
    warm.toSorted((a, b) => b.until - a.until).slice(0, 5).map(({ kind, text, until }) => `${kind} ${text} ${Math.round(until)}`).join(', '));
  const counts = [];
  for (let i = 0; i < 6; i++) {
    const address = JSON.stringify(`?q=${FREQUENT}${i % 2 ? '&sort=name' : ''}`);
    counts.push(await tab.result('facets', `history.pushState(null, '', ${address}); document.getElementById('q').value = '${FREQUENT}'; dispatchEvent(new PopStateEvent('popstate'));`));
    await tab.rest(300);
  }
  console.log(`counts for ${FREQUENT} (${await tab.evaluate("document.getElementById('said').innerText")}): ms ${counts.map(Math.round).join(', ')}`);
  await tab.close();
}
await browser.close();
for (const server of servers) await server.terminate();
