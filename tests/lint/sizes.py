#!/usr/bin/env python3
"""sizes - a file has at most 1,000 lines and a function 120; above 600 and 60 it is named.

The limits are those that well-kept C trees keep without being told: half of their
files stay below 400 lines, and one function in a hundred passes 120. Tables (.def)
and prose have no limit: they are read by looking things up.
"""

from lintlib import c_functions, run

FILE_SOFT, FILE_HARD = 600, 1000
FUNCTION_SOFT, FUNCTION_HARD = 60, 120


def measure(tree):
    """(what, lines, soft, hard) of every file and function."""
    for path in tree.paths(".c", ".h", ".py", ".sql") + tree.paths(under="script"):
        text = tree.text(path)
        yield path, text.count("\n"), FILE_SOFT, FILE_HARD
        if path.endswith(".c"):
            for name, line, lines in c_functions(text):
                yield f"{path}:{line}: {name}()", lines, FUNCTION_SOFT, FUNCTION_HARD


def check(tree):
    return [f"{what}: {lines} lines, at most {hard}"
            for what, lines, soft, hard in measure(tree) if lines > hard]


def notes(tree):
    return [f"{what}: {lines} lines, better below {soft}"
            for what, lines, soft, hard in measure(tree) if soft < lines <= hard]


def function(lines):
    return "int f(void)\n{\n" + "    x();\n" * (lines - 2) + "}\n"


CASES = [
    ("short", {"src/a.c": function(10)}, None),
    ("longest file", {"src/a.c": "int x;\n" * FILE_HARD}, None),
    ("file too long", {"src/a.c": "int x;\n" * (FILE_HARD + 1)}, "src/a.c: 1001 lines"),
    ("script too long", {"script/test": "x\n" * (FILE_HARD + 1)}, "script/test: 1001"),
    ("tables may be long", {"src/a.def": "x\n" * 5000, "docs/a.md": "x\n" * 5000}, None),
    ("longest function", {"src/a.c": function(FUNCTION_HARD)}, None),
    ("function too long", {"src/a.c": function(FUNCTION_HARD + 1)}, "f(): 121 lines"),
    ("second function too long", {"src/a.c": function(5) + "\n" + function(150)}, "src/a.c:9: f(): 150"),
    ("braces in strings and comments do not end a function",
     {"src/a.c": 'void f(void)\n{\n    s = "\\\n}";\n/*\n}\n*/\n' + "    x();\n" * 120 + "}\n"},
     "f(): 127 lines"),
]

if __name__ == "__main__":
    run(check, CASES, notes)
