#!/usr/bin/env python3
"""test_sqlgen - what tools/sqlgen.py makes of SQL files; tests/lint/sql_rules.py shows more
of what it refuses. Prints TAP."""

import importlib.util
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SQLGEN = os.path.join(HERE, "..", "..", "..", "tools", "sqlgen.py")

sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("sqlgen", SQLGEN)
sqlgen = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sqlgen)

GET = """-- name: t_get :one
-- What it
-- gives.
-- params: a text, b int
-- columns: c int
-- index: primary
SELECT c -- a remark
FROM t
WHERE a = $1 AND b = $2 AND d = 'it''s -- no remark';
"""
PG = "-- name: t_get.pg\nSELECT c FROM pg_t WHERE a = $1 AND b = $2;\n"
TABLE = """-- A file.

-- A table.
CREATE TABLE t (
    a BIGINT NOT NULL, -- a number
    b TEXT,            -- BIGINT, BLOB and STRICT in words
    c BLOB,            -- bytes
    PRIMARY KEY (a),
    CHECK (a > 0
        AND a < 9)
) STRICT;

-- An index.
CREATE INDEX t_b ON t (b);
"""


def statements(text):
    """The statements of one file, or the breach."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "t.sql")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        try:
            return sqlgen.read_statements([path])
        except sqlgen.Breach as breach:
            return str(breach)


def migrations(*texts, names=None):
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for i, text in enumerate(texts):
            paths.append(os.path.join(folder, names[i] if names else f"{i + 1:04}-t.sql"))
            with open(paths[-1], "w", encoding="utf-8") as f:
                f.write(text)
        try:
            return sqlgen.read_migrations(paths)
        except sqlgen.Breach as breach:
            return str(breach)


def checksum(text):
    return migrations(text)[0].checksum


def writes(sql):
    return sqlgen.writes(sql, "t")


def c_value(text):
    """What a C compiler would read: the pieces of a literal joined."""
    return eval(sqlgen.c_string(text, 4))  # adjacent literals are one, in C as here


def refused(result, part):
    return isinstance(result, str) and part in result


def statement_tests():
    st = statements(GET)[0]
    yield "name, kind, comment", (st.name, st.kind, st.about) == ("t_get", "one", ["What it", "gives."])
    yield "parameters and columns", (st.params, st.columns) == ([("a", "t"), ("b", "i")], [("c", "i")])
    yield "text without remarks and layout", \
        st.text["sqlite"] == "SELECT c FROM t WHERE a = $1 AND b = $2 AND d = 'it''s -- no remark'"
    both = statements(GET + PG)[0]
    yield "a text for PostgreSQL beside it", both.text["pg"].startswith("SELECT c FROM pg_t") and \
        both.text["sqlite"] == st.text["sqlite"]
    yield "lists go on in a second line", \
        len(statements(GET.replace("a text, b int", "a text,\n-- params: b int"))[0].params) == 2
    yield "a third kind", refused(statements(GET + PG.replace(".pg", ".mysql")), "name or name.pg")
    yield "one for SQLite alone", refused(statements(GET + PG.replace(".pg", ".sqlite")), "name.pg")
    yield "a second one for PostgreSQL", refused(statements(GET + PG + PG), "is taken")
    yield "one for PostgreSQL alone", refused(statements(PG), "must follow")
    yield "a name twice", refused(statements(GET + GET), "is taken")
    yield "a kind that is none", refused(statements(GET.replace(":one", ":two")), "one of")
    yield "no kind", refused(statements(GET.replace(" :one", "")), "one of")
    yield "a gap in the parameters", refused(statements(GET.replace("$2", "$3")), "uses [1, 3]")
    yield "a parameter that PostgreSQL does not use", \
        refused(statements(GET + PG.replace(" AND b = $2", "")), "uses [1]")
    yield "a type that is none", refused(statements(GET.replace("b int", "b date")), "b date")
    yield "no end", refused(statements(GET.replace(";", "")), "end with ';'")
    yield "SQL before a name", refused(statements("SELECT 1;\n" + GET), "before the first name")
    yield ":exec with columns", refused(statements(GET.replace(":one", ":exec")), "no columns")
    yield "one text writes", \
        refused(statements(GET + "-- name: t_get.pg\nDELETE FROM t WHERE a = $1 AND b = $2;"), "writes")


def writing_tests():
    for sql, want in (("SELECT a FROM t", False), ("INSERT INTO t (a) VALUES ($1)", True),
                      ("UPDATE t SET a = $1", True), ("DELETE FROM t", True),
                      ("SELECT a FROM t FOR UPDATE", False),
                      ("INSERT INTO t (a) VALUES ($1) ON CONFLICT DO UPDATE SET a = $1", True),
                      ("WITH x AS (SELECT 1) SELECT a FROM x", False),
                      ("SELECT 'DELETE'", False)):
        yield f"writes or not: {sql}", writes(sql) == want


def migration_tests():
    m = migrations(TABLE)[0]
    yield "number, name, statements", (m.number, m.name, len(m.statements)) == (1, "t", 2)
    sqlite, pg = (m.text(m.statements[0], e) for e in ("sqlite", "pg"))
    yield "for SQLite BIGINT is INTEGER, and nothing else differs", \
        sqlite == m.statements[0].replace("a BIGINT", "a INTEGER") and sqlite.endswith(") STRICT")
    yield "for PostgreSQL STRICT is left out, BLOB is BYTEA, and nothing else differs", \
        pg == m.statements[0][:-len(" STRICT")].replace("c BLOB", "c BYTEA") and "BIGINT" in pg
    yield "a comment does not change the checksum", \
        checksum(TABLE) == checksum(TABLE.replace("A table.", "Another word.").replace("    ", "  "))
    yield "a column does", checksum(TABLE) != checksum(TABLE.replace("b TEXT,", "b TEXT NOT NULL,"))
    yield "so does the order", checksum(TABLE) != checksum(TABLE.replace("(b)", "(a)"))
    yield "the checksum is that of one text", len(checksum(TABLE)) == 64
    two = migrations(TABLE, "-- More.\nCREATE INDEX t_a ON t (a);\n")
    yield "in order of their numbers", [x.number for x in two] == [1, 2]
    for name, text, part in (
            ("INTEGER", TABLE.replace("BIGINT NOT", "INTEGER NOT"), "BIGINT, TEXT and BLOB"),
            ("BYTEA", TABLE.replace("BLOB", "BYTEA"), "BIGINT, TEXT and BLOB"),
            ("another type", TABLE.replace("TEXT", "JSONB"), "BIGINT, TEXT or BLOB"),
            ("bytes in lower case", TABLE.replace("BLOB,", "blob,"), "upper case"),
            ("lower case", TABLE.replace("BIGINT NOT", "bigint NOT"), "upper case"),
            ("not strict", TABLE.replace(" STRICT", "", 1).replace(") STRICT;", ");"), "STRICT"),
            ("STRICT elsewhere", TABLE + "\n-- X.\nDROP TABLE STRICT;\n", "STRICT"),
            ("a column without a comment", TABLE.replace(" -- a number", ""), "a has no comment"),
            ("an index without a comment", TABLE.replace("-- An index.\n", ""), "no comment before"),
            ("a question", TABLE + "\n-- X.\nSELECT 1;\n", "does not belong"),
            ("a placeholder", TABLE + "\n-- X.\nDELETE FROM t WHERE a = $1;\n", "placeholders"),
            ("two in a block", TABLE + "-- X.\nDROP TABLE x;\n", "one statement"),
            ("nothing", "-- nothing\n", "no statement")):
        yield "refused: " + name, refused(migrations(text), part)
    yield "refused: a gap in the numbers", refused(
        migrations(TABLE, TABLE, names=["0001-a.sql", "0003-b.sql"]), "0002-name.sql")
    yield "refused: a name in upper case", refused(migrations(TABLE, names=["0001-A.sql"]), "0001")


def string_tests():
    for text in ("", "a", "x" * 200, 'say "so"', "back\\slash", "it''s"):
        yield f"C string of {len(text)} characters", c_value(text) == text


def main():
    number = 0
    failed = 0
    for tests in (statement_tests, writing_tests, migration_tests, string_tests):
        for name, ok in tests():
            number += 1
            failed += not ok
            print(f"{'ok' if ok else 'not ok'} {number} - {name}")
    print(f"1..{number}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
