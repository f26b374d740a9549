#!/usr/bin/env python3
"""cases.py DUBAN FOLDER...: run every case file of the folders, one TAP line a file.

A case holds everything the engine needs and what must come out; its format is told in
docs/manual/cases.md. Each file shows one behaviour, so its name says what broke.
"""
import json
import pathlib
import subprocess
import sys


def main():
    duban, folders = sys.argv[1], sys.argv[2:]
    files = sorted(str(f) for folder in folders for f in pathlib.Path(folder).glob("*.yaml"))
    if not files:
        print("Bail out! no case files")
        return 1
    run = subprocess.run([duban, "case", "run", "--format", "json", *files],
                         capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1) or not run.stdout:
        print(f"Bail out! exit code {run.returncode}: {run.stderr.strip()}")
        return 1
    cases = json.loads(run.stdout)
    print(f"1..{len(files)}")
    failed = 0
    for n, (file, case) in enumerate(zip(files, cases, strict=True), 1):
        failed += not case["passed"]
        print(f"{'ok' if case['passed'] else 'not ok'} {n} - {pathlib.Path(file).stem}: {case['case']}")
        faults = [f"{f['file']}:{f['line']}:{f['column']}: {f['code']} {f.get('detail', '')}"
                  for f in case["faults"]]
        for line in case["differences"] + faults:
            print(f"# {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
