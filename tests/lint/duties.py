#!/usr/bin/env python3
"""duties - every rule of the two catalogs is told of, kept once and lost once.

docs/manual/duties.md names every rule of the two catalogs, and none that is not there.

A row is | no. | duty | rules of jiangsu-2017 | rules of national-2020 | reason |. Rules stand in
backquotes. In a catalog's column each must be a rule of that catalog, elsewhere of any; a row
without a rule gives a reason. Among the cases of tests/golden/obligation that use the catalog
there is one in which the rule is met, and one in which it is late or missed.
"""

import re

from lintlib import run

PAGE = "docs/manual/duties.md"
CATALOGS = ("jiangsu-2017", "national-2020")
CASE_FOLDER = "tests/golden/obligation"
EXPECTED = re.compile(r"{rule: ([\w.]+),.*?state: (\w+)")
RULE = re.compile(r"`([a-z]+\.[a-z0-9_]+)`")


def rules_of(tree, folder):
    """The ids of the rules below a folder of catalogs."""
    return {m.group(1) for path in tree.paths(".yaml", under=folder) if "/rules/" in path
            for m in re.finditer(r"(?m)^- id: ([\w.]+)$", tree.text(path))}


def rows_of(text):
    """(line, number, the cell of each catalog, reason) of each duty."""
    rows = []
    for i, line in enumerate(text.split("\n"), 1):
        cells = [c.strip() for c in line.strip("|").split("|")]
        if line.startswith("|") and re.match(r"[A-Z]{2}-\d", cells[0]):
            rows.append((i, cells))
    return rows


def states_of(tree, catalog):
    """The states each rule of a catalog comes to in the cases."""
    states = {}
    for path in tree.paths(".yaml", under=CASE_FOLDER):
        text = tree.text(path)
        if f"catalog/{catalog}\n" in text:
            for rule, state in EXPECTED.findall(text):
                states.setdefault(rule, set()).add(state)
    return states


def check_cases(tree, catalog, rules):
    states = states_of(tree, catalog)
    problems = []
    for rule in sorted(rules):
        came = states.get(rule, set())
        if "met" not in came:
            problems.append(f"{CASE_FOLDER}: no case in which {rule} of {catalog} is met")
        if not came & {"late", "missed"}:
            problems.append(f"{CASE_FOLDER}: no case in which {rule} of {catalog} is late or missed")
    return problems


def check_row(line, cells, rules, everywhere, named):
    if len(cells) != 5:
        return [f"{PAGE}:{line}: {cells[0]} has {len(cells)} cells, not 5"]
    problems = []
    for catalog, cell in zip(CATALOGS, cells[2:4]):
        for rule in RULE.findall(cell):
            named[catalog].add(rule)
            if rule not in rules[catalog]:
                problems.append(f"{PAGE}:{line}: {rule} is no rule of {catalog}")
    for rule in RULE.findall(cells[1] + cells[4]):
        if rule not in everywhere:
            problems.append(f"{PAGE}:{line}: {rule} is no rule of any catalog")
    if not RULE.search(cells[2] + cells[3]) and not cells[4]:
        problems.append(f"{PAGE}:{line}: {cells[0]} has neither a rule nor a reason")
    return problems


def check(tree):
    rows = rows_of(tree.text(PAGE))
    if not rows:
        return [f"{PAGE}: no rows"]
    rules = {c: rules_of(tree, f"catalog/{c}") for c in CATALOGS}
    everywhere = rules_of(tree, "catalog")
    named = {c: set() for c in CATALOGS}
    problems = []
    seen = {}
    for line, cells in rows:
        if cells[0] in seen:
            problems.append(f"{PAGE}:{line}: {cells[0]} stands in line {seen[cells[0]]} too")
        seen[cells[0]] = line
        problems += check_row(line, cells, rules, everywhere, named)
    for catalog in CATALOGS:
        problems += [f"{PAGE}: {rule} of {catalog} is not named"
                     for rule in sorted(rules[catalog] - named[catalog])]
        problems += check_cases(tree, catalog, rules[catalog])
    return problems


JIANGSU = f"{CASE_FOLDER}/a.yaml"
NATIONAL = f"{CASE_FOLDER}/b.yaml"
CODE = {"catalog/jiangsu-2017/rules/a.yaml": "- id: cc.plan\n  name: x\n",
        "catalog/national-2020/rules/a.yaml": "- id: cc.plan\n- id: cc.minor\n",
        "catalog/other/rules/a.yaml": "- id: rc.reply\n",
        JIANGSU: "catalog: ../catalog/jiangsu-2017\n"
                 "- {rule: cc.plan, due: x, state: met}\n- {rule: cc.plan, state: late}\n",
        NATIONAL: "catalog: ../catalog/national-2020\n"
                  "- {rule: cc.plan, state: met}\n- {rule: cc.plan, state: missed}\n"
                  "- {rule: cc.minor, state: met}\n- {rule: cc.minor, state: late}\n"}
ROWS = "| CC-06 | a plan | `cc.plan` | `cc.plan` | |\n| CC-23 | minors | – | `cc.minor` | |\n"

CASES = [
    ("clean", {PAGE: ROWS, **CODE}, None),
    ("no rule, but a reason", {PAGE: ROWS + "| RC-01 | x | – | – | see `rc.reply` |\n", **CODE}, None),
    ("no such rule", {PAGE: ROWS + "| CC-01 | x | `cc.gone` | – | |\n", **CODE},
     "cc.gone is no rule of jiangsu-2017"),
    ("a rule of the other catalog", {PAGE: ROWS + "| CC-24 | x | `cc.minor` | – | |\n", **CODE},
     "cc.minor is no rule of jiangsu-2017"),
    ("no such rule in a reason", {PAGE: ROWS + "| RC-01 | x | – | – | see `rc.gone` |\n", **CODE},
     "rc.gone is no rule of any catalog"),
    ("not named", {PAGE: ROWS.split("\n", maxsplit=1)[0] + "\n", **CODE},
     "cc.minor of national-2020 is not named"),
    ("neither rule nor reason", {PAGE: ROWS + "| RC-01 | x | – | – | |\n", **CODE},
     "RC-01 has neither a rule nor a reason"),
    ("a number twice", {PAGE: ROWS + "| CC-06 | x | `cc.plan` | – | |\n", **CODE},
     "CC-06 stands in line 1 too"),
    ("a cell too few", {PAGE: ROWS + "| CC-07 | x | `cc.plan` | – |\n", **CODE}, "CC-07 has 4 cells"),
    ("never met", {PAGE: ROWS, **CODE, JIANGSU: CODE[JIANGSU].replace("met", "open")},
     "no case in which cc.plan of jiangsu-2017 is met"),
    ("never lost", {PAGE: ROWS, **CODE, NATIONAL: CODE[NATIONAL].replace("late", "met")},
     "no case in which cc.minor of national-2020 is late or missed"),
    ("empty page", {PAGE: "nothing\n", **CODE}, "no rows"),
]

if __name__ == "__main__":
    run(check, CASES)
