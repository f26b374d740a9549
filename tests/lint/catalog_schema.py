#!/usr/bin/env python3
"""catalog_schema - the JSON Schemas of catalogs and the readers of catalogs know the same.

catalog/schema/*.json are what tools/catalogschema.py makes of the tables that the readers
use: a key, a type of field or a method of scoring that only one side knows is a problem.
"""

import os
import sys

from lintlib import run

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools"))
import catalogschema  # noqa: E402  (tools/catalogschema.py, found by the line above)


def check(tree):
    try:
        made = catalogschema.schemas(tree.text)
    except catalogschema.Mismatch as e:
        return [str(e)]
    problems = []
    for path, text in made.items():
        if path not in tree.files:
            problems.append(f"{path}: missing; run tools/catalogschema.py")
        elif tree.text(path) != text:
            problems.append(f"{path}: differs from the tables; run tools/catalogschema.py")
    return problems


ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def real(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as f:
        return f.read()


def case(path=None, old="", new=""):
    files = {p: real(p) for p in (catalogschema.KEYS, catalogschema.SCORE_KEYS, catalogschema.TYPES,
                                  catalogschema.METHODS)}
    files.update(catalogschema.schemas(lambda p: files[p]))
    if path is not None:
        assert old in files[path], (path, old)
        files[path] = files[path].replace(old, new, 1)
    return files


KEYS = catalogschema.KEYS
CASES = [
    ("clean", case(), None),
    ("a key that no schema tells", case(KEYS, 'KEY(LIFE, "end", OPTIONAL)',
                                        'KEY(LIFE, "end", OPTIONAL)\nKEY(LIFE, "until", OPTIONAL)'),
     "LIFE has the key until"),
    ("a key that no reader knows", case(KEYS, 'KEY(LIFE, "end", OPTIONAL)', ""), "tells LIFE.end"),
    ("a map that no schema tells", case(KEYS, 'KEY(LIFE, "end", OPTIONAL)',
                                        'KEY(LIFE, "end", OPTIONAL)\nKEY(DEATH, "on", OPTIONAL)'),
     "DEATH is in no schema"),
    ("a key became necessary", case(KEYS, 'KEY(LIFE, "end", OPTIONAL)', 'KEY(LIFE, "end", REQUIRED)'),
     "record.json: differs"),
    ("a key for other types", case(KEYS, 'FIELD_KEY("digits", "decimal")',
                                   'FIELD_KEY("digits", "decimal money")'), "defs.json: differs"),
    ("a new type of field", case(catalogschema.TYPES, 'X(TABLE, "table"',
                                 'X(COLOUR, "colour") X(TABLE, "table"'), "defs.json: differs"),
    ("a new method", case(catalogschema.METHODS, 'X(DEDUCT, "deduct", false)',
                          'X(DEDUCT, "take", false)'), "framework.json: differs"),
    ("no table of types", case(catalogschema.TYPES, "#define FIELD_TYPES(X)", "#define TYPES(X)"),
     "no table FIELD_TYPES"),
    ("a schema changed by hand", case("catalog/schema/units.json", '"under"', '"below"'), "differs"),
]

if __name__ == "__main__":
    run(check, CASES)
