#!/usr/bin/env python3
"""links - every relative link of a .md file leads to a file, and every #anchor to a heading.

Paths in backquotes that look like files of this repository (with a folder, below
src, docs, tests, script, tools, bench, po, sample) must exist too: prose goes stale
first. A part in capitals (NAME.txt) stands for any.
"""

import posixpath
import re

from lintlib import blank, run

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
CODE_PATH = re.compile(r"`((?:src|docs|tests|script|tools|bench|po|sample|\.ci)/[\w./+-]*[\w/])`")


def without_fences(text):
    return re.sub(r"^```.*?^```", lambda m: blank(m.group()), text, flags=re.S | re.M)


def anchors(text):
    """The anchors of the headings, as the usual renderers make them."""
    found = set()
    for m in re.finditer(r"^#+ +(.*?) *$", without_fences(text), re.M):
        slug = re.sub(r"[^\w\- ]", "", m.group(1).replace("`", "").lower()).replace(" ", "-")
        found.add(slug)
    return found


def exists(tree, path):
    return path in tree.files or bool(tree.paths(under=path.rstrip("/") or "."))


def check_link(tree, path, target):
    if re.match(r"[a-z]+:", target):
        return None
    file, _, anchor = target.partition("#")
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
    if goal != "." and not exists(tree, goal):
        return f"{path}: link to {target}: no such file"
    if anchor and goal.endswith(".md") and anchor not in anchors(tree.text(goal)):
        return f"{path}: link to {target}: no such heading"
    return None


def check(tree):
    problems = []
    for path in tree.paths(".md"):
        text = without_fences(tree.text(path))
        for m in LINK.finditer(text):
            problem = check_link(tree, path, m.group(1) or m.group(2))
            if problem:
                problems.append(problem)
        for m in CODE_PATH.finditer(text):
            if not re.search(r"/[A-Z]+(\.|/|$)", m.group(1)) and not exists(tree, m.group(1)):
                problems.append(f"{path}: `{m.group(1)}`: no such file")
    return problems


CASES = [
    ("clean", {"a.md": "# One two\n[b](docs/b.md) [self](#one-two) [web](https://example.org/x)\n",
               "docs/b.md": "[a](../a.md#one-two)\n"}, None),
    ("no such file", {"a.md": "[b](b.md)\n"}, "a.md: link to b.md: no such file"),
    ("from a sub-folder", {"docs/b.md": "[a](a.md)\n", "a.md": ""}, "no such file"),
    ("no such heading", {"a.md": "# One\n[x](#two)\n"}, "no such heading"),
    ("heading of another file", {"a.md": "[x](b.md#two)\n", "b.md": "# One\n"}, "no such heading"),
    ("picture", {"a.md": "![x](x.png)\n"}, "no such file"),
    ("folder", {"a.md": "[x](docs/)\n", "docs/b.md": ""}, None),
    ("fenced text is no link", {"a.md": "```\n[x](y.md)\n```\n"}, None),
    ("path in backquotes", {"a.md": "see `src/base/gone.c`\n"}, "`src/base/gone.c`: no such file"),
    ("a name in capitals stands for any", {"a.md": "`tests/golden/NAME.txt`\n"}, None),
    ("path in backquotes that is there", {"a.md": "see `src/base/`\n", "src/base/a.c": ""}, None),
]

if __name__ == "__main__":
    run(check, CASES)
