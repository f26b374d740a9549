#!/usr/bin/env python3
"""outage - what moves deadlines and what excuses, decided by people, on either engine.

    outage.py DUBAN [--engine sqlite|postgresql]
"""

import csv
import io

from countylib import chain, number, people, ready, refused, run, told
from e2elib import case, contains, error, lacks, main, same, true

RULE = "cc.education_hours"
REASON = ("--reason", "线路中断")


def county(p):
    """Offices o0, o1, …, a person R1 of one of them, and his hours of March, entered six days too late."""
    ready(p)
    people(p)
    run(p, "records", "add", "education_session", "--subject", "R1", "--unit", home(p), "held_on=2017-03-10",
        "hours=8", "form=group", "topic=学习", "--entered-at", "2017-04-06 10:00")


def home(p, who="R1"):
    return told(p, "records", "show", who)["unit"]


def waive(p, *args):
    return told(p, "waive", *args, "--reason", "住院")


def waivers(p, *args):
    return told(p, "waive", "--list", *args)["waivers"]


def outages(p, *args):
    return told(p, "outage", "list", *args)["outages"]


def report(p, unit, start="2017-03-30 10:00", end="2017-04-05", *args):
    return told(p, "outage", "add", unit, "--from", start, "--to", end, *REASON, *args)


def march(p):
    """How the obligation of R1's March stands, as its first waiver tells it."""
    w = waivers(p)[0]
    return w["state"], w["due"]


@case
def deadlines_move(p):
    """an accepted outage moves the deadlines of its unit until it is withdrawn; a reported one does not"""
    county(p)
    waive(p, RULE, "--subject", "R1", "--period", "2017-03")
    told(p, "waive", "--withdraw", "1", "--reason", "有误")
    same(march(p), ("late", "2017-03-31"), "as it is")
    same(report(p, home(p))["state"], "reported", "reported")
    same(march(p), ("late", "2017-03-31"), "before it is accepted")
    accepted = told(p, "outage", "accept", "1", "--as", "李强")
    same((accepted["state"], accepted["accepted"]["by"]), ("accepted", "李强"), "accepted")
    same(march(p), ("met", "2017-04-06"), "moved to the first working day after it")
    told(p, "outage", "withdraw", "1", "--reason", "查无此事")
    same(march(p), ("late", "2017-03-31"), "moved back")
    chain(p)


@case
def other_units_stay(p):
    """an outage concerns its unit and what is below, and no other; deadlines outside of it stay"""
    county(p)
    waive(p, RULE, "--subject", "R1", "--period", "2017-03")
    other = next(f"o{n}" for n in range(4) if f"o{n}" != home(p))
    for n, (unit, start, end, due) in enumerate([
            (other, "2017-03-30", "2017-04-05", "2017-03-31"),
            (home(p), "2017-04-01", "2017-04-05", "2017-03-31"),  # begins a day too late
            (home(p), "2017-03-20", "2017-03-29", "2017-03-31"),  # the 30th is its first working day after
            (home(p), "2017-03-30", "2017-03-30", "2017-03-31"),  # moves to where it is
            # to the first of April, a Saturday that is worked, and on by the second outage above
            ("云泽区司法局", "2017-03-31", "2017-03-31", "2017-04-06")]):
        report(p, unit, start, end)
        told(p, "outage", "accept", str(n + 1))
        same(march(p)[1], due, f"{unit} {start}")


@case
def waived(p):
    """a waiver excuses what is late or missed, from its decision to its withdrawal, once at a time"""
    county(p)
    known = waive(p, RULE, "--subject", number(0), "--period", "2017-03", "--as", "周敏")
    same((known["about"], known["label"], known["state"], known["decided"]["by"]),
         ("R1", "赵建国", "excused", "周敏"), "late")
    missed = waive(p, RULE, "--subject", "R2", "--period", "2017-03")
    same((missed["waiver"], missed["state"]), (2, "excused"), "missed")
    unit = waive(p, "cc.liaison", "--unit", "云泽区司法局", "--period", "2017-W14")
    same((unit["unit"], unit["state"], "about" in unit, "label" in unit), ("yz", "excused", False, False), "of a unit")
    contains(run(p, "waive", "--list").out, "R1 赵建国")
    contains(run(p, "waive", "--list", "--format", "csv").out, "R1,赵建国,")
    contains(run(p, "waive", "--list", "--lang", "zh").out, "已豁免")
    refused(p, 5, "OBLIGATION-3722", "waive", RULE, "--subject", "R2", "--period", "2017-03", *REASON)
    back = told(p, "waive", "--withdraw", "2", "--reason", "证明有误")
    same((back["state"], back["withdrawn"]["reason"]), ("missed", "证明有误"), "withdrawn")
    refused(p, 5, "OBLIGATION-3723", "waive", "--withdraw", "2", *REASON)
    same(waive(p, RULE, "--subject", "R2", "--period", "2017-03")["waiver"], 4, "decided again")
    same([(w["waiver"], "withdrawn" in w) for w in waivers(p)],
         [(1, False), (2, True), (3, False), (4, False)], "all of them")
    same(waivers(p, "--as-of", "2020-01-01"), [], "before any was decided")
    same([w["waiver"] for w in waivers(p, "--as-of", back["decided"]["at"])], [1, 2], "in between")
    true(all("withdrawn" not in w for w in waivers(p, "--as-of", back["decided"]["at"])), "not withdrawn then")
    chain(p)


@case
def refusals(p):
    """whatever cannot be is refused with its number and writes nothing"""
    county(p)
    report(p, "o0")
    before = chain(p)
    span = ("--from", "2017-04-05", "--to", "2017-04-04")
    refused(p, 3, "OBLIGATION-3714", "outage", "add", "o0", *span, *REASON)
    refused(p, 4, "UNIT-3301", "outage", "add", "nowhere", "--from", "2017-04-05", "--to", "2017-04-05", *REASON)
    refused(p, 4, "OBLIGATION-3711", "outage", "accept", "9")
    refused(p, 4, "OBLIGATION-3711", "outage", "withdraw", "9", *REASON)
    refused(p, 4, "OBLIGATION-3721", "waive", "--withdraw", "9", *REASON)
    refused(p, 4, "OBLIGATION-3702", "waive", "cc.nothing", "--subject", "R1", "--period", "2017-03", *REASON)
    refused(p, 3, "OBLIGATION-3703", "waive", RULE, "--unit", "o0", "--period", "2017-03", *REASON)
    refused(p, 3, "OBLIGATION-3703", "waive", RULE, "--record", "R1", "--period", "2017-03", *REASON)
    refused(p, 3, "RECORD-2420", "waive", RULE, "--subject", "R99", "--period", "2017-03", *REASON)
    refused(p, 4, "UNIT-3301", "waive", "cc.liaison", "--unit", "nowhere", "--period", "2017-W14", *REASON)
    for period in ("2012-03", "2017-3", "2017-W10", "once"):
        done = run(p, "waive", RULE, "--subject", "R1", "--period", period, *REASON, code=None)
        error(done, 4, "OBLIGATION-3701")
        contains(done.err, f"{RULE}, R1, {period}")
    done = run(p, "waive", RULE, "--subject", "R1", *REASON, code=None)
    error(done, 3, "OBLIGATION-3703")
    contains(done.err, f"{RULE}: --period", "which month?")
    same(chain(p), before, "nothing written")
    told(p, "outage", "accept", "1")
    refused(p, 5, "OBLIGATION-3712", "outage", "accept", "1")
    told(p, "outage", "withdraw", "1", *REASON)
    refused(p, 5, "OBLIGATION-3713", "outage", "withdraw", "1", *REASON)
    refused(p, 5, "OBLIGATION-3713", "outage", "accept", "1")


@case
def usage(p):
    """what the commands need is asked for"""
    run(p, "init")
    for args, said in [
            (["outage", "add"], "UNIT is missing"),
            (["outage", "add", "o0", "--to", "2017-01-01", *REASON], "--from is missing"),
            (["outage", "add", "o0", "--from", "2017-01-01", *REASON], "--to is missing"),
            (["outage", "add", "o0", "--from", "2017-01-01", "--to", "2017-01-01"], "--reason is missing"),
            (["outage", "add", "o0", "--from", "gestern"], "--from takes a time"),
            (["outage", "accept"], "OUTAGE is missing"),
            (["outage", "accept", "x"], "OUTAGE"),
            (["outage", "withdraw", "1"], "--reason is missing"),
            (["waive"], "RULE is missing"),
            (["waive", RULE, *REASON], "give one of"),
            (["waive", RULE, "--subject", "R1", "--unit", "o0", *REASON], "give one of"),
            (["waive", RULE, "--subject", "R1"], "--reason is missing"),
            (["waive", RULE, "--list"], "exclude each other"),
            (["waive", "--list", "--withdraw", "1"], "exclude each other"),
            (["waive", "--period", "2017-03", "--withdraw", "1", *REASON], "exclude each other"),
            (["waive", "--withdraw", "1"], "--reason is missing"),
            (["waive", "--list", *REASON], "--reason does not go"),
            (["waive", "--as-of", "2017-01-01"], "--as-of goes with --list")]:
        done = run(p, *args, code=2)
        contains(done.err, said, args)


@case
def shown(p):
    """the lists as tables in both languages, as CSV, as of a time, and empty"""
    county(p)
    contains(run(p, "outage", "list").err, "no outage was reported")
    contains(run(p, "waive", "--list").err, "there are no waivers")
    same(outages(p), [], "none")
    first = report(p, home(p), "2017-03-30 10:00", "2017-04-05 12:30", "--evidence", "供电公告 3 号")
    same((first["from"], first["to"]), ("2017-03-30T02:00:00.000Z", "2017-04-05T04:30:00.000Z"), "moments")
    second = report(p, home(p), "2017-03-30", "2017-04-05")
    same((second["outage"], second["from"], second["to"]),
         (2, "2017-03-29T16:00:00.000Z", "2017-04-05T15:59:59.999Z"), "days")
    told(p, "outage", "accept", "1", "--as", "李强")
    last = told(p, "outage", "withdraw", "1", "--reason", "查无此事", "--as", "周敏")
    rows = list(csv.DictReader(io.StringIO(run(p, "outage", "list", "--format", "csv").out)))
    same([(r["outage"], r["state"], r["accepted_by"], r["withdraw_reason"]) for r in rows],
         [("1", "withdrawn", "李强", "查无此事"), ("2", "reported", "", "")], "CSV")
    same(rows[0]["evidence"], "供电公告 3 号", "evidence")
    table = run(p, "outage", "list", "--lang", "zh").out
    for word in ("已撤回", "待认定", "线路中断", "李强", "2017-04-05 12:30"):
        contains(table, word)
    then = outages(p, "--as-of", last["accepted"]["at"])
    same([(o["outage"], o["state"]) for o in then], [(1, "accepted"), (2, "reported")], "as of its acceptance")
    lacks(str(then), "查无此事", "not known then")
    waive(p, RULE, "--subject", "R1", "--period", "2017-03")
    rows = list(csv.DictReader(io.StringIO(run(p, "waive", "--list", "--format", "csv").out)))
    same([(r["rule"], r["about"], r["period"], r["state"]) for r in rows], [(RULE, "R1", "2017-03", "excused")], "CSV")
    table = run(p, "waive", "--list", "--lang", "zh").out
    contains(table, "教育学习每月不少于8小时")
    contains(table, "已豁免")


if __name__ == "__main__":
    main()
