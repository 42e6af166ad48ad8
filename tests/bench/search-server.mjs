// A plain server of a built site for search.mjs, on a thread of its own so that measuring does not delay it: what has a .br is sent as it,
// pieces of files (Range) from memory. What a worker asks for waits for `latency` milliseconds. Tells its port.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

const { folder, secure, latency = 0 } = workerData;
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.webp': 'image/webp', '.svg': 'image/svg+xml' };
const read = new Map();

function content(path) {
  if (!read.has(path)) {
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path), packed = existsSync(`${file}.br`);
    read.set(path, existsSync(file) && { type: types[extname(file)] ?? 'application/octet-stream', packed, bytes: readFileSync(packed ? `${file}.br` : file) });
  }
  return read.get(path);
}

function answer(request, response) {
  const found = content(decodeURIComponent(new URL(request.url, 'http://x').pathname));
  if (!found) { response.writeHead(404).end(); return; }
  const { type, packed, bytes } = found, piece = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range);
  if (piece) {
    const [from, until] = [Number(piece[1]), Math.min(Number(piece[2]) + 1, bytes.length)];
    response.writeHead(206, { 'content-type': type, 'content-range': `bytes ${from}-${until - 1}/${bytes.length}`, 'content-length': until - from }).end(bytes.subarray(from, until));
  } else response.writeHead(200, { 'content-type': type, ...packed ? { 'content-encoding': 'br' } : {} }).end(bytes);
}

function certificate() {
  const place = mkdtempSync(join(tmpdir(), 'honourwall-search-')), file = (name) => join(place, name);
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1', '-keyout', file('key'), '-out', file('cert')], { stdio: 'ignore' });
  const made = { key: readFileSync(file('key')), cert: readFileSync(file('cert')) };
  rmSync(place, { recursive: true });
  return made;
}

// A worker is told by its own address; what it is made of comes over the page's line.
const inTime = (request, response) => setTimeout(answer, request.headers.referer?.endsWith('.js') ? latency : 0, request, response);
const server = secure ? createSecureServer(certificate(), inTime) : createServer(inTime);
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
