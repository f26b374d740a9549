#!/usr/bin/env python3
"""run.py - what is found in the causes and measures of whole ledgers.

    run.py PROMISE_SHOW [--write]

A case is NAME.json beside this file and the ledger it speaks of (LEDGERS below).
It lists, item by item, the proposed class of the cause and the promises in the
measure: kind, day or frequency, place in the period, limit and amount, but none of
the words. The ledger of this repository is always compared; the published plan
of 2016 lies outside of it and is compared where it is at hand. --write renews
the expectations, to be read before they are committed. Prints TAP.
"""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
LEDGERS = {
    "sample-plan-2016": ROOT / "sample" / "plan-2016.json",
    "plan-2016": ROOT.parent / "shared" / "data" / "plan" / "ledger-2016.json",
}
WORDS = ("words", "what")


def found_in(program, ledger):
    """[{item, cause_class, promises}] of a ledger, without any of its words."""
    items = ledger["items"]
    texts = [item.get(key) or "" for item in items for key in ("cause", "measure")]
    done = subprocess.run(
        [program, ledger["document"]["issued_on"]],
        input="".join(text + "\0" for text in texts).encode("utf-8"),
        capture_output=True,
        timeout=60,
        check=True,
    )
    lines = done.stdout.decode("utf-8").splitlines()
    if len(lines) != len(items):
        raise ValueError(f"{len(items)} items, {len(lines)} answers")
    found = []
    for item, line in zip(items, lines):
        answer = json.loads(line)
        promises = [{k: v for k, v in p.items() if k not in WORDS} for p in answer["promises"]]
        found.append({"item": item["no"], "cause_class": answer["cause_class"], "promises": promises})
    return found


def as_text(found):
    """JSON with one promise a line, so that a change shows as one line."""
    rows = []
    for item in found:
        head = f'  {{"item": {item["item"]}, "cause_class": {json.dumps(item["cause_class"])}'
        lines = ",\n".join("    " + json.dumps(p, ensure_ascii=False) for p in item["promises"])
        rows.append(head + ', "promises": [' + ("\n" + lines + "\n  " if lines else "") + "]}")
    return "[\n" + ",\n".join(rows) + "\n]\n"


def differences(wanted, found):
    if len(wanted) != len(found):
        return [f"{len(wanted)} items expected, {len(found)} found"]
    return [
        f"item {w['item']}: expected {json.dumps(w, ensure_ascii=False)}\n"
        f"#           found {json.dumps(f, ensure_ascii=False)}"
        for w, f in zip(wanted, found)
        if w != f
    ]


def check(program, name, ledger):
    found = found_in(program, json.loads(ledger.read_text(encoding="utf-8")))
    wanted = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    problems = differences(wanted, found)
    if sum(len(item["promises"]) for item in found) < 12:
        problems.append("fewer than the twelve promises that such a plan holds")
    return problems


def write(program):
    for name, ledger in LEDGERS.items():
        if ledger.exists():
            found = found_in(program, json.loads(ledger.read_text(encoding="utf-8")))
            (HERE / f"{name}.json").write_text(as_text(found), encoding="utf-8")


def main():
    program = sys.argv[1]
    if "--write" in sys.argv[2:]:
        write(program)
        return 0
    failed = 0
    for number, (name, ledger) in enumerate(LEDGERS.items(), start=1):
        if not ledger.exists():
            print(f"ok {number} - {name} # SKIP the published plan is not beside the repository")
            print(f"{name}: NOT COMPARED, the ledger is not there", file=sys.stderr)
            continue
        problems = check(program, name, ledger)
        failed += bool(problems)
        print(f"{'not ok' if problems else 'ok'} {number} - {name}")
        for problem in problems:
            print(f"# {problem}")
    print(f"1..{len(LEDGERS)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
