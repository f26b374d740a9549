#!/usr/bin/env python3
"""testsum - count the cases of a `meson test` run, suite by suite.

Usage: testsum.py TESTLOG.json [NAME=OUTCOME]...

Meson counts programs; this counts the TAP lines they print. A case is also failed
if a program promised it and did not get to it, and a program that ends badly without
any failed case counts as one (a leak, a crash at the end, a timeout). NAME=ok and
NAME=failed add a check made elsewhere, such as `tools/clang-tidy=ok`.

Prints the failed cases with what they said, those left out with the reason, a table, and the
line `N passed, N failed`.
Exits 1 if anything failed or nothing ran.
"""

import json
import re
import sys


class Count:
    def __init__(self):
        self.passed = self.failed = 0
        self.skipped = []  # (name, reason)
        self.seconds = 0


def read_tap(text):
    """(names passed, (name, what it said) failed, (name, reason) skipped, number promised or None)."""
    passed, failed, skipped, promised, said = [], [], [], None, []
    for line in text.split("\n"):
        plan = re.match(r"1\.\.(\d+)", line)
        result = re.match(r"(not )?ok\b *\d* *-? *([^#]*)(# *SKIP.*)?", line, re.I)
        if plan:
            promised = int(plan.group(1))
        elif result and result.group(3):
            skipped.append((result.group(2).strip(), re.sub(r"^# *SKIP\S* *", "", result.group(3), flags=re.I)))
        elif result and result.group(1):
            failed.append((result.group(2).strip(), said))
        elif result:
            passed.append(result.group(2).strip())
        elif failed and line.startswith("#"):
            failed[-1][1].append(line)
        said = said + [line] if line.startswith("#") and not result else []
    return passed, failed, skipped, promised


def count_program(test, count, failures):
    """Add one program's cases to the count of its suite."""
    passed, failed, skipped, promised = read_tap(test.get("stdout", ""))
    good = test["result"] in ("OK", "EXPECTEDFAIL", "SKIP")
    if promised is None:  # no TAP: the program is the case
        passed, failed = ([test["name"]], []) if good else ([], [(test["name"], [])])
        if test["result"] == "SKIP":
            passed, skipped = [], [(test["name"], "")]
    elif promised > len(passed) + len(failed) + len(skipped):
        for _ in range(promised - len(passed) - len(failed) - len(skipped)):
            failed.append(("did not run", []))
    if not good and not failed:
        failed.append((f"ended badly ({test['result']}, exit {test.get('returncode')})", []))
    count.passed += len(passed)
    count.failed += len(failed)
    count.seconds += test["duration"]
    for name, reason in skipped:
        count.skipped.append((f"{test['name']}: {name}", reason))
    for name, said in failed:
        failures.append((f"{test['name']}: {name}", said))
    if failed and test.get("stderr"):
        failures[-1][1].extend(test["stderr"].strip().split("\n")[-30:])


def suite_of(name):
    m = re.match(r"(?:\w+:)?([\w-]+) / ", name)
    return m.group(1) if m else "tests"


def main(argv):
    suites, failures = {}, []
    with open(argv[1], encoding="utf-8") as f:
        for line in f:
            test = json.loads(line)
            count_program(test, suites.setdefault(suite_of(test["name"]), Count()), failures)
    for word in argv[2:]:
        name, _, outcome = word.partition("=")
        count = suites.setdefault(name.split("/")[0], Count())
        count.passed += outcome == "ok"
        count.failed += outcome != "ok"
        if outcome != "ok":
            failures.append((name, []))
    for name, said in failures:
        print(f"FAILED {name}")
        for line in said[-40:]:
            print(f"       {line}")
    for count in suites.values():
        for name, reason in count.skipped:
            print(f"SKIPPED {name}" + (f" ({reason})" if reason else ""))
    print(f"{'suite':<14}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}")
    for name, count in suites.items():
        print(f"{name:<14}{count.passed:>8}{count.failed:>8}{len(count.skipped):>9}{count.seconds:>9.1f}")
    passed = sum(c.passed for c in suites.values())
    failed = sum(c.failed for c in suites.values())
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
