#!/usr/bin/env python3
"""calendar_year - the working days of a year, as known on a day, without a database.

    calendar_year.py DUBAN
"""

import csv
import datetime
import io

from e2elib import case, contains, error, lacks, main, same, true


def show(p, *args):
    return p.run("calendar", "show", *args, "--format", "json", code=0).json()


@case
def known_on(p):
    """an amendment counts from the day it was announced"""
    before = show(p, "2019", "--as-known-on", "2019-03-21")
    after = show(p, "2019", "--as-known-on", "2019-03-22")
    same([n["number"] for n in before["notices"]], ["国办发明电〔2018〕15号"], "notices before")
    same([n["announced_on"] for n in after["notices"]], ["2018-12-06", "2019-03-22"], "announced")
    off = [[d["date"] for d in year["off"]] for year in (before, after)]
    same(sorted(set(off[1]) - set(off[0])), ["2019-05-02", "2019-05-03", "2019-05-04"], "days off added")
    work = [[d["date"] for d in year["work"]] for year in (before, after)]
    same(sorted(set(work[1]) - set(work[0])), ["2019-04-28", "2019-05-05"], "days worked added")
    for year in (before, after):
        same((year["working_days"], year["days"], year["notice_known"]), (250, 365, True), "the year")


@case
def json_adds_up(p):
    """of every year: weekdays, less those off, and the weekend days worked"""
    for number in range(2007, 2027):
        year = show(p, str(number), "--as-known-on", "2026-12-31")
        day, weekdays = datetime.date(number, 1, 1), 0
        while day.year == number:
            weekdays += day.weekday() < 5
            day += datetime.timedelta(1)
        for listed in year["off"] + year["work"]:
            same(datetime.date.fromisoformat(listed["date"]).isoweekday(), listed["weekday"], "weekday")
        off = sum(d["weekday"] <= 5 for d in year["off"])
        true(all(d["weekday"] >= 6 for d in year["work"]), f"{number}: worked days are weekend days")
        same(year["working_days"], weekdays - off + len(year["work"]), f"working days of {number}")
        true(all(n["url"].startswith("https://www.gov.cn/") for n in year["notices"]), "links")


@case
def tables(p):
    """people see holidays, what is worked in their place, and where it is said"""
    done = p.run("calendar", "show", "2020", "--as-known-on", "2026-01-01", code=0)
    for part in ("249 of 366", "2020-01-24 – 2020-02-02    10  2020-01-19", "2019-11-21", "2020-01-27",
                 "https://www.gov.cn/zhengce/zhengceku/2020-01/27/content_5472352.htm"):
        contains(done.out, part)
    lacks(done.out, "2020-02-01")
    same(done.err, "", "nothing to say")
    done = p.run("calendar", "show", "2020", "--as-known-on", "2020-01-26", "--lang", "zh", code=0)
    for part in ("截至    2020-01-26", "工作日  251 / 366", "春节", "2020-01-19、2020-02-01"):
        contains(done.out, part)


@case
def csv_rows(p):
    """one record for each day a notice speaks of"""
    done = p.run("calendar", "show", "2011", "--as-known-on", "2026-01-01", "--format", "csv", code=0)
    rows = list(csv.DictReader(io.StringIO(done.out)))
    same([r["date"] for r in rows if r["number"] == "国办发明电〔2011〕45号"], ["2011-12-31"], "from 2012's notice")
    same({r["mark"] for r in rows}, {"off", "work"}, "marks")
    same(len(rows), 29 + 6, "days")


@case
def no_notice(p):
    """a year without a notice is counted Monday to Friday, and that is said"""
    done = p.run("calendar", "show", "2031", code=0)
    contains(done.err, "no notice for 2031 was known")
    contains(done.out, "261 of 365")
    year = show(p, "2017", "--as-known-on", "2016-11-30")
    same((year["notice_known"], year["off"], year["notices"]), (False, [], []), "not yet known")


@case
def this_year(p):
    """without arguments it is this year, as known today, in local time"""
    zone = datetime.timezone(datetime.timedelta(hours=8))
    before = datetime.datetime.now(zone).date()
    year = show(p)
    after = datetime.datetime.now(zone).date()
    true(before.isoformat() <= year["known_on"] <= after.isoformat(), "today")
    same(str(year["year"]), year["known_on"][:4], "this year")


@case
def wrong_arguments(p):
    """what is wrong with the arguments is said"""
    for args, part in ((["20x"], 'YEAR takes a whole number from 1900 to 2200, not "20x"'),
                       (["1899"], "from 1900 to 2200"), (["2201"], "from 1900 to 2200"),
                       (["2017", "2018"], 'unexpected argument "2018"'),
                       (["--as-known-on", "soon"], "--as-known-on takes a day as YYYY-MM-DD")):
        done = p.run("calendar", "show", *args)
        error(done, 2, "CLI-9001")
        contains(done.err, part)


if __name__ == "__main__":
    main()
