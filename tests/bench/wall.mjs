// Measures the honour wall of a built site in Chromium: bytes of the first view, loading, scrolling, lighting up, layout shift.
//
// usage: node wall.mjs <site folder> [query]        (needs npm install in this folder, and /usr/bin/chromium or CHROMIUM)
//
// The folder is served from here with gzip, as a web server would. Every figure is of one fresh profile; run it three times and quote all.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const [folder, query = '王秀'] = process.argv.slice(2);
if (!folder) throw new Error('usage: node wall.mjs <site folder> [query]');
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.webp': 'image/webp', '.svg': 'image/svg+xml' };
const sent = [];
const server = createServer((request, response) => {
  const path = new URL(request.url, 'http://x').pathname;
  let body;
  try { body = readFileSync(join(folder, path.endsWith('/') ? `${path}index.html` : path)); } catch { response.writeHead(404).end(); return; }
  const type = types[extname(path) || '.html'] ?? 'application/octet-stream';
  const packed = /text|svg/.test(type) ? gzipSync(body, { level: 9 }) : body;
  sent.push({ path, bytes: packed.length });
  response.writeHead(200, { 'content-type': type, ...packed === body ? {} : { 'content-encoding': 'gzip' }, 'content-security-policy': "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'" }).end(packed);
}).listen(0, '127.0.0.1');
await new Promise((ready) => server.on('listening', ready));
const wall = `http://127.0.0.1:${server.address().port}/wall/`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const desktop = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

async function open(device, slow = 1, address = wall) {
  const context = await browser.newContext(device);
  const page = await context.newPage();
  page.on('pageerror', (error) => { throw error; });
  await page.addInitScript(() => {
    window.shift = 0;
    window.long = [];
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.long.push(Math.round(entry.duration)); }).observe({ type: 'longtask', buffered: true });
  });
  if (slow > 1) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slow });
  sent.length = 0;
  await page.goto(address);
  return page;
}
const engraved = (page) => page.waitForFunction(() => [...document.querySelectorAll('.grp')].every((block) => block.querySelector(':scope > a')), null, { timeout: 60000 });
const round = (number) => Math.round(number * 10) / 10;
const report = (what, figures) => console.log(what.padEnd(34), Object.entries(figures).map(([name, value]) => `${name} ${value}`).join(', '));

async function loading(name, device, slow) {
  const page = await open(device, slow);
  const atLoad = sent.map((file) => ({ ...file }));
  const times = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation');
    return { dom: Math.round(navigation.domContentLoadedEventEnd), load: Math.round(navigation.loadEventEnd), paint: Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0) };
  });
  const began = Date.now();
  await engraved(page);
  const all = await page.evaluate(() => ({ names: document.querySelectorAll('.grp > a').length, shift: window.shift.toFixed(4), long: JSON.stringify(window.long) }));
  report(`load, ${name}`, { 'first paint ms': times.paint, 'DOM ms': times.dom, 'load ms': times.load, 'all engraved ms after': Date.now() - began, names: all.names, shift: all.shift, 'long tasks': all.long });
  if (name === 'desktop') {
    for (const file of atLoad) report(`  ${file.path}`, { bytes: file.bytes });
    report('first view', { requests: atLoad.length, bytes: atLoad.reduce((sum, file) => sum + file.bytes, 0) });
    const later = sent.slice(atLoad.length);
    report('all names, when idle', { requests: later.length, bytes: later.reduce((sum, file) => sum + file.bytes, 0) });
  }
  await page.context().close();
}

// What the main thread did, in its own processor time: waiting for other programs of the machine is not in it.
async function working(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => Object.fromEntries((await session.send('Performance.getMetrics')).metrics.map((m) => [m.name, m.value]));
  const before = await read();
  return async () => {
    const after = await read();
    return (name) => after[name] - before[name];
  };
}

async function scrolling(name, device, slow, pixels, wait) {
  const page = await open(device, slow);
  if (wait) await engraved(page);
  await page.waitForTimeout(wait ? 500 : 0);
  await page.evaluate(() => { window.long.length = 0; });
  const worked = await working(page);
  const frames = await page.evaluate((step) => new Promise((done) => {
    const times = [];
    let last;
    const frame = (now) => {
      if (last) times.push(now - last);
      last = now;
      scrollBy(0, step);
      if (times.length < 600 && scrollY + innerHeight < document.documentElement.scrollHeight - 2) requestAnimationFrame(frame);
      else done(times);
    };
    requestAnimationFrame(frame);
  }), pixels);
  const work = await worked();
  const a = (metric) => round(work(metric) * 1000 / frames.length);
  frames.sort((x, y) => x - y);
  const at = (share) => round(frames[Math.min(frames.length - 1, frames.length * share | 0)]);
  const seen = await page.evaluate(() => ({ shift: window.shift.toFixed(4), long: JSON.stringify(window.long) }));
  report(`scroll ${pixels} px a frame, ${name}`, {
    frames: frames.length, p50: at(.5), p95: at(.95), p99: at(.99), worst: at(1), 'over 25 ms': frames.filter((t) => t > 25).length,
    'CPU ms a frame: style': a('RecalcStyleDuration'), layout: a('LayoutDuration'), script: a('ScriptDuration'), 'whole main thread': a('TaskDuration'), 'long tasks': seen.long, shift: seen.shift,
  });
  await page.context().close();
}

async function lighting(name, device, slow) {
  const page = await open(device, slow);
  await engraved(page);
  await page.waitForTimeout(500);
  await page.focus('#w');
  for (let n = 1; n <= query.length; n++) {
    await page.waitForTimeout(300);
    await page.evaluate(() => { window.long.length = 0; });
    const worked = await working(page);
    const said = await page.evaluate(async (text) => {
      const box = document.querySelector('#w');
      const began = performance.now();
      box.value = text;
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      const script = performance.now() - began;
      // Frame start, then a task after it: style, layout and paint of that frame are over.
      await new Promise((next) => { requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = next; c.port2.postMessage(0); }); });
      return `script ${Math.round(script)}, frame ${Math.round(performance.now() - began)} ms, lit ${document.querySelector('#said').textContent.match(/\d+/)?.[0] ?? 0}, long ${JSON.stringify(window.long)}`;
    }, query.slice(0, n));
    const work = await worked();
    console.log(`light up, ${name}`.padEnd(34), `${query.slice(0, n)}: ${said}, CPU ms of the main thread ${round(work('TaskDuration') * 1000)}`);
  }
  await page.context().close();
}

await loading('desktop', desktop, 1);
await loading('desktop, CPU slowed 4x', desktop, 4);
await loading('phone', phone, 1);
await loading('phone, CPU slowed 4x', phone, 4);
for (const [name, device] of [['desktop', desktop], ['phone', phone]]) {
  await scrolling(`${name}, names engraved`, device, 1, 60, true);
  await scrolling(`${name}, at once`, device, 1, 60, false);
  await scrolling(`${name}, names engraved`, device, 1, 400, true);
  await scrolling(`${name}, CPU slowed 4x`, device, 4, 60, true);
  await lighting(name, device, 1);
  await lighting(`${name}, CPU slowed 4x`, device, 4);
}
await browser.close();
server.close();
