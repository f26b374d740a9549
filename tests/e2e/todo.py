#!/usr/bin/env python3
"""todo - what is owed, as it stands and as of any time; days that pass; and the proof of it all.

    todo.py DUBAN [--engine sqlite|postgresql]

The program runs by a clock of our own (tests/support/clock_shim.c).
"""

import csv
import datetime
import io
import math
import os
import shutil
import signal
import sqlite3
import subprocess
import time
import urllib.parse
from pathlib import Path

from countylib import CATALOG, number, people, ready, refused, run, told
from e2elib import case, contains, error, lacks, main, same, true

CHINA = datetime.timezone(datetime.timedelta(hours=8))
EDUCATION = "cc.education_hours"
MARCH = f"{EDUCATION}/R1/2017-03"
ALL = ("--state", "all", "--due-from", "2017-01-01", "--limit", "10000")


# ---- the clock ------------------------------------------------------------------------


def clock(p, text):
    """Let the program believe that it is this time in China; it goes on from there."""
    if "CLOCK_SHIM" not in p.env:
        shim = Path(p.duban).parent.parent / "tests" / "e2e" / "clock_shim.so"
        true(shim.exists(), f"{shim} is not built")
        p.env["LD_PRELOAD"] = str(shim)
        p.env["CLOCK_SHIM"] = p.path("clock")
        p.env["ASAN_OPTIONS"] = p.env.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
    moment = datetime.datetime.strptime(text, "%Y-%m-%d %H:%M:%S" if text.count(":") == 2 else "%Y-%m-%d %H:%M")
    p.write("clock.new", str(math.ceil((moment.replace(tzinfo=CHINA).timestamp() - time.time()) * 1000)))
    os.replace(p.path("clock.new"), p.path("clock"))


# ---- a county -------------------------------------------------------------------------


def county(p):
    """Four offices with two catalogs, and three people who were entered on 6 March 2017."""
    clock(p, "2017-01-03 09:00")
    ready(p)
    clock(p, "2017-03-06 09:00")
    people(p)


def session(p, day, hours, who="R1", unit="o0"):
    run(p, "records", "add", "education_session", "--subject", who, "--unit", unit, f"held_on={day}",
        f"hours={hours}", "form=group", "topic=学习")


def todo(p, *args):
    return told(p, "todo", *args)


def duties(p, *args):
    return todo(p, *args)["obligations"]


def keys(p, *args):
    return [o["key"] for o in duties(p, *args)]


def march(p, *args):
    """How R1's education of March stands."""
    found = [o for o in duties(p, "--rule", EDUCATION, "--subject", "R1", "--state", "all", *args)
             if o["key"] == MARCH]
    return found[0] if found else None


def proved(p):
    done = told(p, "verify")
    same((done["differences"], done["stale"]), (0, False), f"stored as computed: {done}")
    return done


# ---- one obligation through its life --------------------------------------------------


@case
def a_duty_goes_its_way(p):
    """open until the last moment of its day, missed at midnight, late once it is entered, as of any of these times"""
    county(p)
    clock(p, "2017-03-28 09:00")
    session(p, "2017-03-10", 6)
    at = march(p)
    same((at["state"], at["days"], at["total"], at["timely"], at["need"], at["measured_in"]),
         ("open", 3, "6", "6", "8", "小时"), "six of eight hours")
    same((at["name"], at["about"], at["label"], at["owner"], at["owner_name"], at["first"], at["last"]),
         ({"zh": "教育学习每月不少于8小时", "en": "At least 8 hours of education a month"}, "R1", "赵建国", "o0",
          "城西司法所", "2017-03-01", "2017-03-31"), "what it is")
    contains(at["source"]["text"], "社区矫正实施办法")
    clock(p, "2017-03-31 23:59")
    same((march(p)["state"], march(p)["days"]), ("open", 0), "its last day")
    clock(p, "2017-04-01 00:00:01")
    same((march(p)["state"], march(p)["days"]), ("missed", -1), "a second after midnight")
    clock(p, "2017-04-03 10:00")
    session(p, "2017-03-31", 2)
    late = march(p)
    same((late["state"], late["total"], late["timely"]), ("late", "8", "6"), "entered too late")
    for then, state, total in [("2017-03-05", None, None), ("2017-03-27", "open", "0"), ("2017-03-28", "open", "6"),
                               ("2017-03-31", "open", "6"), ("2017-03-31 23:59", "open", "6"),
                               ("2017-04-01 00:00", "missed", "6"), ("2017-04-03 09:59", "missed", "6"),
                               ("2017-04-03", "late", "8")]:
        if state is None:
            refused(p, 4, "RECORD-2451", "todo", "--subject", "R1", "--as-of", then)
            continue
        was = march(p, "--as-of", then)
        same((was["state"], was["total"]), (state, total), f"as of {then}")
    life = told(p, "todo", "--show", MARCH)
    same([(c.get("from"), c.get("to")) for c in life["changes"]], [("open", "missed"), ("missed", "late")], "its life")
    same(life["changes"][0]["at"], "2017-03-31T16:00:00.000Z", "missed at midnight, whenever that was noted")
    proved(p)


@case
def moved_and_excused(p):
    """an outage moves a deadline and says from where; a waiver excuses; what has ceased to exist still tells its life"""
    county(p)
    clock(p, "2017-04-03 10:00")
    session(p, "2017-03-10", 8)
    same(march(p)["state"], "late", "late")
    waiver = told(p, "waive", EDUCATION, "--subject", "R1", "--period", "2017-03", "--reason", "住院", "--as", "周敏")
    same(march(p)["state"], "excused", "excused")
    shown = told(p, "todo", "--show", MARCH)
    same([(w["waiver"], w["decided_by"], w["reason"], w["decided_at"]) for w in shown["waivers"]],
         [(1, "周敏", "住院", waiver["decided"]["at"])], "the decision")
    told(p, "waive", "--withdraw", "1", "--reason", "有误", "--as", "李强")
    told(p, "outage", "add", "o0", "--from", "2017-03-30", "--to", "2017-04-05", "--reason", "停电")
    told(p, "outage", "accept", "1")
    moved = march(p)
    same((moved["state"], moved["moved"], moved["due"], moved["due_first"]), ("met", True, "2017-04-06", "2017-03-31"),
         "met because of the outage")
    same(march(p, "--as-of", waiver["decided"]["at"])["state"], "excused", "as of the decision")
    contains(run(p, "todo", "--show", MARCH, "--lang", "zh").out, "按时完成（已顺延）")
    table = run(p, "todo", "--subject", "R1", "--state", "met", "--lang", "zh").out
    contains(table, "原期限")
    contains(table, "8 / 8 小时")
    proved(p)
    run(p, "records", "void", "R1", "--reason", "重复")
    gone = told(p, "todo", "--show", MARCH)
    same((gone["exists"], gone["changes"][-1].get("to"), gone["waivers"][0]["withdrawn_by"]), (False, None, "李强"),
         "ceased to exist")
    contains(run(p, "todo", "--show", MARCH, "--lang", "zh").out, "已不存在")
    rows = list(csv.DictReader(io.StringIO(run(p, "todo", "--show", MARCH, "--format", "csv").out)))
    same([(r["from"], r["to"]) for r in rows],
         [("open", "missed"), ("missed", "late"), ("late", "excused"), ("excused", "late"), ("late", "met"), ("met", "")],
         "every change")
    same(duties(p, "--subject", "R1", "--state", "all"), [], "nothing is owed about him")
    proved(p)


@case
def as_of_is_what_was_told(p):
    """whatever was told at a time is told again as of that time, whatever was entered since"""
    county(p)
    told_then = []

    def note():
        told_then.append(todo(p, *ALL))

    note()
    for when, write in [
            ("2017-03-15 10:00", lambda: session(p, "2017-03-14", 8)),
            ("2017-03-20 10:00", lambda: session(p, "2017-03-17", 5, "R2", "o1")),
            ("2017-03-31 18:00", lambda: run(p, "records", "revise", "R5", "--reason", "更正", "hours=3")),
            ("2017-04-01 00:00:02", lambda: None),
            ("2017-04-02 10:00", lambda: session(p, "2017-03-30", 5, "R2", "o1")),
            ("2017-04-05 10:00", lambda: told(p, "outage", "add", "o1", "--from", "2017-03-30", "--to", "2017-04-04",
                                              "--reason", "断网")),
            ("2017-04-05 11:00", lambda: told(p, "outage", "accept", "1")),
            ("2017-04-06 09:00", lambda: told(p, "waive", EDUCATION, "--subject", "R1", "--period", "2017-03",
                                              "--reason", "住院")),
            ("2017-04-10 09:00", lambda: run(p, "records", "void", "R4", "--reason", "有误"))]:
        clock(p, when)
        note()
        write()
        note()
    proved(p)
    states = set()
    for then in told_then:
        again = todo(p, *ALL, "--as-of", then["as_of"])
        same((then["computed"], again["computed"]), (False, True), "stored, and computed")
        same(again["counts"], then["counts"], f"counts as of {then['as_of']}")
        same(again["obligations"], then["obligations"], f"as of {then['as_of']}")
        states |= {o["state"] for o in then["obligations"]}
    same(states, {"open", "met", "late", "missed", "excused"}, "something of everything")
    true(len(told_then[-1]["obligations"]) > 100, "there is much to compare")


# ---- asking ---------------------------------------------------------------------------


def leave(p):
    """R1 goes on leave, from which he has to return: a duty about a record in his file."""
    run(p, "records", "add", "leave", "--subject", "R1", "--unit", "o0", "applied_on=2017-03-20", "from_on=2017-03-22",
        "to_on=2017-04-05", "destination=无锡", "reason=探亲", "decided_by=county")
    return told(p, "records", "list", "leave")["records"][0]["record"]


@case
def filters(p):
    """unit, rule, subject, state and days choose; the same as stored and as computed"""
    county(p)
    clock(p, "2017-03-28 09:00")
    session(p, "2017-03-10", 8)
    trip = leave(p)
    whole = todo(p, *ALL)
    everything = whole["obligations"]
    for args, holds in [
            (["--unit", "o1"], lambda o: o.get("owner") == "o1"),
            (["--unit", "城东司法所"], lambda o: o.get("owner") == "o1"),
            (["--unit", "yz"], lambda o: "owner" in o),
            (["--rule", EDUCATION], lambda o: o["rule"] == EDUCATION),
            (["--subject", "R1"], lambda o: "R1" in (o.get("about"), o.get("subject"))),
            (["--subject", number(0)], lambda o: "R1" in (o.get("about"), o.get("subject"))),
            (["--subject", "赵建国", "--rule", EDUCATION], lambda o: o["rule"] == EDUCATION and o["about"] == "R1"),
            (["--subject", trip], lambda o: o.get("about") == trip),
            (["--rule", "cc.weekly_phone", "--unit", "o0"], None),
            (["--due-to", "2017-03-20"], lambda o: o["due"] <= "2017-03-20"),
            (["--unit", "o0", "--due-from", "2017-03-20", "--due-to", "2017-03-31"],
             lambda o: o.get("owner") == "o0" and "2017-03-20" <= o["due"] <= "2017-03-31")]:
        if holds is None:
            refused(p, 4, "OBLIGATION-3702", "todo", *args)
            continue
        stored, computed = todo(p, *ALL, *args), todo(p, *ALL, *args, "--as-of", whole["as_of"])
        want = [o for o in everything if holds(o)]
        same(stored["obligations"], want, f"stored, {args}")
        same(computed["obligations"], want, f"computed, {args}")
        same(stored["counts"], computed["counts"], f"counts, {args}")
        true(want, f"{args} finds something")
        for state in ("open", "met", "open,missed"):
            some = [o for o in want if o["state"] in state.split(",")]
            same(duties(p, *ALL, *args, "--state", state), some, f"{args} {state}")
    back = next(o for o in everything if o["rule"] == "cc.leave_return")
    same((back["about"], back["subject"], back["subject_label"], back["due"], back["period"]),
         (trip, "R1", "赵建国", "2017-04-05", "once"), "about a record of his")
    contains(run(p, "todo", "--subject", "R1", "--lang", "zh").out, f"{trip}（R1 赵建国）")
    same(sum(whole["counts"].values()), len(everything), "counts")
    same({o["state"] for o in duties(p, "--due-from", "2017-01-01")}, {"open", "missed"}, "the default")


@case
def pages(p):
    """pages put together are the whole list, as stored, of one rule, one subject, one unit, and as computed"""
    county(p)
    clock(p, "2017-03-28 09:00")
    now = todo(p, "--limit", "1")["as_of"]
    for args, size in [(["--due-from", "2017-03-20"], 17), (["--rule", EDUCATION], 2), (["--subject", "R2"], 3),
                       (["--unit", "o0", "--due-from", "2017-03-01"], 4),
                       (["--due-from", "2017-03-20", "--as-of", now], 17)]:
        whole = todo(p, *args, "--limit", "10000")
        got, after = [], []
        while True:
            page = todo(p, *args, "--limit", str(size), *after)
            got += page["obligations"]
            same(page["counts"], whole["counts"], "the counts are those of all pages")
            if not page["more"]:
                break
            same(len(page["obligations"]), size, "a full page")
            after = ["--after", page["last"]]
        true(len(got) > size, f"{args}: more than one page")
        same(got, whole["obligations"], f"pages of {args}")
        done = run(p, "todo", *args, "--limit", str(size))
        contains(done.err, f'--after "{todo(p, *args, "--limit", str(size))["last"]}"')


# ---- by points ------------------------------------------------------------------------

TYPE = """record: {name}
title: {{zh: {title}, en: {name}}}
{more}
"""
RULES = """- id: a.week
  name: {zh: 每周谈话, en: A talk a week}
  for: {subject: person}
  every: week
  need: {record: talk, where: week, count: 1}
- id: a.month
  name: {zh: 每月谈话, en: A talk a month}
  for: {subject: person}
  every: month
  need: {record: talk, where: not week, count: 1}
- id: a.free
  name: {zh: 每月自学, en: Study}
  for: {subject: person}
  every: month
  need: {record: talk, count: 9}
"""
FRAMEWORK = """framework: %s
title: {zh: 考评, en: Assessment}
period: {from: 2017-01-01, to: 2017-12-31}
closes_at: 2018-01-10T18:00:00+08:00
items:
- id: "1"
  name: {zh: 每周, en: Weeks}
  full: 100
  measures:
    missed: {obligations: a.week, state: [missed]}
  score: {method: deduct, of: missed, each: 1.5}
- id: "2"
  name: {zh: 每月, en: Months}
  full: 10
  measures:
    missed: {obligations: a.month, state: [late, missed]}
  score: {method: deduct, of: missed, each: 0.5}
"""


def catalog(p, name, valid, framework):
    """A small catalog: a person is talked with each week and each month."""
    folder = Path(p.path(name))
    for sub in ("records", "rules"):
        (folder / sub).mkdir(parents=True)
    files = {
        "catalog.yaml": f"catalog: {name}\ntitle: {{zh: {name}, en: {name}}}\nvalid: {valid}\n",
        "units.yaml": "units:\n  county:\n    title: {zh: 县, en: County}\n",
        "records/person.yaml": TYPE.format(name="person", title="对象", more="label: name\nlookup: [name]\nfields:\n"
                                           "  name: {type: text, required: true, title: {zh: 姓名, en: Name}}\n"
                                           "  start_on: {type: date, required: true, title: {zh: 起, en: From}}\n"
                                           "life: {start: start_on}"),
        "records/talk.yaml": TYPE.format(name="talk", title="谈话", more="subject: person\noccurred_on: on\nfields:\n"
                                         "  on: {type: date, required: true, title: {zh: 日期, en: Day}}\n"
                                         "  week: {type: bool, default: true, title: {zh: 每周, en: Week}}"),
        "rules/all.yaml": RULES,
        "framework.yaml": FRAMEWORK % framework}
    for path, text in files.items():
        (folder / path).write_text(text, encoding="utf-8")
    run(p, "catalog", "load", str(folder))


def worth(p, *args):
    return [(o["rule"], o["period"], o["state"], o["at_risk"], o["regain"])
            for o in duties(p, "--sort", "points", *args)]


@case
def by_points(p):
    """today's order: missed but recoverable and due today, within three days, later; the most points first"""
    clock(p, "2017-02-27 09:00")
    run(p, "init")
    catalog(p, "one", "{from: 2017-01-01, to: 2017-12-31}", "one-2017")
    run(p, "units", "add", "yz", "--kind", "county", "--name", "云泽区司法局")
    run(p, "records", "add", "person", "--unit", "yz", "name=陈志远", "start_on=2017-03-01")
    clock(p, "2017-03-29 09:00")
    week = {n: ("a.week", f"2017-W{n}", "missed", "0.00", "1.50") for n in (10, 11, 12)}
    this_week = ("a.week", "2017-W13", "open", "1.50", "0.00")
    month = ("a.month", "2017-03", "open", "0.50", "0.00")
    same(worth(p), [week[10], week[11], week[12], month, this_week], "a Wednesday")
    whole = todo(p, "--sort", "points")
    same((whole["counts"]["open"], whole["counts"]["missed"]), (2, 3), "what is worth anything")
    same([o["days"] for o in whole["obligations"]], [-17, -10, -3, 2, 4], "days")
    same(worth(p, "--state", "open"), [month, this_week], "open alone")
    same(worth(p, "--due-to", "2017-03-20", "--subject", "陈志远"), [week[10], week[11]], "filtered")
    first = todo(p, "--sort", "points", "--limit", "3")
    same((first["more"], worth(p, "--limit", "3", "--after", first["last"])), (True, [month, this_week]), "pages")
    clock(p, "2017-03-31 09:00")
    same(worth(p), [week[10], week[11], week[12], month, this_week], "due today comes before what is due in two days")
    run(p, "records", "add", "talk", "--unit", "yz", "--subject", "陈志远", "on=2017-03-08", "week=true")
    same(worth(p)[0], week[11], "entered late, and regained")
    rules = Path(p.path("one")) / "rules" / "all.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("每周谈话", "每周谈话一次"), encoding="utf-8")
    run(p, "catalog", "load", p.path("one"))  # what was entered is of an older version now
    same([(o["name"]["zh"], o["label"]) for o in duties(p, "--sort", "points")][0], ("每周谈话一次", "陈志远"), "reloaded")
    refused(p, 4, "OBLIGATION-3701", "todo", "--sort", "points", "--after", "2017-03-12/a.week/R1/2017-W10")
    same([o[1] for o in worth(p, "--as-of", "2017-03-29")], ["2017-W10", "2017-W11", "2017-W12", "2017-03", "2017-W13"],
         "as of Wednesday")
    table = run(p, "todo", "--sort", "points", "--lang", "zh").out
    for word in ("分数", "1.50", "0.50", "每周谈话一次", "R1 陈志远", "还有 2 天", "今天", "逾期 12 天"):
        contains(table, word)
    lacks(table, "每月自学", "what is worth nothing")
    clock(p, "2018-01-05 09:00")
    same(worth(p)[0], ("a.week", "2017-W11", "missed", "0.00", "1.50"), "the year before has not closed")
    clock(p, "2018-01-11 09:00")
    refused(p, 4, "OBLIGATION-3705", "todo", "--sort", "points")
    contains(run(p, "todo", "--sort", "points", "--lang", "zh", code=4).err, "没有考评周期包含该日的指标体系")
    clock(p, "2018-01-12 09:00")
    catalog(p, "two", "{from: 2018-01-01}", "two-2017")
    refused(p, 2, "SCORE-3609", "todo", "--sort", "points", "--as-of", "2017-03-29")
    same(len(worth(p, "--as-of", "2017-03-29", "--framework", "one-2017")), 5, "one is named")


# ---- time -----------------------------------------------------------------------------


@case
def advance(p):
    """a day passes once, however often it is asked for; a clock that is set back changes nothing"""
    county(p)
    clock(p, "2017-03-31 09:00")
    true(told(p, "advance")["changed"] > 0, "days have passed")
    same(told(p, "advance"), {"changed": 0, "next": "2017-03-31T16:00:00.000Z"}, "nothing since")
    before = todo(p, *ALL)
    clock(p, "2017-04-10 08:00")
    true(told(p, "advance")["changed"] > 0, "ten days later")
    after = todo(p, *ALL)
    true(after["counts"]["missed"] > before["counts"]["missed"], "deadlines have passed")
    clock(p, "2017-04-02 08:00")
    same(told(p, "advance")["changed"], 0, "set back")
    back = todo(p, *ALL)
    same((back["counts"], back["as_of"] >= after["as_of"][:10]), (after["counts"], True), "nothing is undone")
    proved(p)
    contains(run(p, "advance", "--lang", "zh").out, "2017-04-03 00:00")
    same(run(p, "advance", "--format", "csv").out, "changed,next\r\n0,2017-04-02T16:00:00.000Z\r\n", "CSV")


@case
def follow(p):
    """--follow does it at midnight by itself, notices a clock that is set, and ends on SIGTERM and SIGINT"""
    county(p)
    clock(p, "2017-03-31 09:00")
    same(march(p)["state"], "open", "before")
    for stop, start in ((signal.SIGTERM, "2017-03-31 23:59:55"), (signal.SIGINT, "2017-04-01 08:00")):
        clock(p, start)
        process = p.start("advance", "--follow", env={"DUBAN_KEY_FILE": p.path("county.key")}, stderr=subprocess.PIPE,
                          text=True)
        try:
            contains(process.stderr.readline(), "info obligation.advance changed=0 next=2017-", "at once")
            if stop == signal.SIGTERM:
                line = process.stderr.readline()
                contains(line, "next=2017-04-01T16:00:00.000Z", "at midnight")
                lacks(line, "changed=0 ", "at midnight")
                same(noted(p), "missed", "as stored, without anybody asking")
            process.send_signal(stop)
            rest = process.stderr.read()
            same((process.wait(timeout=20), rest), (0, "info obligation.follow stopped\n"), f"{stop.name}")
        finally:
            if process.poll() is None:
                process.kill()
    proved(p)


# ---- behind its back ------------------------------------------------------------------


def sql(p, statement):
    """What the database itself answers."""
    if p.engine == "sqlite":
        with sqlite3.connect(p.db) as db:
            rows = db.execute(statement).fetchall()
        db.close()
        return rows
    parts = urllib.parse.urlsplit(p.db)
    done = subprocess.run(["psql", "-X", "-q", "-t", "-A", "-F", "\t", "-d", urllib.parse.urlunsplit(parts), "-c",
                           statement], check=True, capture_output=True, text=True)
    return [tuple(line.split("\t")) for line in done.stdout.splitlines()]


def noted(p):
    return sql(p, "SELECT state FROM obligation WHERE rule = 'cc.education_hours' AND about = 1"
                  " AND period = '2017-03'")[0][0]


@case
def verify(p):
    """stored as computed; what was changed behind its back is found, field by field; stale is no damage"""
    clock(p, "2017-03-27 09:00")
    run(p, "init")
    contains(run(p, "verify").err, "nothing is stored yet")
    clock(p, "2017-03-28 09:00")
    ready(p)
    people(p)
    whole = proved(p)
    true(whole["stored"] == whole["computed"] > 100, "there is something to compare")
    contains(run(p, "verify", "--lang", "zh").out, "2017-03-28 09:00")
    sql(p, "UPDATE obligation SET state = 'met', timely = '8' WHERE rule = 'cc.education_hours' AND about = 1"
           " AND period = '2017-03'")
    sql(p, "DELETE FROM obligation WHERE rule = 'cc.education_hours' AND about = 2 AND period = '2017-03'")
    done = run(p, "verify", "--format", "json", code=8)
    contains(done.err, "[OBLIGATION-3706]: 2\nhint: ")
    found = done.json()
    same((found["differences"], found["stale"], len(found["list"])), (2, False, 2), "both")
    same([(d["key"], d.get("stored", {}).get("state"), d["computed"]["state"]) for d in found["list"]],
         [(MARCH, "met", "open"), (f"{EDUCATION}/R2/2017-03", None, "open")], "what differs")
    rows = list(csv.reader(io.StringIO(run(p, "verify", "--format", "csv", code=8).out)))
    same(rows, [["key", "field", "stored", "computed"], [MARCH, "state", "met", "open"], [MARCH, "timely", "8", "0"],
                [f"{EDUCATION}/R2/2017-03", "state", "", "open"]], "CSV")
    same(len(run(p, "verify", "--most", "1", "--format", "json", code=8).json()["list"]), 1, "--most")
    contains(run(p, "verify", "--lang", "zh", code=8).out, MARCH)
    sql(p, "UPDATE obligation_clock SET basis = 'f' || substr(basis, 1, 63)")
    stale = run(p, "verify", "--format", "json", code=0)
    same((stale.json()["stale"], stale.json()["differences"]), (True, 2), "stale")
    contains(stale.err, "duban advance")
    same(told(p, "advance")["changed"], 2, "computed anew")
    proved(p)


@case
def read_only(p):
    """a database that may only be read is computed up to now, as it would have been stored"""
    if p.engine != "sqlite":
        return "of an SQLite file"
    county(p)
    clock(p, "2017-03-28 09:00")
    session(p, "2017-03-10", 6)
    clock(p, "2017-04-02 09:00")
    db = ("--db", f"file:{p.db}?mode=ro")
    seen = todo(p, *ALL, *db)
    same((seen["computed"], noted(p)), (True, "open"), "computed, and nothing noted")
    shown = told(p, "todo", "--show", MARCH, *db)
    same((shown["state"], shown["changes"]), ("missed", []), "one")
    refused(p, 6, "DB-1206", "advance", *db)
    stored = todo(p, *ALL)
    same((stored["computed"], stored["obligations"]), (False, seen["obligations"]), "the same as stored")
    with sqlite3.connect(p.db, isolation_level=None) as db:
        db.execute("BEGIN IMMEDIATE")
        same(todo(p, *ALL)["computed"], False, "while somebody writes")
        db.execute("ROLLBACK")
    db.close()
    return None


# ---- a rule that fails ----------------------------------------------------------------


FAULTY = """- id: b.late
  name: {zh: 逾期, en: Late}
  for: {record: breach}
  where: 10 / days_late > 1
  within: {days: 3}
  need: {record: penalty, via: breach, count: 1}
  valid: {from: 2017-01-01, to: 2020-06-30}
"""


@case
def fails(p):
    """a rule that fails is told with the record at which it does, and nothing is half written"""
    county(p)
    breach = ("records", "add", "breach", "--subject", "R1", "--unit", "o0", "found_on=2017-03-02", "kind=report", "facts=x")
    run(p, *breach, "days_late=0")
    for name in ("common", "jiangsu-2017"):
        shutil.copytree(CATALOG / name, p.path(name))
    p.write("jiangsu-2017/rules/b.yaml", FAULTY)
    done = run(p, "catalog", "load", p.path("jiangsu-2017"), code=None)
    error(done, 3, "TEXT-1009")
    contains(done.err, "R4: rule b.late where", "of all records the one")
    same(told(p, "catalog", "list")["catalogs"][0]["version"], 1, "not loaded")
    run(p, "records", "revise", "R4", "days_late=2", "--reason", "更正")
    run(p, "catalog", "load", p.path("jiangsu-2017"))
    done = run(p, *breach, "days_late=0", code=None)
    error(done, 3, "TEXT-1009")
    contains(done.err, "R1, 2017-03-02: rule b.late where", "of a sheet's rows the one")
    same(len(told(p, "records", "list", "breach")["records"]), 1, "not entered")
    run(p, "verify", code=0)


# ---- units ----------------------------------------------------------------------------


@case
def units_have_days(p):
    """a unit owes from the day it opens until the day it is closed, and an answer about the time between stays"""
    clock(p, "2017-08-01 09:00")
    ready(p)
    daily = ("--rule", "cc.position_supervision", "--unit", "o9", *ALL)

    def owed(*args):
        return [d["period"] for d in duties(p, *daily, *args)]
    run(p, "units", "add", "o9", "--kind", "office", "--parent", "yz", "--name", "新桥司法所", "--from", "2017-07-15")
    july = [f"2017-07-{day}" for day in range(15, 32)]
    same(owed(), [*july, "2017-08-01"], "since it opened")
    same([d["key"] for d in duties(p, "--unit", "o9", *ALL) if d["first"] < "2017-07-15"], [], "nothing before")
    clock(p, "2017-08-02 09:00")
    run(p, "units", "change", "o9", "--to", "2017-07-20", "--reason", "撤并")
    same(owed(), july[:6], "until it was closed")
    clock(p, "2017-08-03 09:00")
    same(owed(), july[:6], "the next day")
    same(owed("--as-of", "2017-08-01"), [*july, "2017-08-01"], "before that was known")
    anew = "SELECT count(*) FROM audit_entry WHERE action = 'obligation.rebuild'"
    before = sql(p, anew)
    run(p, "units", "change", "o9", "--name", "新桥所", "--reason", "改名")
    same(sql(p, anew), before, "a name changes nothing that is owed")
    run(p, "verify", code=0)


# ---- empty, and wrong -----------------------------------------------------------------


@case
def empty(p):
    """nothing to do is said, and until when; without rules there is no answer"""
    clock(p, "2017-03-28 09:00")
    run(p, "init")
    refused(p, 5, "CATALOG-3203", "todo")
    clock(p, "2017-03-28 09:10")
    run(p, "catalog", "load", str(Path(__file__).resolve().parents[2] / "catalog" / "jiangsu-2017"))
    clock(p, "2017-03-28 09:20")
    done = run(p, "todo")
    contains(done.err, "nothing to do; what comes next begins on 2017-03-29 at the earliest")
    same(done.out, "As of 2017-03-28 09:20: not done yet 0, done in time 0, entered late 0, not entered 0, excused 0."
                   " Shown: not done yet, not entered.\n", "counts")
    contains(run(p, "todo", "--due-to", "2017-04-30", "--lang", "zh").err, "2017-04-30 之前没有到期的待办事项")
    contains(run(p, "todo", "--lang", "zh").err, "没有待办事项；新的事项最早于 2017-03-29 开始")
    contains(run(p, "todo", "--state", "met").err, "no such obligations")
    same(duties(p, "--as-of", "2017-03-28"), [], "as of")
    same(run(p, "todo", "--format", "csv").out.count("\r\n"), 1, "CSV has its titles")


@case
def no_rules(p):
    """a catalog without rules is told from a day without duties"""
    clock(p, "2017-03-28 09:00")
    run(p, "init")
    os.mkdir(p.path("bare"))
    p.write("bare/catalog.yaml", "catalog: bare\ntitle: {zh: 空, en: Bare}\n")
    p.write("bare/units.yaml", "units:\n  county:\n    title: {zh: 县, en: County}\n")
    run(p, "catalog", "load", p.path("bare"))
    for args in ((), ("--as-of", "2017-03-27"), ("--state", "all")):
        contains(run(p, "todo", *args).err, "no catalog that is loaded has rules", args)
    contains(run(p, "todo", "--lang", "zh").err, "都没有规则")


@case
def wrong(p):
    """garbage is refused with its exit code, and says what is wanted"""
    county(p)
    for args, said in [
            (["--state", "opened"], "--state takes"), (["--state", ""], "--state takes"), (["--state", "open,"], "--state takes"),
            (["--sort", "name"], "--sort is due or points"), (["--limit", "0"], "--limit"), (["--limit", "x"], "--limit"),
            (["--due-to", "2017-02-30"], "--due-to"), (["--as-of", "gestern"], "--as-of takes a time"),
            (["--due-from", "2017-03-02", "--due-to", "2017-03-01"], "--due-to lies before"),
            (["--framework", "x"], "--framework goes with"), (["--sort", "points", "--state", "met"], "open or missed"),
            (["--show", MARCH, "--keys"], "--show goes with no other"), (["--unit", " "], "--unit"), (["extra"], "extra")]:
        contains(run(p, "todo", *args, code=2).err, said, args)
    for place in ("x", "2017-03-31", "2017-03-31/x", "2017-02-30/a/R1/b", "2017-03-31/a//b", "2017-03-31/a/R1/"):
        refused(p, 2, "OBLIGATION-3704", "todo", "--after", place)
    for key in ("x", "a/b", "/R1/2017-03", "a//2017-03", "a/R1/"):
        refused(p, 2, "OBLIGATION-3704", "todo", "--show", key)
    refused(p, 4, "OBLIGATION-3701", "todo", "--show", f"{EDUCATION}/R1/2011-03")
    refused(p, 4, "OBLIGATION-3701", "todo", "--show", "cc.liaison/R1/2017-W09")  # a unit may be called R1
    refused(p, 4, "UNIT-3301", "todo", "--unit", "nowhere")
    refused(p, 4, "OBLIGATION-3702", "todo", "--rule", "cc.nothing")
    refused(p, 4, "RECORD-2451", "todo", "--subject", "R99")
    refused(p, 3, "RECORD-2420", "todo", "--subject", "无此人")
    refused(p, 4, "OBLIGATION-3705", "todo", "--sort", "points")
    contains(run(p, "verify", "--most", "0", code=2).err, "--most")
    contains(run(p, "advance", "now", code=2).err, "now")
    contains(run(p, "todo", "--keys", "--rule", EDUCATION).out, f"{EDUCATION}/R1/2017-02")


if __name__ == "__main__":
    main()
