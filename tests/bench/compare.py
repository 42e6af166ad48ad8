#!/usr/bin/env python3
"""Times HonourWall, Hugo and Pagefind on the same people, in turn, and prints medians; see bench.sh, which installs what this needs.

Every clean build writes into a folder that never was there: file systems without a journal take long to use again what was just deleted.
"""
import argparse
import collections
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
HONOURWALL = ["dotnet", str(ROOT / "generator/HonourWall.Generator/bin/Release/net10.0/honourwall.dll")]
PAGEFIND = HERE / "node_modules/@pagefind/linux-x64/bin/pagefind_extended"

Run = collections.namedtuple("Run", "wall cpu peak")


def timed(command, **environment):
    """Wall seconds, processor seconds and peak MB of one command; its output is shown when it fails."""
    with tempfile.TemporaryFile() as log:
        start = time.monotonic()
        process = subprocess.Popen([str(c) for c in command], stdout=log, stderr=log, env={**os.environ, **environment})
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        if status != 0:
            log.seek(0)
            sys.exit(log.read().decode(errors="replace")[-2000:] + f"\nfailed: {' '.join(map(str, command))}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(folder):
    """Files and MB below a folder."""
    files = size = 0
    for place, _, names in os.walk(folder):
        files += len(names)
        size += sum(os.path.getsize(os.path.join(place, name)) for name in names)
    return files, size / 1e6


class Comparison:
    def __init__(self, people, work, only):
        self.people, self.work, self.only = people, work / str(people), only
        self.runs = collections.defaultdict(list)
        self.sizes = {}
        self.content, self.hugo_content = self.work / "content", self.work / "hugo-content"
        if not self.content.is_dir():
            subprocess.run([sys.executable, HERE / "make_corpus.py", str(people), "--content", self.content, "--hugo", self.hugo_content], check=True, stdout=subprocess.DEVNULL)
        self.number = 0

    def note(self, name, run):
        self.runs[name].append(run)
        print(f"{self.people:>6} {name:<36} {run.wall:7.2f} s {run.cpu:7.2f} CPU s {run.peak:7.0f} MB", file=sys.stderr, flush=True)

    def edit(self):
        """One sentence more about one person in both corpora, another one each time."""
        self.number += 1
        ours = sorted((self.content / "honourees").glob("*.md"))[self.people // 2 + self.number]
        theirs = next(self.hugo_content.rglob(ours.name), None) or sorted(self.hugo_content.rglob("p*.md"))[self.people // 2 + self.number]
        for file in (ours, theirs):
            with open(file, "a", encoding="utf-8") as text:
                text.write(f"\n\n又添一句，第{self.number}次。\n")

    def round(self, index):
        ours, theirs = self.work / f"honourwall-{index}", self.work / f"hugo-{index}"
        honourwall = [*HONOURWALL, "build", "-s", self.content, "-d", ours, "--compress", "none", "-q"]
        hugo = ["hugo", "--source", HERE / "hugo", "--contentDir", self.hugo_content, "--destination", theirs, "--noBuildLock", "--cacheDir", self.work / f"hugo-cache-{index}"]
        resources = {"HUGO_RESOURCEDIR": str(self.work / f"hugo-resources-{index}")}
        # Pagefind indexes all anew at every edit: its clean run is its edit too.
        if "honourwall" in self.only:
            self.note("HonourWall, clean", timed(honourwall))
            self.sizes["HonourWall"] = measure(ours)
        if "hugo" in self.only:
            self.note("Hugo, clean", timed(hugo, **resources))
            self.sizes["Hugo"] = measure(theirs)
        if "pagefind" in self.only:
            self.note("Pagefind", timed([PAGEFIND, "--site", theirs]))
            self.sizes["Hugo + Pagefind"] = measure(theirs)
        if "floor" in self.only:
            self.note("floor: read every file of the content", timed(["sh", "-c", 'find "$0" -type f -exec cat {} + >/dev/null', self.content]))
            if ours.is_dir():
                self.note("floor: copy HonourWall's site", timed(["cp", "-r", ours, f"{ours}-copy"]))
        self.edit()
        if "honourwall" in self.only:
            self.note("HonourWall, one edit", timed(honourwall))
        if "hugo" in self.only:
            self.note("Hugo, one edit", timed(hugo, **resources))

    def serve(self, edits=5):
        """What the preview servers say an edit took; the first ones warm them up."""
        ours = [*HONOURWALL, "serve", "-s", self.content, "--port", "5991", "-q", "--lang", "en"]
        theirs = ["hugo", "server", "--source", HERE / "hugo", "--contentDir", self.hugo_content, "--port", "5992", "--noBuildLock", "--cacheDir", self.work / "hugo-cache-serve"]
        servers = [("HonourWall, edit in its server", ours, r"changed, .* (\d+) ms")] + ([("Hugo, edit in its server", theirs, r"(?:Built|Total) in (\d+) ms")] if "hugo" in self.only else [])
        for name, command, pattern in servers:
            with open(self.work / "serve.log", "w+b") as log:
                process = subprocess.Popen([str(c) for c in command], stdout=log, stderr=log, env={**os.environ, "HUGO_RESOURCEDIR": str(self.work / "hugo-resources-serve")})
                try:
                    said = lambda: [int(ms) for ms in re.findall(pattern, (self.work / "serve.log").read_text(errors="replace"))]
                    self.wait(said, 1, process)
                    for done in range(1, edits + 3):
                        time.sleep(3)
                        self.edit()
                        self.wait(said, done + 1, process)
                    for ms in said()[3:edits + 3]:
                        self.note(name, Run(ms / 1000, float("nan"), float("nan")))
                finally:
                    process.terminate()
                    process.wait(30)

    def wait(self, said, count, process):
        until = time.monotonic() + 300
        while len(said()) < count:
            if time.monotonic() > until or process.poll() is not None:
                sys.exit("the server is silent:\n" + (self.work / "serve.log").read_text(errors="replace")[-2000:])
            time.sleep(0.1)

    def rows(self):
        for name, runs in self.runs.items():
            yield name, Run(*(statistics.median(column) for column in zip(*runs))), len(runs)


def table(comparisons):
    lines = ["| people | | wall s | CPU s | peak MB | runs | files | MB |", "| --- | --- | --- | --- | --- | --- | --- | --- |"]
    figure = lambda value, digits: "" if value != value else f"{value:,.{digits}f}"
    for comparison in comparisons:
        for name, run, count in comparison.rows():
            files, size = comparison.sizes.get("Hugo + Pagefind" if name == "Pagefind" else name.split(",")[0], (0, 0)) if "clean" in name or name == "Pagefind" else (0, 0)
            lines.append(f"| {comparison.people:,} | {name} | {figure(run.wall, 2)} | {figure(run.cpu, 2)} | {figure(run.peak, 0)} | {count} | {f'{files:,}' if files else ''} | {f'{size:,.0f}' if files else ''} |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,50000")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("--only", default="honourwall,serve,hugo,pagefind,floor")
    arguments = parser.parse_args()
    work = (arguments.work or pathlib.Path(tempfile.mkdtemp(prefix="honourwall-bench-"))).resolve()
    only = set(arguments.only.split(","))
    comparisons = []
    try:
        for people in map(int, arguments.sizes.split(",")):
            comparison = Comparison(people, work, only)
            comparisons.append(comparison)
            time.sleep(3)  # what was written just now is not taken for settled
            for index in range(arguments.runs):
                comparison.round(f"{os.getpid()}-{index}")
            if "serve" in only:
                comparison.serve()
            (work / "table.md").write_text(table(comparisons) + "\n")
    finally:
        if arguments.work is None:
            shutil.rmtree(work, ignore_errors=True)
    print(table(comparisons))


if __name__ == "__main__":
    main()
