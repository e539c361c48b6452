#!/usr/bin/env python3
"""Compares the probes with psutil: exactly on seeded snapshot pairs, within two points on the live host.

    python3 -m venv VENV && VENV/bin/pip install psutil
    swift build --product probe-pairs
    VENV/bin/python Tests/Psutil/compare.py .build/debug/probe-pairs [--pairs 200] [--seed 1] [--no-live]

psutil rounds percentages to one decimal; they agree when they differ by no more than that rounding. Every count, byte and
rate must be the same number.
"""

import argparse
import json
import multiprocessing
import os
import random
import statistics
import subprocess
import sys
import tempfile

import psutil

SPAN = 4.0  # a power of two, so that a rate times the span is the exact difference
CPU_FIELDS = ["user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal", "guest", "guestNice"]
ROUNDING = 0.05 + 1e-9


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def grown(rng, counters, most):
    return [count + rng.randrange(most) for count in counters]


def cpu_line(name, ticks):
    return name + " " + " ".join(map(str, ticks)) + "\n"


def cpu_start(rng):
    ticks = [rng.randrange(10**9) for _ in range(10)]
    # The kernel counts guest time in user and guest nice time in nice.
    ticks[0] += ticks[8]
    ticks[1] += ticks[9]
    return ticks


def cpu_later(rng, ticks):
    # One in eight is a host of virtual machines, one in eight is robbed, one in eight sleeps.
    kind = rng.randrange(8)
    step = [rng.randrange(1000) for _ in range(10)]
    step[3] += 200  # at least two seconds in all: psutil divides by one second at least
    if kind != 0:
        step[8] = step[9] = 0 if kind % 2 else rng.randrange(50)
    if kind == 1:
        step[7] += 5000
    if kind == 2:
        step = [0, 0, 1, 399, 0, 0, 0, 0, 0, 0]
    step[0] += step[8]
    step[1] += step[9]
    later = [count + more for count, more in zip(ticks, step)]
    if kind == 3:
        later[4] = max(0, ticks[4] - rng.randrange(100))  # iowait may go back
    return later


def snapshot_pair(rng, folder):
    cores = rng.choice([1, 2, 4, 64])
    start = [cpu_start(rng) for _ in range(cores + 1)]
    later = [cpu_later(rng, ticks) for ticks in start]
    disks = [(8, 16 * i, "sd" + "abcdef"[i]) for i in range(rng.randrange(1, 5))]
    disks += [(8, disks[0][1] + 1, disks[0][2] + "1")]
    disk_start = {name: [rng.randrange(10**10) for _ in range(17)] for _, _, name in disks}
    disk_later = {name: grown(rng, counts, 10**6) for name, counts in disk_start.items()}
    nets = ["lo", "eth0", "br-%x" % rng.randrange(2**32)][: rng.randrange(1, 4)]
    net_start = {name: [rng.randrange(2**40) for _ in range(16)] for name in nets}
    net_later = {name: grown(rng, counts, 10**9) for name, counts in net_start.items()}
    total = rng.randrange(10**6, 10**9)
    for side, ticks, disk, net in (("a", start, disk_start, net_start), ("b", later, disk_later, net_later)):
        base = os.path.join(folder, side)
        lines = cpu_line("cpu ", ticks[0]) + "".join(cpu_line(f"cpu{i}", t) for i, t in enumerate(ticks[1:]))
        write(base + "/stat", lines + "intr 1 2 3\nctxt 5\nbtime 1795000000\n")
        free = rng.randrange(total)
        memory = {
            "MemTotal": total, "MemFree": free, "MemAvailable": rng.randrange(free, total + 1),
            "Buffers": rng.randrange(total), "Cached": rng.randrange(total), "SwapCached": 5,
            "Active": rng.randrange(total), "Inactive": rng.randrange(total), "SwapTotal": total // 2,
            "SwapFree": rng.randrange(total // 2), "Shmem": rng.randrange(total), "Slab": 77,
            "SReclaimable": rng.randrange(total), "SUnreclaim": 7,
        }
        write(base + "/meminfo", "".join(f"{name}: {' ' * 3}{size} kB\n" for name, size in memory.items()))
        write(base + "/vmstat", "pswpin 1\npswpout 2\n")
        write(
            base + "/diskstats",
            "".join(f"{major:4} {minor:7} {name} {' '.join(map(str, disk[name]))}\n" for major, minor, name in disks))
        write(
            base + "/self/mountinfo",
            "".join(
                f"{20 + i} 1 {major}:{minor} / {'/' if i == 0 else '/m' + str(i)} rw - ext4 /dev/{name} rw\n"
                for i, (major, minor, name) in enumerate(disks)))
        heading = "Inter-|   Receive  |  Transmit\n face |bytes |bytes\n"
        write(base + "/net/dev", heading + "".join(f"{n:>6}: {' '.join(map(str, net[n]))}\n" for n in nets))


class Differences:
    def __init__(self):
        self.compared = 0
        self.found = []

    def same(self, what, ours, theirs):
        self.compared += 1
        if ours != theirs:
            self.found.append(f"{what}: ours {ours}, psutil {theirs}")

    def rounded(self, what, ours, theirs):
        self.compared += 1
        if abs(ours - theirs) > ROUNDING:
            self.found.append(f"{what}: ours {ours}, psutil {theirs}")


def known(reading):
    return reading["known"]["_0"]


def compare_cpu(differences, what, ours, theirs):
    # psutil takes guest time out of the total only: its user holds guest, its nice holds guest nice.
    differences.rounded(what + " user", ours["user"] + ours["guest"], theirs.user)
    differences.rounded(what + " nice", ours["nice"] + ours["guestNice"], theirs.nice)
    for name in ["system", "idle", "iowait", "irq", "softirq", "steal", "guest"]:
        differences.rounded(f"{what} {name}", ours[name], getattr(theirs, name))
    differences.rounded(what + " guestNice", ours["guestNice"], theirs.guest_nice)
    total = sum(ours[name] for name in CPU_FIELDS)
    differences.same(what + " sums up to 100", round(total, 6), 100.0)


def compare_pair(differences, number, folder, ours):
    def theirs(side):
        psutil.PROCFS_PATH = os.path.join(folder, side)
        return {
            "cpu": psutil.cpu_times_percent(interval=None),
            "cores": psutil.cpu_times_percent(interval=None, percpu=True),
            "memory": psutil.virtual_memory(),
            "swap": psutil.swap_memory(),
            "disks": psutil.disk_io_counters(perdisk=True, nowrap=False),
            "nets": psutil.net_io_counters(pernic=True, nowrap=False),
        }

    before, after = theirs("a"), theirs("b")
    processors = known(ours["processors"])
    compare_cpu(differences, f"pair {number} cpu", processors["total"], after["cpu"])
    differences.same(f"pair {number} cores", len(processors["perCore"]), len(after["cores"]))
    for i, core in enumerate(after["cores"]):
        compare_cpu(differences, f"pair {number} cpu{i}", processors["perCore"][i], core)

    memory = known(ours["memory"])
    names = {
        "totalBytes": "total", "availableBytes": "available", "freeBytes": "free", "buffersBytes": "buffers",
        "cachedBytes": "cached", "sharedBytes": "shared",
    }
    for name, field in names.items():
        differences.same(f"pair {number} memory {field}", memory[name], getattr(after["memory"], field))
    percent = 100 * (memory["totalBytes"] - memory["availableBytes"]) / memory["totalBytes"]
    differences.rounded(f"pair {number} memory percent", percent, after["memory"].percent)
    differences.same(f"pair {number} swap total", memory["swapTotalBytes"], after["swap"].total)
    differences.same(f"pair {number} swap free", memory["swapFreeBytes"], after["swap"].free)

    disks = {disk["device"].removeprefix("/dev/"): disk for disk in known(ours["disks"])}
    differences.same(f"pair {number} disks", sorted(disks), sorted(after["disks"]))
    for name, end in after["disks"].items():
        start, disk = before["disks"][name], disks[name]
        differences.same(f"{name} read", disk["readBytesPerSecond"] * SPAN, end.read_bytes - start.read_bytes)
        differences.same(f"{name} written", disk["writtenBytesPerSecond"] * SPAN, end.write_bytes - start.write_bytes)
        busy = min(100, (end.busy_time - start.busy_time) / (SPAN * 10))
        differences.same(f"{name} busy", disk["busyPercent"], busy)

    nets = {net["interface"]: net for net in known(ours["network"])}
    differences.same(f"pair {number} interfaces", sorted(nets), sorted(after["nets"]))
    for name, end in after["nets"].items():
        start, net = before["nets"][name], nets[name]
        fields = {
            "receivedBytesPerSecond": ["bytes_recv"], "sentBytesPerSecond": ["bytes_sent"],
            "receivedPacketsPerSecond": ["packets_recv"], "sentPacketsPerSecond": ["packets_sent"],
            "errorsPerSecond": ["errin", "errout"], "dropsPerSecond": ["dropin", "dropout"],
        }
        for ours_name, theirs_names in fields.items():
            difference = sum(getattr(end, n) - getattr(start, n) for n in theirs_names)
            differences.same(f"{name} {ours_name}", net[ours_name] * SPAN, difference)


def recorded(binary, pairs, seed):
    differences = Differences()
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(pairs):
            snapshot_pair(rng, os.path.join(folder, str(number)))
        output = subprocess.run([binary, folder, str(SPAN)], check=True, capture_output=True, text=True).stdout
        lines = output.splitlines()
        differences.same("pairs", len(lines), pairs)
        for number, line in enumerate(lines):
            compare_pair(differences, number, os.path.join(folder, str(number)), json.loads(line))
    psutil.PROCFS_PATH = "/proc"
    print(f"{pairs} snapshot pairs (seed {seed}): {differences.compared} figures compared, {len(differences.found)} differ")
    for difference in differences.found[:20]:
        print("  " + difference)
    return not differences.found


def work(share, period=0.05):
    """Keeps one processor busy for a share of the time."""
    import time

    while True:
        end = time.monotonic() + period * share
        while time.monotonic() < end:
            pass
        if share < 1:
            time.sleep(period * (1 - share))


def live(binary, share, span, count):
    workers = [multiprocessing.Process(target=work, args=(share,), daemon=True) for _ in range(psutil.cpu_count())]
    for worker in workers:
        worker.start()
    differences = {"cpu": [], "memory": [], "disk": []}
    seen = []
    try:
        probe = subprocess.Popen([binary, "--live", str(span), str(count)], stdout=subprocess.PIPE, text=True)
        probe.stdout.readline()
        psutil.cpu_times_percent(interval=None)
        for _ in range(count):
            ours = json.loads(probe.stdout.readline())
            cpu = psutil.cpu_times_percent(interval=None)
            memory = psutil.virtual_memory()
            total = known(ours["processors"])["total"]
            busy = 100 - total["idle"] - total["iowait"]
            seen.append(busy)
            differences["cpu"].append(abs(busy - (100 - cpu.idle - cpu.iowait)))
            m = known(ours["memory"])
            differences["memory"].append(
                abs(100 * (m["totalBytes"] - m["availableBytes"]) / m["totalBytes"] - memory.percent))
            for disk in known(ours["disks"]):
                space = known(disk["space"])
                used = space["totalBytes"] - space["freeBytes"]
                percent = 100 * used / (used + space["availableBytes"])
                differences["disk"].append(abs(percent - psutil.disk_usage(disk["mountPoint"]).percent))
        probe.wait()
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()
    worst = {name: max(values) for name, values in differences.items()}
    ok = all(value <= 2 for value in worst.values())
    print(
        f"live at {share:4.0%} of work: {statistics.mean(seen):5.1f} % busy; largest difference in points: "
        + ", ".join(f"{name} {value:.2f}" for name, value in worst.items()) + ("" if ok else "  <-- over 2"))
    return ok


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-live", action="store_true")
    parser.add_argument("--span", type=float, default=2)
    parser.add_argument("--count", type=int, default=5)
    options = parser.parse_args()
    print("psutil " + psutil.__version__)
    results = [recorded(options.binary, options.pairs, options.seed)]
    if not options.no_live:
        results += [live(options.binary, share, options.span, options.count) for share in (0.25, 0.5, 1.0)]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
