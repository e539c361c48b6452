#!/usr/bin/env python3
"""A schema put back in place, step by step, beside the bare load of the same dump; and the way back.

    Benchmarks/restore.py [ROWS ...]        default: 1000000

Fills a table with so many rows of 1 KB on a private MariaDB, saves it, and then in turn: loads the dump with the bare client into
a schema of its own (`gzip -dc | mariadb`, without a binary log, which the next log backup would have to save), and restores it with `vigie restore database`, which rebuilds it aside,
proves it, rehearses it on the server, exchanges the names, checks, and saves anew. Then `vigie revert`, of which the exchange
itself is told apart.
"""
import datetime, json, os, pathlib, shutil, statistics, subprocess, sys, tempfile

from backup import VIGIE, Server, run
from files import timed

ROUNDS = 3


def steps(operation):
    """The seconds of each step of an operation, by its verb."""
    titles = [step["verb"] for step in json.loads((operation / "ticket.json").read_text())["procedure"]["steps"]]
    begun, seconds = {}, {}
    for line in next(operation.glob("journal*")).read_text().splitlines():
        entry = json.loads(line)
        at = datetime.datetime.fromisoformat(entry["at"].replace("Z", "+00:00")).timestamp()
        for kind, value in entry["event"].items():
            if kind == "stepStarted":
                begun[value["_0"]] = at
            elif kind == "stepDone":
                seconds[titles[value["_0"]]] = seconds.get(titles[value["_0"]], 0) + at - begun[value["_0"]]
    return seconds


class Vigie:
    def __init__(self, folder, server):
        self.words = ["--plan", f"{folder}/plan.yaml", "--state", f"{folder}/s", "--no-input"]
        self.state = pathlib.Path(folder, "s")
        pathlib.Path(f"{folder}/plan.yaml").write_text(
            "application: Bench\ntimezone: UTC\nlanguage: en\ndatabases:\n  main:\n    engine: mariadb\n    schema: shop\n"
            f"    credentials: {server.credentials}\nbackups:\n  database.full: {{at: \"01:00\", keep: 30d}}\n")

    def call(self, *words):
        seconds = timed(str(VIGIE), *words, *self.words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        asked = "restore.revert" if words[0] == "revert" else "restore.database"
        found = [folder for folder in (self.state / "operations").iterdir()
                 if json.loads((folder / "ticket.json").read_text())["procedure"]["name"] == asked]
        return seconds, max(found, key=lambda folder: folder.name, default=None)


def measure(folder, server, rows):
    vigie = Vigie(folder, server)
    server.fill(rows // 1000)
    vigie.call("backup", "database.full")
    backup = next((vigie.state / "backups/database.full").iterdir())
    dump = next(backup.glob("database.sql.*"))
    taken, plain, parts, back, swap = [], [], {}, [], []
    for _ in range(ROUNDS if rows < 500_000 else 1):
        server.query("DROP DATABASE IF EXISTS plain; CREATE DATABASE plain")
        plain.append(timed("sh", "-c", 'gzip -dc "$1" | mariadb --defaults-file="$2" --init-command="SET SESSION sql_log_bin=0" plain', "sh", str(dump),
                           server.credentials))
        server.query("DROP DATABASE plain")
        seconds, operation = vigie.call("restore", "database", "--from-backup", backup.name, "--confirm", "shop")
        taken.append(seconds)
        for title, spent in steps(operation).items():
            parts.setdefault(title, []).append(spent)
        seconds, undone = vigie.call("revert", operation.name, "--confirm", "shop")
        back.append(seconds)
        again = steps(undone)
        swap.append(next((spent for title, spent in again.items() if title == "restore.schema.swap"), None))
        if swap[-1] is None:
            sys.exit(f"no such step: {sorted(again)}")
        for aside in sorted((vigie.state / "operations").iterdir()):
            subprocess.run([str(VIGIE), "backups", "drop-aside", aside.name, "--confirm", "shop", *vigie.words],
                           capture_output=True)
    print(f"| {rows} rows | {statistics.median(plain):.1f} | {statistics.median(taken):.1f} "
          f"| {statistics.median(a / b for a, b in zip(taken, plain)):.2f} | {statistics.median(back):.1f} "
          f"| {statistics.median(swap):.2f} |", flush=True)
    for title, spent in parts.items():
        if statistics.median(spent) >= 0.1:
            print(f"|   {title} | | {statistics.median(spent):.1f} | | | |")
    subprocess.run([str(VIGIE), "agent", "--stop", "--state", str(vigie.state)], capture_output=True)


def main():
    if not VIGIE.exists():
        sys.exit(f"{VIGIE} is not there: make build")
    folder = tempfile.mkdtemp(prefix="vigie-bench.")
    server = Server(folder + "/m")
    try:
        print("| schema | bare load, s | vigie restore, s | ratio | way back in all, s | of it the exchange, s |")
        print("|---|---|---|---|---|---|")
        for rows in [int(word) for word in sys.argv[1:]] or [1_000_000]:
            measure(folder, server, rows)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
