#!/usr/bin/env python3
"""records - catalogs, units, and records in and out of sheets, on either engine.

    records.py DUBAN [--engine sqlite|postgresql]
"""

import csv
import datetime
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile

from countylib import (CATALOG, OFFICES, chain, make_records, number, people, ready, refused, run, sheet, told,
                       xlsx_make)
from e2elib import ROOT, Failed, case, contains, error, lacks, main, same, true

SAMPLE = ROOT / "sample"
SESSION_TITLES = ["单位", "社区服刑人员", "日期", "学时", "形式", "内容"]
DAY = datetime.date


def session(who=0, held=DAY(2017, 3, 10), hours=8, form="集中教育", topic="学习", unit="城西司法所"):
    return [unit, number(who), held, hours, form, topic]


def problems(p, path, *args, code=3, kind="education_session"):
    """What an import says is wrong: (row, column, code)."""
    done = run(p, "records", "import", kind, path, *args, "--format", "json", code=code)
    return [(q["row"], q.get("column", ""), q["code"]) for q in done.json()["problems"]]


def count(p, kind):
    return len(told(p, "records", "list", kind, "--limit", "10000")["records"])


# ---- catalogs and units ------------------------------------------------------------


@case
def catalogs(p):
    """a catalog is loaded once, changed files are its next version, and faults store nothing"""
    run(p, "init")
    first = told(p, "catalog", "load", str(CATALOG / "jiangsu-2017"))
    same((first["version"], first["current"]), (1, True), "first load")
    before = chain(p)
    contains(run(p, "catalog", "load", str(CATALOG / "jiangsu-2017")).err, "unchanged")
    same(chain(p), before, "nothing written")
    folder = p.folder / "cat"
    for name in ("common", "jiangsu-2017"):
        subprocess.run(["cp", "-r", str(CATALOG / name), str(folder / name)] if folder.exists() else
                       ["sh", "-c", f"mkdir {folder} && cp -r {CATALOG / name} {folder / name}"], check=True)
    target = folder / "jiangsu-2017" / "catalog.yaml"
    text = target.read_text(encoding="utf-8")
    target.write_text(text + "# a remark\n", encoding="utf-8")
    same(told(p, "catalog", "load", str(folder / "jiangsu-2017"))["version"], 2, "second version")
    target.write_text(text.replace("catalog: jiangsu-2017", "catalog: other"), encoding="utf-8")
    before = chain(p)
    refused(p, 5, "CATALOG-3201", "catalog", "load", str(folder / "jiangsu-2017"))
    target.write_text(text + "nonsense: 1\n", encoding="utf-8")
    done = run(p, "catalog", "load", str(folder / "jiangsu-2017"), "--format", "json", code=3)
    same([f["line"] for f in done.json()["faults"]], [len(text.split("\n"))], "the fault's line")
    same(chain(p), before, "nothing written")
    same([(c["version"], c["current"]) for c in told(p, "catalog", "list")["catalogs"]], [(1, False), (2, True)],
         "versions")
    refused(p, 4, "FILE-1101", "catalog", "load", p.path("none"))


@case
def units(p):
    """units stand under units of the right kind, are renamed, moved and closed, and have figures"""
    run(p, "init")
    refused(p, 5, "CATALOG-3203", "units", "add", "yz", "--kind", "county", "--name", "x")
    ready(p)
    refused(p, 5, "UNIT-3302", "units", "add", "o0", "--kind", "office", "--parent", "yz", "--name", "x")
    refused(p, 3, "UNIT-3306", "units", "add", "x", "--kind", "office", "--parent", "o0", "--name", "x")
    refused(p, 3, "UNIT-3306", "units", "add", "x", "--kind", "castle", "--name", "x")
    refused(p, 4, "UNIT-3301", "units", "add", "x", "--kind", "office", "--parent", "none", "--name", "x")
    run(p, "units", "figure", "yz", "population", "560,000", "--from", "2017-01-01")
    run(p, "units", "figure", "yz", "population", "565000", "--from", "2018-01-01")
    refused(p, 3, "UNIT-3307", "units", "figure", "yz", "cats", "3", "--from", "2018-01-01")
    refused(p, 3, "RECORD-2408", "units", "figure", "--from", "2018-01-01", "--", "yz", "population", "-5")
    refused(p, 3, "RECORD-2409", "units", "figure", "yz", "population", "5.5", "--from", "2018-01-01")
    changed = told(p, "units", "change", "o0", "--name", "西城司法所", "--reason", "更名")
    same((changed["name"], changed["revision"]), ("西城司法所", 2), "renamed")
    refused(p, 5, "UNIT-3305", "units", "change", "yz", "--to", "2020-01-01", "--reason", "x")
    refused(p, 3, "UNIT-3306", "units", "change", "o0", "--parent", "o1", "--reason", "x")
    run(p, "units", "add", "o9", "--kind", "office", "--parent", "yz", "--name", "新所", "--from", "2017-05-01")
    refused(p, 3, "UNIT-3308", "units", "change", "o9", "--to", "2017-04-01", "--reason", "x")
    same(told(p, "units", "change", "o9", "--to", "2018-04-01", "--reason", "撤并")["to"], "2018-04-01", "closed")
    listed = told(p, "units", "list")["units"]
    same([u["id"] for u in listed], ["yz", "o0", "o1", "o2", "o3", "o9"], "parents first")
    same([f["value"] for f in listed[0]["figures"]], ["560000", "565000"], "figures")
    contains(run(p, "units", "list", "--lang", "zh").out, "常住人口 565000 (2018-01-01)")


# ---- sheets in ---------------------------------------------------------------------


@case
def sample(p):
    """the sample sheets are imported, as .xlsx or .csv, once and no more"""
    ready(p)
    done = run(p, "records", "import", "supervisee", str(SAMPLE / "supervisees.xlsx"))
    contains(done.err, "imported 40 records as batch 1")
    same(done.out, "", "no problem")
    before = chain(p)
    again = run(p, "records", "import", "supervisee", str(SAMPLE / "supervisees.xlsx"))
    contains(again.err, "imported already as batch 1")
    same(chain(p), before, "nothing written")
    found = problems(p, str(SAMPLE / "supervisees.csv"), kind="supervisee")
    same(found, [(n, "", "RECORD-2418") for n in range(2, 42)], "the same people in another file")
    run(p, "records", "import", "education_session", str(SAMPLE / "education_sessions.csv"))
    contains(run(p, "records", "import", "education_session", str(SAMPLE / "education_sessions.xlsx"), code=3).err,
             "SHEET-2629")
    for name in ("supervisees", "education_sessions"):  # the script makes what is there
        for end in ("csv", "xlsx"):
            have = (SAMPLE / f"{name}.{end}").read_bytes()
            make_records.HERE = str(p.folder)
            make_records.main()
            if end == "csv":
                same((p.folder / f"{name}.{end}").read_bytes(), have, f"{name}.{end}")


BAD = [  # what is wrong with a row, where, and its code
    ("hours below zero", session(hours=-1), "D", "RECORD-2408"),
    ("too many hours", session(hours=25), "D", "RECORD-2408"),
    ("hours too exact", session(hours="1.25"), "D", "RECORD-2409"),
    ("hours that are none", session(hours="多"), "D", "RECORD-2407"),
    ("a day that does not exist", session(held="2017-02-30"), "C", "RECORD-2407"),
    ("no day", session(held=None), "C", "RECORD-2406"),
    ("before the life", session(held=DAY(2016, 12, 1)), "C", "RECORD-2415"),
    ("after the life", session(held=DAY(2019, 12, 1)), "C", "RECORD-2415"),
    ("in the future", session(held=DAY(2199, 1, 1)), "C", "RECORD-2414"),
    ("no such form", session(form="函授"), "E", "RECORD-2412"),
    ("nobody", session()[:1] + ["查无此人"] + session()[2:], "B", "RECORD-2420"),
    ("no subject", session()[:1] + [None] + session()[2:], "B", "RECORD-2422"),
    ("no such unit", session(unit="城南司法所"), "A", "RECORD-2419"),
    ("no unit", session(unit=None), "", "SHEET-2630"),
    ("too long", session(topic="长" * 201), "F", "RECORD-2410"),
    ("a formula", session(hours=xlsx_make.Formula("4*2", 8)), "D", "SHEET-2622"),
]


@case
def bad_rows(p):
    """each bad row is told with row, column, value and code, and nothing is stored"""
    ready(p)
    people(p)
    before = chain(p)
    for ext in ("xlsx", "csv"):
        rows = [b for b in BAD if ext == "xlsx" or not isinstance(b[1][3], xlsx_make.Formula)]
        path = sheet(p, f"bad.{ext}", [SESSION_TITLES, session(topic="好"), *[r for _, r, _, _ in rows]])
        wanted = {(n, column, code) for n, (_, _, column, code) in enumerate(rows, 3)}
        wanted |= {(n, "C", "RECORD-2415") for n, row in enumerate(rows, 3) if "future" in row[0]}
        same(problems(p, path), sorted(wanted), ext)
    same(chain(p), before, "nothing written")
    done = told(p, "records", "import", "education_session", p.path("bad.csv"), code=3)
    one = next(q for q in done["problems"] if q["code"] == "RECORD-2412")
    same((one["title"], one["value"], one["text"], one["hint"]),
         ("形式", "函授", "value is not one of the list", "choose one of the list"), "one problem")
    same((done["rows"], done["good"], done["bad"], done["stored"]), (len(rows) + 1, 1, len(rows), False), "summary")
    chinese = run(p, "records", "import", "education_session", p.path("bad.csv"), "--lang", "zh", code=3)
    contains(chinese.out, "不在可选项之内")
    contains(chinese.err, "部分行有问题，未保存任何数据 [SHEET-2629]")
    shown = run(p, "records", "import", "education_session", p.path("bad.csv"), "--format", "csv", "--limit", "2",
                code=3)
    same(len(shown.out.strip().split("\r\n")), 3, "two problems")
    contains(shown.err, "more problems are not shown")


@case
def people_checked(p):
    """identity numbers are checked and never repeated; duplicates are found in the file and in the store"""
    ready(p)
    people(p, 1)
    rows = list(make_records.supervisees([make_records.person(n) for n in range(4)]))
    rows.append(rows[4][:1] + ["别名"] + rows[4][2:])
    rows[2][3] = rows[2][3][:-1] + ("0" if rows[2][3][-1] != "0" else "1")
    rows[3][3] = "123"
    path = sheet(p, "people.xlsx", rows)
    done = told(p, "records", "import", "supervisee", path, code=3)
    same([(q["row"], q.get("column", ""), q["code"], q.get("detail", "")) for q in done["problems"]],
         [(2, "", "RECORD-2418", "R1"), (3, "D", "RECORD-2403", ""), (4, "D", "RECORD-2401", ""),
          (6, "", "RECORD-2418", "row 5")], "problems")
    lacks(json.dumps(done, ensure_ascii=False), rows[2][3], "what is told")


@case
def once_a_unit(p):
    """a key with the unit among its parts: each unit has one, and no unit has two"""
    ready(p)
    titles = ["单位", "上报日期", "报告期", "年度"]
    both = sheet(p, "both.xlsx", [titles, *[[unit, DAY(2017, 1, 20), "全年", 2016] for unit in OFFICES[:2]]])
    same(told(p, "records", "import", "help_report", both)["taken"], 2, "one of each office")
    again = sheet(p, "again.xlsx", [titles, [OFFICES[2], DAY(2017, 1, 20), "全年", 2016],
                                    [OFFICES[0], DAY(2017, 1, 25), "全年", 2016],
                                    [OFFICES[0], DAY(2017, 7, 1), "半年", 2017],
                                    [OFFICES[2], DAY(2017, 1, 26), "全年", 2016]])
    same(problems(p, again, kind="help_report"), [(3, "", "RECORD-2418"), (5, "", "RECORD-2418")],
         "a second one, of the store and of the sheet")
    refused(p, 5, "RECORD-2418", "records", "add", "help_report", "--unit", "o1", "reported_on=2017-01-31",
            "period=year", "year=2016")
    run(p, "records", "revise", "R2", "reported_on=2017-01-22", "--reason", "更正")
    run(p, "records", "void", "R2", "--reason", "重报")
    run(p, "records", "add", "help_report", "--unit", "o1", "reported_on=2017-01-31", "period=year", "year=2016")


@case
def bad_files(p):
    """a file that is no sheet, too big or empty has its code, and changes nothing"""
    ready(p)
    people(p)
    before = chain(p)
    good = sheet(p, "good.xlsx", [SESSION_TITLES, session()])

    def refuse(number, name, code=3):
        refused(p, code, number, "records", "import", "education_session", p.path(name))
        same(chain(p), before, f"nothing written by {name}")

    p.write("empty.csv", "")
    refuse("SHEET-2601", "empty.csv")
    p.write("blank.csv", "\n\n \n")
    refuse("SHEET-2620", "blank.csv")
    p.write("picture.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    refuse("SHEET-2602", "picture.xlsx")
    p.write("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "Workbook".encode("utf-16-le") + b"\0" * 4096)
    refuse("SHEET-2603", "old.xls")
    with open(good, "rb") as f:
        p.write("torn.xlsx", f.read()[:-200])
    refuse("SHEET-2605", "torn.xlsx")
    sheet(p, "titles.csv", [SESSION_TITLES])
    refuse("SHEET-2631", "titles.csv")
    p.write("quote.csv", ",".join(SESSION_TITLES) + '\n城西司法所,"云矫,2017-03-10,8\n')
    refuse("SHEET-2608", "quote.csv")
    refuse("FILE-1101", "none.xlsx", 4)
    refused(p, 4, "SHEET-2609", "records", "import", "education_session", good, "--sheet", "别的")
    refused(p, 4, "RECORD-2423", "records", "import", "astronaut", good)
    refused(p, 3, "RECORD-2419", "records", "import", "education_session", good, "--unit", "城南司法所")
    same(chain(p), before, "nothing written")


@case
def huge_files(p):
    """a million rows and a cell of a gigabyte are refused, and change nothing"""
    ready(p)
    people(p)
    before = chain(p)
    with open(p.path("million.csv"), "w", encoding="utf-8") as f:
        f.write(",".join(SESSION_TITLES) + "\n")
        line = f"城西司法所,{number(0)},2017-03-10,8,集中教育,学习\n"
        for _ in range(1000):
            f.write(line * 1000)
    million = ("records", "import", "education_session", p.path("million.csv"))
    refused(p, 3, "SHEET-2628", *million)
    contains(run(p, *million, code=3).err, "> 500000\nhint: split the file into several")
    contains(run(p, *million, "--lang", "zh", code=3).err, "> 500000\n提示：请将文件拆成几份")
    sheet(p, "small.xlsx", [SESSION_TITLES, session()])
    with zipfile.ZipFile(p.path("small.xlsx")) as old, \
            zipfile.ZipFile(p.path("cell.xlsx"), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for info in old.infolist():
            if info.filename != "xl/worksheets/sheet1.xml":
                new.writestr(info.filename, old.read(info))
        with new.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as f:
            f.write(f'<worksheet xmlns="{xlsx_make.MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'.encode())
            for _ in range(1024):
                f.write(b"x" * (1024 * 1024))
            f.write(b"</t></is></c></row></sheetData></worksheet>")
    done = run(p, "records", "import", "education_session", p.path("cell.xlsx"), code=3)
    contains(done.err, "SHEET-2607")
    contains(done.err, "A1")
    with open(p.path("cell.csv"), "w", encoding="utf-8") as f:
        f.write('单位,"')
        for _ in range(64):
            f.write("x" * (1024 * 1024))
        f.write('"\n')
    done = run(p, "records", "import", "education_session", p.path("cell.csv"), code=3)
    contains(done.err, "SHEET-2607")
    contains(done.err, "B1")
    same(chain(p), before, "nothing written")


@case
def titles(p):
    """titles are known by name in either language or by id; others, doubles and gaps are told"""
    ready(p)
    people(p)
    cases = (
        ("unknown", ["单位", "社区服刑人员", "日期", "学时", "形式", "内容", "天气"], [(1, "G", "SHEET-2625")]),
        ("twice", ["单位", "社区服刑人员", "日期", "学时", "形式", "内容", "Topic"], [(1, "G", "SHEET-2626")]),
        ("missing", ["单位", "社区服刑人员", "日期", "形式", "内容"], [(1, "", "SHEET-2627")]),
        ("no subject", ["单位", "日期", "学时", "内容"], [(1, "", "SHEET-2627")]),
        ("no unit", ["社区服刑人员", "日期", "学时", "内容"], [(1, "", "SHEET-2630")]),
        ("history unasked", ["单位", "社区服刑人员", "日期", "学时", "内容", "录入时间"], [(1, "F", "SHEET-2625")]),
    )
    before = chain(p)
    for what, row, wanted in cases:
        values = dict(zip(SESSION_TITLES, session()))
        path = sheet(p, "titles.xlsx", [row, [values.get(t, "2017-03-11") for t in row]])
        same(problems(p, path), wanted, what)
        same(problems(p, path, "--take-good-rows"), wanted, what)
    same(chain(p), before, "nothing written")
    path = sheet(p, "english.csv", [["No.", "Unit", "supervisee", "held_on", "Hours (h) *", "form", "Topic", "Problems"],
                                    [1, "o0", number(0), "2017/3/9", "8小时", "single", "x", "old words"]])
    same(told(p, "records", "import", "education_session", path)["taken"], 1, "English titles and ids")
    path = sheet(p, "short.csv", [["社区矫正对象", "日期", "学时", "内容"], ["R1", "2017年3月8日", "８", "x"]])
    same(told(p, "records", "import", "education_session", path, "--unit", "城西司法所")["taken"], 1,
         "the subject of another catalog, by number; a unit for all; a default")
    same([r["fields"]["form"] for r in told(p, "records", "list", "education_session")["records"]],
         ["single", "group"], "default")


@case
def merged(p):
    """merged cells refuse a sheet as a whole, except above the titles; captions are passed over"""
    ready(p)
    people(p)
    before = chain(p)
    rows = [SESSION_TITLES, session(), session(1, DAY(2017, 9, 1))]
    path = sheet(p, "merged.xlsx", rows, merges=["A1:B1"])
    same(problems(p, path, "--take-good-rows"), [(1, "A", "SHEET-2621")], "merged titles")
    contains(run(p, "records", "import", "education_session", path, "--take-good-rows", code=3).err,
             "cells are merged [SHEET-2621]: A1:B1\nhint: unmerge them")
    path = sheet(p, "merged2.xlsx", rows, merges=["D2:D3"])
    same(problems(p, path, "--take-good-rows"), [(2, "D", "SHEET-2621")], "merged rows")
    same(chain(p), before, "nothing written")
    path = sheet(p, "captions.xlsx", [["教育学习情况统计表"], ["填报单位：城西司法所", None, "2017年"], *rows],
                 merges=["A1:F1"])
    done = told(p, "records", "import", "education_session", path)
    same((done["rows"], done["taken"]), (2, 2), "below captions")


@case
def charsets(p):
    """.csv is read in UTF-8 with and without mark, and in GB18030"""
    ready(p)
    people(p)
    text = ",".join(SESSION_TITLES) + "\n" + "\n".join(
        f"城西司法所,{number(0)},2017-03-{d},8,集中教育,学习" for d in (1, 2, 3)) + "\n"
    for n, encoding in enumerate(("utf-8", "utf-8-sig", "gb18030")):
        lines = text.split("\n")
        p.write(f"{encoding}.csv", ("\n".join([lines[0], lines[n + 1]]) + "\n").encode(encoding))
        same(told(p, "records", "import", "education_session", p.path(f"{encoding}.csv"))["taken"], 1, encoding)
    same(count(p, "education_session"), 3, "sessions")


@case
def good_rows(p):
    """good rows are taken on demand; the copy of the rest is mended and imported"""
    ready(p)
    people(p)
    rows = [SESSION_TITLES, session(), session(0, DAY(2017, 3, 11), 99), session(0, DAY(2017, 3, 12)),
            session(0, DAY(2017, 3, 13), form="函授")]
    path = sheet(p, "rows.xlsx", rows)
    done = run(p, "records", "import", "education_session", path, "--dry-run", code=3)
    contains(done.err, "2 good and 2 bad of 4 rows")
    same(count(p, "education_session"), 0, "a dry run stores nothing")
    done = run(p, "records", "import", "education_session", path, "--take-good-rows", "--errors", p.path("left.csv"))
    contains(done.err, "imported 2 records as batch 2")
    contains(done.err, "left out 2 bad rows")
    with open(p.path("left.csv"), encoding="utf-8-sig", newline="") as f:
        left = list(csv.reader(f))
    same(left[0], [*SESSION_TITLES, "Problems"], "titles of the copy")
    same([r[3] for r in left[1:]], ["99", "8"], "only what was left out")
    contains(left[1][-1], "RECORD-2408")
    left[1][3], left[2][4] = "9", "个别教育"
    same(told(p, "records", "import", "education_session", sheet(p, "mended.csv", left))["taken"], 2, "mended")
    same(count(p, "education_session"), 4, "all four")
    bad = sheet(p, "none.csv", [SESSION_TITLES, session(hours=99)])
    refused_all = run(p, "records", "import", "education_session", bad, "--take-good-rows", "--errors",
                      p.path("all.xlsx"), code=3)
    contains(refused_all.err, "SHEET-2629")
    true(os.path.getsize(p.path("all.xlsx")) > 0, "a copy although nothing was stored")
    mended = told(p, "records", "import", "education_session", p.path("all.xlsx"), code=3)
    same([q["code"] for q in mended["problems"]], ["RECORD-2408"], "the copy reads back")


@case
def days_and_catalogs(p):
    """each row is checked by the catalog in force on its day, and says so"""
    ready(p)
    rows = [["单位", "姓名", "身份号码", "性别", "矫正类别", "罪名", "决定机关", "矫正起始日期"]]
    who = make_records.person(0)
    rows.append(["城西司法所", who["name"], who["id"], "男", "宣告缓刑", "盗窃罪", "人民法院", DAY(2019, 1, 1)])
    told(p, "records", "import", "supervisee", sheet(p, "one.xlsx", rows))
    kinds = sheet(p, "penalties.csv", [["单位", "社区矫正对象", "决定日期", "奖惩种类", "理由"],
                                       ["城西司法所", "R1", "2019-05-01", "表扬", "x"],
                                       ["城西司法所", "R1", "2021-05-01", "表扬", "x"],
                                       ["城西司法所", "R1", "2019-06-01", "训诫", "x"]])
    same([(r, c) for r, _, c in problems(p, kinds, kind="penalty")], [(4, "RECORD-2412")],
         "admonition came with the law of 2020")
    told(p, "records", "import", "penalty", kinds, "--take-good-rows")
    same([(r["occurred_on"], r["catalog"]) for r in told(p, "records", "list", "penalty")["records"]],
         [("2021-05-01", "national-2020"), ("2019-05-01", "jiangsu-2017")], "catalogs")
    moved = told(p, "records", "revise", "R2", "decided_on=2020-08-01", "--reason", "更正")
    same((moved["catalog"], moved["revision"]), ("national-2020", 2), "a corrected day may change the catalog")


@case
def history(p):
    """history says when it was entered, if an administrator brings it in"""
    ready(p)
    people(p)
    rows = [[*SESSION_TITLES, "录入时间"], [*session(), "2017-03-11 09:00"], [*session(0, DAY(2017, 3, 12)), "2199-01-01"]]
    path = sheet(p, "history.csv", rows)
    same(problems(p, path, "--history"), [(3, "G", "RECORD-2454")], "a time in the future")
    same(problems(p, path), [(1, "G", "SHEET-2625")], "without --history")
    path = sheet(p, "history.csv", rows[:2])
    told(p, "records", "import", "education_session", path, "--history")
    record = told(p, "records", "list", "education_session")["records"][0]
    same((record["history"], record["entered_at"]), (True, "2017-03-11T01:00:00.000Z"), "entered")
    one = told(p, "records", "add", "education_session", "held_on=2017-04-01", "hours=4", "topic=x", "--unit", "o0",
               "--subject", "R1", "--entered-at", "2017-04-02 10:00")
    same((one["history"], one["entered_at"]), (True, "2017-04-02T02:00:00.000Z"), "entered by hand")
    same(len(told(p, "records", "list", "education_session", "--entered-to", "2017-03-31")["records"]), 1, "entered until")
    refused(p, 4, "RECORD-2451", "records", "show", one["record"], "--as-of", "2017-04-01")


@case
def undo(p):
    """a batch is undone unless it is in use, and may then be imported again"""
    ready(p)
    people(p)
    path = sheet(p, "rows.csv", [SESSION_TITLES, session(), session(0, DAY(2017, 3, 12))])
    batch = told(p, "records", "import", "education_session", path)
    refused(p, 5, "RECORD-2464", "records", "undo", "1", "--reason", "x")
    run(p, "records", "revise", batch["first"], "hours=7", "--reason", "更正")
    refused(p, 5, "RECORD-2464", "records", "undo", "2", "--reason", "x")
    same(told(p, "records", "void", batch["first"], "--reason", "重复")["void"]["reason"], "重复", "void")
    refused(p, 4, "RECORD-2461", "records", "undo", "9", "--reason", "x")
    path = sheet(p, "more.csv", [SESSION_TITLES, session(1, DAY(2017, 9, 1))])
    told(p, "records", "import", "education_session", path)
    same(told(p, "records", "undo", "3", "--reason", "错表")["voided"], 1, "voided")
    refused(p, 5, "RECORD-2463", "records", "undo", "3", "--reason", "x")
    same(told(p, "records", "import", "education_session", path)["batch"], 4, "again")
    listed = told(p, "records", "batches")["batches"]
    same([(b["batch"], "undone" in b) for b in listed], [(4, False), (3, True), (2, False), (1, False)], "batches")


@case
def bar(p):
    """a bar on the terminal shows how far it is, and goes away"""
    ready(p, "jiangsu-2017")
    people(p)
    rows = [[number(0), (DAY(2017, 1, 4) + datetime.timedelta(days=n % 360)).isoformat(), 1, f"第{n}课"]
            for n in range(4000)]
    path = sheet(p, "many.csv", [["社区服刑人员", "日期", "学时", "内容"], *rows])
    key = {"DUBAN_KEY_FILE": p.path("county.key")}
    done = p.terminal("records", "import", "education_session", path, "--unit", "o0", "--take-good-rows", "--format",
                      "json", env=key, outputs=())
    true(re.search(r"\[#*\.*\] +\d+ % [1-4]000", done.out), "bar")
    contains(done.out, "\x1b[K", "taken away")
    lacks(run(p, "records", "import", "education_session", path, "--unit", "o0").err, "\r", "no terminal")


# ---- one by one ---------------------------------------------------------------------


@case
def one_by_one(p):
    """a record is entered, corrected, shown as it was, and voided"""
    ready(p)
    people(p)
    before = chain(p)
    done = run(p, "records", "add", "education_session", "held_on=2017-03-10", "hours=25", "--unit", "城西司法所",
               "--subject", number(0), "--format", "json", code=3)
    same([(q["field"], q["code"]) for q in done.json()["problems"]],
         [("hours", "RECORD-2408"), ("topic", "RECORD-2406")], "all problems at once")
    refused(p, 3, "RECORD-2424", "records", "add", "education_session", "cats=3", "--unit", "o0", "--subject", "R1")
    refused(p, 4, "RECORD-2423", "records", "add", "astronaut", "a=1", "--unit", "o0")
    for args in (("add", "eduction_session", "hours=8", "--unit", "o0"), ("list", "eduction_session"),
                 ("import", "eduction_session", str(SAMPLE / "education_sessions.csv")),
                 ("template", "eduction_session", "-o", p.path("t.xlsx"))):
        misspelt = run(p, "records", *args, code=None)
        error(misspelt, 4, "RECORD-2423")
        contains(misspelt.err, "eduction_session → education_session?")
    lacks(run(p, "records", "list", "astronaut", code=4).err, "?")
    refused(p, 3, "RECORD-2419", "records", "add", "education_session", "hours=8", "--unit", "none")
    same(chain(p), before, "nothing written")
    add = ("records", "add", "education_session", "held_on=2017-03-10", "hours=8", "topic=学习", "--unit", "城西司法所",
           "--subject", number(0))
    one = told(p, *add)
    same((one["record"], one["fields"], one["catalog"]),
         ("R4", {"held_on": "2017-03-10", "hours": "8", "form": "group", "topic": "学习"}, "jiangsu-2017"), "entered")
    refused(p, 5, "RECORD-2418", *add)
    revised = told(p, "records", "revise", "R4", "hours=6", "topic=", "teacher=方晓明", "--reason", "更正", code=3)
    same([q["field"] for q in revised["problems"]], ["topic"], "a required value cannot be taken away")
    revised = told(p, "records", "revise", "R4", "hours=6", "teacher=方晓明", "--seen", "1", "--reason", "更正")
    same((revised["revision"], revised["fields"]["hours"], revised["revisions"][1]["listed"]), (2, "6", "hours teacher"),
         "corrected")
    refused(p, 5, "RECORD-2452", "records", "revise", "R4", "hours=5", "--seen", "1", "--reason", "x")
    refused(p, 4, "RECORD-2451", "records", "show", "R99")
    refused(p, 4, "RECORD-2451", "records", "revise", "R99", "hours=5", "--reason", "x")
    voided = run(p, "records", "void", "R1", "--reason", "误录")
    contains(voided.err, "1 record of its file was voided with it")
    same(told(p, "records", "show", "R4")["void"]["with"], "R1", "with its subject")
    refused(p, 5, "RECORD-2453", "records", "revise", "R4", "hours=5", "--reason", "x")
    refused(p, 5, "RECORD-2453", "records", "void", "R1", "--reason", "x")
    same(count(p, "education_session"), 0, "void ones are not listed")
    same(len(told(p, "records", "list", "education_session", "--voided", "only", "--subject", "R1")["records"]), 1,
         "unless asked for")


@case
def listed(p):
    """records are listed page by page, by day, by entry, by unit and by subject"""
    ready(p)
    people(p)
    rows = [SESSION_TITLES] + [session(n % 3, DAY(2017, 12, 1 + n), unit=OFFICES[n % 2]) for n in range(9)]
    told(p, "records", "import", "education_session", sheet(p, "rows.csv", rows))

    def days(*args):
        return [int(r["occurred_on"][-2:]) for r in told(p, "records", "list", "education_session", *args)["records"]]

    same(days(), list(range(9, 0, -1)), "newest first")
    same(days("--order", "day"), list(range(1, 10)), "oldest first")
    first = told(p, "records", "list", "education_session", "--limit", "4")
    same((len(first["records"]), first["more"]), (4, True), "a page")
    same(days("--limit", "4", "--after", first["records"][-1]["record"]), [5, 4, 3, 2], "the next page")
    same(days("--from", "2017-12-03", "--to", "2017-12-04"), [4, 3], "days")
    same(days("--unit", "城东司法所"), [8, 6, 4, 2], "of a unit")
    same(days("--unit", "yz"), list(range(9, 0, -1)), "of a unit and all below")
    same(days("--subject", number(2)), [9, 6, 3], "of a subject")
    same(days("--batch", "1"), [], "of another import")
    refused(p, 3, "RECORD-2420", "records", "list", "education_session", "--subject", "查无此人")
    refused(p, 4, "UNIT-3301", "records", "list", "education_session", "--unit", "none")
    refused(p, 4, "RECORD-2423", "records", "list", "astronaut")
    true("education_session" in [t["type"] for t in told(p, "records", "types")["types"]], "types")
    table = run(p, "records", "list", "education_session", "--lang", "zh", "--limit", "2").out
    for part in ("学时", "2017-12-09", make_records.person(2)["name"]):
        contains(table, part)


@case
def files(p):
    """files are attached, listed and given back byte by byte"""
    ready(p)
    people(p)
    told(p, "records", "import", "education_session", sheet(p, "rows.csv", [SESSION_TITLES, session()]))
    photo = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40
    p.write("签到.jpg", photo)
    same(told(p, "records", "attach", "R4", "paper", p.path("签到.jpg"))["revision"], 2, "attached")
    before = chain(p)
    contains(run(p, "records", "attach", "R4", "paper", p.path("签到.jpg")).err, "unchanged")
    same(chain(p), before, "nothing written")
    listed_files = told(p, "records", "attach", "R4", "--list")["files"]
    same([(f["name"], f["media_type"], f["size"]) for f in listed_files], [("签到.jpg", "image/jpeg", len(photo))], "list")
    same(run(p, "records", "attach", "R4", "--get", "1").raw, photo, "bytes")
    run(p, "records", "attach", "R4", "--get", "1", "-o", p.path("back.jpg"))
    same((p.folder / "back.jpg").read_bytes(), photo, "bytes in a file")
    refused(p, 4, "RECORD-2471", "records", "attach", "R4", "--get", "2")
    refused(p, 3, "RECORD-2424", "records", "attach", "R4", "topic", p.path("签到.jpg"))
    refused(p, 3, "RECORD-2473", "records", "attach", "R4", "paper", p.write("nothing.txt", ""))
    refused(p, 4, "FILE-1101", "records", "attach", "R4", "paper", p.path("none.txt"))
    with open(p.path("big.bin"), "wb") as f:
        f.truncate(16 * 1024 * 1024)
    refused(p, 3, "RECORD-2472", "records", "attach", "R4", "paper", p.path("big.bin"))
    same(chain(p), before, "nothing written")


# ---- what is sensitive ---------------------------------------------------------------


@case
def sealed(p):
    """sensitive values are masked, shown for an audited reason, and not to be found in the database"""
    ready(p)
    people(p)
    secret = make_records.person(0)["id"]
    shown = told(p, "records", "show", "R1")
    same(("id_number" in shown["fields"], "id_number" in shown["masked"]), (False, True), "masked")
    contains(run(p, "records", "show", "R1").out, "***")
    before = chain(p)["entries"]
    same(told(p, "records", "show", "R1", "--unseal", "核对")["sealed"]["id_number"], secret, "unsealed")
    same(chain(p)["entries"], before + 1, "audited")
    run(p, "records", "export", "supervisee", "-o", p.path("masked.csv"))
    lacks((p.folder / "masked.csv").read_text(encoding="utf-8-sig"), secret, "a masked export")
    run(p, "records", "export", "supervisee", "-o", p.path("open.csv"), "--unseal", "移交")
    contains((p.folder / "open.csv").read_text(encoding="utf-8-sig"), secret, "an unsealed export")
    same(chain(p)["entries"], before + 3, "both exports audited")
    if p.engine == "sqlite":
        for name in os.listdir(p.folder):
            if name.startswith("duban.db"):
                lacks((p.folder / name).read_bytes().decode("latin-1"), secret, name)
    rows = [["单位", "社区服刑人员", "日期", "学时", "内容"], ["o0", secret, "2017-03-10", 8, "x"]]
    same(told(p, "records", "import", "education_session", sheet(p, "by_id.csv", rows))["taken"], 1,
         "found by identity number")
    revised = told(p, "records", "revise", "R1", "phone=13911112222", "--reason", "换号")
    same("phone" in revised["fields"], False, "still masked")
    same(told(p, "records", "show", "R1", "--unseal", "核对")["sealed"],
         {"id_number": secret, "phone": "13911112222"}, "the others kept")


@case
def keys(p):
    """the key is made once, missed only where something sealed is touched, and never replaced"""
    key = p.path("county.key")
    contains(run(p, "init").err, key)
    same(oct(os.stat(key).st_mode & 0o777), "0o600", "mode")
    same(run(p, "init").err, "", "nothing more to say")
    ready(p)
    people(p)
    told(p, "records", "import", "education_session", sheet(p, "rows.csv", [SESSION_TITLES, session()]))
    os.rename(key, key + ".away")
    before = chain(p)
    contains(run(p, "init").err, "warning")
    true(not os.path.exists(key), "no second key")
    run(p, "records", "show", "R1")
    run(p, "records", "revise", "R4", "hours=7", "--reason", "更正")
    same(told(p, "records", "import", "education_session",
              sheet(p, "more.csv", [SESSION_TITLES, session(1, DAY(2017, 9, 1))]))["taken"], 1, "nothing sealed in it")
    for args in (["show", "R1", "--unseal", "x"], ["revise", "R1", "phone=13911112222", "--reason", "x"],
                 ["export", "supervisee", "-o", p.path("x.csv"), "--unseal", "x"]):
        refused(p, 7, "SEAL-1404", "records", *args)
    true(not os.path.exists(p.path("x.csv")), "no half of an export")
    another = list(make_records.supervisees([make_records.person(9)]))
    refused(p, 7, "SEAL-1404", "records", "import", "supervisee", sheet(p, "another.csv", another))
    p.write("county.key", "nonsense\n")
    refused(p, 7, "SEAL-1401", "records", "show", "R1", "--unseal", "x")
    os.remove(key)
    other = {"DUBAN_DB": p.path("other.db"), "DUBAN_KEY_FILE": key}
    p.run("init", code=0, env=other)
    refused(p, 7, "SEAL-1402", "records", "show", "R1", "--unseal", "x")
    refused(p, 7, "SEAL-1402", "init")
    os.replace(key + ".away", key)
    same(told(p, "records", "show", "R1", "--unseal", "x")["sealed"]["id_number"], make_records.person(0)["id"], "back")
    true(chain(p)["entries"] > before["entries"], "what was done meanwhile")


@case
def no_key_named(p):
    """a database on a server has no key until one is named; beside a file it is made"""
    done = p.run("init", code=0)
    if p.engine == "postgresql":
        contains(done.err, "--key-file")
        return
    true(os.path.exists(p.db + ".key"), "beside the database")


# ---- sheets out ----------------------------------------------------------------------


@case
def out_and_in(p):
    """a template is filled in and imported; an export has what was entered"""
    ready(p)
    people(p)
    for ext in ("xlsx", "csv"):
        run(p, "records", "template", "education_session", "-o", p.path(f"template.{ext}"), "--lang", "zh")
        refused(p, 3, "SHEET-2631", "records", "import", "education_session", p.path(f"template.{ext}"))
    with open(p.path("template.csv"), encoding="utf-8-sig", newline="") as f:
        names = next(csv.reader(f))
    values = dict(zip(SESSION_TITLES, session()))
    values["社区矫正对象"] = number(0)
    path = sheet(p, "filled.csv", [names, [values.get(t.rstrip("*"), "") for t in names]])
    same(told(p, "records", "import", "education_session", path)["taken"], 1, "a filled template")
    for ext in ("xlsx", "csv"):
        contains(run(p, "records", "export", "education_session", "-o", p.path(f"out.{ext}"), "--lang", "zh").err,
                 "1 条记录")
    with open(p.path("out.csv"), encoding="utf-8-sig", newline="") as f:
        rows = list(csv.DictReader(f))
    same([(r["记录编号"], r["单位"], r["日期"], r["学时"], r["形式"]) for r in rows],
         [("R4", "城西司法所", "2017-03-10", "8", "集中教育")], "export")
    same(problems(p, p.path("out.xlsx"), "--history"), [(2, "", "RECORD-2418")], "an export is understood")
    refused(p, 4, "RECORD-2423", "records", "template", "astronaut", "-o", p.path("x.xlsx"))
    refused(p, 7, "FILE-1103", "records", "export", "education_session", "-o", p.path("none/x.xlsx"))
    before = chain(p)["entries"]
    true(run(p, "records", "export", "education_session", "-o", "-").raw.startswith(b"PK"), "a workbook on standard output")
    same(chain(p)["entries"], before + 1, "audited")


@case
def views(p):
    """analysts have a view of each type, without what is sensitive"""
    ready(p)
    people(p)
    told(p, "records", "import", "education_session", sheet(p, "rows.csv", [SESSION_TITLES, session(hours=7.5)]))
    statement = "SELECT name, id_number, sex FROM v_supervisee ORDER BY record_id"
    hours = "SELECT hours, held_on FROM v_education_session"
    if p.engine == "sqlite":
        with sqlite3.connect(p.db) as db:
            got, session_row = db.execute(statement).fetchall(), db.execute(hours).fetchone()
    else:
        def ask(sql):
            out = subprocess.run(["psql", "-X", "-A", "-t", "-F", "|", "-d", p.db, "-c", sql], check=True,
                                 capture_output=True).stdout.decode()
            return [tuple(v or None for v in line.split("|")) for line in out.strip().split("\n")]
        got, session_row = ask(statement), ask(hours)[0]
    same(got, [(make_records.person(n)["name"], None, "male") for n in range(3)], "v_supervisee")
    same((float(session_row[0]), str(session_row[1])), (7.5, "2017-03-10"), "v_education_session")


@case
def usage(p):
    """arguments that make no sense are told so"""
    ready(p)
    for args, part in ((["records", "import", "x"], "TYPE and FILE"), (["records", "template", "x"], "--output"),
                       (["records", "add", "x", "a=1"], "--unit"), (["records", "add", "x", "a", "--unit", "y"], "FIELD=VALUE"),
                       (["records", "add", "x", "a=1", "a=2", "--unit", "y"], "twice"),
                       (["records", "revise", "R1", "--reason", "x"], "FIELD=VALUE"),
                       (["records", "revise", "R1", "a=1"], "--reason"), (["records", "void", "R1"], "--reason"),
                       (["records", "void", "R1", "--reason", " "], "empty"), (["records", "show", "12x"], "R12"),
                       (["records", "show", "R0"], "R12"), (["records", "show"], "RECORD"),
                       (["records", "list"], "TYPE"), (["records", "list", "x", "--order", "up"], "day-desc"),
                       (["records", "list", "x", "--voided", "yes"], "only or all"),
                       (["records", "list", "x", "--from", "2018-01-01", "--to", "2017-01-01"], "before"),
                       (["records", "list", "x", "--entered-from", "soon"], "YYYY-MM-DD"),
                       (["records", "export", "x"], "--output"), (["records", "undo", "x", "--reason", "y"], "whole number"),
                       (["records", "undo", "1"], "--reason"), (["records", "attach", "R1"], "--list"),
                       (["records", "attach", "R1", "f"], "FILE"), (["records", "attach", "R1", "--list", "-o", "x"], "--get"),
                       (["units", "add", "x", "--kind", "office"], "--name"), (["units", "change", "x", "--reason", "y"], "nothing"),
                       (["units", "change", "x", "--name", "y"], "--reason"), (["units", "figure", "x", "y"], "VALUE"),
                       (["units", "figure", "x", "y", "3"], "--from"), (["units", "list", "x"], "unexpected"),
                       (["catalog", "load"], "DIR"), (["catalog", "list", "x"], "unexpected")):
        done = run(p, *args, code=None)
        error(done, 2, "CLI-9001")
        contains(done.err, part)


@case
def details_in_chinese(p):
    """what is wrong with a value is told to a Chinese reader without a word of English"""
    ready(p)
    people(p)
    rows = [session(hours="8.55"), session(hours=-8), session(hours=25), session(form="集体"),
            session(held="2017-02-30"), session(held=DAY(2011, 3, 10)), session(topic="学" * 201), session(topic="")]
    wrong = [["单位", "姓名", "身份号码"], ["城西司法所", "某甲", "11010519491231002"],
             ["城西司法所", "某甲", "11010519491231002Y"]]
    for kind, path in (("education_session", sheet(p, "s.csv", [SESSION_TITLES, *rows])),
                       ("supervisee", sheet(p, "w.csv", wrong))):
        done = run(p, "records", "import", kind, path, "--format", "json", "--lang", "zh", code=3)
        details = [q.get("detail", "") for q in done.json()["problems"]]
        true(len(details) >= 2, details)
        same([d for d in details if re.search("[A-Za-z]{3}", d)], [], "details")
    for text, detail in (("11010519491231002", "17 ≠ 18"), ("11010519491231002Y", "№ 18")):
        done = run(p, "records", "add", "supervisee", f"id_number={text}", "--unit", "o0", "--lang", "zh", code=None)
        contains(done.out + done.err, detail)


@case
def units_by_name(p):
    """a field that names a unit shows what it is called"""
    ready(p)
    people(p)
    run(p, "records", "add", "transfer", "to_unit=城东司法所", "from_on=2017-06-01", "--unit", "o0", "--subject", "R1")
    true(re.search(r"接收单位 +城东司法所\n", run(p, "records", "show", "R4", "--lang", "zh").out), "show")
    contains(run(p, "records", "list", "transfer", "--lang", "zh").out, " 城东司法所 ")
    same(told(p, "records", "show", "R4")["fields"]["to_unit"], "o1", "for programs: its id")
    contains(run(p, "records", "list", "transfer", "--format", "csv").out, ",o1,")


def behind(p, statement):
    """Change rows without the product."""
    if p.engine == "sqlite":
        with sqlite3.connect(p.db) as db:
            changed = db.execute(statement).rowcount
        db.close()
        true(changed > 0, f"{statement} changed nothing")
    else:
        subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", p.db, "-c", statement], check=True)


@case
def behind_the_chain(p):
    """a record that was changed, removed or added without the product is named by audit verify, with exit 8"""
    ready(p)
    people(p)
    run(p, "records", "import", "education_session", sheet(p, "s.csv", [SESSION_TITLES, session(), session(1)]))
    run(p, "records", "revise", "R4", "hours=9", "--reason", "更正")
    same((chain(p)["intact"], "detail" in chain(p)), (True, False), "before")
    hours = "UPDATE record_revision SET fields = replace(fields, '{}', '{}') WHERE record_id = {} AND revision = {}"
    for spoil, mend, detail in (
            (hours.format("9", "99", 4, 2), hours.format("99", "9", 4, 2),
             "R4: revision 2, which is stored otherwise"),
            (hours.format("8", "80", 4, 1), hours.format("80", "8", 4, 1),
             "import 2, R4 to R5: one of them, which is stored otherwise"),
            ("UPDATE record SET latest = 1 WHERE record_id = 4", "UPDATE record SET latest = 2 WHERE record_id = 4",
             "R4: which revision is the newest, which is stored otherwise"),
            ("UPDATE record_revision SET revision = 2 WHERE record_id = 5",
             "UPDATE record_revision SET revision = 1 WHERE record_id = 5",
             "R5, brought by import 2, which is not stored")):
        behind(p, spoil)
        done = run(p, "audit", "verify", "--format", "json", code=8)
        contains(done.err, "[AUDIT-1301]")
        report = done.json()
        same((report["intact"], report["fault"]), (False, "history"), spoil)
        contains(report["detail"], detail)
        contains(done.err, f"entry {report['broken_at']} tells of {detail}")
        behind(p, mend)
        same(chain(p)["intact"], True, mend)


if __name__ == "__main__":
    main()
