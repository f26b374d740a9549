#!/usr/bin/env python3
"""path - the whole way from an empty folder to a checked ledger, on either engine.

    path.py DUBAN [--engine sqlite|postgresql]
"""

import csv
import io
import random
import signal
import subprocess
import time

from e2elib import DATA, case, contains, error, lacks, main, same, true


def ready(p):
    p.run("init", code=0)


def imported(p, name="plan.txt"):
    ready(p)
    return p.run("plan", "import", p.data(name), code=0)


def entries(p):
    return p.run("audit", "verify", "--format", "json", code=0).json()["entries"]


@case
def init_twice(p):
    """init makes a database once and says so the second time"""
    first = p.run("init", "--county", "320482", "--name", "柳塘区", "--format", "json", code=0).json()
    same(first["created"], True, "created")
    same((first["county"], first["name"]), ("320482", "柳塘区"), "county")
    same(first["engine"], {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[p.engine], "engine")
    again = p.run("init", code=0)
    contains(again.out, "nothing changed")
    contains(again.out, "柳塘区 (320482)")
    same(p.run("init", "--county=320482", "--format=json", code=0).json()["created"], False, "created")
    same(entries(p), 1, "audit entries")


@case
def init_other_county(p):
    """init refuses another county, and changes nothing"""
    p.run("init", "--county", "320482", code=0)
    error(p.run("init", "--county", "320483"), 5, "DB-1217")
    error(p.run("init", "--name", "柳塘区"), 5, "DB-1217")
    error(p.run("init", "--county", "a b"), 5, "DB-1217")
    same(entries(p), 1, "audit entries")


@case
def init_bad_code(p):
    """init refuses what is no code of a county"""
    error(p.run("init", "--county", "柳塘"), 3, "DB-1216")
    error(p.run("init", "--county", "x" * 33), 3, "DB-1216")


@case
def not_initialised(p):
    """every command names `duban init` where there is no database"""
    for args in (["ledger", "list"], ["ledger", "show"], ["audit", "verify"],
                 ["plan", "import", p.data("plan.txt")]):
        error(p.run(*args), 6, "DB-1202")
    contains(p.run("ledger", "list").err, "duban init")


@case
def empty_ledger(p):
    """an empty ledger says what to do next"""
    ready(p)
    for args in (["ledger", "list"], ["ledger", "show"]):
        done = p.run(*args, code=0)
        same(done.out, "", "output")
        contains(done.err, "duban plan import FILE")
    same(p.run("ledger", "list", "--format", "json", code=0).json(), {"totals": {"items": 0}, "items": []},
         "JSON")
    same(p.run("ledger", "show", "--format", "json", code=0).json(), {}, "JSON")
    error(p.run("ledger", "show", "1"), 4, "LEDGER-2102")
    error(p.run("ledger", "show", "D1"), 4, "LEDGER-2102")


@case
def whole_path(p):
    """init, import, list, show, verify"""
    done = imported(p)
    same(done.err, "duban: imported as plan 1, revision 1: 4 deductions\n", "what happened")
    for part in ("柳司发〔2026〕5号", "Total of 4 items  25.00  21.25  3.75", "Findings: 3",
                 "second figure is labelled 应得 where 实得 is meant; read as got", "paragraph 16, character 3"):
        contains(done.out, part)
    listed = p.run("ledger", "list", code=0)
    same(listed.err, "", "standard error")
    contains(listed.out, "Total of 4 items  25.00  21.25  3.75")
    lines = listed.out.split("\n")
    contains(lines[3], "D2")
    contains(lines[3], "经费保障")
    shown = p.run("ledger", "show", code=0).out
    for part in ("1, revision 1", "plan.txt", "2026-03-12", "Findings: 3", "41"):
        contains(shown, part)
    one = p.run("ledger", "show", "3", code=0).out
    for part in ("D3", "5.25 (printed)", "0.75 (derived)", "每周一通报登录情况。", "办公室, 基层工作科"):
        contains(one, part)
    same(p.run("ledger", "show", "D3", code=0).out, one, "by id")
    same(p.run("ledger", "show", "d3", code=0).out, one, "by id in lower case")
    error(p.run("ledger", "show", "5"), 4, "LEDGER-2102")
    error(p.run("ledger", "show", "D5"), 4, "LEDGER-2102")
    same(entries(p), 2, "audit entries")


@case
def head_hash(p):
    """audit verify compares the head with one that was noted"""
    imported(p)
    before = p.run("audit", "verify", "--format", "json", code=0).json()
    same(before["intact"], True, "intact")
    p.run("audit", "verify", "--expect", before["head"], code=0)
    p.run("plan", "import", p.data("plan-other.txt"), code=0)
    done = p.run("audit", "verify", "--expect", before["head"], "--format", "json")
    same(done.code, 8, "exit")
    contains(done.err, "[AUDIT-1301]")
    after = done.json()
    same((after["intact"], after["fault"], after["entries"]), (False, "unexpected", 3), "report")
    true(after["head"] != before["head"], "the head moves")


@case
def json_shape(p):
    """dry run, import and ledger print the same figures and keys"""
    ready(p)
    dry = p.run("plan", "import", "--dry-run", "--format", "json", p.data("plan.txt"), code=0)
    real = p.run("plan", "import", "--format", "json", p.data("plan.txt"), code=0)
    same(dry.out, real.out, "dry run and import")
    plan = real.json()
    same(list(plan), ["document", "totals", "categories", "items", "findings"], "keys")
    same(plan["document"],
         {"number": "柳司发〔2026〕5号", "title": "柳塘区司法局关于省厅2025年度绩效考评失分项目的整改方案",
          "issued_on": "2026-03-12", "year": 2025, "rank": 41, "addressees": ["局机关各科室", "区公证处"],
          "declared": {"categories": 2, "subcategories": 2, "items": 4}}, "document")
    same(list(plan["items"][1]), ["no", "category", "subcategory", "item", "full", "got", "lost", "departments",
                                  "cause", "measure", "time_limit"], "keys of an item")
    same(plan["totals"], {"categories": 2, "subcategories": 2, "items": 4, "full": "25.00", "got": "21.25",
                          "lost": "3.75"}, "totals")
    shown = p.run("ledger", "show", "--format", "json", code=0).json()
    for key in ("document", "totals", "categories", "findings"):
        same(shown[key], plan[key], key)
    same((shown["plan"]["id"], shown["plan"]["revision"], shown["plan"]["file"]), (1, 1, "plan.txt"), "plan")
    listed = p.run("ledger", "list", "--format", "json", code=0).json()
    for item, entry in zip(plan["items"], listed["items"], strict=True):
        for key, value in item.items():
            same(entry[key], value, key)
    one = p.run("ledger", "show", "3", "--format", "json", code=0).json()
    same(one["known"], {"full": "printed", "got": "printed", "lost": "derived"}, "known")
    same([r["revision"] for r in one["history"]], [1], "history")


@case
def json_any_language(p):
    """JSON and CSV do not change with the language"""
    ready(p)
    for args in (["plan", "import", p.data("plan.txt"), "--format", "json"],
                 ["plan", "import", p.data("plan.txt"), "--format", "csv"],
                 ["ledger", "list", "--format", "json"], ["ledger", "list", "--format", "csv"],
                 ["ledger", "show", "--format", "json"], ["audit", "verify", "--format", "json"]):
        same(p.run(*args, "--lang", "zh", code=0).out, p.run(*args, "--lang", "en", code=0).out, args)


@case
def csv_cells(p):
    """CSV holds every word, and no cell that a spreadsheet would run"""
    imported(p, "plan-other.txt")
    done = p.run("ledger", "list", "--format", "csv", code=0)
    true(done.out.endswith("\r\n") and "\n" not in done.out.replace("\r\n", ""), "lines end with CRLF")
    rows = list(csv.DictReader(io.StringIO(done.out, newline="")))
    items = p.run("ledger", "list", "--format", "json", code=0).json()["items"]
    same(len(rows), 2, "rows")
    for row, item in zip(rows, items, strict=True):
        for key in ("id", "category", "subcategory", "full", "got", "lost"):
            same(row[key], item[key], key)
        same(row["departments"], ";".join(item["departments"]), "departments")
    same(rows[1]["item"], "'" + items[1]["item"], "a formula gets an apostrophe")
    true(items[1]["item"].startswith("="), "JSON has it as it is")
    true(rows[1]["cause"].startswith("'-1+1"), rows[1]["cause"])
    true(rows[1]["measure"].startswith("'@"), rows[1]["measure"])
    true(all(cell[:1] not in "=+-@\t" or cell == "" for row in rows for cell in row.values()), rows)
    marked = p.run("ledger", "list", "--format", "csv", "--bom", code=0)
    same(marked.raw, b"\xef\xbb\xbf" + done.raw, "with --bom")
    same(p.run("ledger", "list", "--bom", code=0).out, p.run("ledger", "list", code=0).out, "--bom is for CSV")
    dry = p.run("plan", "import", "-n", p.data("plan-other.txt"), "--format", "csv", code=0)
    same(next(csv.reader(io.StringIO(dry.out)))[0], "no", "a plan that is not stored has no ids")


@case
def same_again(p):
    """the same document again changes nothing and says so"""
    first = imported(p)
    again = p.run("plan", "import", p.data("plan.txt"), code=0)
    same(again.err, "duban: unchanged: this file is already stored as plan 1, revision 1\n", "what happened")
    same(again.out, first.out, "the product")
    text = (DATA / "plan.txt").read_text(encoding="utf-8")
    other = p.write("copy.txt", text.encode("gb18030"))
    done = p.run("plan", "import", other, code=0)
    same(done.err, "duban: unchanged: plan 1, revision 1 already says the same\n", "another encoding")
    same(entries(p), 2, "audit entries")


@case
def corrected_refused(p):
    """a corrected document shows its differences and stores nothing without consent"""
    imported(p)
    before = p.run("ledger", "list", "--format", "json", code=0).out
    done = p.run("plan", "import", p.data("plan-corrected.txt"))
    error(done, 5, "PLAN-2011")
    contains(done.err, "plan 1, revision 1: 6 differences")
    for part in ("Differences from plan 1, revision 1:", "  [1] Rank:\n      - 41\n      + 40\n",
                 "    3. 经费保障\n  [3] Got:\n      - 4.00\n      + 4.50\n", "      - 登录率\n      + 系统登录率\n",
                 "  + 1. 便民服务  Full 3.00  Lost 1.00\n", "  - 4. 数据质量  Full 4.00  Lost 0.50\n"):
        contains(done.err, part)
    same(p.run("ledger", "list", "--format", "json", code=0).out, before, "the ledger")
    same(entries(p), 2, "audit entries")


@case
def corrected_accepted(p):
    """with --yes a correction becomes revision 2, and deductions keep their ids"""
    imported(p)
    done = p.run("plan", "import", "--yes", p.data("plan-corrected.txt"), code=0)
    contains(done.err, "duban: plan 1 updated to revision 2\n")
    items = p.run("ledger", "list", "--format", "json", code=0).json()["items"]
    same([(i["id"], i["no"], i["item"]) for i in items],
         [("D5", 1, "便民服务"), ("D1", 2, "受理时效"), ("D2", 3, "经费保障"), ("D3", 4, "系统登录率")], "ids")
    gone = p.run("ledger", "show", "D4", "--format", "json", code=0).json()
    same((gone["withdrawn"], gone["revision"], len(gone["history"])), (True, 1, 1), "the one that went")
    contains(p.run("ledger", "show", "D4", code=0).out, "withdrawn after revision 1")
    kept = p.run("ledger", "show", "D2", "--format", "json", code=0).json()
    same((kept["withdrawn"], kept["got"], [r["revision"] for r in kept["history"]]), (False, "4.50", [1, 2]),
         "the one that stayed")
    same(entries(p), 3, "audit entries")
    back = p.run("plan", "import", p.data("plan.txt"))
    error(back, 5, "PLAN-2011")
    contains(back.err, "revision 2")


@case
def asks_a_person(p):
    """on a terminal a correction is asked about; only yes is yes"""
    imported(p)
    for answer, code in ((b"\n", 5), (b"n\n", 5), (b"yeah\n", 5), (b"\x04", 5), (b"y\n", 0)):
        done = p.terminal("plan", "import", p.data("plan-corrected.txt"), answer=answer)
        contains(done.out, "Take these differences over? [y/N]")
        same(done.code, code, f"exit after {answer!r}: {done}")
    same(entries(p), 3, "audit entries")
    p.run("plan", "import", "--yes", p.data("plan.txt"), code=0)
    done = p.terminal("plan", "import", "--lang", "zh", p.data("plan-corrected.txt"), answer="是\n".encode())
    same(done.code, 0, f"a Chinese yes: {done}")


@case
def filters(p):
    """ledger list by year, department and plan"""
    imported(p)
    p.run("plan", "import", p.data("plan-other.txt"), code=0)

    def ids(*args):
        done = p.run("ledger", "list", "--format", "json", *args, code=0)
        return [i["id"] for i in done.json()["items"]]

    same(ids(), ["D1", "D2", "D3", "D4", "D5", "D6"], "all, the latest year first")
    same(ids("--year", "2024"), ["D5", "D6"], "year")
    same(ids("--department", "办公室"), ["D3", "D4"], "department")
    same(ids("--department=办公"), [], "part of a department's name")
    same(ids("--plan", "1", "--department", "法律援助科"), ["D1", "D2"], "plan and department")
    nothing = p.run("ledger", "list", "--year", "1999", code=0)
    same(nothing.out, "", "output")
    contains(nothing.err, "nothing matches")
    error(p.run("ledger", "list", "--plan", "3"), 4, "LEDGER-2101")
    table = p.run("ledger", "list", code=0).out
    contains(table.split("\n")[0], "Year")
    contains(table, "Total of 6 items  35.00  29.25  5.75")


@case
def both_languages(p):
    """titles, errors, hints and findings in the reader's language"""
    imported(p)
    zh = {"DUBAN_LANG": "zh"}
    listed = p.run("ledger", "list", env=zh, code=0).out
    same(listed.split("\n")[0].split(), ["编号", "序号", "大项", "子项目", "应得", "实得", "失分", "责任科室",
                                        "整改时限"], "titles")
    contains(listed, "合计 4 项")
    contains(listed, "办公室、基层工作科")
    contains(p.run("ledger", "show", env=zh, code=0).out, "第二个分值标为“应得”，应为“实得”，按实得分读取")
    contains(p.run("ledger", "show", code=0).out, "second figure is labelled 应得 where 实得 is meant")
    done = p.run("ledger", "show", "D99", env=zh)
    error(done, 4, "LEDGER-2102")
    contains(done.err, "没有该扣分项")
    contains(done.err, "提示：")


@case
def many_at_once(p):
    """eight imports of one document at once store it once"""
    ready(p)
    running = [p.start("plan", "import", p.data("plan.txt"), stdout=subprocess.DEVNULL,
                       stderr=subprocess.PIPE) for _ in range(8)]
    said = [r.communicate(timeout=120)[1].decode() for r in running]
    same([r.returncode for r in running], [0] * 8, said)
    same(sorted(s.split(":")[1].split()[0] for s in said), ["imported"] + ["unchanged"] * 7, said)
    same(entries(p), 2, "audit entries")


@case
def different_at_once(p):
    """different documents at once are all stored"""
    ready(p)
    text = (DATA / "plan.txt").read_text(encoding="utf-8")
    names = [p.write(f"{n}.txt", text.replace("5号", f"{n + 10}号")) for n in range(6)]
    running = [p.start("plan", "import", n, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for n in names]
    said = [r.communicate(timeout=120)[1].decode() for r in running]
    same([r.returncode for r in running], [0] * 6, said)
    items = p.run("ledger", "list", "--format", "json", code=0).json()["items"]
    same(sorted(i["id"] for i in items), sorted(f"D{n}" for n in range(1, 25)), "ids")
    same(entries(p), 7, "audit entries")


@case
def killed(p):
    """killed at any moment, nothing is half stored"""
    ready(p)
    text = (DATA / "plan.txt").read_text(encoding="utf-8")
    rng = random.Random(7)
    acknowledged = 0
    for n in range(24):
        name = p.write("k.txt", text.replace("5号", f"{n + 100}号"))
        r = p.start("plan", "import", name, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(rng.random() * 0.15)
        r.send_signal(signal.SIGKILL)
        acknowledged += b"imported as" in r.communicate(timeout=120)[1]
    items = p.run("ledger", "list", "--format", "json", code=0).json()["items"]
    plans = {i["plan"] for i in items}
    same(len(items), 4 * len(plans), "deductions of whole plans")
    true(len(plans) >= acknowledged, f"{acknowledged} acknowledged, {len(plans)} stored")
    same(entries(p), 1 + len(plans), "audit entries")
    p.run("plan", "import", p.data("plan.txt"), code=0)


@case
def dry_run_needs_nothing(p):
    """a dry run needs no database and makes none"""
    for db in (p.path("none.db"), "postgresql://nobody@/none?host=/nonexistent"):
        done = p.run("plan", "import", "--dry-run", "--db", db, p.data("plan.txt"), code=0)
        same(done.err, "", "standard error")
        contains(done.out, "Total of 4 items")
    true(not any(n.name.startswith("none") for n in p.folder.iterdir()), "no file was made")


@case
def no_secret_shown(p):
    """errors name the database without its password"""
    done = p.run("ledger", "list", "--db", "postgresql://me:verysecret@/x?host=/nonexistent")
    error(done, 6, "DB-1209")
    lacks(done.err, "verysecret")


@case
def product_before_full_disk(p):
    """a product that cannot be written is an error, and what was stored stays"""
    ready(p)
    with open("/dev/full", "wb") as full:
        done = p.run("plan", "import", p.data("plan.txt"), stdout=full)
    error(done, 7, "FILE-1105")
    contains(done.err, "imported as plan 1")
    same(entries(p), 2, "audit entries")


if __name__ == "__main__":
    main()
