// After the first question another thread answers: this same script as a worker beside the page, with a reader of its own; the page only draws. Where there is none
// (a folder, a browser or a policy without workers), and once it has failed in any way, the page answers by itself, and errors are its own.
import { IndexReader } from '../search/index-reader.js';
import { facets, search } from '../search/searcher.js';
import { part } from './search-element.js';
import { fromServer } from './search-parts.js';

/** A worker that says nothing for so long, in milliseconds, may be dead. */
const SILENT = 5000;
/** Asks for the numbers beside the choices instead of results. */
export const COUNTS = 2;
const script = globalThis.document?.currentScript.src;
let worker, silence, asking = 0;

const find = (reader, request, counted) => counted === COUNTS ? facets(reader, request) : search(reader, request, counted);

/** The results of a request, or its counts. An answer that comes after the next question is nobody's. */
export const answer = (reader, ...asked) => new Promise((done, failed) => {
  const here = () => {
    worker &&= null;
    find(reader, ...asked).then(done, failed);
  };
  clearTimeout(silence);
  if (!worker) { here(); return; }
  silence = setTimeout(here, SILENT);
  worker.onmessage = ({ data: [number, found] }) => {
    if (number !== asking) return;
    clearTimeout(silence);
    if (found) done(found);
    else here();
  };
  worker.postMessage([++asking, ...asked]);
});

/** Starts it; nothing is asked of it until it has read the head of the index. */
export const startBeside = (page) => {
  if (worker !== undefined) return;
  worker = null;
  try {
    const started = new Worker(script);
    started.onmessage = () => { worker = started; };
    started.postMessage([page, part('head').text]);
  } catch {
    // A browser or a policy without workers.
  }
};

if (!script) globalThis.onmessage = async ({ data: [page, head] }) => {
  const reader = await IndexReader.open(fromServer(page), head);
  globalThis.onmessage = ({ data: [number, ...asked] }) => find(reader, ...asked).then(
    // A function cannot be sent, and the page does not look at the slots.
    ({ holds, slots, ...found }) => postMessage([number, found]),
    () => postMessage([number]));
  postMessage(0);
};
