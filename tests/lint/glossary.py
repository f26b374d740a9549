#!/usr/bin/env python3
"""glossary - one term, one identifier, and the ones said to be in use are in use.

A row of docs/glossary.md is | Chinese | English | `identifier` | in use as |. The
last cell lists C, SQL, JSON or catalog: there the identifier is a whole word of the code, a
column or table, a key that is written, a key or record type of a shipped catalog. An identifier or a Chinese term stands in
one row only.
"""

import re

from lintlib import c_code, c_strings, run, sql_code

PAGE = "docs/glossary.md"
PLACES = ("C", "SQL", "JSON", "catalog")


def read_rows(text):
    """(line, Chinese terms, identifier, places) of each row that has an identifier."""
    rows = []
    for i, line in enumerate(text.split("\n")):
        cells = [c.strip() for c in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and cells[2].startswith("`"):
            rows.append((i + 1, [t.strip() for t in cells[0].split("/")], cells[2].strip("`"),
                         [p.strip() for p in cells[3].split(",") if p.strip() not in ("", "-")]))
    return rows


def words_of(tree):
    """The identifiers there are in each place."""
    words = {place: set() for place in PLACES}
    for path in tree.paths(".c", ".h", ".def", under="src"):
        text = tree.text(path)
        words["C"].update(re.findall(r"\b[A-Za-z_]\w*\b", c_code(text)))
        words["JSON"].update(s for _, s in c_strings(text) if re.fullmatch(r"[a-z_]\w*", s))
    for path in tree.paths(".sql", under="src/store"):
        words["SQL"].update(re.findall(r"\b[a-z_]\w*\b", sql_code(tree.text(path))))
    for path in tree.paths(".yaml", under="catalog"):
        text = re.sub(r"#.*", "", tree.text(path))
        words["catalog"].update(re.findall(r"\b[a-z_]\w*(?=:)", text))
        words["catalog"].update(re.findall(r"(?m)^record: (\w+)", text))
    return words


def check(tree):
    rows = read_rows(tree.text(PAGE))
    if not rows:
        return [f"{PAGE}: no rows"]
    problems = []
    words = words_of(tree)
    seen = {}
    for line, terms, identifier, places in rows:
        where = f"{PAGE}:{line}"
        if not re.fullmatch(r"[a-z][a-z0-9_]*", identifier):
            problems.append(f"{where}: {identifier} is not in snake case")
        for key in [identifier] + terms:
            if key in seen:
                problems.append(f"{where}: {key} stands in line {seen[key]} too")
            seen[key] = line
        for place in places:
            if place not in PLACES:
                problems.append(f"{where}: {place} is none of {', '.join(PLACES)}")
            elif identifier not in words[place]:
                problems.append(f"{where}: {identifier} is not in use as {place}")
    return problems


CODE = {"src/core/a.h": "struct measure { int n; };\n", "src/cli/a.c": 'put(o, "measure");\n',
        "src/store/migrate/1.sql": "CREATE TABLE t (measure TEXT); -- rank\n",
        "catalog/c/records/visit.yaml": "record: visit # rank: 1\nfields: {held_on: {type: date}}\n"}

CASES = [
    ("clean", {PAGE: "| a | measure | `measure` | C, SQL, JSON |\n| b | rank | `rank` | - |\n", **CODE},
     None),
    ("in a catalog", {PAGE: "| a | visit | `visit` | catalog |\n| b | held on | `held_on` | catalog |\n",
                      **CODE}, None),
    ("not in a catalog", {PAGE: "| a | rank | `rank` | catalog |\n", **CODE}, "not in use as catalog"),
    ("not there", {PAGE: "| a | rank | `rank` | C |\n", **CODE}, "rank is not in use as C"),
    ("a comment is no use", {PAGE: "| a | rank | `rank` | SQL |\n", **CODE}, "not in use as SQL"),
    ("no key", {PAGE: "| a | x | `n` | JSON |\n", **CODE}, "n is not in use as JSON"),
    ("identifier twice", {PAGE: "| a | x | `n` | C |\n| b | y | `n` | - |\n", **CODE},
     "n stands in line 1 too"),
    ("term twice", {PAGE: "| a / c | x | `n` | C |\n| b / c | y | `m` | - |\n", **CODE},
     "c stands in line 1 too"),
    ("not snake case", {PAGE: "| a | x | `maxRank` | - |\n", **CODE}, "not in snake case"),
    ("unknown place", {PAGE: "| a | x | `n` | Java |\n", **CODE}, "Java is none of"),
    ("empty page", {PAGE: "nothing\n", **CODE}, "no rows"),
]

if __name__ == "__main__":
    run(check, CASES)
