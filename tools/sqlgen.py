#!/usr/bin/env python3
"""Turn the SQL files of src/store into C tables, and refuse what breaks their rules.

    sqlgen.py statements STMT.h STMT.c FILE.sql…     named statements (src/store/sql)
    sqlgen.py migrations MIGRATIONS.c FILE.sql…      migrations (src/store/migrate)
    sqlgen.py templates DDL.h DDL.c FILE.sql…        templates of views (src/store/ddl)
    sqlgen.py check-statements FILE.sql…             only look for breaches
    sqlgen.py check-migrations FILE.sql…
    sqlgen.py check-templates FILE.sql…

A named statement:

    -- name: plan_by_number :one
    -- The plan whose newest revision carries a document number.
    -- params: county text, number text
    -- columns: plan_id int, revision int
    -- index: plan_number
    SELECT …;

`:exec` returns no rows, `:one` none or one, `:many` any number. `index` says what the
statement reads by: names of indexes, `primary` for primary keys, `none (why)` for a scan.
Where PostgreSQL needs another text, `-- name: plan_by_number.pg` follows with that text
alone: parameters and columns are the same by construction. There is no third kind.

A migration is one text for both engines: BIGINT becomes INTEGER for SQLite; for PostgreSQL
BLOB becomes BYTEA, and the word STRICT after the closing parenthesis of a table is left out.
Nothing else differs. Its checksum covers the text without comments and layout, so that a comment can be
improved after a release, and nothing else.

A template is a piece of DDL with holes in braces, each declared with what may fill it: `name`,
an identifier; `text`, the inside of a literal; `sql`, what another template made.

    -- template: view_drop
    -- Take a view away.
    -- holes: type name
    DROP VIEW IF EXISTS "v_{type}"

Where PostgreSQL needs another text, `-- template: view_drop.pg` follows; what stands only there
is left out on SQLite.

What is refused, and why, stands beside each check below. docs/internals/store.md explains
the rules to people.
"""

import hashlib
import os
import re
import sys

ENGINES = ("sqlite", "pg")
KINDS = ("exec", "one", "many")
TYPES = {"int": "i", "text": "t", "blob": "b"}
MAX_VALUES = 32  # DB_VALUES_MAX of driver.h

TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<comment>--[^\n]*)"
    r"|(?P<string>'(?:[^']|'')*')"
    r"|(?P<param>\$[0-9]+)"
    r"|(?P<cast>::)"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<number>[0-9]+)"
    r"|(?P<mark>\|\||<=|>=|<>|[-+*/%(),.;=<>])"
)


class Breach(Exception):
    """A rule of the SQL files is broken; the text says where and which."""


def fail(where, text):
    raise Breach(f"{where}: {text}")


def tokens(text, where):
    """The (kind, text) pairs of some SQL; whatever is no part of the subset is refused."""
    at = 0
    while at < len(text):
        m = TOKEN.match(text, at)
        if m is None:
            # Quoted names, ? and :name placeholders, block comments, JSON operators,
            # non-ASCII text outside comments: one engine or the other reads them differently.
            fail(where, f"{text[at:at + 10]!r} is not in the subset both engines speak")
        yield m.lastgroup, m.group()
        at = m.end()


def bare(text, where):
    """The text without comments, every blank a single space."""
    parts = [" " if kind in ("space", "comment") else t for kind, t in tokens(text, where)]
    return re.sub(r" +", " ", "".join(parts)).strip()


# ---- named statements ---------------------------------------------------------


class Statement:
    def __init__(self, name, kind, where):
        self.name, self.kind, self.where = name, kind, where
        self.about, self.params, self.columns, self.index = [], [], [], None
        self.text = {}  # engine -> SQL

    @property
    def writes(self):
        return writes(self.text["sqlite"], self.where)


def typed_list(value, where):
    """'county text, year int' as [(name, letter), …]."""
    result = []
    for part in value.split(","):
        words = part.split()
        if len(words) != 2 or words[1] not in TYPES:
            fail(where, f"{part.strip()!r} is not a name and one of {', '.join(TYPES)}")
        result.append((words[0], TYPES[words[1]]))
    if len(result) > MAX_VALUES:
        fail(where, f"more than {MAX_VALUES} values")
    return result


def words_by_depth(sql, where):
    """Every word in upper case with its depth of parentheses and the word before it."""
    depth, before = 0, ""
    for kind, t in tokens(sql, where):
        if t == "(":
            depth += 1
        elif t == ")":
            depth -= 1
        elif kind == "word":
            yield t.upper(), depth, before
            before = t.upper()


def writes(sql, where):
    """Whether the statement changes rows; FOR UPDATE and DO UPDATE do not count by themselves."""
    return any(w in ("INSERT", "UPDATE", "DELETE") and depth == 0 and before not in ("FOR", "DO", "ON")
               for w, depth, before in words_by_depth(sql, where))


def check_text(st, engine, sql):
    where = f"{st.where} {st.name}" + (".pg" if engine == "pg" else "")
    used = set()
    for kind, t in tokens(sql, where):
        if kind == "cast":
            fail(where, ":: casts are PostgreSQL's alone; write CAST(x AS type)")
        if kind == "param":
            used.add(int(t[1:]))
        if t == ";":
            fail(where, "more than one statement under a name")
    if re.search(r"\b(ANY|ALL|SOME) ?\( ?\$", sql, re.IGNORECASE):
        fail(where, "ANY($n) needs an array, which SQLite does not have")
    for word, depth, before in words_by_depth(sql, where):
        if depth > 0 and word in ("INSERT", "UPDATE", "DELETE") and before not in ("FOR", "ON"):
            fail(where, "a data-modifying CTE is PostgreSQL's alone")
        if word in ("NOW", "CURRENT_TIMESTAMP", "CURRENT_DATE", "STRFTIME", "DATETIME", "JULIANDAY",
                    "EXTRACT", "DATE_TRUNC"):
            fail(where, f"{word}: the engines' clocks and calendars differ; pass the time in")
        if word == "LIKE":
            fail(where, "LIKE folds case in SQLite and not in PostgreSQL")
    if used != set(range(1, len(st.params) + 1)):
        fail(where, f"uses {sorted(used)} but declares {len(st.params)} parameters")


def check_statement(st):
    where = f"{st.where} {st.name}"
    if "sqlite" not in st.text:
        fail(where, "no text")
    if not st.about:
        fail(where, "a comment must say what it does")
    if st.kind == "exec" and st.columns:
        fail(where, ":exec has no columns")
    if st.kind != "exec" and not st.columns:
        fail(where, f":{st.kind} must declare its columns")
    if st.index is None and not bare(st.text["sqlite"], where).upper().startswith("INSERT"):
        fail(where, "a comment must name the index it reads by")
    for engine, sql in st.text.items():
        check_text(st, engine, sql)
    if "pg" in st.text and writes(st.text["pg"], where) != st.writes:
        fail(where, "one text writes and the other does not")


def read_header(st, lines, where):
    """The comment lines of a statement; returns the rest, which is SQL."""
    rest = []
    for line in lines:
        m = re.match(r"--\s?(?:(params|columns|index): )?(.*)$", line)
        if m is None or rest:
            rest.append(line)
        elif m.group(1) == "params":
            st.params += typed_list(m.group(2).rstrip(","), where)
        elif m.group(1) == "columns":
            st.columns += typed_list(m.group(2).rstrip(","), where)
        elif m.group(1) == "index":
            st.index = m.group(2).strip()
        elif m.group(2):
            st.about.append(m.group(2))
    return rest


def read_block(name, kind, lines, statements, where):
    base, _, variant = name.partition(".")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", base) or variant not in ("", "pg"):
        fail(where, f"{name!r} is not name or name.pg")
    if variant:
        st = statements.get(base)
        if st is None or kind is not None:
            fail(where, f"{name} must follow {base} and has no kind of its own")
        engine, sql = "pg", lines
        while sql and sql[0].startswith("--"):
            sql = sql[1:]
    else:
        if base in statements:
            fail(where, f"the name {base} is taken")
        if kind not in KINDS:
            fail(where, f"{base} must be one of :{', :'.join(KINDS)}")
        st = statements[base] = Statement(base, kind, where)
        engine, sql = "sqlite", read_header(st, lines, where)
    if engine in st.text:
        fail(where, f"the name {name} is taken")
    text = bare("\n".join(sql), f"{where} {name}")
    if not text.endswith(";"):
        fail(f"{where} {name}", "does not end with ';'")
    st.text[engine] = text[:-1].strip()


def read_statements(paths):
    statements = {}
    for path in paths:
        with open(path, encoding="utf-8") as f:
            text = f.read()
        where = os.path.basename(path)
        head, *blocks = re.split(r"^-- name: *", text, flags=re.MULTILINE)
        if bare(head, where):
            fail(where, "SQL before the first name")
        for block in blocks:
            first, *lines = block.split("\n")
            m = re.fullmatch(r"(\S+)(?: +:(\S+))?\s*", first)
            if m is None:
                fail(where, f"{first!r} is not a name and a kind")
            read_block(m.group(1), m.group(2), lines, statements, where)
    for st in statements.values():
        check_statement(st)
    return list(statements.values())


# ---- migrations --------------------------------------------------------------------


class Migration:
    def __init__(self, number, name):
        self.number, self.name = number, name
        self.statements = []  # as written, without comments
        self.checksum = ""

    def text(self, sql, engine):
        if engine == "sqlite":
            return re.sub(r"\bBIGINT\b", "INTEGER", sql)
        return re.sub(r"\bBLOB\b", "BYTEA", re.sub(r"\) STRICT$", ")", sql))


def check_table(lines, where):
    """Every column of a table says what it holds, and has a type both engines have."""
    for line in lines[1:]:
        body = line.split("--")[0].strip()
        words = body.split()
        if not words or words[0] in ("PRIMARY", "UNIQUE", "FOREIGN", "CHECK", ")"):
            continue
        if line.strip().startswith("--"):
            continue
        if not re.fullmatch(r"[a-z][a-z0-9_]*", words[0]):
            continue  # the second line of a constraint
        if "--" not in line or not line.split("--", 1)[1].strip():
            fail(where, f"column {words[0]} has no comment")
        if len(words) < 2 or words[1].rstrip(",") not in ("BIGINT", "TEXT", "BLOB"):
            fail(where, f"column {words[0]} must be BIGINT, TEXT or BLOB")


def check_migration_statement(lines, sql, where):
    if not lines[0].startswith("--"):
        fail(where, f"no comment before {sql[:40]!r}")
    code = [line for line in lines if not line.startswith("--")]
    if any(kind in ("param", "cast") for kind, _ in tokens(sql, where)):
        fail(where, "neither placeholders nor casts")
    if re.search(r"\b(INTEGER|INT|SMALLINT|SERIAL|BIGSERIAL|REAL|FLOAT|NUMERIC|BYTEA|BOOLEAN)\b",
                 sql, re.IGNORECASE):
        fail(where, "write BIGINT, TEXT and BLOB: the other types differ between the engines")
    if re.search(r"\bbigint\b|\bblob\b|\bstrict\b", sql):
        fail(where, "write BIGINT, BLOB and STRICT in upper case")
    if sql.startswith("CREATE TABLE "):
        if not sql.endswith(") STRICT"):
            fail(where, "a table ends with ') STRICT;'")
        check_table(code, where)
        sql = sql[:-len("STRICT")]
    elif not sql.startswith(("CREATE INDEX ", "CREATE UNIQUE INDEX ", "ALTER TABLE ", "INSERT ",
                             "UPDATE ", "DELETE ", "DROP ")):
        fail(where, f"{sql[:30]!r} does not belong into a migration")
    if "STRICT" in sql:
        fail(where, "STRICT stands only at the end of a table")


def read_migration(path, number):
    where = os.path.basename(path)
    m = re.fullmatch(r"([0-9]{4})-([a-z0-9-]+)\.sql", where)
    if m is None or int(m.group(1)) != number:
        fail(where, f"wanted {number:04}-name.sql: numbers begin with 1 and have no gaps")
    with open(path, encoding="utf-8") as f:
        text = f.read()
    migration = Migration(number, m.group(2))
    # A statement ends with ';' at the end of a line; between statements stand empty lines.
    for block in re.split(r"\n\s*\n", text.strip()):
        sql = bare(block, where)
        if not sql:
            continue  # a comment of the file
        if not sql.endswith(";") or ";" in sql[:-1]:
            fail(where, f"one statement, ended by ';', between empty lines: {sql[:40]!r}")
        sql = sql[:-1].strip()
        check_migration_statement(block.strip().split("\n"), sql, where)
        migration.statements.append(sql)
    if not migration.statements:
        fail(where, "no statement")
    joined = ";\n".join(migration.statements)
    migration.checksum = hashlib.sha256(joined.encode()).hexdigest()
    return migration


def read_migrations(paths):
    paths = sorted(paths, key=os.path.basename)
    return [read_migration(path, i + 1) for i, path in enumerate(paths)]


# ---- templates -----------------------------------------------------------------------

HOLE_KINDS = {"name": "n", "text": "t", "sql": "s"}


class Template:
    def __init__(self, name, where):
        self.name, self.where = name, where
        self.about, self.holes = [], []
        self.text = {}  # engine -> SQL with holes


def hole_list(value, where):
    """'type name, title text' as [(hole, kind), …]."""
    result = []
    for part in value.split(","):
        words = part.split()
        if len(words) != 2 or words[1] not in HOLE_KINDS:
            fail(where, f"{part.strip()!r} is not a hole and one of {', '.join(HOLE_KINDS)}")
        result.append((words[0], words[1]))
    return result


def check_holes(template, engine, text):
    """Every hole is declared and used, and stands where its kind may stand."""
    where = f"{template.where} {template.name}" + (".pg" if engine == "pg" else "")
    used = set()
    for m in re.finditer(r"(.?)\{([a-z]+)\}(.?)", text):
        kind = dict(template.holes).get(m.group(2))
        if kind is None:
            fail(where, f"{{{m.group(2)}}} is not declared")
        if kind == "text" and (m.group(1), m.group(3)) != ("'", "'"):
            fail(where, f"{{{m.group(2)}}} is a text and stands between single quotes")
        if kind == "name" and not re.search(r"[\"'_]$", m.group(1)):
            fail(where, f"{{{m.group(2)}}} is a name and stands in quotes")
        used.add(m.group(2))
    if used != {hole for hole, _ in template.holes}:
        fail(where, f"declares {sorted(h for h, _ in template.holes)} but uses {sorted(used)}")
    bare_text = re.sub(r"'[^']*'|\"[^\"]*\"", "", text)
    if ";" in bare_text or "--" in bare_text or "/*" in bare_text:
        fail(where, "one piece of DDL, without ';' and without comments inside")


def read_template(name, lines, templates, where):
    base, _, variant = name.partition(".")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", base) or variant not in ("", "pg"):
        fail(where, f"{name!r} is not name or name.pg")
    template = templates.setdefault(base, Template(base, where))
    engine = "pg" if variant else "sqlite"
    if engine in template.text:
        fail(where, f"the name {name} is taken")
    while lines and lines[0].startswith("--"):
        m = re.match(r"--\s?(holes: )?(.*)$", lines.pop(0))
        if m.group(1):
            template.holes += hole_list(m.group(2), where)
        else:
            template.about.append(m.group(2))
    text = re.sub(r"\s+", " ", "\n".join(lines)).strip()
    if not text:
        fail(f"{where} {name}", "no text")
    template.text[engine] = text


def read_templates(paths):
    templates = {}
    for path in paths:
        with open(path, encoding="utf-8") as f:
            text = f.read()
        where = os.path.basename(path)
        head, *blocks = re.split(r"^-- template: *", text, flags=re.MULTILINE)
        if bare(head, where):
            fail(where, "SQL before the first name")
        for block in blocks:
            first, *lines = block.split("\n")
            read_template(first.strip(), lines, templates, where)
    for template in templates.values():
        if not template.about:
            fail(f"{template.where} {template.name}", "a comment must say what it does")
        for engine, text in template.text.items():
            check_holes(template, engine, text)
    return list(templates.values())


# ---- C -------------------------------------------------------------------------------


def c_string(s, indent):
    """A C string literal, cut into lines."""
    pieces = [s[i:i + 80] for i in range(0, len(s), 80)] or [""]
    quoted = ['"' + p.replace("\\", "\\\\").replace('"', '\\"') + '"' for p in pieces]
    joined = ("\n" + " " * indent).join(quoted)
    return f"({joined})" if len(quoted) > 1 else joined  # else it looks like a lost comma


HEAD = "/* Made by tools/sqlgen.py from the SQL files of src/store; change those. */\n"


def write_statements(header, source, statements):
    with open(header, "w", encoding="utf-8") as f:
        f.write(HEAD + "#pragma once\n\n#include \"store/driver.h\"\n\nenum stmt {\n")
        for st in statements:
            f.write(f"    STMT_{st.name.upper()}, /* {' '.join(st.about)} */\n")
        f.write("    STMT__MAX\n};\n\nextern const struct stmt_info STMT_TABLE[STMT__MAX];\n")
    with open(source, "w", encoding="utf-8") as f:
        f.write(HEAD + "#include \"store/stmt.h\"\n\n")
        f.write("const struct stmt_info STMT_TABLE[STMT__MAX] = {\n")
        for st in statements:
            texts = [st.text.get(engine, st.text["sqlite"]) for engine in ENGINES]
            f.write(f"    [STMT_{st.name.upper()}] = {{\n"
                    f"        .name = \"{st.name}\",\n"
                    f"        .kind = STMT_KIND_{st.kind.upper()},\n"
                    f"        .writes = {'true' if st.writes else 'false'},\n"
                    f"        .n_params = {len(st.params)},\n"
                    f"        .n_columns = {len(st.columns)},\n"
                    f"        .params = \"{''.join(t for _, t in st.params)}\",\n"
                    f"        .columns = \"{''.join(t for _, t in st.columns)}\",\n"
                    f"        .index = {c_string(st.index or '', 12)},\n"
                    f"        .text = {{{c_string(texts[0], 12)},\n"
                    f"            {c_string(texts[1], 12)}}},\n"
                    f"    }},\n")
        f.write("};\n")


def write_migrations(source, migrations):
    with open(source, "w", encoding="utf-8") as f:
        f.write(HEAD + "#include \"store/migrate.h\"\n\n")
        for m in migrations:
            for engine in ENGINES:
                f.write(f"static const char *const TEXT_{m.number}_{engine.upper()}[] = {{\n")
                for sql in m.statements:
                    f.write(f"    {c_string(m.text(sql, engine), 4)},\n")
                f.write("};\n\n")
        f.write("const struct migration MIGRATIONS[] = {\n")
        for m in migrations:
            f.write(f"    {{{m.number}, \"{m.name}\", \"{m.checksum}\",\n"
                    f"     {{{', '.join(f'TEXT_{m.number}_{e.upper()}' for e in ENGINES)}}},"
                    f" {len(m.statements)}}},\n")
        f.write(f"}};\n\nconst size_t MIGRATIONS_N = {len(migrations)};\n")


def write_templates(header, source, templates):
    with open(header, "w", encoding="utf-8") as f:
        f.write(HEAD + "#pragma once\n\n#include \"store/driver.h\"\n\nenum ddl {\n")
        for t in templates:
            f.write(f"    DDL_{t.name.upper()}, /* {' '.join(t.about)} */\n")
        f.write("    DDL__MAX\n};\n\n/* The holes in order, and a letter for what may fill each. */\n"
                "struct ddl_info {\n    const char *name;\n    size_t n_holes;\n"
                "    const char *kinds;\n    const char *const *holes;\n"
                "    const char *text[DB_ENGINE__MAX]; /* NULL: nothing on that engine */\n};\n\n"
                "extern const struct ddl_info DDL_TABLE[DDL__MAX];\n")
    with open(source, "w", encoding="utf-8") as f:
        f.write(HEAD + "#include \"store/ddl_table.h\"\n\n")
        for t in templates:
            names = ", ".join(f"\"{{{hole}}}\"" for hole, _ in t.holes)
            f.write(f"static const char *const HOLES_{t.name.upper()}[] = {{{names}}};\n")
        f.write("\nconst struct ddl_info DDL_TABLE[DDL__MAX] = {\n")
        for t in templates:
            pg = t.text.get("pg", t.text.get("sqlite"))
            sqlite = c_string(t.text["sqlite"], 12) if "sqlite" in t.text else "NULL"
            f.write(f"    [DDL_{t.name.upper()}] = {{\n        .name = \"{t.name}\",\n"
                    f"        .n_holes = {len(t.holes)},\n"
                    f"        .kinds = \"{''.join(HOLE_KINDS[k] for _, k in t.holes)}\",\n"
                    f"        .holes = HOLES_{t.name.upper()},\n"
                    f"        .text = {{{sqlite},\n            {c_string(pg, 12)}}},\n    }},\n")
        f.write("};\n")


def main(argv):
    command, args = (argv[1], argv[2:]) if len(argv) > 1 else ("", [])
    try:
        if command == "statements" and len(args) > 2:
            write_statements(args[0], args[1], read_statements(args[2:]))
        elif command == "migrations" and len(args) > 1:
            write_migrations(args[0], read_migrations(args[1:]))
        elif command == "templates" and len(args) > 2:
            write_templates(args[0], args[1], read_templates(args[2:]))
        elif command == "check-templates" and args:
            read_templates(args)
        elif command == "check-statements" and args:
            read_statements(args)
        elif command == "check-migrations" and args:
            read_migrations(args)
        else:
            print(__doc__, file=sys.stderr)
            return 2
    except Breach as breach:
        print(f"sqlgen: {breach}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
