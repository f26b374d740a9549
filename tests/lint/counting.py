#!/usr/bin/env python3
"""counting - tools/testsum.py counts what ran, and nothing that failed gets lost in it."""

import os
import sys

from lintlib import run

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools"))
import testsum  # noqa: E402  (tools/testsum.py, found by the line above)


def counted(stdout, result="OK", returncode=0):
    count, failures = testsum.Count(), []
    testsum.count_program({"name": "duban:unit / x", "stdout": stdout, "result": result,
                           "returncode": returncode, "duration": 0.1}, count, failures)
    return count.passed, count.failed, len(count.skipped), count.skipped


# name, TAP, how the program ended, (passed, failed, skipped)
RUNS = [
    ("all good", "1..2\nok 1 - a\nok 2 - b\n# ok - tests\n", "OK", (2, 0, 0)),
    ("one failed", "1..2\nnot ok 1 - a\n# why\nok 2 - b\n", "FAIL", (1, 1, 0)),
    ("plan at the end", "ok 1 - a\nok 2 - b\n1..2\n", "OK", (2, 0, 0)),
    ("died on the way", "1..3\nok 1 - a\n", "ERROR", (1, 2, 0)),
    ("a leak after the last case", "1..1\nok 1 - a\n", "ERROR", (1, 1, 0)),
    ("a timeout before anything", "", "TIMEOUT", (0, 1, 0)),
    ("no TAP, good", "hello\n", "OK", (1, 0, 0)),
    ("no TAP, bad", "hello\n", "FAIL", (0, 1, 0)),
    ("left out", "1..2\nok 1 - a # SKIP no server\nok 2 - b\n", "OK", (1, 0, 1)),
    ("left out as a whole", "", "SKIP", (0, 0, 1)),
    ("ok in a message is no case", "1..1\n# ok 2 - not me\nok 1 - a\nokay then\n", "OK", (1, 0, 0)),
]


def check(tree):
    problems = []
    for name, stdout, result, wanted in RUNS:
        got = counted(stdout, result, 0 if result == "OK" else 1)[:3]
        if got != wanted:
            problems.append(f"{name}: counted {got}, wanted {wanted}")
    if counted("ok 1 - a # SKIP no server\n")[3] != [("duban:unit / x: a", "no server")]:
        problems.append("what is left out says why")
    if testsum.suite_of("duban:unit / base-buf") != "unit":
        problems.append("suite_of")
    return problems


CASES = []

if __name__ == "__main__":
    run(check, CASES)
