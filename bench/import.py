#!/usr/bin/env python3
"""import - a sheet of 100,000 rows into records, every row checked.

Usage: import.py DUBAN    (script/bench import runs it on a release build)

Makes a county with 2,000 invented people and a sheet of 100,000 education sessions, one in a
hundred with something wrong, as .xlsx and as .csv; imports it with --take-good-rows into a copy of
the database, in one transaction; checks that exactly the bad rows were left out, each told with the
row, column and code that was planted there, and that a record says what its row said; then times it
and notes the peak of memory. Peer, in the same run and in turn with it: LibreOffice converting the
same .xlsx to .csv, which is reading alone.
"""

import csv
import datetime
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..")
sys.path.insert(0, os.path.join(ROOT, "tests", "support"))
sys.path.insert(0, os.path.join(ROOT, "sample"))
import make_records  # noqa: E402  (found by the lines above)
import xlsx_make  # noqa: E402

ROWS, PEOPLE, BAD_EVERY = 100_000, 2_000, 100
ROUNDS, OFFICE_ROUNDS = 5, 3
MEMORY_TARGET = 200  # MB
CSV_TARGET = 20_000  # rows a second
XLSX, CSV, OFFICE = "duban, .xlsx", "duban, .csv", "LibreOffice, .xlsx to .csv"
OFFICES = ["城西司法所", "城东司法所", "临湖司法所", "青石司法所"]
TITLES = ["单位", "社区服刑人员", "日期", "学时", "形式", "内容", "授课人"]
FORMS = ["集中教育", "个别教育", "网上学习"]

# What can be wrong: (code, column letter, change of the row).
FAULTS = [
    ("RECORD-2408", "D", lambda r: r.__setitem__(3, 25)),
    ("RECORD-2412", "E", lambda r: r.__setitem__(4, "函授")),
    ("RECORD-2420", "B", lambda r: r.__setitem__(1, "查无此人")),
    ("RECORD-2406", "F", lambda r: r.__setitem__(5, None)),
    ("RECORD-2419", "A", lambda r: r.__setitem__(0, "城南司法所")),
]


def person(n):
    """Person n; the length of a year's file, and an identity number of their own."""
    p = make_records.person(n % make_records.PEOPLE)
    born = datetime.date(1960, 1, 1) + datetime.timedelta(days=n % 12000)
    digits = f"320499{born:%Y%m%d}{n % 1000:03d}"
    p["id"] = digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, make_records.WEIGHTS)) % 11]
    p["number"] = f"云矫〔2017〕{n + 1}号"
    p["office"] = OFFICES[n % len(OFFICES)]
    p["start"], p["end"] = datetime.date(2017, 1, 1), datetime.date(2017, 12, 31)
    return p


def sessions(people):
    """The rows, and for each bad one its row in the sheet, column and code."""
    rows, faults = [], []
    for n in range(ROWS):
        p = people[n % PEOPLE]
        held = datetime.date(2017, 1, 1) + datetime.timedelta(days=n // PEOPLE * 7 % 364)
        row = [p["office"], p["number"], held, (n % 16 + 1) / 2, FORMS[n % 3],
               make_records.TOPICS[n % 5], make_records.TEACHERS[n % 3]]
        if n % BAD_EVERY == BAD_EVERY // 2:
            code, column, spoil = FAULTS[n // BAD_EVERY % len(FAULTS)]
            spoil(row)
            faults.append((n + 2, column, code))
        rows.append(row)
    return rows, faults


def write_csv(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows(rows)


def run(duban, folder, *args, code=0):
    env = dict(os.environ, DUBAN_DB=os.path.join(folder, "county.db"),
               DUBAN_KEY_FILE=os.path.join(folder, "county.key"), DUBAN_LANG="en")
    done = subprocess.run([duban, *args], capture_output=True, check=False, env=env)
    if done.returncode != code:
        sys.exit(f"duban {' '.join(args)}: exit {done.returncode}\n{done.stderr.decode()}")
    return done.stdout


def county(duban, folder, people):
    """A database with units and people, to import into."""
    run(duban, folder, "init")
    run(duban, folder, "catalog", "load", os.path.join(ROOT, "catalog", "jiangsu-2017"))
    run(duban, folder, "units", "add", "yz", "--kind", "county", "--name", "云泽区司法局")
    for n, name in enumerate(OFFICES):
        run(duban, folder, "units", "add", f"o{n}", "--kind", "office", "--parent", "yz", "--name", name)
    path = os.path.join(folder, "people.csv")
    write_csv(path, make_records.supervisees(people))
    run(duban, folder, "records", "import", "supervisee", path)
    shutil.copy(os.path.join(folder, "county.db"), os.path.join(folder, "start.db"))


def fresh(folder):
    """The database as it was before the import, on the disk."""
    for name in ("county.db", "county.db-wal", "county.db-shm"):
        if os.path.exists(os.path.join(folder, name)):
            os.remove(os.path.join(folder, name))
    shutil.copy(os.path.join(folder, "start.db"), os.path.join(folder, "county.db"))
    os.sync()


def importing(duban, folder, name):
    """Import the sheet; (seconds, peak of memory in MB, what was printed)."""
    fresh(folder)
    out = os.path.join(folder, "out.json")
    env = dict(os.environ, DUBAN_DB=os.path.join(folder, "county.db"),
               DUBAN_KEY_FILE=os.path.join(folder, "county.key"), DUBAN_LANG="en")
    command = [duban, "records", "import", "education_session", os.path.join(folder, name),
               "--take-good-rows", "--format", "json"]
    with open(out, "wb") as f:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=f, stderr=subprocess.PIPE, env=env)
        err = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{name}: exit {process.returncode}\n{err.decode()}")
    with open(out, "rb") as f:
        return seconds, used.ru_maxrss / 1000, f.read()


def verify(duban, folder, output, rows, faults):
    """Whether what was stored and told is right; the process ends if it is not."""
    result = json.loads(output)
    told = [(p["row"], p["column"], p["code"]) for p in result["problems"]]
    if told != faults:
        first = next((i for i, (a, b) in enumerate(zip(told, faults)) if a != b), min(len(told), len(faults)))
        sys.exit(f"wrong problems: {len(told)} of {len(faults)}, the first difference at {first + 1}: "
                 f"{told[first:first + 1]} for {faults[first:first + 1]}")
    bad = {row for row, _, _ in faults}
    good = [r for n, r in enumerate(rows, 2) if n not in bad]
    if (result["good"], result["bad"], result["taken"]) != (len(good), len(bad), len(good)):
        sys.exit(f"wrong counts: {result['good']} good, {result['bad']} bad, {result['taken']} taken")
    first = int(result["first"][1:])
    for place in (0, len(good) // 3, len(good) - 1):
        record = json.loads(run(duban, folder, "records", "show", f"R{first + place}", "--format", "json"))
        row = good[place]
        got = (record["unit_name"], record["occurred_on"], float(record["fields"]["hours"]), record["fields"]["topic"],
               record["fields"]["teacher"])
        if got != (row[0], row[2].isoformat(), row[3], row[5], row[6]):
            sys.exit(f"R{first + place} says {got}, its row {row}")


def office(folder):
    """LibreOffice reading the sheet and writing .csv; None if it is not installed."""
    soffice = shutil.which("soffice")
    if not soffice:
        return None
    command = [soffice, "--headless", "--convert-to", "csv", "--outdir", os.path.join(folder, "office"),
               os.path.join(folder, "sessions.xlsx")]
    env = dict(os.environ, HOME=folder)

    def action():
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True, env=env)
        return time.perf_counter() - start

    action()  # the first start makes its profile
    with open(os.path.join(folder, "office", "sessions.csv"), encoding="utf-8") as f:
        if sum(1 for _ in f) != ROWS + 1:
            sys.exit("LibreOffice has not read all rows")
    return action


def report(seconds, memory):
    print("| what | median s | min | max | rows/s |")
    print("|---|---:|---:|---:|---:|")
    for name, times in seconds.items():
        median = statistics.median(times)
        print(f"| {name} | {median:.2f} | {min(times):.2f} | {max(times):.2f} | {ROWS / median:,.0f} |")
    print()
    if OFFICE in seconds:
        factor = statistics.median(seconds[OFFICE]) / statistics.median(seconds[XLSX])
        print(f"Target: faster than {OFFICE}, which only reads; {XLSX} is {factor:.1f} times as fast.")
    else:
        print(f"{OFFICE}: not installed, not compared.")
    rate = ROWS / statistics.median(seconds[CSV])
    print(f"Target: {CSV_TARGET:,} rows a second in .csv; {rate:,.0f}.")
    print(f"Target: at most {MEMORY_TARGET} MB of memory; {max(memory[XLSX]):.0f} MB for .xlsx, "
          f"{max(memory[CSV]):.0f} MB for .csv.")


def main():
    duban = os.path.abspath(sys.argv[1])
    folder = tempfile.mkdtemp(prefix="duban-bench-")
    try:
        people = [person(n) for n in range(PEOPLE)]
        rows, faults = sessions(people)
        xlsx_make.write(os.path.join(folder, "sessions.xlsx"), [TITLES, *rows])
        write_csv(os.path.join(folder, "sessions.csv"), [TITLES, *rows])
        county(duban, folder, people)
        sheets = {XLSX: "sessions.xlsx", CSV: "sessions.csv"}
        seconds, memory = {XLSX: [], CSV: []}, {XLSX: [], CSV: []}
        for name, sheet in sheets.items():
            verify(duban, folder, importing(duban, folder, sheet)[2], rows, faults)
        peer = office(folder)
        for turn in range(ROUNDS):
            for name, sheet in sheets.items():
                took, peak, _ = importing(duban, folder, sheet)
                seconds[name].append(took)
                memory[name].append(peak)
            if peer and turn < OFFICE_ROUNDS:
                seconds.setdefault(OFFICE, []).append(peer())
        print(f"{ROWS:,} rows of {len(TITLES)} columns, {len(faults):,} of them bad, checked and stored in one "
              f"transaction; {ROUNDS} rounds ({OFFICE_ROUNDS} of LibreOffice), the answers compared first.\n")
        report(seconds, memory)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
