#!/usr/bin/env python3
"""sql_rules - the SQL of the store keeps to the subset that both engines speak.

The rules are those of tools/sqlgen.py, which the build runs too; here each of them
is shown to refuse what it should, and every named statement is shown to be in use.
"""

import os
import re
import subprocess
import sys
import tempfile

from lintlib import c_code, run

SQLGEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools", "sqlgen.py")


def sqlgen(command, texts):
    """What sqlgen.py says about files of these names and texts; None if it is content."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, os.path.basename(path)) for path, _ in texts]
        for path, (_, text) in zip(paths, texts):
            with open(path, "w", encoding="utf-8") as f:
                f.write(text)
        done = subprocess.run([sys.executable, SQLGEN, command] + paths, capture_output=True,
                              check=False)
    return None if done.returncode == 0 else done.stderr.decode(errors="replace").strip()


def check(tree):
    problems = []
    for command, folder in (("check-statements", "src/store/sql"),
                            ("check-migrations", "src/store/migrate"),
                            ("check-templates", "src/store/ddl")):
        texts = [(path, tree.text(path)) for path in tree.paths(".sql", under=folder)]
        said = sqlgen(command, texts) if texts else None
        if said:
            problems.append(f"{folder}: {said}")
    code = "\n".join(c_code(tree.text(p)) for p in tree.paths(".c", under="src/store"))
    used = set(re.findall(r"\bSTMT_(\w+)", code))
    for path in tree.paths(".sql", under="src/store/sql"):
        for m in re.finditer(r"^-- name: *([a-z0-9_]+)(?= +:)", tree.text(path), re.M):
            if m.group(1).upper() not in used:
                problems.append(f"{path}: {m.group(1)} is used nowhere in src/store")
    filled = set(re.findall(r"\bDDL_([A-Z0-9_]+)", code))
    for path in tree.paths(".sql", under="src/store/ddl"):
        for name in sorted(set(re.findall(r"^-- template: *([a-z0-9_]+)", tree.text(path), re.M))):
            if name.upper() not in filled:
                problems.append(f"{path}: {name} is used nowhere in src/store")
    for path in tree.paths(".sql"):
        if not path.startswith(("src/store/sql/", "src/store/migrate/", "src/store/ddl/", "tests/")):
            problems.append(f"{path}: SQL outside src/store")
    return problems


def statement(sql, params="a text", columns="b int", index="primary", about="What it gives.",
              name="t_get :one"):
    lines = [f"-- name: {name}", f"-- {about}" if about else "", f"-- params: {params}" if params else "",
             f"-- columns: {columns}" if columns else "", f"-- index: {index}" if index else "", sql]
    return {"src/store/sql/t.sql": "\n".join(line for line in lines if line) + "\n",
            "src/store/t.c": "run(STMT_T_GET);\n"}


def migration(text):
    return {"src/store/migrate/0001-t.sql": text}


TABLE = "-- A table.\nCREATE TABLE t (\n    a TEXT NOT NULL, -- a thing\n    PRIMARY KEY (a)\n) STRICT;\n"

def template(text, name="t_make", holes="type name, title text", about="What it makes."):
    lines = [f"-- template: {name}", f"-- {about}" if about else "", f"-- holes: {holes}", text]
    return {"src/store/ddl/t.sql": "\n".join(line for line in lines if line) + "\n",
            "src/store/t.c": "DDL_ADD(b, e, DDL_T_MAKE, x);\n"}


CASES = [
    ("clean", statement("SELECT b FROM t WHERE a = $1;"), None),
    ("a cast of one engine", statement("SELECT b::int FROM t WHERE a = $1;"), "::"),
    ("an array", statement("SELECT b FROM t WHERE a = ANY($1);"), "ANY($n)"),
    ("question mark", statement("SELECT b FROM t WHERE a = ?;"), "subset"),
    ("named parameter", statement("SELECT b FROM t WHERE a = :a;"), "subset"),
    ("a CTE that writes",
     statement("WITH x AS (DELETE FROM t WHERE a = $1 RETURNING b) SELECT b FROM x;"), "CTE"),
    ("the engine's clock", statement("SELECT b FROM t WHERE a = $1 AND c < CURRENT_TIMESTAMP;"),
     "CURRENT_TIMESTAMP"),
    ("LIKE", statement("SELECT b FROM t WHERE a LIKE $1;"), "LIKE"),
    ("two statements", statement("SELECT b FROM t WHERE a = $1; DELETE FROM t;"), "more than one"),
    ("parameter not declared", statement("SELECT b FROM t WHERE a = $1 AND c = $2;"), "declares 1"),
    ("without a comment", statement("SELECT b FROM t WHERE a = $1;", about=""), "comment"),
    ("without its index", statement("SELECT b FROM t WHERE a = $1;", index=""), "index"),
    ("without columns", statement("SELECT b FROM t WHERE a = $1;", columns=""), "columns"),
    ("used nowhere", dict(statement("SELECT b FROM t WHERE a = $1;"),
                          **{"src/store/t.c": "/* STMT_T_GET */\n"}), "t_get is used nowhere"),
    ("SQL elsewhere", {"src/app/t.sql": "SELECT 1;\n"}, "outside src/store"),
    ("a table", migration(TABLE), None),
    ("a column without a comment", migration(TABLE.replace(" -- a thing", "")), "no comment"),
    ("a table without a comment", migration(TABLE.replace("-- A table.\n", "")), "src/store/migrate"),
    ("a template", template("COMMENT ON VIEW \"v_{type}\" IS '{title}'"), None),
    ("a name without quotes", template("COMMENT ON VIEW {type} IS '{title}'"), "stands in quotes"),
    ("a text without quotes", template("COMMENT ON VIEW \"{type}\" IS {title}"), "between single quotes"),
    ("a hole that is not declared", template("DROP VIEW \"{type}\" '{title}' {more}"), "not declared"),
    ("a hole that is not used", template("DROP VIEW \"{type}\""), "declares"),
    ("two pieces in a template", template("DROP VIEW \"{type}\"; X '{title}'"), "one piece"),
    ("a template without a comment", template("X \"{type}\" '{title}'", about=""), "comment"),
    ("a template used nowhere", dict(template("X \"{type}\" '{title}'"), **{"src/store/t.c": ""}),
     "t_make is used nowhere"),
    ("a table that is not strict", migration(TABLE.replace(") STRICT", ")")), "src/store/migrate"),
]

if __name__ == "__main__":
    run(check, CASES)
