// Shared by the tests: the repository's files, and an index in a folder.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BrokenPart } from '../../search/client/bits.js';
import { IndexReader } from '../../search/client/index-reader.js';

export const root = join(import.meta.dirname, '..', '..');
export const json = path => JSON.parse(readFileSync(join(root, path), 'utf8'));
export const loadFrom = folder => async path => existsSync(join(folder, path)) ? new Uint8Array(readFileSync(join(folder, path))) : null;
export const openFolder = folder => IndexReader.open(loadFrom(folder));
export { BrokenPart };
