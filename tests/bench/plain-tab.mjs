// A tab of a browser that nothing watches but a clock of its processor time: what watches a page's requests works on the page's own thread.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Processor milliseconds of the workers of pages in a process and those it started (Linux). */
function besides(pid) {
  const read = (task, file) => readFileSync(`/proc/${pid}/task/${task}/${file}`, 'utf8');
  try {
    return readdirSync(`/proc/${pid}/task`).reduce((sum, task) => sum + (read(task, 'comm').startsWith('DedicatedWorker') ? read(task, 'schedstat').split(' ')[0] / 1e6 : 0)
      + (read(task, 'children').match(/\d+/g) ?? []).reduce((all, child) => all + besides(child), 0), 0);
  } catch {
    // A process or thread that has ended meanwhile.
    return 0;
  }
}

export async function plainTab(executablePath, args) {
  const place = mkdtempSync(join(tmpdir(), 'honourwall-tab-'));
  const browser = spawn(executablePath, [...args, '--ignore-certificate-errors', '--window-size=1280,900', `--user-data-dir=${place}`, '--remote-debugging-pipe', 'about:blank'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const [, , , to, from] = browser.stdio, waiting = new Map();
  let id = 0, read = '';
  from.setEncoding('utf8').on('data', (text) => {
    const messages = (read + text).split('\0');
    read = messages.pop();
    for (const { id: answered, result, error } of messages.map((message) => JSON.parse(message))) {
      const { resolve, reject } = waiting.get(answered) ?? {};
      waiting.delete(answered);
      if (error) reject?.(new Error(error.message));
      else resolve?.(result);
    }
  });
  const send = (method, params, sessionId) => new Promise((resolve, reject) => {
    waiting.set(++id, { resolve, reject });
    to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
  });
  let targets = [];
  while (!(targets = (await send('Target.getTargets', {})).targetInfos.filter(({ type }) => type === 'page')).length);
  const { sessionId } = await send('Target.attachToTarget', { targetId: targets[0].targetId, flatten: true });
  // Processor time of the tab's thread: what other programs take does not count.
  await send('Performance.enable', { timeDomain: 'threadTicks' }, sessionId);
  const evaluate = async (expression) => (await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, sessionId)).result.value;
  const rest = (ms) => new Promise((done) => setTimeout(done, ms));
  return {
    evaluate, rest,
    async go(url) { await send('Page.navigate', { url }, sessionId); await rest(1000); },
    async worked() { return (await send('Performance.getMetrics', {}, sessionId)).metrics.find(({ name }) => name === 'TaskDuration').value * 1000; },
    workedBeside: () => besides(browser.pid),
    /** Does this and gives how long the page then took until it measured `name`; without anything to do the first such measure counts. */
    result: (name, doing = '') => evaluate(`new Promise((done) => { new PerformanceObserver((list, own) => { const [entry] = list.getEntries().filter(({ name }) => name === '${name}'); if (entry) { own.disconnect(); done(entry.duration); } }).observe({ type: 'measure', buffered: ${!doing} }); ${doing} })`),
    async close() {
      const ended = new Promise((done) => browser.once('exit', done));
      await send('Browser.close', {});
      await ended;
      rmSync(place, { recursive: true, force: true });
    },
  };
}
