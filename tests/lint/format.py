#!/usr/bin/env python3
"""format - C files are laid out as .clang-format says.

Layout differs between versions of clang-format; the one that counts is 14, that of
Debian 12. With another version, or none, the tree is not judged, and that is said.
"""

import os
import re
import shutil
import subprocess
import tempfile

from lintlib import run

VERSION = "14"


def clang_format():
    """The program of the right version, or None."""
    for name in ("clang-format-" + VERSION, "clang-format"):
        program = shutil.which(name)
        if program:
            shown = subprocess.run([program, "--version"], capture_output=True, check=True)
            if re.search(rb"version " + VERSION.encode() + rb"\.", shown.stdout):
                return program
    return None


PROGRAM = clang_format()


def check(tree):
    paths = tree.paths(".c", ".h")
    if PROGRAM is None or not paths:
        return []
    with tempfile.TemporaryDirectory() as folder:
        root = tree.root
        if root is None:
            root = folder
            for path in tree.paths():
                target = os.path.join(folder, path)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                with open(target, "w", encoding="utf-8") as f:
                    f.write(tree.text(path))
        done = subprocess.run([PROGRAM, "--dry-run", "-Werror", "--style=file"] + paths, cwd=root,
                              capture_output=True, check=False)
    lines = done.stderr.decode(errors="replace").split("\n")
    found = sorted({m.group(1) for m in (re.match(r"(.+?):\d+:\d+: error", x) for x in lines) if m})
    problems = [f"{path}: not laid out by clang-format" for path in found]
    if done.returncode != 0 and not problems:
        problems.append(lines[0])
    return problems


def notes(tree):
    return [] if PROGRAM else [f"clang-format {VERSION} is not installed: layout is not judged"]


STYLE = {".clang-format": "BasedOnStyle: LLVM\nIndentWidth: 4\n"}
CASES = [] if PROGRAM is None else [
    ("clean", {"src/a.c": "int f(void) { return 1; }\n", **STYLE}, None),
    ("crooked", {"src/a.c": "int  f( void ) {return 1;}\n", **STYLE}, "src/a.c: not laid out"),
]

if __name__ == "__main__":
    run(check, CASES, notes)
