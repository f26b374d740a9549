#!/usr/bin/env python3
"""entry - one record entered into a county of three years, its obligations current in the same transaction.

Usage: entry.py DUBAN    (script/bench entry runs it on a release build)

Makes a county of 300 invented people under correction for three years, with 21,600 sessions and some
300,000 obligations; then enters records one by one in one process (bench-entry), each checked, written,
audited and its obligations computed again, and prints the time of each kind. The database lies in memory
where the machine has a file system there, so that the wait for the disk is left out. The answer is
checked by `duban verify`: what is stored afterwards is what a full computation gives.
"""

import csv
import datetime
import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..")
PEOPLE, MONTHS, TARGET_US = 300, 36, 1000
LAST = datetime.date(2018, 12, 31)

# Which record, and its fields; @ is a day that no record of the type has yet.
KINDS = [
    ("a month's sum", "education_session", ["held_on=@", "hours=2", "form=single", "topic=法治教育", "teacher=钱兴"]),
    ("a week's count", "phone_report", ["reported_on=@", "content=一切正常"]),
    ("a day's count", "position_check", ["checked_on=@", "result=good"]),
    ("all that a person owes", "level_change", ["from_on=@", "level=ordinary", "reason=考核合格"]),
]


def load(name):
    """The module bench/NAME.py."""
    spec = importlib.util.spec_from_file_location(name, os.path.join(HERE, f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


importing = load("import")


def write_csv(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows(rows)


def county(duban, folder):
    """300 people over three years, each with two sessions a month."""
    people = []
    for n in range(PEOPLE):
        p = importing.person(n)
        p["start"], p["end"] = datetime.date(2016, 1, 1), LAST
        people.append(p)
    importing.county(duban, folder, people)
    rows = [importing.TITLES]
    for p in people:
        for month in range(MONTHS):
            for day in (5, 19):
                held = datetime.date(2016 + month // 12, month % 12 + 1, day)
                rows.append([p["office"], p["number"], held, 5, "集中教育", "社区矫正法", "钱兴"])
    path = os.path.join(folder, "sessions.csv")
    write_csv(path, rows)
    importing.run(duban, folder, "records", "import", "education_session", path)


def times(entry, folder, record_type, fields):
    """Microseconds of each of the records entered, in order."""
    command = [entry, os.path.join(folder, "county.db"), os.path.join(folder, "county.key"), record_type, "o0",
               str(PEOPLE), str(PEOPLE), *fields]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{record_type}: {done.stderr.decode()}")
    return [int(line) for line in done.stdout.split()][1:]  # the first one reads the catalogs


def main():
    duban = os.path.abspath(sys.argv[1])
    entry = os.path.join(os.path.dirname(duban), "..", "bench", "bench-entry")
    memory = "/dev/shm"
    folder = tempfile.mkdtemp(prefix="duban-bench-", dir=memory if os.path.isdir(memory) else None)
    try:
        county(duban, folder)
        print("| one record that counts for | median ms | min | 99 of 100 within |")
        print("|---|---:|---:|---:|")
        worst = 0
        for name, record_type, fields in KINDS:
            us = []
            for round_ in range(2):
                day = (LAST - datetime.timedelta(days=2 + round_)).isoformat()
                us += times(entry, folder, record_type, [f.replace("@", day) for f in fields])
            us.sort()
            median = statistics.median(us)
            worst = max(worst, median)
            print(f"| {name} ({record_type}) | {median / 1000:.2f} | {us[0] / 1000:.2f} "
                  f"| {us[len(us) * 99 // 100] / 1000:.2f} |")
        proof = json.loads(importing.run(duban, folder, "verify", "--format", "json"))
        if proof["differences"] != 0:
            sys.exit(f"verify: {proof['differences']} differences")
        print()
        print(f"{PEOPLE} people, three years, {proof['stored']:,} obligations; all equal to a full computation afterwards.")
        print(f"Target: at most {TARGET_US / 1000:.0f} ms of engine and SQL time; the slowest kind takes "
              f"{worst / 1000:.2f} ms, with the check of the record and the audit chain.")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
