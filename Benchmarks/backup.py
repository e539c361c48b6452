#!/usr/bin/env python3
"""The database leg beside the bare pipeline, on the same server and data: time, and the memory of vigie's own process.

    Benchmarks/backup.py [MEGABYTES ...]        default: 10 100 1000

Starts a private MariaDB in a temporary folder, fills a schema to about so many megabytes of SQL, and runs each of the two
several times in turn: `mariadb-dump | gzip`, and `vigie backup database.full`. What is compared is the saving itself, as the
manifest says it; reading the backup through afterwards is told apart. Needs root or a user who may run mariadbd.
"""
import json, os, pathlib, shutil, signal, statistics, subprocess, sys, tempfile, threading, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
VIGIE = ROOT / ".build/release/vigie"
ROUNDS = 5


def run(*words, **more):
    return subprocess.run(words, check=True, **more)


class Server:
    def __init__(self, folder):
        self.folder = folder
        for name in "data", "tmp":
            os.makedirs(f"{folder}/{name}")
        user = os.environ.get("USER") or "root"
        self.user = "root" if os.geteuid() == 0 else user
        pathlib.Path(f"{folder}/my.cnf").write_text(
            f"[mariadbd]\ndatadir={folder}/data\nsocket={folder}/s\npid-file={folder}/pid\nlog-error={folder}/log\n"
            f"tmpdir={folder}/tmp\nskip-networking\nlog-bin={folder}/data/bin\nbinlog_format=ROW\nsync_binlog=1\n"
            "innodb_buffer_pool_size=512M\ninnodb_flush_log_at_trx_commit=2\nserver-id=1\n")
        self.credentials = f"{folder}/client.cnf"
        pathlib.Path(self.credentials).write_text(f"[client]\nsocket={folder}/s\nuser=root\n")
        os.chmod(self.credentials, 0o600)
        run("mariadb-install-db", f"--defaults-file={folder}/my.cnf", f"--user={self.user}", "--skip-test-db",
            "--auth-root-authentication-method=normal", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.process = subprocess.Popen(["mariadbd", f"--defaults-file={folder}/my.cnf", f"--user={self.user}"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while subprocess.run(["mariadb-admin", f"--defaults-file={self.credentials}", "ping"],
                             capture_output=True).returncode:
            if self.process.poll() is not None:
                sys.exit(pathlib.Path(f"{folder}/log").read_text())
            time.sleep(0.1)

    def query(self, sql):
        run("mariadb", f"--defaults-file={self.credentials}", "--execute", sql)

    def fill(self, megabytes):
        # 1,000 bytes a row, of which a third can be packed away.
        self.query("DROP DATABASE IF EXISTS shop; CREATE DATABASE shop; CREATE TABLE shop.rows(id INT PRIMARY KEY, a TEXT, b TEXT) ENGINE=InnoDB")
        for start in range(0, megabytes * 1000, 50_000):
            end = min(start + 50_000, megabytes * 1000)
            self.query(f"USE shop; SET SESSION sql_log_bin=0; INSERT INTO shop.rows SELECT seq, REPEAT(MD5(seq), 10), "
                       f"(SELECT GROUP_CONCAT(SHA1(RAND())) FROM seq_1_to_16) FROM seq_{start + 1}_to_{end}")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def bare(server, target):
    """mariadb-dump | gzip, as a person types it."""
    began = time.monotonic()
    with open(target, "wb") as file:
        dump = subprocess.Popen(["mariadb-dump", f"--defaults-extra-file={server.credentials}", "--single-transaction", "--quick",
                                 "--skip-lock-tables", "--routines", "--events", "--triggers", "--hex-blob", "--master-data=2",
                                 "--tz-utc", "--default-character-set=utf8mb4", "shop"], stdout=subprocess.PIPE)
        gzip = subprocess.Popen(["gzip", "-c"], stdin=dump.stdout, stdout=file)
        dump.stdout.close()
        if gzip.wait() or dump.wait():
            sys.exit("the bare pipeline failed")
    os.fsync(os.open(target, os.O_RDONLY))
    return time.monotonic() - began


def workers():
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            words = open(f"/proc/{name}/cmdline").read().split("\0")
            if "worker" in words and "vigie-engine" in words[0]:
                yield int(name)
        except OSError:
            pass


def vigie(state):
    """One backup; (seconds of the saving, seconds in all, peak memory of the worker in MiB)."""
    peak, over = [0.0], threading.Event()

    def watch():
        while not over.wait(0.05):
            for pid in workers():
                try:
                    text = open(f"/proc/{pid}/status").read()
                    peak[0] = max(peak[0], int(text.split("VmHWM:")[1].split()[0]) / 1024)
                except (OSError, IndexError):
                    pass
    thread = threading.Thread(target=watch)
    thread.start()
    began = time.monotonic()
    run(str(VIGIE), "backup", "database.full", "--plan", f"{state}/plan.yaml", "--state", f"{state}/s", "--no-input",
        stdout=subprocess.DEVNULL)
    seconds = time.monotonic() - began
    over.set()
    thread.join()
    folder = pathlib.Path(state) / "s/backups/database.full"
    newest = max(folder.iterdir(), key=lambda f: f.stat().st_mtime)
    saving = json.loads((newest / "manifest.json").read_text())["durationSeconds"]
    shutil.rmtree(newest)
    return saving, seconds, peak[0]


def main():
    sizes = [int(word) for word in sys.argv[1:]] or [10, 100, 1000]
    if not VIGIE.exists():
        sys.exit(f"{VIGIE} is not there: make build")
    folder = tempfile.mkdtemp(prefix="vigie-bench.")
    server = Server(folder + "/m")
    try:
        pathlib.Path(f"{folder}/plan.yaml").write_text(
            "application: Bench\ntimezone: UTC\ndatabases:\n  main:\n    engine: mariadb\n    schema: shop\n"
            f"    credentials: {server.credentials}\nbackups:\n  database.full: {{at: \"01:00\", keep: 30d}}\n")
        print("| data | bare, s | vigie, saving, s | ratio bare / vigie | with the check, s | worker's peak, MiB |")
        print("|---|---|---|---|---|---|")
        for size in sizes:
            server.fill(size)
            rounds = ROUNDS if size < 500 else 3
            pairs = []
            for turn in range(rounds + 1):
                order = [lambda: bare(server, f"{folder}/bare.sql.gz"), lambda: vigie(folder)]
                first, second = (order if turn % 2 else order[::-1])
                a, b = first(), second()
                if turn:  # the first warms the caches
                    pairs.append((a, b) if turn % 2 else (b, a))
            plain = statistics.median(p[0] for p in pairs)
            saving, whole, peak = (statistics.median(p[1][k] for p in pairs) for k in range(3))
            ratio = statistics.median(p[0] / p[1][0] for p in pairs)
            print(f"| {size} MB | {plain:.2f} | {saving:.2f} | {ratio:.3f} | {whole:.2f} | {peak:.0f} |", flush=True)
    finally:
        subprocess.run([str(VIGIE), "agent", "--stop", "--state", f"{folder}/s"], capture_output=True)
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
