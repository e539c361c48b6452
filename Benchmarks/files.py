#!/usr/bin/env python3
"""The files leg beside bare tar, on the same tree: saving, and restoring with all its checks.

    Benchmarks/files.py [FILES ...]        default: 50000

Makes so many files of about 2 KB in folders of a hundred, saves them once, and then several times in turn: extracts the archive
with `tar` alone, and restores it with `vigie restore files` where the folder is gone: the reading through, the extraction, the
proof of every name and content, the swap and the check are in its time. Then a file of 2 GB that holds 1 MB, for what it costs.
VIGIE names the program; the release by default. Needs room for three times the tree.
"""
import json, os, pathlib, shutil, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
VIGIE = pathlib.Path(os.environ.get("VIGIE", ROOT / ".build/release/vigie"))
ROUNDS = 5


def run(*words, **more):
    return subprocess.run(words, check=True, **more)


def timed(*words, **more):
    began = time.monotonic()
    run(*words, **more)
    return time.monotonic() - began


def fill(folder, files):
    noise = os.urandom(4096)
    for number in range(files):
        place = f"{folder}/d{number // 10000}/e{number // 100}"
        if number % 100 == 0:
            os.makedirs(place)
        with open(f"{place}/file {number}.txt", "wb") as file:
            file.write(noise[number % 2048:][:1000] + b"%d\n" % number * 100)


class Vigie:
    def __init__(self, folder, name):
        self.folder, self.state = folder, f"{folder}/state-{name}"
        self.files = f"{folder}/{name}"
        self.plan = f"{folder}/{name}.yaml"
        pathlib.Path(self.plan).write_text(
            f"application: Bench\ntimezone: UTC\nlanguage: en\nfolders:\n  files: {self.files}\n"
            "backups:\n  files.full: {at: \"01:00\", keep: 30d}\n")

    def call(self, *words):
        return timed(str(VIGIE), *words, "--plan", self.plan, "--state", self.state, "--no-input",
                     stdout=subprocess.DEVNULL)

    def back_up(self):
        seconds = self.call("backup", "files.full")
        newest = max(pathlib.Path(self.state, "backups/files.full").iterdir(), key=lambda f: f.stat().st_mtime)
        return newest, json.loads((newest / "manifest.json").read_text())["durationSeconds"], seconds

    def restore(self):
        return self.call("restore", "files", "--confirm", pathlib.Path(self.files).name)

    def stop(self):
        subprocess.run([str(VIGIE), "agent", "--stop", "--state", self.state], capture_output=True)


def clear(folder):
    for path in pathlib.Path(folder).parent.glob(pathlib.Path(folder).name + "*"):
        if path.is_dir():
            shutil.rmtree(path)
    run("sync", "-f", str(pathlib.Path(folder).parent))


def bare(archive, target):
    os.makedirs(target)
    return timed("tar", "--extract", "--gzip", "--preserve-permissions", "--acls", "--xattrs", "--xattrs-include=*",
                 "--file", str(archive), "-C", target)


def tree(folder, files):
    vigie = Vigie(folder, "tree")
    fill(vigie.files, files)
    try:
        plain = timed("sh", "-c", 'tar -C "$1" -c . | gzip -c > "$2"', "sh", vigie.files, f"{folder}/bare.tar.gz")
        newest, saving, whole = vigie.back_up()
        pairs = []
        for turn in range(ROUNDS + 1):
            results = {}
            for who in ("bare", "vigie") if turn % 2 else ("vigie", "bare"):
                if who == "bare":
                    results[who] = bare(newest / "files.tar.gz", f"{folder}/bare")
                    clear(f"{folder}/bare")
                else:
                    clear(vigie.files)
                    results[who] = vigie.restore()
            if turn:  # the first warms the caches
                pairs.append((results["bare"], results["vigie"]))
        print(f"| {files} files | {plain:.2f} | {saving:.2f} | {whole:.2f} | {plain / saving:.3f} "
              f"| {statistics.median(p[0] for p in pairs):.2f} | {statistics.median(p[1] for p in pairs):.2f} "
              f"| {statistics.median(p[1] / p[0] for p in pairs):.2f} |", flush=True)
    finally:
        vigie.stop()


def holes(folder):
    vigie = Vigie(folder, "holes")
    os.makedirs(vigie.files)
    with open(f"{vigie.files}/vast", "wb") as file:
        file.truncate(2 << 30)
        for part in range(16):
            file.seek(part * (100 << 20))
            file.write(os.urandom(1 << 16))
    try:
        newest, saving, whole = vigie.back_up()
        clear(vigie.files)
        seconds = vigie.restore()
        kibibytes = int(subprocess.check_output(["du", "-sk", vigie.files]).split()[0])
        size = sum(f.stat().st_size for f in newest.iterdir()) // 1024
        print(f"\n2 GiB with 1 MiB in it: saved and read through in {whole:.2f} s as {size} KiB, "
              f"restored in {seconds:.2f} s to {kibibytes} KiB on the disk")
    finally:
        vigie.stop()


def main():
    if not VIGIE.exists():
        sys.exit(f"{VIGIE} is not there: make build")
    folder = tempfile.mkdtemp(prefix="vigie-bench.")
    try:
        print("| tree | tar and gzip, s | saving, s | with the check, s | ratio bare / vigie | bare tar -x, s "
              "| vigie restore, s | ratio vigie / bare |")
        print("|---|---|---|---|---|---|---|---|")
        for files in [int(word) for word in sys.argv[1:]] or [50_000]:
            tree(folder, files)
        holes(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
