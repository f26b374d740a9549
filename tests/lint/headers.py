#!/usr/bin/env python3
"""headers - every header below src/ and tests/support compiles alone, and twice.

Usage: headers.py ROOT [COMPILE_COMMANDS]. The compiler is $CC or cc; the folders of
generated and third-party headers are taken from the compile commands of the build.
"""

import concurrent.futures
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

from lintlib import run

FLAGS = ["-std=gnu17", "-D_GNU_SOURCE", "-fsyntax-only", "-Wall", "-Wextra", "-Werror",
         "-Wno-unused-function", "-x", "c", "-"]


def build_folders():
    """-I and -isystem folders of the build, absolute."""
    if len(sys.argv) < 3:
        return []
    with open(sys.argv[2], encoding="utf-8") as f:
        commands = json.load(f)
    found = {}
    for entry in commands:
        words = shlex.split(entry["command"])
        for i, word in enumerate(words):
            m = re.match(r"-(I|isystem)(.*)", word)
            if m:
                folder = m.group(2) or words[i + 1]
                found[os.path.normpath(os.path.join(entry["directory"], folder))] = None
    return ["-I" + folder for folder in found]


FOLDERS = build_folders()
COMPILER = shlex.split(os.environ.get("CC", "cc"))


def compile_alone(root, path):
    """The first complaint of the compiler about a file that includes only this header, twice."""
    name = path[len("src/"):] if path.startswith("src/") else os.path.join(root, path)
    done = subprocess.run(COMPILER + FLAGS + ["-I" + os.path.join(root, "src")] + FOLDERS,
                          input=f'#include "{name}"\n#include "{name}"\n'.encode(),
                          capture_output=True, check=False)
    if done.returncode == 0:
        return []
    lines = done.stderr.decode(errors="replace").split("\n")
    errors = [line for line in lines if "error" in line] or lines
    return [f"{path}: does not compile alone: {errors[0]}"]


def check(tree):
    paths = tree.paths(".h", under="src") + tree.paths(".h", under="tests/support")
    with tempfile.TemporaryDirectory() as folder:
        root = tree.root
        if root is None:
            root = folder
            for path in paths:
                target = os.path.join(folder, path)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                with open(target, "w", encoding="utf-8") as f:
                    f.write(tree.text(path))
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            return [p for found in pool.map(lambda x: compile_alone(root, x), paths) for p in found]


CASES = [
    ("alone", {"src/a/a.h": "#pragma once\n#include <stddef.h>\nsize_t a_n(void);\n"}, None),
    ("leans on another header", {"src/a/a.h": "#pragma once\nsize_t a_n(void);\n"},
     "src/a/a.h: does not compile alone"),
    ("twice", {"src/a/a.h": "struct a {\n    int n;\n};\n"}, "redefinition"),
    ("uses a header of the tree", {"src/a/a.h": '#pragma once\n#include "b/b.h"\nsize_t a(void);\n',
                                   "src/b/b.h": "#pragma once\n#include <stddef.h>\n"}, None),
]

if __name__ == "__main__":
    run(check, CASES)
