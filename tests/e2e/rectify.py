#!/usr/bin/env python3
"""rectify - from the imported plan to the last deduction closed, by two people, on either engine.

    rectify.py DUBAN [--engine sqlite|postgresql]
"""

import csv
import io
import subprocess

from e2elib import ROOT, case, contains, error, lacks, main, same, true

SAMPLE = ROOT / "sample" / "plan-2016.txt"
PUBLISHED = ROOT.parent / "shared" / "data" / "plan" / "plan-2016.docx"
OWNER, OTHER = "周敏", "李强"


def ready(p, plan=SAMPLE):
    p.run("init", code=0)
    p.run("plan", "import", str(plan), code=0)


def rectify(p, *args, code=0, **how):
    return p.run("rectify", *args, "--format", "json", code=code, **how).json()


def refused(p, code, number, *args):
    error(p.run("rectify", *args), code, number)


def listed(p, *args):
    return rectify(p, "list", *args)


def entries(p):
    done = p.run("audit", "verify", "--format", "json", code=0).json()
    same(done["intact"], True, "audit chain")
    return done["entries"]


def to_submitted(p, deduction):
    """Assigned, proved and submitted by OWNER."""
    rectify(p, "assign", deduction, "--owner", OWNER, "--due", "2017-06-30", "--as", "局长")
    rectify(p, "evidence", deduction, p.write("proof.txt", f"proof of {deduction}"), "--as", OWNER)
    return rectify(p, "submit", deduction, "--as", OWNER)


# ---- the whole way -----------------------------------------------------------------


def close_all(p, plan):
    """Every deduction of the plan, one after the other; returns their number."""
    ready(p, plan)
    ids = [i["id"] for i in p.run("ledger", "list", "--format", "json", code=0).json()["items"]]
    before = entries(p)
    for n, deduction in enumerate(ids):
        card = rectify(p, "show", deduction)
        same((card["state"], card["rectifications"]), ("none", []), deduction)
        same(to_submitted(p, deduction)["state"], "submitted", deduction)
        proposed = "proposed" in card["cause_class"]
        rectify(p, "cause", deduction, "--accept" if proposed else "not_done", "--as", OTHER)
        same(rectify(p, "verify", deduction, "--as", OTHER)["state"], "verified", deduction)
        card = rectify(p, "close", deduction, "--as", OTHER)
        same((card["state"], card["missing"], card["owner"]), ("closed", [], OWNER), deduction)
        if n % 10 == 0:
            same(len(listed(p, "--state", "closed")["items"]), n + 1, "closed so far")
    done = listed(p)
    same([i["state"] for i in done["items"]], ["closed"] * len(ids), "states")
    same((done["overdue"], done["unassigned"]), (0, 0), "what is left")
    true(all("cause_class" in i for i in done["items"]), "each has its cause class")
    same(entries(p), before + 7 * len(ids), "audit entries")  # a cause is confirmed and an act besides
    return len(ids)


@case
def sample_closed(p):
    """the sample plan is assigned, proved, verified by a second person and closed item by item"""
    true(close_all(p, SAMPLE) >= 20, "items")


@case
def published_closed(p):
    """the published plan of 2016 is closed item by item"""
    if not PUBLISHED.exists():
        return "../shared/data/plan is not there"
    true(close_all(p, PUBLISHED) >= 20, "items")
    return None


@case
def refusals(p):
    """whatever must not be possible has its own number and changes nothing"""
    ready(p)
    refused(p, 4, "LEDGER-2102", "show", "D999")
    refused(p, 4, "RECTIFY-2201", "submit", "D1")
    refused(p, 4, "RECTIFY-2201", "task", "D1", "补录")
    refused(p, 4, "RECTIFY-2201", "evidence", "D1", p.write("a.txt", "a"))
    refused(p, 5, "RECTIFY-2204", "assign", "D1", "--due", "2017-06-30")
    rectify(p, "assign", "D1", "--owner", OWNER, "--due", "2017-06-30")
    start = entries(p)
    refused(p, 5, "RECTIFY-2212", "assign", "D1", "--again", "--owner", OWNER)
    refused(p, 5, "RECTIFY-2203", "submit", "D1", "--as", OWNER)
    rectify(p, "task", "D1", "补录材料", "--due", "2017-05-31")
    refused(p, 4, "RECTIFY-2213", "task", "D1", "--done", "2")
    same(rectify(p, "task", "D1", "--done", "1", "--as", OWNER)["state"], "under_way", "state")
    refused(p, 5, "RECTIFY-2214", "task", "D1", "--done", "1")
    refused(p, 5, "RECTIFY-2205", "submit", "D1", "--as", OWNER)
    refused(p, 3, "RECTIFY-2217", "evidence", "D1", p.write("empty.txt", ""))
    refused(p, 4, "FILE-1101", "evidence", "D1", p.path("none.txt"))
    with open(p.path("big.bin"), "wb") as f:
        f.truncate(16 * 1024 * 1024 + 1)
    refused(p, 3, "RECTIFY-2216", "evidence", "D1", p.path("big.bin"))
    rectify(p, "evidence", "D1", p.path("a.txt"), "--as", OWNER)
    rectify(p, "submit", "D1", "--as", OWNER, "--note", "请核验")
    for act in ("verify", "return --reason x"):
        refused(p, 5, "RECTIFY-2206", *act.split(), "D1", "--as", OWNER)
        refused(p, 5, "RECTIFY-2206", *act.split(), "D1", "--as", f" {OWNER[0]} {OWNER[1]} ")
    refused(p, 3, "RECTIFY-2207", "return", "D1", "--as", OTHER)
    refused(p, 3, "RECTIFY-2207", "return", "D1", "--as", OTHER, "--reason", " ")
    refused(p, 5, "RECTIFY-2203", "evidence", "D1", p.write("b.txt", "b"))
    refused(p, 5, "RECTIFY-2203", "close", "D1", "--as", OTHER)
    rectify(p, "return", "D1", "--as", OTHER, "--reason", "材料不全")
    rectify(p, "task", "D1", "补充照片")
    rectify(p, "submit", "D1", "--as", OWNER)
    rectify(p, "verify", "D1", "--as", OTHER)
    refused(p, 5, "RECTIFY-2208", "close", "D1", "--as", OTHER)
    rectify(p, "cause", "D1", "late_entry")
    refused(p, 5, "RECTIFY-2209", "close", "D1", "--as", OTHER)
    rectify(p, "task", "D1", "--done", "2", "--as", OWNER)
    refused(p, 5, "RECTIFY-2206", "close", "D1", "--as", OWNER)
    refused(p, 5, "RECTIFY-2210", "close", "D1", "--as", OTHER, "--seen", "3")
    rectify(p, "close", "D1", "--as", OTHER)
    for act in (["assign", "D1", "--owner", OWNER], ["task", "D1", "x"], ["submit", "D1"], ["cause", "D1", "not_done"],
                ["verify", "D1", "--as", OTHER], ["close", "D1", "--as", OTHER], ["evidence", "D1", p.path("b.txt")]):
        refused(p, 5, "RECTIFY-2202", *act)
    done = rectify(p, "show", "D1")
    events = done["rectifications"][0]["events"]
    same([e["action"] for e in events],
         ["assign", "task", "task_done", "evidence", "submit", "return", "task", "submit", "verify", "cause",
          "task_done", "close"], "only what was possible has happened")
    same(entries(p), start + len(events), "audit entries")  # the cause has two, the assignment came before


@case
def usage(p):
    """arguments that make no sense are told so"""
    ready(p)
    for args, part in ((["assign"], "ID is missing"), (["assign", "x"], "neither a number"),
                       (["assign", "D1", "--due", "30.6.2017"], "--due"), (["assign", "D1", "--owner", " "], "empty"),
                       (["task", "D1"], "TITLE or --done"), (["task", "D1", "x", "--done", "1"], "stands alone"),
                       (["evidence", "D1"], "FILE, --list or --get"),
                       (["evidence", "D1", "x", "--list"], "FILE, --list or --get"),
                       (["evidence", "D1", "--list", "-o", "x"], "goes with --get"),
                       (["cause", "D1", "weather"], "late_entry, not_done"),
                       (["cause", "D1", "not_done", "--accept"], "CLASS or --accept"),
                       (["list", "--state", "asleep"], "none, planned, under_way"), (["list", "D1"], "unexpected"),
                       (["submit", "D1", "D2"], "unexpected"), (["verify", "D1", "--seen", "0"], "--seen")):
        done = p.run("rectify", *args)
        error(done, 2, "CLI-9001")
        contains(done.err, part)
    for args, part in ((["--accept", "1"], "need an ID"), (["D1", "--due", "2017-01-01"], "go with --accept"),
                       (["D1", "--rules", "x"], "stands alone"), (["D1", "--accept", "x"], "whole number"),
                       (["D1", "--accept", "1", "--subject", "A B"], "type of the catalog")):
        done = p.run("ledger", "promises", *args)
        error(done, 2, "CLI-9001")
        contains(done.err, part)


# ---- what is overdue ------------------------------------------------------------------


@case
def overdue(p):
    """overdue days show, and a day in the past shows how it was then"""
    ready(p)
    rectify(p, "assign", "D1", "--owner", OWNER, "--due", "2017-06-30")
    rectify(p, "assign", "D2", "--owner", OTHER, "--due", "2199-12-31")
    late = listed(p, "--overdue", "--as-of", "2117-07-01")
    same([(i["id"], i["overdue_days"]) for i in late["items"]], [("D1", 36525)], "a hundred years later")
    same(late["overdue"], 1, "how many")
    same(listed(p, "--overdue", "--as-of", "2200-01-01")["overdue"], 2, "both")
    same([i["id"] for i in listed(p, "--owner", OTHER)["items"]], ["D2"], "of one person")
    before = listed(p, "--as-of", "2017-06-30")
    same(before["items"], [], "nothing was assigned in that year")
    done = p.run("rectify", "list", "--as-of", "2117-07-01", code=0)
    contains(done.out, "36525")
    contains(done.err, "1 is overdue")
    contains(p.run("rectify", "show", "D1", code=0).out, "overdue by")
    contains(p.run("rectify", "list", "--as-of", "2117-07-01", "--lang", "zh", code=0).err, "1 项逾期")
    rows = list(csv.DictReader(io.StringIO(p.run("rectify", "list", "--as-of", "2117-07-01", "--format", "csv",
                                                 code=0).out)))
    same([(r["id"], r["overdue_days"], r["state"]) for r in rows], [("D1", "36525", "planned"), ("D2", "", "planned")],
         "CSV")


@case
def printed_time_limit(p):
    """without --due the item's printed time limit counts"""
    p.run("init", code=0)
    text = (ROOT / "tests" / "e2e" / "data" / "plan.txt").read_text(encoding="utf-8")
    p.run("plan", "import", p.write("plan.txt", text), code=0)
    items = p.run("ledger", "list", "--format", "json", code=0).json()["items"]
    limits = {i["id"]: i.get("time_limit") for i in items}
    true(any(limits.values()), f"a time limit is printed: {limits}")
    for deduction, limit in limits.items():
        done = p.run("rectify", "assign", deduction, "--owner", OWNER, "--format", "json")
        if limit is None:
            error(done, 3, "RECTIFY-2222")
        else:
            same(done.code, 0, done)
            true(done.json()["due_on"].startswith("2026-"), done)


# ---- evidence --------------------------------------------------------------------------


@case
def evidence_files(p):
    """files come back byte by byte; the same again changes nothing, others are revisions"""
    ready(p)
    rectify(p, "assign", "D1", "--owner", OWNER, "--due", "2017-06-30")
    first, second = bytes(range(256)) * 40, b"\x00second\xff"
    done = p.run("rectify", "evidence", "D1", p.write("照片.bin", first), p.write("b.txt", "b"), code=0)
    contains(done.err, 'added "照片.bin" as file 1, revision 1')
    contains(done.err, 'added "b.txt" as file 2, revision 1')
    start = entries(p)
    contains(p.run("rectify", "evidence", "D1", p.path("照片.bin"), code=0).err, "unchanged")
    same(entries(p), start, "nothing was added")
    p.write("照片.bin", second)
    contains(p.run("rectify", "evidence", "D1", p.path("照片.bin"), code=0).err, "as file 3, revision 2")
    files = rectify(p, "evidence", "D1", "--list")["evidence"]
    same([(f["no"], f["name"], f["revision"], f["size"]) for f in files],
         [(1, "照片.bin", 1, len(first)), (2, "b.txt", 1, 1), (3, "照片.bin", 2, len(second))], "files")
    for k, want in ((1, first), (3, second)):
        same(p.run("rectify", "evidence", "D1", "--get", str(k), code=0).raw, want, f"file {k} on standard output")
        p.run("rectify", "evidence", "D1", "--get", str(k), "-o", p.path("back.bin"), code=0)
        with open(p.path("back.bin"), "rb") as f:
            same(f.read(), want, f"file {k}")
    refused(p, 4, "RECTIFY-2215", "evidence", "D1", "--get", "4")
    contains(p.run("rectify", "evidence", "D1", "--list", code=0).out, files[2]["sha256"])
    same(len(p.run("rectify", "evidence", "D1", "--list", "--format", "csv", code=0).out.splitlines()), 4, "CSV")


@case
def reopened(p):
    """what is closed can be opened again, and the earlier history stays"""
    ready(p)
    to_submitted(p, "D1")
    rectify(p, "cause", "D1", "not_done")
    rectify(p, "verify", "D1", "--as", OTHER)
    rectify(p, "close", "D1", "--as", OTHER)
    card = rectify(p, "assign", "D1", "--again", "--owner", OWNER, "--due", "2018-06-30")
    same((card["state"], card["rectification"], card["follows"]), ("planned", 2, 1), "again")
    if "follows_id" in card:
        raise AssertionError("opened again by hand, and said to have lost points again")
    shown = rectify(p, "show", "D1")
    same([c["state"] for c in shown["rectifications"]], ["closed", "planned"], "chapters")
    same(p.run("rectify", "evidence", "D1", "--get", "1", "--of", "1", code=0).out, "proof of D1", "earlier evidence")
    refused(p, 4, "RECTIFY-2215", "evidence", "D1", "--get", "1")
    out = p.run("rectify", "show", "D1", code=0).out
    contains(out, "Rectification 1:")
    contains(out, "Rectification 2:")


# ---- causes, promises, recurrence --------------------------------------------------------


@case
def causes(p):
    """a class is proposed with the words that led to it, and a person's word counts"""
    ready(p)
    start = entries(p)
    shown = rectify(p, "cause", "D1")
    same(shown["cause_class"]["proposed"], "late_entry", "proposed")
    item = p.run("ledger", "show", "D1", "--format", "json", code=0).json()
    for word in shown["cause_class"]["words"]:
        contains(item["cause"], word, "the cause")
        contains(p.run("rectify", "cause", "D1", code=0).out, word)
    same(entries(p), start, "looking changes nothing")
    same(rectify(p, "cause", "D1", "--accept", "--as", OTHER)["cause_class"]["confirmed_by"], OTHER, "confirmed")
    for name in ("below_standard", "未达标准", "below the standard"):
        same(rectify(p, "cause", "D1", name)["cause_class"]["class"], "below_standard", name)
    contains(p.run("rectify", "cause", "D1", "--lang", "zh", code=0).out, "未达标准")


@case
def promises(p):
    """promises are offered with their sentence, and become tasks and draft rules"""
    ready(p)
    offered = p.run("ledger", "promises", "--format", "json", code=0).json()["promises"]
    true(len(offered) >= 12, f"{len(offered)} promises")
    measures = {i["id"]: i.get("measure", "")
                for i in p.run("ledger", "list", "--format", "json", code=0).json()["items"]}
    for promise in offered:
        contains(measures[promise["id"]], promise["sentence"], "the measure")
        contains(promise["sentence"], promise["words"], "the sentence")
        same(promise["state"], "offered", "state")
    task = next(o for o in offered if o["kind"] == "task" and "due_on" in o)
    duty = next(o for o in offered if o["kind"] == "duty" and "amount" in o)
    done = p.run("ledger", "promises", task["id"], "--accept", str(task["no"]), "--owner", OTHER, "--format", "json",
                 code=0).json()["promises"]
    accepted = next(o for o in done if o["no"] == task["no"])
    same((accepted["state"], accepted["task"]), ("accepted", 1), "task")
    shown = rectify(p, "show", task["id"])["rectifications"][0]
    same([(t["due_on"], t["sentence"], t["owner"]) for t in shown["tasks"]], [(task["due_on"], task["sentence"], OTHER)],
         "tasks")
    same([e["action"] for e in shown["events"]], ["open", "task"], "events")
    p.run("ledger", "promises", duty["id"], "--accept", str(duty["no"]), "--from", "2017-04-01", code=0)
    error(p.run("ledger", "promises", duty["id"], "--accept", str(duty["no"])), 5, "RECTIFY-2220")
    error(p.run("ledger", "promises", duty["id"], "--reject", "99"), 4, "RECTIFY-2219")
    contains(p.run("ledger", "promises", "--rules", p.path("rules.yaml"), code=0).err, "1 draft rule")
    with open(p.path("rules.yaml"), encoding="utf-8") as f:
        rules = f.read()
    true(rules.startswith(f"- id: promise.{duty['id'].lower()}.1\n"), rules)
    contains(rules, duty["sentence"][:6], "the rule names its source")
    contains(rules, "2017-04-01", "the rule")
    same(p.run("ledger", "promises", "--rules", "-", code=0).out, rules, "on standard output")
    entries(p)


@case
def recurrence(p):
    """what was closed and loses points again in a later year is opened again and linked"""
    ready(p)
    to_submitted(p, "D1")
    rectify(p, "cause", "D1", "--accept")
    rectify(p, "verify", "D1", "--as", OTHER)
    rectify(p, "close", "D1", "--as", OTHER)
    later = SAMPLE.read_text(encoding="utf-8").replace("2017", "2018").replace("2016", "2017")
    done = p.run("plan", "import", p.write("later.txt", later), code=0)
    contains(done.err, "1 deduction that was closed has lost points again")
    items = {i["id"]: i for i in listed(p)["items"]}
    same(len(items), 2, "the closed one and the new one")
    again = next(i for i in items.values() if "follows_id" in i)
    same((again["follows_id"], again["state"], again["year"]), ("D1", "planned", items["D1"]["year"] + 1), "linked")
    contains(p.run("rectify", "list", "--lang", "zh", code=0).out, "反弹自")
    same(rectify(p, "recur")["items"], [], "only once")
    card = rectify(p, "assign", again["id"], "--owner", OWNER, "--due", "2018-06-30")
    same((card["follows"], card["owner"]), (1, OWNER), "assigned")
    entries(p)


# ---- two at once ---------------------------------------------------------------------------


@case
def together(p):
    """of two who act on one state, exactly one does it"""
    ready(p)
    to_submitted(p, "D1")
    acts = [["verify", "D1", "--seen", "3", "--as", f"核验员{n}"] for n in range(3)]
    acts += [["return", "D1", "--seen", "3", "--reason", "不清楚", "--as", f"核验员{n}"] for n in range(3, 6)]
    running = [p.start("rectify", *a, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for a in acts]
    said = [r.communicate(timeout=120)[1].decode() for r in running]
    codes = sorted(r.returncode for r in running)
    same(codes, [0] + [5] * 5, said)
    true(sum("RECTIFY-2210" in s or "RECTIFY-2203" in s for s in said) == 5, said)
    same(len(rectify(p, "show", "D1")["rectifications"][0]["events"]), 4, "events")
    entries(p)


@case
def by_number(p):
    """a plain number means the plan that came in last, as in ledger show"""
    ready(p)
    p.run("plan", "import", str(ROOT / "tests" / "e2e" / "data" / "plan-other.txt"), code=0)
    shown = p.run("ledger", "show", "1", "--format", "json", code=0).json()
    card = rectify(p, "assign", "1", "--owner", OWNER, "--due", "2026-12-31")
    same(card["id"], shown["id"], "the same deduction")
    true(card["id"] != "D1", "not the first of the first plan")


@case
def any_language(p):
    """JSON and CSV do not change with the language, and help is translated"""
    ready(p)
    to_submitted(p, "D1")
    for args in (["rectify", "list"], ["rectify", "show", "D1"], ["rectify", "list", "--state", "none"],
                 ["rectify", "evidence", "D1", "--list"], ["ledger", "promises"], ["rectify", "recur"],
                 ["rectify", "cause", "D2"]):
        for format_ in ("json", "csv"):
            same(p.run(*args, "--format", format_, "--lang", "zh", code=0).out,
                 p.run(*args, "--format", format_, "--lang", "en", code=0).out, args)
    for command in ("assign", "task", "evidence", "cause", "submit", "verify", "return", "close", "list", "show", "recur"):
        out = p.run("help", "rectify", command, "--lang", "zh", code=0).out
        lacks(out, "rectification", f"help of {command}")
    lacks(p.run("help", "ledger", "promises", "--lang", "zh", code=0).out, "measures")


if __name__ == "__main__":
    main()
