#!/usr/bin/env python3
"""usage - arguments, help, language and what a terminal shows.

    usage.py DUBAN
"""

import re
import unicodedata

from e2elib import ROOT, case, contains, error, lacks, main, same, true

COMMON = {"--bom", "--county", "--db", "--format", "--key-file", "--lang", "--help", "--version"}


def commands(p, lang="en"):
    """All commands, as the overview lists them: {words: summary}."""
    out = p.run("--help", "--lang", lang, code=0).out
    listed = out.split({"en": "Commands:\n", "zh": "命令：\n"}[lang])[1].split("\n\n")[0]
    found = dict(re.fullmatch(r"  (\S+(?: \S+)*)  +(\S.*)", line).groups() for line in listed.split("\n"))
    true("init" in found and len(found) > 20, found)
    return found


def options(out):
    """The long options that a page of help explains: {name: explanation}."""
    found = {}
    name = ""
    for line in out.split("\n"):
        told = re.match(r"  (?:-\w, |    )(--[a-z-]+)(?:\S*)(?: +(\S.*))?$", line)
        if told:
            name = told[1]
            found[name] = told[2] or ""
        elif name and line.startswith(" " * 20):
            found[name] += line.strip()
        else:
            name = ""
    return found


def width(line):
    """Columns of a line on a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in line)


@case
def wrong_arguments(p):
    """what is wrong with the arguments is said, with exit 2"""
    for args, part in (
            (["plna"], 'no command "plna"; did you mean "plan"?'),
            (["plan", "imprt"], 'no command "plan imprt"; did you mean "plan import"?'),
            (["import", "x"], 'no command "import"; did you mean "plan import"?'),
            (["frobnicate"], 'no command "frobnicate"\n'),
            (["help", "ledger", "lst"], 'did you mean "ledger list"?'),
            (["plan"], '"plan" is not complete; there is: plan import'),
            (["ledger"], "there is: ledger list, ledger show"),
            (["plan", "import"], "FILE is missing"),
            (["plan", "import", "a", "b"], 'unexpected argument "b"'),
            (["plan", "import", "--dry-run", "a", "b"], 'unexpected argument "b"'),
            (["init", "x"], 'unexpected argument "x"'),
            (["ledger", "list", "x"], 'unexpected argument "x"'),
            (["ledger", "show", "1", "2"], 'unexpected argument "2"'),
            (["audit", "verify", "x"], 'unexpected argument "x"'),
            (["--frob"], 'unknown option "--frob"'),
            (["plan", "import", "--dryrun", "x"], 'unknown option "--dryrun"; did you mean --dry-run?'),
            (["--fromat=json", "init"], 'unknown option "--fromat"; did you mean --format?'),
            (["ledger", "list", "--yes"], 'unknown option "--yes"'),
            (["-q"], 'unknown option "-q"'),
            (["plan", "import", "-nq", "x"], 'unknown option "-q"'),
            (["plan", "import", "-qn", "x"], 'unknown option "-q"'),
            (["plan", "import", "-yn", "-qn", "x"], 'unknown option "-q"'),
            (["plan", "import", "x", "-q"], 'unknown option "-q"'),
            (["init", "--db"], "--db needs a value"),
            (["init", "--db="], "--db is empty"),
            (["init", "--name", ""], "--name is empty"),
            (["init", "--county", b"\xff"], "--county is not UTF-8"),
            (["init", "--help=x"], "--help takes no value"),
            (["ledger", "list", "--year", "two"], '--year takes a whole number from 1 to 9999, not "two"'),
            (["ledger", "list", "--year", "0"], "from 1 to 9999"),
            (["ledger", "list", "--year", "10000"], "from 1 to 9999"),
            (["ledger", "list", "--plan", "-1"], '--plan takes a whole number'),
            (["ledger", "list", "--plan", "99999999999999999999"], '--plan takes a whole number'),
            (["ledger", "show", "x"], 'neither a number such as 7 nor an id such as D7'),
            (["ledger", "show", "D"], "neither a number"),
            (["ledger", "show", "0"], "neither a number"),
            (["ledger", "show", ""], "neither a number"),
            (["ledger", "show", "D-1"], "neither a number"),
            (["--format", "xml", "init"], '--format is table, json or csv, not "xml"'),
            (["--lang", "fr", "init"], '--lang is zh or en, not "fr"'),
            (["audit", "verify", "--expect", "abc"], "64 hexadecimal digits"),
            (["audit", "verify", "--expect", "G" * 64], "64 hexadecimal digits")):
        done = p.run(*args)
        error(done, 2, "CLI-9001")
        contains(done.err, part)
    true(not list(p.folder.iterdir()), "nothing was made")


@case
def options_anywhere(p):
    """common options stand before, between or after the words of a command"""
    db = p.path("here.db")
    for args in (["--db", db, "init"], [f"--db={db}", "--format", "json", "init"], ["init", "--db", db]):
        p.run(*args, code=0)
    want = p.run("ledger", "list", "--format", "json", "--db", db, code=0).out
    for args in (["--db", db, "--format", "json", "ledger", "list"],
                 ["ledger", "--db", db, "--format=json", "list"],
                 ["ledger", "list", "--form=json", "--db", db],
                 ["--db", p.path("none.db"), "ledger", "list", "--format=json", "--db", db]):
        same(p.run(*args, code=0).out, want, args)


@case
def database_by_default(p):
    """--db before DUBAN_DB before duban.db in the working folder"""
    p.run("init", env={"DUBAN_DB": None}, code=0)
    p.run("init", env={"DUBAN_DB": p.path("variable.db")}, code=0)
    p.run("init", "--db", "option.db", env={"DUBAN_DB": p.path("unused.db")}, code=0)
    p.run("init", env={"DUBAN_DB": ""}, code=0)
    names = {n.name for n in p.folder.iterdir() if n.suffix == ".db"}
    same(names, {"duban.db", "variable.db", "option.db"}, "files")


@case
def help_pages(p):
    """help of every command, in both languages, fits 80 columns and explains every option"""
    english = {}
    for lang, usage in (("en", "Usage: "), ("zh", "用法: ")):
        for command in commands(p, lang):
            words = command.split()
            done = p.run(*words, "--help", "--lang", lang, code=0)
            true(done.out.startswith(f"{usage}duban {command}"), done)
            same(done.err, "", "standard error")
            told = options(done.out)
            true(set(told) >= COMMON, f"{command} does not tell {COMMON - set(told)}")
            same([name for name, text in told.items() if not text], [], f"options of {command} without a word")
            same(set(english.setdefault(command, told)), set(told), f"options of {command} in both languages")
            for line in done.out.split("\n"):
                true(width(line) <= 80, f"{width(line)} columns: {line}")


@case
def help_ways(p):
    """every way to ask for help gives the same"""
    for command in ("init", "plan import", "records import", "case run"):
        words = command.split()
        want = p.run(*words, "--help", code=0).out
        for args in (["help", *words], [*words, "-h"], ["--help", *words], [*words, "--help", "surplus"]):
            same(p.run(*args, code=0).out, want, args)
    for lang, usage in (("en", "Usage: "), ("zh", "用法: ")):
        for args in ([], ["help"], ["--help"], ["-h"]):
            out = p.run(*args, "--lang", lang, code=0).out
            true(out.startswith(f"{usage}duban "), out)
            for line in out.split("\n"):
                true(width(line) <= 80, f"{width(line)} columns: {line}")
    contains(p.run("plan", "--help", code=0).out, "plan import")
    lacks(p.run("help", "plan", code=0).out, "ledger list")
    lacks(p.run("help", "--lang", "zh", code=0).out, "Commands:")


@case
def help_and_manual(p):
    """the manual and the man page name every command and every option, and no others"""
    manual = "".join(f.read_text(encoding="utf-8") for f in sorted((ROOT / "docs" / "manual").glob("*.md")))
    man = (ROOT / "docs" / "man" / "duban.1").read_text(encoding="utf-8").replace("\\-", "-")
    everything = set(COMMON)
    for command in commands(p):
        true(f"duban {command}" in manual, f"the manual lacks {command}")
        true(f"duban {command}" in man, f"the man page lacks {command}")
        for name in options(p.run(*command.split(), "--help", code=0).out):
            everything.add(name)
            true(re.search(rf"{name}(?![a-z-])", manual), f"the manual lacks {name} of {command}")
            true(re.search(rf"{name}(?![a-z-])", man), f"the man page lacks {name} of {command}")
    for name in re.findall(r"(?<![\w-])--[a-z][a-z-]+", man):
        true(name in everything, f"the man page tells of {name}")


@case
def versions(p):
    """--version, wherever it stands"""
    want = re.search(r"version: '([^']+)'", (ROOT / "meson.build").read_text(encoding="utf-8")).group(1)
    for args in (["--version"], ["-V"], ["init", "--version"], ["--version", "ledger", "list"]):
        same(p.run(*args, code=0).out, f"duban {want}\n", args)


@case
def languages(p):
    """--lang, DUBAN_LANG, LC_ALL, LC_MESSAGES and LANG decide in this order"""
    none = {"DUBAN_LANG": None, "LC_ALL": None, "LC_MESSAGES": None, "LANG": None, "LANGUAGE": None}
    for env, args, chinese in (
            ({}, [], False),
            ({"LANG": "zh_CN.UTF-8"}, [], True),
            ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "C"}, [], False),
            ({"LC_ALL": "zh_CN.GB18030", "LC_MESSAGES": "C"}, [], True),
            ({"LC_ALL": "zh_CN", "DUBAN_LANG": "en"}, [], False),
            ({"DUBAN_LANG": "zh"}, [], True),
            ({"DUBAN_LANG": "zh"}, ["--lang", "en"], False),
            ({"LC_ALL": "C"}, ["--lang=zh"], True),
            ({"LC_ALL": "C"}, ["--lan", "zh"], True),
            ({"LC_ALL": "C", "LANGUAGE": "zh_CN"}, [], False),
            ({"LC_ALL": "nonsense"}, [], False)):
        done = p.run("ledger", "list", *args, env={**none, **env})
        same(done.code, 6, f"{env} {args}")
        contains(done.err, "数据库尚未初始化 [DB-1202]" if chinese else "database is not initialised [DB-1202]")
        contains(done.err, "提示：请先运行" if chinese else "hint: run `duban init` first")


@case
def fits_a_terminal(p):
    """on a terminal tables fit its width, elsewhere nothing is cut"""
    p.run("init", code=0)
    p.run("plan", "import", p.data("plan.txt"), code=0)
    whole = p.run("ledger", "list", code=0)
    lacks(whole.out, "…")
    lacks(whole.out, "\033")
    same(p.run("ledger", "list", env={"COLUMNS": "40"}, code=0).out, whole.out, "COLUMNS without a terminal")
    for columns in (60, 72, 80, 200):
        for args in (["ledger", "list"], ["ledger", "show"], ["ledger", "show", "2"],
                     ["plan", "import", "-n", p.data("plan.txt"), "--lang=zh"]):
            done = p.terminal(*args, columns=columns)
            same(done.code, 0, done)
            for line in re.sub(r"\033\[\d*m", "", done.out).split("\n"):
                true(width(line) <= columns, f"{width(line)} columns of {columns}: {line}")
    contains(p.terminal("ledger", "list", columns=60).out, "…")
    contains(p.terminal("ledger", "list", columns=60).out, "21.25  3.75")
    lacks(p.terminal("ledger", "list", columns=200).out, "…")
    contains(p.terminal("ledger", "show", "1", columns=60).out.replace("\n", "").replace(" ", ""),
             "科长每周五核对一次。", "a wrapped text is whole")


@case
def colour(p):
    """bold titles on a terminal only, and not with NO_COLOR or a dumb one"""
    p.run("init", code=0)
    p.run("plan", "import", p.data("plan.txt"), code=0)
    contains(p.terminal("ledger", "list").out, "\033[1m")
    lacks(p.terminal("ledger", "list", env={"NO_COLOR": "1"}).out, "\033")
    lacks(p.terminal("ledger", "list", env={"TERM": "dumb"}).out, "\033")
    contains(p.terminal("ledger", "list", env={"NO_COLOR": ""}).out, "\033[1m")
    lacks(p.terminal("ledger", "list", outputs=()).out, "\033")


@case
def columns_line_up(p):
    """every row of a table has its columns where the rule has them"""
    p.run("init", code=0)
    p.run("plan", "import", p.data("plan.txt"), code=0)
    for lang in ("en", "zh"):
        lines = p.run("ledger", "list", "--lang", lang, code=0).out.rstrip("\n").split("\n")
        ends = [m.end() for m in re.finditer("-+", lines[1])]
        for line in lines[2:6]:
            at, cells = 0, ""
            for c in line:
                at += width(c)
                cells += c * width(c)
            for figure in re.finditer(r"\d+\.\d\d", cells):
                true(figure.end() in ends, f"{figure.group()} ends at {figure.end()}: {line}")


if __name__ == "__main__":
    main()
