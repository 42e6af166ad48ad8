#!/usr/bin/env bash
# The same invented people through HonourWall (pages, lists, CSV, search index) and Hugo (pages, lists), in the same minutes.
#   tests/bench/compare.sh [people] [work folder] [runs]      default: 10000, a temporary folder, 3
# Needs: apt-get install hugo time python3-jieba; a release build of HonourWall. Prints wall, CPU and peak memory of each run, taken in turn
# so that a slow minute hits both, then the medians and their ratio.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
people=${1:-10000}
work=${2:-$(mktemp -d)}
runs=${3:-3}
honourwall=(dotnet "$root/generator/HonourWall.Generator/bin/Release/net10.0/honourwall.dll")
mkdir -p "$work"
work=$(cd "$work" && pwd)
[[ -f ${honourwall[1]} ]] || dotnet build "$root/generator/HonourWall.Generator" -c Release -v quiet
[[ -d $work/content-$people ]] || python3 "$here/make_corpus.py" "$people" --content "$work/content-$people" --hugo "$work/hugo-content-$people"

: >"$work/times"
timed() { # name, command...
  local name=$1
  shift
  /usr/bin/time -o "$work/time" -f "$name %e %U %S %M" "$@" >"$work/last.log" 2>&1 || { tail -5 "$work/last.log" >&2; exit 1; }
  tail -1 "$work/time" | tee -a "$work/times"
}
echo "name wall-s user-s sys-s peak-kb"
for ((run = 0; run < runs; run++)); do
  rm -rf "$work/out-honourwall" "$work/out-hugo" "$work/hugo-cache" "$work/hugo-resources" # nothing of an earlier run is left to either
  timed honourwall "${honourwall[@]}" build -s "$work/content-$people" -d "$work/out-honourwall" --compress none
  HUGO_RESOURCEDIR="$work/hugo-resources" timed hugo hugo --source "$here/hugo" --contentDir "$work/hugo-content-$people" --destination "$work/out-hugo" --noBuildLock --cacheDir "$work/hugo-cache"
done
python3 - "$work/times" <<'PY'
import collections, statistics, sys
rows = collections.defaultdict(list)
for line in open(sys.argv[1]):
    name, *figures = line.split()
    rows[name].append([float(f) for f in figures])
median = {name: [statistics.median(column) for column in zip(*runs)] for name, runs in rows.items()}
print("\n| | wall s | CPU s | peak MB |\n| --- | --- | --- | --- |")
for name, (wall, user, system, peak) in median.items():
    print(f"| {name} | {wall:.2f} | {user + system:.2f} | {peak / 1024:.0f} |")
a, b = median["honourwall"], median["hugo"]
print(f"| ratio | {a[0] / b[0]:.2f} | {(a[1] + a[2]) / (b[1] + b[2]):.2f} | {a[3] / b[3]:.2f} |")
PY
for site in out-honourwall out-hugo; do
  printf '%s: %s files, %s MB\n' "$site" "$(find "$work/$site" -type f | wc -l)" "$(du -sm --apparent-size "$work/$site" | cut -f1)"
done
