#!/usr/bin/env python3
"""catalog - folders of rules are checked and compared, without a database.

    catalog.py DUBAN
"""

import csv
import io
import json
import os

from e2elib import ROOT, case, contains, error, lacks, main, same, true

GOOD = {"catalog.yaml": "catalog: c\ntitle: {zh: 甲, en: A}\nvalid: {from: 2017-01-01}\n",
        "units.yaml": "units: {county: {}, office: {under: [county]}}\n",
        "records/visit.yaml": "record: visit\ntitle: {zh: 走访, en: Visit}\nfields:\n"
                              "  on_day: {type: date}\n  note: {type: text, max_length: 20}\n"}


def folder(p, name, files):
    for inner, text in files.items():
        os.makedirs(p.folder / name / os.path.dirname(inner), exist_ok=True)
        p.write(f"{name}/{inner}", text)
    return name


@case
def holds(p):
    """what a catalog holds is printed; other files are no part of it; no database is made"""
    name = folder(p, "c", dict(GOOD, **{"README.md": "# c\n", "records/notes.txt": "x", ".x.yaml": "a: ["}))
    done = p.run("catalog", "check", name, code=0)
    same([" ".join(line.split()) for line in done.out.splitlines()],
         ["Catalog c", "Title A", "Valid 2017-01-01 –", "Kinds of units 2", "Record types 1"], "table")
    found = p.run("--format", "json", "catalog", "check", name, code=0).json()
    same((found["catalog"], found["unit_kinds"], found["record_types"], found["faults"]),
         ("c", ["county", "office"], ["visit"], []), "JSON")
    rows = list(csv.reader(io.StringIO(p.run("--format", "csv", "catalog", "check", name, code=0).out)))
    same(rows[-1], ["c", "record_type", "visit", "Visit"], "CSV")
    true(not os.path.exists(p.db), "a database was made")


@case
def faults(p):
    """every fault of every file is told with its place, in the language of the reader, with exit 3"""
    name = folder(p, "c", dict(GOOD, **{"units.yaml": "units: {office: {under: [county]}}\n",
                                        "records/visit.yaml": "record: visit\nfields:\n"
                                                              "  on_day: {type: dat}\n  a: {typ: text}\n"}))
    done = p.run("catalog", "check", name, code=3)
    same(done.out.splitlines(), [
        'c/records/visit.yaml:3:18: CATALOG-3021 no such type of field: dat (did you mean "date"?)',
        "c/records/visit.yaml:4:6: CATALOG-3009 key is missing: type (add it)",
        'c/records/visit.yaml:4:7: CATALOG-3008 key is not known here: typ (did you mean "type"?)',
        "c/units.yaml:1:26: CATALOG-3018 nothing of that name is defined: county "
        "(define it, or correct the name)"], "lines")
    contains(done.err, "catalog has faults [CATALOG-3035]: c: 4")
    contains(p.run("--lang", "zh", "catalog", "check", name, code=3).out, "没有该字段类型: dat")
    found = json.loads(p.run("--format", "json", "catalog", "check", name, code=3).out)
    same(found["faults"][0], {"file": "c/records/visit.yaml", "line": 3, "column": 18, "code": "CATALOG-3021",
                              "text": "no such type of field", "detail": "dat",
                              "hint": 'did you mean "date"?', "nearest": "date"}, "JSON")
    rows = list(csv.reader(io.StringIO(p.run("--format", "csv", "catalog", "check", name, code=3).out)))
    same((len(rows), rows[1][:4]), (5, ["c/records/visit.yaml", "3", "18", "CATALOG-3021"]), "CSV")


@case
def hostile_names(p):
    """what steers a terminal is shown, not obeyed"""
    name = folder(p, "c", dict(GOOD, **{"records/visit.yaml": 'record: "\\e[31mx"\nfields: {a: {type: text}}\n'}))
    done = p.run("catalog", "check", name, code=3)
    lacks(done.out, "\x1b")
    contains(done.out, "\\x1b[31mx")


@case
def extended(p):
    """the catalog that is extended lies in the folder beside, whatever way the folder is named"""
    folder(p, "base", dict(GOOD, **{"catalog.yaml": "catalog: base\n"}))
    folder(p, "top", {"catalog.yaml": "catalog: top\nextends: base\n"})
    for name in ("top", "top/", "./top", str(p.folder / "top"), "base/../top"):
        same(p.run("--format", "json", "catalog", "check", name, code=0).json()["record_types"], ["visit"], name)
    done = p.run("catalog", "check", "top", code=0)
    contains(done.out, "base")
    p.write("base/records/visit.yaml", "record: visit\nfields: {a: {type: dat}}\n")
    contains(p.run("catalog", "check", "top", code=3).out, "base/records/visit.yaml:2:20: CATALOG-3021")


@case
def not_there(p):
    """a folder that is none is exit 4, a folder without a catalog a fault"""
    error(p.run("catalog", "check", "nothing"), 4, "FILE-1101")
    error(p.run("catalog", "check", p.write("a.yaml", "catalog: a\n")), 4, "FILE-1101")
    os.mkdir(p.folder / "empty")
    contains(p.run("catalog", "check", "empty", code=3).out, "empty/catalog.yaml:1:1: CATALOG-3006")
    error(p.run("catalog", "diff", "empty", "nothing"), 4, "FILE-1101")


@case
def differences(p):
    """what changed is told definition by definition; how it is written is no change"""
    a = folder(p, "a", GOOD)
    b = folder(p, "b", dict(GOOD, **{
        "records/visit.yaml": "title: {en: 'Visit', zh: 走访}\nrecord: visit\nfields:\n"
                              "  note: {type: text, max_length: 30}\n  on_day: {type: date}\n",
        "records/call.yaml": "record: call\ntitle: {zh: 电话, en: Call}\nfields: {a: {type: text}}\n",
        "units.yaml": "units: {county: {}}\n"}))
    done = p.run("catalog", "diff", a, b, code=0)
    same(done.out, "- Kind of unit office\n+ Record type call  Call\n  Record type visit  Visit\n"
                   "    ~ fields.note.max_length: 20 → 30\n", "table")
    contains(done.err, "3 differences")
    found = p.run("--format", "json", "catalog", "diff", a, b, code=0).json()["changes"]
    same(found[-1], {"kind": "changed", "what": "record", "id": "visit", "path": "fields.note.max_length",
                     "before": "20", "after": "30", "file": "b/records/visit.yaml", "line": 4}, "JSON")
    rows = list(csv.reader(io.StringIO(p.run("--format", "csv", "catalog", "diff", a, b, code=0).out)))
    same(rows[1][:3], ["removed", "unit", "office"], "CSV")
    contains(p.run("--lang", "zh", "catalog", "diff", a, b, code=0).out, "记录类型 call  电话")
    same(p.run("catalog", "diff", a, a, code=0).out, "", "nothing")
    p.write("b/catalog.yaml", "catalg: b\n")
    done = p.run("catalog", "diff", a, b, code=3)
    contains(done.out, "b/catalog.yaml:1:1: CATALOG-3008")
    lacks(done.out, "max_length")


CASE = """case: {name}
as_of: 2017-04-05T09:00:00+08:00
{more}units: [{{id: xc, kind: office, name: 城西司法所}}]
expect: {expect}
"""


def write_cases(p):
    """Files of cases: one that passes, and one for each way to fail."""
    wanted = "{obligations: [{rule: r, unit: xc, period: 2017-03}]}"
    return [p.write(f"{name}.yaml", CASE.format(name=name, more=more, expect=expect)) and f"{name}.yaml"
            for name, more, expect in (("good", "", "{}"),
                                       ("missing", "catalog: ../nosuch\n", "{}"),
                                       ("as-wanted", "catalog: ../nosuch\n", "{error: FILE-1101}"),
                                       ("other-error", "catalog: ../nosuch\n", "{error: CATALOG-3018}"),
                                       ("differs", "", wanted),
                                       ("broken", "rule: []\n", "{}"))]


@case
def cases(p):
    """each case passes or fails by itself, also one whose catalog is not there; exit 1"""
    done = p.run("case", "run", *write_cases(p), code=1)
    same(done.out.splitlines(), [
        "ok good.yaml: good",
        "DIFFERS missing.yaml: missing",
        "missing.yaml:3:10: FILE-1101 could not find file: ../nosuch (check the path)",
        "ok as-wanted.yaml: as-wanted",
        "DIFFERS other-error.yaml: other-error",
        "other-error.yaml:3:10: FILE-1101 could not find file: ../nosuch (check the path)",
        "    - error CATALOG-3018",
        "    + error FILE-1101",
        "DIFFERS differs.yaml: differs",
        "    - r xc 2017-03",
        "DIFFERS broken.yaml: broken",
        'broken.yaml:3:1: CATALOG-3008 key is not known here: rule (did you mean "rules"?)'], "lines")
    contains(done.err, "[CASE-3501]: 4 / 6")
    contains(p.run("--lang", "zh", "case", "run", "missing.yaml", code=1).out,
             "missing.yaml:3:10: FILE-1101 找不到文件: ../nosuch (请检查文件路径)")
    p.run("case", "run", "good.yaml", "as-wanted.yaml", code=0)
    true(not os.path.exists(p.db), "a database was made")


@case
def cases_for_programs(p):
    """cases as JSON and as CSV tell the same, with places of faults"""
    files = write_cases(p)
    found = p.run("--format", "json", "case", "run", *files, code=1).json()
    same([c["passed"] for c in found], [True, False, True, False, False, False], "passed")
    same(found[1]["faults"], [{"file": "missing.yaml", "line": 3, "column": 10, "code": "FILE-1101",
                               "text": "could not find file", "detail": "../nosuch",
                               "hint": "check the path"}], "fault")
    same(found[3]["differences"], ["- error CATALOG-3018", "+ error FILE-1101"], "differences")
    rows = list(csv.reader(io.StringIO(p.run("--format", "csv", "case", "run", *files, code=1).out)))
    same(rows[0], ["file", "case", "passed", "what", "line", "column", "code", "text"], "titles")
    same(rows[1:], [
        ["good.yaml", "good", "true", "", "", "", "", ""],
        ["missing.yaml", "missing", "false", "fault", "3", "10", "FILE-1101", "could not find file: ../nosuch"],
        ["as-wanted.yaml", "as-wanted", "true", "", "", "", "", ""],
        ["other-error.yaml", "other-error", "false", "wanted", "", "", "", "error CATALOG-3018"],
        ["other-error.yaml", "other-error", "false", "came", "", "", "", "error FILE-1101"],
        ["other-error.yaml", "other-error", "false", "fault", "3", "10", "FILE-1101",
         "could not find file: ../nosuch"],
        ["differs.yaml", "differs", "false", "wanted", "", "", "", "r xc 2017-03"],
        ["broken.yaml", "broken", "false", "fault", "3", "1", "CATALOG-3008", "key is not known here: rule"]],
         "CSV")


@case
def shipped(p):
    """the shipped catalogs are without fault"""
    for name in sorted(os.listdir(ROOT / "catalog")):
        if (ROOT / "catalog" / name / "catalog.yaml").exists():
            p.run("catalog", "check", str(ROOT / "catalog" / name), code=0)


if __name__ == "__main__":
    main()
