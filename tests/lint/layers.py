#!/usr/bin/env python3
"""layers - every #include below src/ is an edge that tools/layers.txt allows.

Local headers are named by their path below src/, so an edge can be read off the
line. System headers are those of the C library and the kernel; every other header
in <> is third-party and must be named in the row of the file or folder.
"""

import re

from lintlib import c_includes, is_under, run

# Headers of ISO C without any service of the system behind them.
PURE = {"inttypes.h", "limits.h", "stdalign.h", "stdarg.h", "stdbool.h", "stddef.h", "stdint.h",
        "stdlib.h", "string.h"}
LIBC = PURE | {"argp.h", "assert.h", "ctype.h", "dirent.h", "errno.h", "fcntl.h", "iconv.h",
               "langinfo.h", "libintl.h", "locale.h", "poll.h", "pthread.h", "pwd.h", "signal.h",
               "stdatomic.h", "stdio.h", "stdio_ext.h", "strings.h", "sys/file.h", "sys/ioctl.h", "sys/mman.h",
               "sys/random.h", "sys/stat.h", "sys/time.h", "sys/types.h", "sys/wait.h",
               "termios.h", "time.h", "unistd.h", "wchar.h"}


class Row:
    def __init__(self, path, uses, headers, system):
        self.path, self.uses, self.headers, self.system = path, uses, headers, system


def read_rows(text):
    rows = []
    for line in text.split("\n"):
        if line.strip() and not line.startswith("#"):
            cells = [c.strip() for c in line.split("|")]
            rows.append(Row(cells[0], cells[1].split(), cells[2].split(), cells[3]))
    return rows


def row_of(rows, path):
    fitting = [r for r in rows if is_under(path, r.path)]
    return max(fitting, key=lambda r: len(r.path)) if fitting else None


def folder_row(rows, path):
    """The row of the folder that holds a file which has a row of its own."""
    return row_of([r for r in rows if not r.path.endswith((".c", ".h"))], path)


def local_allowed(rows, row, path, header):
    home = folder_row(rows, path)
    if home is not None and row_of(rows, header) is not None:
        if folder_row(rows, header) is home:
            return True
    return any(use == "*" or is_under(header, use) for use in row.uses)


def system_problem(row, header):
    if any(header == h or header.startswith(h + "/") for h in row.headers):
        return None
    if header in (PURE if row.system == "pure" else LIBC):
        return None
    if header in LIBC:
        return f"<{header}> is not for a pure folder"
    return f"<{header}> is a third-party header that the row of {row.path} does not name"


def check_file(rows, tree, path):
    inner = path[len("src/"):]
    row = row_of(rows, inner)
    if row is None:
        return [f"{path}: no row of tools/layers.txt holds for it"]
    problems = []
    for line, header, angled in c_includes(tree.text(path)):
        if angled:
            problem = system_problem(row, header)
            if problem:
                problems.append(f"{path}:{line}: {problem}")
        elif header.startswith(".") or "/" not in header:
            problems.append(f'{path}:{line}: "{header}" is not named by its path below src/')
        elif not local_allowed(rows, row, inner, header):
            problems.append(f'{path}:{line}: {row.path} may not use "{header}"')
    return problems


def check(tree):
    rows = read_rows(tree.text("tools/layers.txt"))
    problems = []
    for row in rows:
        if not tree.paths(under="src/" + row.path):
            problems.append(f"tools/layers.txt: there is no src/{row.path}")
        for use in row.uses:
            if use != "*" and not tree.paths(under="src/" + use):
                problems.append(f"tools/layers.txt: {row.path} names {use}, which is not there")
        if row.system not in ("libc", "pure"):
            problems.append(f"tools/layers.txt: {row.path}: system is libc or pure")
    for path in tree.paths(".c", ".h", ".def", under="src"):
        problems += check_file(rows, tree, path)
    return problems + cycles(tree)


def cycles(tree):
    """Headers that include each other, whatever the table says."""
    edges = {p[len("src/"):]: [h for _, h, angled in c_includes(tree.text(p)) if not angled]
             for p in tree.paths(".h", under="src")}
    done, problems = set(), []

    def visit(header, trail):
        if header in trail:
            problems.append("headers in a circle: " + " -> ".join(trail + [header]))
        elif header not in done:
            for to in edges.get(header, []):
                visit(to, trail + [header])
            done.add(header)

    for header in edges:
        visit(header, [])
    return problems


TABLE = """
base             |           |        | libc
base/json.c      | base      | jansson.h | libc
core/remedy      | base      |        | pure
store            | base core/remedy | | libc
store/driver     | base store |       | libc
store/driver/pg.c | base store | libpq-fe.h | libc
cli              | base core |        | libc
main.c           | *         |        | libc
"""


def case(**files):
    made = {"tools/layers.txt": TABLE, "src/base/arena.h": "", "src/base/json.c": "",
            "src/core/remedy/plan.h": "", "src/store/store.h": "", "src/store/driver/pg.c": "",
            "src/cli/cli.h": "", "src/main.c": ""}
    made.update({re.sub("__", "/", k).replace("_c", ".c").replace("_h", ".h"): v
                 for k, v in files.items()})
    return made


CASES = [
    ("clean", case(src__store__plan_c='#include "store/store.h"\n#include "core/remedy/plan.h"\n'
                                      '#include <stdio.h>\n'), None),
    ("an edge upwards", case(src__core__remedy__plan_c='#include "store/store.h"\n'),
     'core/remedy may not use "store/store.h"'),
    ("sideways", case(src__cli__init_c='#include "store/store.h"\n'), "cli may not use"),
    ("base uses nobody", case(src__base__arena_c='#include "core/remedy/plan.h"\n'),
     "base may not use"),
    ("an engine's header outside the driver", case(src__store__plan_c="#include <libpq-fe.h>\n"),
     "third-party header"),
    ("an engine's header in its file", case(src__store__driver__pg_c="#include <libpq-fe.h>\n"),
     None),
    ("the other engine's file", case(src__store__driver__sqlite_c="#include <libpq-fe.h>\n"),
     "third-party header"),
    ("a file with a row uses its folder", case(src__base__json_c='#include "base/arena.h"\n'), None),
    ("a clock in the core", case(src__core__remedy__plan_c="#include <time.h>\n"), "pure folder"),
    ("unknown header", case(src__cli__init_c="#include <curl/curl.h>\n"), "third-party header"),
    ("relative include", case(src__cli__init_c='#include "../base/arena.h"\n'), "by its path"),
    ("bare include", case(src__cli__init_c='#include "cli.h"\n'), "by its path"),
    ("in a comment", case(src__cli__init_c='/* #include "store/store.h" */\n'), None),
    ("folder without a row", case(src__web__page_c=""), "no row"),
    ("main may use all", case(src__main_c='#include "store/store.h"\n'), None),
    ("row without a folder", dict(case(), **{"tools/layers.txt": TABLE + "api | base | | libc\n"}),
     "there is no src/api"),
    ("headers in a circle", case(src__base__a_h='#include "base/b.h"\n',
                                 src__base__b_h='#include "base/a.h"\n'), "in a circle"),
]

if __name__ == "__main__":
    run(check, CASES)
