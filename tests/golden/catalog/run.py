#!/usr/bin/env python3
"""run.py - catalogs that are right pass, and what is wrong with the others is told where it stands.

    run.py DUBAN

See README.md. Prints TAP, one line a catalog or file.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
MARK = re.compile(r"#! (.*)$")


def check(duban, folder):
    """(exit code, what `catalog check` prints as JSON)"""
    done = subprocess.run([duban, "--format", "json", "catalog", "check", str(folder)],
                          capture_output=True, check=False, timeout=60)
    return done.returncode, json.loads(done.stdout or "{}")


def told(result):
    return [f"{f['file']}:{f['line']}:{f['column']}: {f['code']} {f['text']} {f.get('detail', '')}"
            for f in result.get("faults", [])]


def good(duban, folder):
    code, result = check(duban, folder)
    problems = told(result)
    if code != 0:
        problems.append(f"exit code {code}, wanted 0")
    if not result.get("record_types"):
        problems.append("holds no record type")
    return problems


def bad(duban, path):
    """The faults of one file beside the base, compared with its comments."""
    lines = path.read_text(encoding="utf-8").split("\n")
    place = lines[0].split("#!")[0].strip("# ")
    want = sorted((n, *re.fullmatch(r"(\S+)@(\d+)", one).groups())
                  for n, line in enumerate(lines, 1) for mark in MARK.findall(line)
                  for one in mark.split())
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "base"
        shutil.copytree(HERE / "base", target)
        (target / place).parent.mkdir(exist_ok=True)
        shutil.copy(path, target / place)
        code, result = check(duban, target)
    here = [f for f in result.get("faults", []) if f["file"].endswith("/" + place)]
    got = sorted((f["line"], f["code"], str(f["column"])) for f in here)
    problems = [f"{n}: {c}@{col} is not told" for n, c, col in want if (n, c, col) not in got]
    problems += [f"{n}: {c}@{col} is told, and was not wanted" for n, c, col in got
                 if (n, c, col) not in want]
    if not want:
        problems.append("no fault is wanted: it proves nothing")
    if got != want or code != 3:
        problems.append(f"exit code {code}; all that was told: " + "; ".join(told(result)))
    return problems


def untitled(path):
    """Places of a shipped file where a title lacks one of the languages."""
    problems = []
    for n, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        for inner in re.findall(r"\{(zh: [^{}]*)\}", line):
            if ", en: " not in inner:
                problems.append(f"{path.name}:{n}: no English: {inner}")
        if re.match(r"  \w+: \{type:", line) and "title: {" not in line:
            problems.append(f"{path.name}:{n}: field without a title")
    return problems


def shipped(duban, folder):
    problems = good(duban, folder)
    for path in sorted(folder.rglob("*.yaml")):
        problems += untitled(path)
        record = re.match(r"record: (\w+)\n", path.read_text(encoding="utf-8"))
        if path.parent.name == "records" and (record is None or record.group(1) != path.stem):
            problems.append(f"{path.name}: the file bears another name than its record type")
    return problems


def main():
    duban = str(Path(sys.argv[1]).resolve())
    cases = [(f"good/{p.name}", good, p) for p in sorted((HERE / "good").iterdir())]
    cases += [(f"bad/{p.stem}", bad, p) for p in sorted((HERE / "bad").glob("*.yaml"))]
    cases += [(f"catalog/{p.parent.name}", shipped, p.parent)
              for p in sorted((ROOT / "catalog").glob("*/catalog.yaml"))]
    print(f"1..{len(cases)}")
    failed = len(cases) < 3
    for number, (name, run, path) in enumerate(cases, 1):
        problems = run(duban, path)
        failed = failed or bool(problems)
        print(f"{'not ok' if problems else 'ok'} {number} - {name}")
        for problem in problems:
            print("# " + problem)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
