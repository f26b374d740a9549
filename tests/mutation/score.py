#!/usr/bin/env python3
"""score.py - whether the tests would notice a wrong boundary in core/score.

    score.py FOLDER [--only TEXT] [--list]

The same as obligation.py beside it, for the engine of scores: each wrong version must be caught by
the unit tests of core/score, by app-case_score, or by the cases of tests/golden/score and replay.
"""

import re
import sys

import obligation as mutation

mutation.ENGINE = "src/core/score"
mutation.MISTAKES += [
    (re.compile(r"\blesser\("), "greater("),
    (re.compile(r"\bgreater\("), "lesser("),
    (re.compile(r"OUTLOOK_MET\b(?!\])"), "OUTLOOK_NOW"),
    (re.compile(r"OUTLOOK_NOW\b(?!\])"), "OUTLOOK_MET"),
    (re.compile(r"\brational_add\("), "rational_sub("),
    (re.compile(r"\brational_sub\("), "rational_add("),
    (re.compile(r"\bpoints_add\("), "points_sub("),
    (re.compile(r"\bpoints_sub\("), "points_add("),
    (re.compile(r"ROW\(NOWHERE, "), "ROW(OBLIGATION_MISSED, "),
    (re.compile(r"LAYOUT_GOOD\b"), "LAYOUT_BAD"),
    (re.compile(r"LAYOUT_BAD\b"), "LAYOUT_GOOD"),
    (re.compile(r"LAYOUT_MAY_HELP\b"), "LAYOUT_MAY_HARM"),
    (re.compile(r"LAYOUT_MAY_HARM\b"), "LAYOUT_MAY_HELP"),
]
mutation.MISTAKES = [m for m in mutation.MISTAKES if "scene_horizon" not in m[0].pattern]
mutation.SAME = []


def targets(_tree):
    return ["tests/unit/core/score/core-score-method", "tests/unit/core/score/core-score-today",
            "tests/unit/app/app-case_score"]


def case_files(tree):
    return [f for folder in ("score", "replay")
            for f in sorted((tree / "tests" / "golden" / folder).glob("*.yaml"))]


mutation.targets = targets
mutation.case_files = case_files

if __name__ == "__main__":
    sys.exit(mutation.main())
