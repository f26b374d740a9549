#!/usr/bin/env python3
"""errors - err.def, the manual and the code tell the same story.

Numbers and names are unique; docs/manual/errors.md is what tools/errdoc.py makes of
the table; every code is used somewhere, and none that is used is missing (the
compiler sees to that). Numbers, once released, keep their meaning: the page keeps
the history, so a changed line of it is looked at in review.
"""

import os
import re
import sys

from lintlib import c_code, run

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools"))
import errdoc  # noqa: E402  (tools/errdoc.py, found by the line above)

DEF = "src/base/err.def"
PAGE = "docs/manual/errors.md"


def check(tree):
    rows = errdoc.read_rows(tree.text(DEF))
    problems = []
    if not rows:
        problems.append(f"{DEF}: no rows")
    for key in ("name", "number"):
        seen = {}
        for row in rows:
            if row[key] in seen:
                problems.append(f"{DEF}: {key} {row[key]} stands twice")
            seen[row[key]] = row
    code = "\n".join(c_code(tree.text(p)) for p in tree.paths(".c", ".h", under="src"))
    used = set(re.findall(r"\bERR_(\w+)", code))
    for row in rows:
        if row["name"] not in used:
            problems.append(f"{DEF}: {row['name']} is used nowhere")
    if PAGE not in tree.files:
        problems.append(f"{PAGE}: missing; run tools/errdoc.py")
    elif tree.text(PAGE) != errdoc.page(rows):
        problems.append(f"{PAGE}: differs from {DEF}; run tools/errdoc.py")
    return problems


ROW = 'ERR(DB_BUSY, DB, 1204, 503, 6,\n    "database is busy", "x",\n    "try again", "y")\n'
USE = {"src/a.c": "return ERR_DB_BUSY;\n"}
GOOD = errdoc.page(errdoc.read_rows(ROW))

CASES = [
    ("clean", {DEF: ROW, PAGE: GOOD, **USE}, None),
    ("rows in comments do not count", {DEF: "/* ERR(A, B, 1, 400, 3, \"\", \"\", \"\", \"\") */\n" + ROW,
                                       PAGE: GOOD, **USE}, None),
    ("no page", {DEF: ROW, **USE}, "missing"),
    ("old page", {DEF: ROW.replace("busy", "busy now"), PAGE: GOOD, **USE}, "differs"),
    ("exit code changed", {DEF: ROW.replace(" 6,", " 7,"), PAGE: GOOD, **USE}, "differs"),
    ("number twice", {DEF: ROW + ROW.replace("DB_BUSY", "DB_AWAY"), PAGE: GOOD, **USE},
     "number 1204 stands twice"),
    ("name twice", {DEF: ROW + ROW.replace("1204", "1205"), PAGE: GOOD, **USE},
     "name DB_BUSY stands twice"),
    ("used nowhere", {DEF: ROW, PAGE: GOOD, "src/a.c": "/* ERR_DB_BUSY */\n"}, "used nowhere"),
    ("empty table", {DEF: "", PAGE: errdoc.page([])}, "no rows"),
]

if __name__ == "__main__":
    run(check, CASES)
