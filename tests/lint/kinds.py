#!/usr/bin/env python3
"""kinds - docs/manual/kinds.md shows what its cases hold.

A row is | no. | kind | such as | written as | shown by |. The cases named exist in
tests/golden/score, every case of that folder called kind-NN-... is named in the row of its number,
and each text in backquotes under "written as" stands in one of the row's cases. The rows count up
from 1.
"""

import re

from lintlib import run

PAGE = "docs/manual/kinds.md"
FOLDER = "tests/golden/score"


def rows_of(text):
    """(line, number, texts of the method, cases) of each kind."""
    rows = []
    for i, line in enumerate(text.split("\n"), 1):
        cells = [c.strip() for c in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 5 and cells[0].isdigit():
            rows.append((i, int(cells[0]), re.findall(r"`([^`]+)`", cells[3]),
                         re.findall(r"`([^`]+)`", cells[4])))
    return rows


def check(tree):
    rows = rows_of(tree.text(PAGE))
    if not rows:
        return [f"{PAGE}: no rows"]
    problems = []
    named = set()
    for wanted, (line, number, texts, cases) in enumerate(rows, 1):
        where = f"{PAGE}:{line}"
        if number != wanted:
            problems.append(f"{where}: {number} where {wanted} comes next")
        if not texts or not cases:
            problems.append(f"{where}: kind {number} shows nothing")
        paths = [f"{FOLDER}/{c}.yaml" for c in cases]
        named.update(paths)
        for case, path in zip(cases, paths):
            if path not in tree.files:
                problems.append(f"{where}: {case}: no such case")
            elif not case.startswith(f"kind-{number:02}-"):
                problems.append(f"{where}: {case} is of another kind than {number}")
        held = "\n".join(tree.text(p) for p in paths if p in tree.files)
        problems += [f"{where}: {text}: in none of its cases" for text in texts if text not in held]
    problems += [f"{PAGE}: {path} is not named" for path in tree.paths(".yaml", under=FOLDER)
                 if path.startswith(f"{FOLDER}/kind-") and path not in named]
    return problems


ONE = "| 1 | a price | x | `{method: deduct}` | `kind-01-price` |\n"
CODE = {f"{FOLDER}/kind-01-price.yaml": "score: {method: deduct}\n",
        f"{FOLDER}/kind-02-tiers.yaml": "veto: 1\n"}
TWO = "| 2 | tiers | x | `veto` | `kind-02-tiers` |\n"

CASES = [
    ("clean", {PAGE: ONE + TWO, **CODE}, None),
    ("no such case", {PAGE: ONE + TWO.replace("tiers` |", "gone` |"), **CODE},
     "kind-02-gone: no such case"),
    ("not named", {PAGE: ONE, **CODE}, "kind-02-tiers.yaml is not named"),
    ("of another kind", {PAGE: ONE + TWO.replace("kind-02-tiers", "kind-01-price"), **CODE},
     "is of another kind than 2"),
    ("not in the case", {PAGE: ONE.replace("deduct", "earn") + TWO, **CODE},
     "{method: earn}: in none of its cases"),
    ("a number left out", {PAGE: ONE + TWO.replace("| 2", "| 3"), **CODE},
     "3 where 2 comes next"),
    ("shows nothing", {PAGE: ONE + "| 2 | tiers | x | | |\n", **CODE}, "kind 2 shows nothing"),
    ("empty page", {PAGE: "nothing\n", **CODE}, "no rows"),
]

if __name__ == "__main__":
    run(check, CASES)
