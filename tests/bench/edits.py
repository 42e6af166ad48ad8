#!/usr/bin/env python3
"""Times one edit after the other, of each kind that editors make, in a new process and in the server, and prints medians.

    python3 tests/bench/make_corpus.py 10000 --content C && python3 tests/bench/edits.py C [--runs 3] [--kinds text,facts] [--modes process,serve]

It works on a copy. Wall and processor seconds; the server's are those of the whole server between the edit and its answer.
"""
import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
HONOURWALL = ["dotnet", str(ROOT / "generator/HonourWall.Generator/bin/Release/net10.0/honourwall.dll")]
TICKS = os.sysconf("SC_CLK_TCK")


class Editor:
    """Another person each time, so that no edit undoes another."""

    def __init__(self, content):
        self.content, self.number = content, 0
        self.people = sorted((content / "honourees").glob("*.md"))
        story = content / "stories" / "ge-ren.md"
        story.parent.mkdir(exist_ok=True)
        story.write_text(f"---\ntitle: 示例特写\npeople: [{self.people[0].stem}]\n---\n一段虚构的文字。\n", encoding="utf-8")
        self.story = story

    def edit(self, kind):
        self.number += 1
        self.written = []
        getattr(self, kind)(self.people[len(self.people) // 2 + self.number])
        # All at one moment: the server waits only a little for more.
        for file, text in self.written:
            file.write_text(text, encoding="utf-8")

    def text(self, person):
        """One sentence more."""
        self.written.append((person, person.read_text(encoding="utf-8") + f"\n\n又添一句，第{self.number}次。\n"))

    def facts(self, person):
        """Another occupation in the front matter."""
        self.replace(person, r'(?m)^occupation: "[^"]*"', f'occupation: "示例工{self.number}"')

    def name(self, person):
        """Another name, in the file and in every row."""
        self.replace(person, r'(?m)^name: "[^"]*"', f'name: "测试改{"甲乙丙丁戊己庚辛壬癸"[self.number % 10]}"')
        for batch in self.batches_of(person):
            self.replace(batch, rf"(?m)^{person.stem},[^,]*", f'{person.stem},测试改{"甲乙丙丁戊己庚辛壬癸"[self.number % 10]}')

    def added(self, person):
        """Somebody more: a file and a row."""
        new = f"xin-{self.number}"
        text = re.sub(r'(?m)^name: "[^"]*"', f'name: "测试新{self.number % 10}"'.translate(str.maketrans("0123456789", "零一二三四五六七八九")), person.read_text(encoding="utf-8"))
        self.written.append((person.parent / f"{new}.md", text))
        name = re.search(r'(?m)^name: "([^"]*)"', text)[1]
        batch = self.batches_of(person)[0]
        row = re.search(rf"(?m)^{person.stem},[^,]*(.*)$", batch.read_text(encoding="utf-8"))[1]
        self.written.append((batch, batch.read_text(encoding="utf-8") + f"{new},{name}{row}\n"))

    def withdrawn(self, person):
        """One honour taken out of its batch, of somebody with a file."""
        self.replace(self.batches_of(person)[0], rf"(?m)^{person.stem},.*\n", "")

    def story_text(self, _):
        """One sentence more in a story."""
        self.written.append((self.story, self.story.read_text(encoding="utf-8") + f"\n又添一句，第{self.number}次。\n"))

    def batches_of(self, person):
        found = subprocess.run(["grep", "-l", f"^{person.stem},", "-r", self.content / "batches"], capture_output=True, text=True, check=True).stdout.split()
        return [pathlib.Path(path) for path in sorted(found)]

    def replace(self, file, pattern, text):
        before = file.read_text(encoding="utf-8")
        after = re.sub(pattern, text, before)
        if after == before:
            sys.exit(f"{file} does not have {pattern}")
        self.written.append((file, after))


KINDS = ["text", "facts", "name", "added", "withdrawn", "story_text"]


def in_processes(editor, site, kinds, runs, note):
    command = [*HONOURWALL, "build", "-s", editor.content, "-d", site, "--compress", "none", "-q"]

    def build():
        start = time.monotonic()
        process = subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            sys.exit(f"the build failed: {' '.join(map(str, command))}")
        return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024

    time.sleep(3)  # what was written just now is not taken for settled
    build()
    for _ in range(runs):
        for kind in kinds:
            editor.edit(kind)
            note("process", kind, *build())


def in_server(editor, work, kinds, runs, note):
    log = work / "serve.log"
    with open(log, "w+b") as output:
        process = subprocess.Popen([*HONOURWALL, "serve", "-s", str(editor.content), "--port", "5993", "--lang", "en"], stdout=output, stderr=output)
        try:
            times = wait(log, 1, process)
            for number in range(runs + 1):  # the first ones warm it up
                for kind in kinds:
                    time.sleep(3)
                    before = spent(process)
                    editor.edit(kind)
                    times = wait(log, len(times) + 1, process)
                    if number > 0:
                        note("serve", kind, times[-1] / 1000, spent(process) - before, float("nan"))
        finally:
            process.terminate()
            process.wait(30)


def spent(process):
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def wait(log, count, process):
    until = time.monotonic() + 300
    while True:
        found = [(int(errors), int(ms)) for errors, ms in re.findall(r"changed, (\d+) errors, .* (\d+) ms", log.read_text(errors="replace"))]
        if len(found) >= count:
            if found[-1][0]:
                sys.exit("an edit was refused:\n" + log.read_text(errors="replace")[-2000:])
            return [ms for _, ms in found]
        if time.monotonic() > until or process.poll() is not None:
            sys.exit("the server is silent:\n" + log.read_text(errors="replace")[-2000:])
        time.sleep(0.05)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("content", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--modes", default="process,serve")
    parser.add_argument("--work", type=pathlib.Path, help="keeps the copy and the site, for another run")
    arguments = parser.parse_args()
    work = arguments.work or pathlib.Path(tempfile.mkdtemp(prefix="honourwall-edits-"))
    content = work / "content"
    if not content.is_dir():
        shutil.copytree(arguments.content, content)
    found = {}

    def note(mode, kind, wall, cpu, peak):
        found.setdefault((mode, kind), []).append((wall, cpu, peak))
        print(f"{mode:<8} {kind:<11} {wall:6.2f} s {cpu:6.2f} CPU s {peak:5.0f} MB", file=sys.stderr, flush=True)

    try:
        editor = Editor(content)
        kinds = arguments.kinds.split(",")
        editor.number = int(time.time()) % 2000
        if "process" in arguments.modes:
            in_processes(editor, work / "site", kinds, arguments.runs, note)
        if "serve" in arguments.modes:
            in_server(editor, work, kinds, arguments.runs, note)
    finally:
        if arguments.work is None:
            shutil.rmtree(work, ignore_errors=True)
    print("| mode | edit | wall s | CPU s | peak MB |\n| --- | --- | --- | --- | --- |")
    for (mode, kind), runs in found.items():
        wall, cpu, peak = (statistics.median(column) for column in zip(*runs))
        print(f"| {mode} | {kind} | {wall:.2f} | {cpu:.2f} | {'' if peak != peak else f'{peak:.0f}'} |")


if __name__ == "__main__":
    main()
