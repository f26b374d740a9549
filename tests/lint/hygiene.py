#!/usr/bin/env python3
"""hygiene - nothing in the repository belongs to one machine, and nothing is left half done.

Paths of somebody's home or of a build machine, addresses of private networks, hosts
of package registries, and words that mark unfinished work are refused in every text
file. Layout too: tabs only where a format wants them, no blanks at line ends, a line
end at the end of the file, no carriage returns.
"""

import re

from lintlib import is_under, line_of, run

# Spelt in pieces so that this file does not refuse itself.
PATTERNS = [
    ("a path of one machine", r"(?<![\w.$}])/(?:ro" r"ot|ho" r"me/\w+|Us" r"ers/\w+|wo" r"rk|mn" r"t|bui" r"lds)/"),
    ("a private address", r"\b(?:10(?:\.\d{1,3})|192\.1" r"68|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2}\b(?!\.)"),
    ("a host of one network", r"\b[\w-]+\.(?:inte" r"rnal|cor" r"p|la" r"n|intra" r"net)\b(?![(/.])"),
    ("a package registry", r"\b(?:regis" r"try\.npmjs|pypi\.or" r"g|npmmir" r"ror|snapshot\.deb" r"ian|"
                           r"deb\.deb" r"ian\.org|mirrors?\.[a-z]+\.)"),
    ("unfinished work", r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK|TB" r"D|lorem ip" r"sum|not imple" r"mented|"
                        r"coming so" r"on)\b"),
]
RULES = [(what, re.compile(pattern)) for what, pattern in PATTERNS]

# Data of tests may hold anything; licences and Makefile-like formats keep their own layout.
DATA = ["tests/data", "tests/golden", "tests/fuzz", "sample"]
FREE_LAYOUT = ["LICENSE", "po"] + DATA


def check_layout(path, text):
    problems = []
    if text and not text.endswith("\n"):
        problems.append(f"{path}: no line end at the end of the file")
    if text.endswith("\n\n"):
        problems.append(f"{path}: empty lines at the end of the file")
    for mark, what in (("\r", "carriage return"), ("\t", "tab")):
        if mark in text:
            problems.append(f"{path}:{line_of(text, text.index(mark))}: {what}")
    m = re.search(r"[ \u3000]+$", text, re.M)
    if m and not path.endswith(".md"):
        problems.append(f"{path}:{line_of(text, m.start())}: blanks at the end of a line")
    return problems


def check(tree):
    problems = []
    for path in tree.paths():
        text = tree.text(path)
        if not any(is_under(path, d) for d in DATA):
            for what, rule in RULES:
                m = rule.search(text)
                if m:
                    problems.append(f"{path}:{line_of(text, m.start())}: {what}: {m.group()}")
        if not any(is_under(path, d) for d in FREE_LAYOUT):
            problems += check_layout(path, text)
    return problems


CASES = [
    ("clean", {"a.md": "see /usr/share/doc and /tmp/x, version 10.2.3\n"}, None),
    ("a home", {"a.md": "in /ho" "me/li/duban\n"}, "a path of one machine"),
    ("a build machine", {"a.c": "/* /wo" "rk/main */\n"}, "a path of one machine"),
    ("part of another path", {"a.md": "docs/wo" "rk/a and $x/ro" "ot/b\n"}, None),
    ("a private address", {"script/test": "curl 192.1" "68.3.4\n"}, "a private address"),
    ("loopback is nobody's", {"script/test": "curl 127.0.0.1\n"}, None),
    ("a host of one network", {"a.md": "ask git.cor" "p\n"}, "a host of one network"),
    ("a registry", {"script/setup": "https://regis" "try.npmjs.org\n"}, "a package registry"),
    ("unfinished", {"a.c": "/* TO" "DO: more */\n"}, "unfinished work"),
    ("no line end", {"a.c": "int x;"}, "no line end"),
    ("empty lines at the end", {"a.c": "int x;\n\n"}, "empty lines"),
    ("blanks at the end", {"a.c": "int x; \n"}, "a.c:1: blanks"),
    ("tab", {"a.c": "\nint\tx;\n"}, "a.c:2: tab"),
    ("carriage return", {"a.c": "int x;\r\n"}, "carriage return"),
    ("data may hold anything", {"tests/golden/a.txt": "a\t\r\n TO" "DO"}, None),
]

if __name__ == "__main__":
    run(check, CASES)
