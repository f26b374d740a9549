#!/usr/bin/env python3
"""errdoc - write docs/manual/errors.md from src/base/err.def.

Usage: tools/errdoc.py [ROOT]    (default: the folder above this one)
"""

import os
import re
import sys

_STRING = r'"((?:\\.|[^"\\])*)"'
_ROW = re.compile(r"\bERR\(\s*(\w+)\s*,\s*(\w+)\s*,\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*,\s*"
                  + r"\s*,\s*".join([_STRING] * 4) + r"\s*\)")

HEAD = """# Errors

Every error has a number that never changes its meaning. The command line prints it with
its text, the particulars and a hint, and ends with the exit code given here; the HTTP
status is the one an answer of the server would carry.

Exit codes: 0 done · 1 internal · 2 usage · 3 bad input · 4 not found · 5 conflict, or a
person must confirm · 6 database · 7 files · 8 integrity.

This page is made from `src/base/err.def` by `tools/errdoc.py`; a test compares them.
"""


def read_rows(text):
    """The rows of err.def, in order."""
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    names = ("name", "area", "number", "http", "exit", "en", "zh", "hint_en", "hint_zh")
    return [dict(zip(names, m.groups())) for m in _ROW.finditer(bare)]


def page(rows):
    """The whole page."""
    text = HEAD
    area = None
    for row in rows:
        if row["area"] != area:
            area = row["area"]
            text += f"\n## {area}\n\n| code | name | exit | HTTP | English | \u4e2d\u6587 |\n"
            text += "|---|---|---|---|---|---|\n"
        text += ("| {area}-{number} | `{name}` | {exit} | {http} | {en}; {hint_en} "
                 "| {zh}\uff1b{hint_zh} |\n").format(**row)
    return text


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "..")
    with open(os.path.join(root, "src/base/err.def"), encoding="utf-8") as f:
        text = page(read_rows(f.read()))
    target = os.path.join(root, "docs/manual/errors.md")
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "w", encoding="utf-8") as f:
        f.write(text)


if __name__ == "__main__":
    main()
