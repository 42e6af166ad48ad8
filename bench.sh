#!/usr/bin/env bash
# The same invented people through HonourWall (pages, lists, files to take away, search index), Hugo (pages, lists) and Hugo with Pagefind (its index):
# clean, and after one sentence more in one biography. Writes a table of medians to stdout and to the work folder.
#   ./bench.sh [--sizes 1000,10000,50000] [--runs 3] [--work FOLDER] [--only honourwall,serve,hugo,pagefind,floor]
# Installs what it needs (Debian: hugo, python3-jieba; npm: Pagefind). 50,000 need 20 GB of disk, 18 GB of memory (Pagefind) and half an hour.
set -euo pipefail
cd "$(dirname "$0")"
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
missing=()
for package in hugo python3 python3-jieba; do dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package"); done
if [ ${#missing[@]} -gt 0 ]; then
  as_root apt-get update -q >/dev/null
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null
fi
npm ci --prefix tests/bench --no-audit --no-fund --silent
dotnet build generator/HonourWall.Generator -c Release -v quiet -clp:ErrorsOnly
exec python3 tests/bench/compare.py "$@"
