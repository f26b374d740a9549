#!/usr/bin/env python3
"""oracle.py - which obligations a case has, said a second time.

    oracle.py FOLDER       every obligation that its case files expect comes out here too

Written from the description of the model alone, without a look at the engine, and as plain as
possible: it walks day by day, looks at every record for every window, and is slow. Where it and
the engine (src/core/obligation) agree on thousands of scenes, both are likely to be right; where
they do not, one has misread the model. scenes.py compares them on made-up scenes; run on files,
this program checks the rows of `expect:`. Prints TAP.
"""

import calendar
import functools
import re
import sys
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent.parent
ZONE = timezone(timedelta(hours=8))
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
ONE = timedelta(days=1)


@functools.cache
def load(path):
    """A YAML file in which every scalar stays the text it is."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


# ---- time ---------------------------------------------------------------------------------


def instant(text):
    """Milliseconds since 1970; what is finer is cut off."""
    return (datetime.fromisoformat(text) - EPOCH) // timedelta(milliseconds=1)


def local_day(ms):
    return (EPOCH + timedelta(milliseconds=ms)).astimezone(ZONE).date()


def first_instant(day):
    """The first instant of a local day."""
    return (datetime(day.year, day.month, day.day, tzinfo=ZONE) - EPOCH) // timedelta(milliseconds=1)


def month_end(day):
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_months(day, n):
    """n months later; a day that the month does not have becomes its last."""
    count = day.year * 12 + day.month - 1 + n
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(first, last):
    """The most months that can be added to the first day without passing the last, which is no earlier."""
    return max(n for n in range((last.year - first.year + 1) * 12) if add_months(first, n) <= last)


class Days:
    """Working days as known on a day."""

    def __init__(self, known_on, extra):
        self.marks = dict(Days.notices(known_on))
        for word in ("off", "work"):
            for day in Days.spans((extra or {}).get(word)):
                self.marks[day] = word

    @staticmethod
    def spans(entries):
        for entry in entries or []:
            one = isinstance(entry, str)
            day = date.fromisoformat(entry if one else entry["from"])
            last = day if one else date.fromisoformat(entry["to"])
            while day <= last:
                yield day
                day += ONE

    @staticmethod
    @functools.cache
    def notices(known_on):
        marks = {}
        china = load(ROOT / "catalog/calendar/china.yaml")
        for notice in sorted(china["notices"], key=lambda n: n["announced_on"]):
            if date.fromisoformat(notice["announced_on"]) > known_on:
                continue
            for holiday in notice["holidays"]:
                for word in ("off", "work"):
                    marks.update((day, word) for day in Days.spans(holiday.get(word)))
        return marks

    def working(self, day):
        mark = self.marks.get(day)
        return day.weekday() < 5 if mark is None else mark == "work"

    def add(self, day, n):
        """The n-th working day after the day; before it for a negative n."""
        step = ONE if n > 0 else -ONE
        for _ in range(abs(n)):
            day += step
            while not self.working(day):
                day += step
        return day

    def shift(self, day, span):
        if "working_days" in span:
            return self.add(day, int(span["working_days"]))
        if "months" in span:
            return add_months(day, int(span["months"]))
        return day + ONE * int(span["days"])


# ---- expressions ----------------------------------------------------------------------------

TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|(\w+)|(!=|<=|>=|[-+*/=<>(),]))")
MISSING = object()


class Condition:
    """What rules say behind `where`, as far as cases of the obligations use the language."""

    def __init__(self, text, names):
        self.names = names
        self.passed_over = 0  # how deep inside of what and/or need not ask any more
        self.tokens = [next((kind, g) for kind, g in zip(("num", "text", "word", "sign"), m.groups())
                            if g is not None) for m in TOKEN.finditer(text)]
        self.at = 0

    def holds(self):
        value = self.either()
        if self.at != len(self.tokens):
            raise ValueError(f"not understood: {self.tokens[self.at:]}")
        return value is True

    def take(self, *words):
        kind, word = self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")
        if kind in ("word", "sign") and word in words:
            self.at += 1
            return word
        return None

    def either(self):
        value = self.both()
        while self.take("or"):
            self.passed_over += value is True
            other = self.both()
            self.passed_over -= value is True
            value = value is True or other is True
        return value

    def both(self):
        value = self.negated()
        while self.take("and"):
            self.passed_over += value is not True
            other = self.negated()
            self.passed_over -= value is not True
            value = value is True and other is True
        return value

    def negated(self):
        return self.negated() is not True if self.take("not") else self.compared()

    def compared(self):
        left = self.summed()
        if self.take("in"):
            self.take("(")
            members = [self.summed()]
            while self.take(","):
                members.append(self.summed())
            self.take(")")
            return left is not None and left in members
        sign = self.take("=", "!=", "<=", ">=", "<", ">")
        if sign is None:
            return left
        right = self.summed()
        if right is MISSING:
            return (left is None) == (sign == "=")
        if left is None or right is None:
            return False
        return {"=": left == right, "!=": left != right}[sign] if sign in ("=", "!=") else \
            {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[sign]

    def summed(self):
        value = self.product()
        while sign := self.take("+", "-"):
            other = self.product()
            value = None if value is None or other is None else \
                value + other if sign == "+" else value - other
        return value

    def product(self):
        value = self.single()
        while sign := self.take("*", "/"):
            other = self.single()
            if sign == "/" and other == 0 and self.passed_over:
                other = None
            value = None if value is None or other is None else \
                value * other if sign == "*" else value / other
        return value

    def single(self):
        if self.take("("):
            value = self.either()
            self.take(")")
            return value
        kind, word = self.tokens[self.at]
        self.at += 1
        if kind == "num":
            return Fraction(word)
        if kind == "text":
            return word
        if word == "missing":
            return MISSING
        if word in ("true", "false"):
            return word == "true"
        if word == "months" and self.take("("):
            first = self.single()
            self.take(",")
            last = self.single()
            self.take(")")
            return None if first is None or last is None else Fraction(months_between(first, last))
        if word in ("exists", "date", "year") and self.take("("):
            value = self.single()
            self.take(")")
            return value is not None if word == "exists" else \
                date.fromisoformat(value) if word == "date" else \
                None if value is None else Fraction(value.year)
        return self.names[word]


# ---- records ----------------------------------------------------------------------------------

NUMBERS = ("integer", "decimal", "money")


def value_of(field, text):
    if text is None or text in ("", "null", "~"):
        return None
    if field["type"] in NUMBERS:
        return Fraction(text)
    if field["type"] == "date":
        return date.fromisoformat(text)
    return text == "true" if field["type"] == "bool" else text


def digits_of(field):
    return 2 if field["type"] == "money" else int(field.get("digits", 0))


class Record:
    """A record with everything it ever said."""

    def __init__(self, order, row, record_type):
        self.order, self.id, self.type = order, row["id"], record_type
        self.unit = given(row, "unit")
        self.subject = given(row, "subject")
        self.entered_at = instant(row["entered_at"])
        self.versions = [(self.entered_at, self.read(given(row, "fields") or {}))]
        self.voided_at = None

    def read(self, fields):
        return {name: value_of(self.type["fields"][name], text) for name, text in fields.items()}

    def revise(self, at, fields):
        self.versions.append((at, {**self.versions[-1][1], **self.read(fields)}))

    def void(self, at):
        self.voided_at = at if self.voided_at is None else min(self.voided_at, at)

    def says(self, t, before=None):
        """The fields of the last version at or before t (and before `before`); None: nothing."""
        if self.voided_at is not None and self.voided_at <= t:
            return None
        known = [fields for at, fields in self.versions
                 if at <= t and (before is None or at < before)]
        return known[-1] if known else None

    def occurred_on(self, fields):
        day = fields.get(self.type.get("occurred_on"))
        return local_day(self.entered_at) if day is None else day

    def names(self, fields):
        out = {name: fields.get(name) for name in self.type["fields"]}
        out.update(occurred_on=self.occurred_on(fields), entered_on=local_day(self.entered_at),
                   entered_at=self.entered_at, unit=self.unit)
        return out


def given(row, key):
    value = row.get(key)
    return None if value in (None, "null", "~", "") else value


# ---- the case -----------------------------------------------------------------------------------


def load_catalog(folder):
    """Record types and rules of a folder, with those of the one it extends."""
    head = load(folder / "catalog.yaml")
    types, rules = load_catalog(folder.parent / head["extends"]) if "extends" in head else ({}, {})
    for path in sorted(folder.glob("records/*.yaml")):
        one = load(path)
        types[one["record"]] = one
    for path in sorted(folder.glob("rules/*.yaml")):
        for rule in load(path):
            rules[rule["id"]] = rule
    return types, rules


class Case:
    def __init__(self, tree, folder=None):
        self.t = instant(tree["as_of"])
        self.today = local_day(self.t)
        self.days = Days(self.today, given(tree, "holidays"))
        types, rules = load_catalog(folder / tree["catalog"]) if given(tree, "catalog") else ({}, {})
        types.update((one["record"], one) for one in given(tree, "record_types") or [])
        rules.update((one["id"], one) for one in given(tree, "rules") or [])
        self.types, self.rules = types, list(rules.values())
        self.units = {u["id"]: u for u in given(tree, "units") or []}
        self.outages = given(tree, "outages") or []
        self.waivers = given(tree, "waivers") or []
        self.records = [Record(i, row, types[row["type"]])
                        for i, row in enumerate(given(tree, "records") or [])]
        self.by_id = {r.id: r for r in self.records}
        self.revise(given(tree, "revisions") or [])
        self.void(given(tree, "voids") or [])

    def revise(self, rows):
        for row in sorted(rows, key=lambda r: instant(r["at"])):  # stable: at one instant, list order
            self.by_id[row["record"]].revise(instant(row["at"]), given(row, "fields") or {})

    def void(self, rows):
        for row in rows:
            self.by_id[row["record"]].void(instant(row["at"]))
        for record in self.records:  # a subject takes its records with it
            above = self.by_id.get(record.subject)
            while above is not None:
                if above.voided_at is not None:
                    record.void(above.voided_at)
                above = self.by_id.get(above.subject)

    def below(self, unit, top):
        while unit is not None and unit != top:
            unit = given(self.units[unit], "parent") if unit in self.units else None
        return unit is not None and unit == top

    # -- histories

    def change_on(self, subject, name, day):
        """(whether there was a change by that day, its value)"""
        how = subject.type["history"][name]
        found = []
        for record in self.records:
            says = record.says(self.t)
            if record.type["record"] != how["record"] or record.subject != subject.id or says is None:
                continue
            since = says.get(how["from"])
            if since is not None and since <= day:
                found.append((since, record.entered_at, record.order, says.get(how["value"])))
        return (True, max(found, key=lambda f: f[:3])[3]) if found else (False, None)

    def subject_names(self, subject, day):
        says = subject.says(self.t)
        names = subject.names(says)
        for name in subject.type.get("history", {}):
            changed, value = self.change_on(subject, name, day)
            names[name] = value if changed else names.get(name)
        return names

    def unit_in_charge(self, subject, day):
        if "unit" in subject.type.get("history", {}):
            changed, value = self.change_on(subject, "unit", day)
            if changed and value is not None:
                return value if value in self.units else None
        return subject.unit

    # -- deadline

    def deadline(self, rule, window, occurred_on, owner):
        """(day without outages, day with them)"""
        day = window[1]
        if "enter_by" in rule:
            base = {"window_end": window[1], "window_start": window[0], "occurred_on": occurred_on}
            day = self.days.shift(base[rule["enter_by"].get("after", "window_end")], rule["enter_by"])
        step = {"keep": None, "next": ONE, "previous": -ONE}[rule.get("on_non_working_day", "keep")]
        while step is not None and not self.days.working(day):
            day += step
        first = day
        again = True
        while again:
            again = False
            for outage in self.outages:
                if instant(outage["accepted_at"]) > self.t or not self.below(owner, outage["unit"]):
                    continue
                resumed = self.days.add(local_day(instant(outage["to"])), 1)
                if local_day(instant(outage["from"])) <= day <= resumed and resumed > day:
                    day, again = resumed, True
        return first, day

    # -- amounts

    def quantity(self, rule, window, about, record, fields):
        need = rule["need"]
        if fields is None or not window[0] <= record.occurred_on(fields) <= window[1]:
            return Fraction(0)
        if about is not None and fields.get(need["via"]) != about.id:
            return Fraction(0)
        if "where" in need and not Condition(need["where"], record.names(fields)).holds():
            return Fraction(0)
        return (fields.get(need["sum"]) or Fraction(0)) if "sum" in need else Fraction(1)

    def amounts(self, rule, window, about, counted, too_late):
        total = timely = Fraction(0)
        for record in counted:
            now = self.quantity(rule, window, about, record, record.says(self.t))
            then = self.quantity(rule, window, about, record, record.says(self.t, too_late))
            total += now
            timely += min(now, then)
        return total, timely

    # -- one obligation

    def waived(self, rule, about, period):
        return any(w["rule"] == rule["id"] and w["period"] == period and instant(w["at"]) <= self.t
                   and about in (given(w, "subject"), given(w, "record"), given(w, "unit"))
                   for w in self.waivers)

    def state(self, owed, total, timely, too_late, waived):
        if timely >= owed:
            return "met"
        if total >= owed:
            return "excused" if waived else "late"
        if self.t < too_late:
            return "open"
        return "excused" if waived else "missed"

    def judge(self, rule, about, period, window, owner, owed, amounts, occurred_on=None):
        first, day = self.deadline(rule, window, occurred_on, owner)
        total, timely = amounts(first_instant(day + ONE))
        state = self.state(owed, total, timely, first_instant(day + ONE),
                           self.waived(rule, about[1], period))
        moved = state == "met" and amounts(first_instant(first + ONE))[1] < owed
        return {"rule": rule["id"], about[0]: about[1], "period": period, "due": day.isoformat(),
                "state": state, "moved": "true" if moved else "false"}

    def owner(self, rule, unit):
        word = rule.get("owner", "unit")
        if word in ("unit", "subject.unit", "record.unit"):
            return unit
        return word if word in self.units else None

    # -- windows

    def periods(self, rule, first, last, anchor):
        """(name, first day, last day) of each period of which a day lies from first to last."""
        every = rule["every"]
        if isinstance(every, dict):
            n, k = int(every["months"]), 0
            while anchor is not None:
                begin = add_months(anchor, k * n)
                end = add_months(anchor, (k + 1) * n) - ONE
                if begin > last:
                    return
                if end >= first:
                    yield begin.isoformat(), begin, end
                k += 1
            return
        day, seen = first, None
        while day <= last:
            found = self.period(every, day)
            if found is not None and found != seen:
                seen = found
                yield found
            day += ONE

    def period(self, every, day):
        year, month = day.year, day.month
        if every == "day" or (every == "working_day" and self.days.working(day)):
            return day.isoformat(), day, day
        if every == "week":
            monday = day - ONE * day.weekday()
            iso = day.isocalendar()
            return f"{iso.year:04}-W{iso.week:02}", monday, monday + 6 * ONE
        if every == "half_month":
            if day.day <= 15:
                return f"{day:%Y-%m}-H1", day.replace(day=1), day.replace(day=15)
            return f"{day:%Y-%m}-H2", day.replace(day=16), month_end(day)
        size = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}.get(every)
        if size is None:
            return None
        begin = date(year, (month - 1) // size * size + 1, 1)
        number = (month - 1) // size + 1
        name = {1: f"{day:%Y-%m}", 3: f"{year:04}-Q{number}", 6: f"{year:04}-S{number}",
                12: f"{year:04}"}[size]
        return name, begin, month_end(add_months(begin, size - 1))

    @staticmethod
    def valid(rule, day):
        valid = rule.get("valid", {})
        return not ("from" in valid and day < date.fromisoformat(valid["from"])
                    or "to" in valid and day > date.fromisoformat(valid["to"]))

    def within(self, rule, anchor):
        other = self.days.shift(anchor, rule["within"])
        return (other, anchor) if int(next(iter(rule["within"].values()))) < 0 else (anchor, other)

    # -- subjects

    def of_subject(self, rule, subject):
        says = subject.says(self.t)
        life = subject.type["life"]
        if says is None or says.get(life["start"]) is None:
            return
        start, end = says[life["start"]], says.get(life.get("end"))
        if rule["every"] == "once":
            anchor = says.get(rule["from"])
            if anchor is None or anchor < start or (end is not None and anchor > end) or \
                    not self.valid(rule, anchor):
                return
            window = self.within(rule, anchor)
            if window[0] <= self.today:
                yield from self.subject_window(rule, subject, "once", window, start, end)
            return
        anchor = says.get(rule["every"]["from"]) if isinstance(rule["every"], dict) else None
        last = max(self.today, start) if end is None else end
        for name, begin, close in self.periods(rule, start, last, anchor):
            whole = start <= begin and (end is None or close <= end)
            if begin > self.today or not self.valid(rule, begin) or \
                    (rule.get("partial", "skip") == "skip" and not whole):
                continue
            yield from self.subject_window(rule, subject, name, (begin, close), start, end)

    def subject_window(self, rule, subject, name, window, start, end):
        names = self.subject_names(subject, max(window[0], start))
        if "where" in rule and not Condition(rule["where"], names).holds():
            return
        need = rule["need"]
        owed = Fraction(need["at_least"] if "sum" in need else need["count"])
        if rule.get("partial") == "prorate" and "sum" in need:
            active = min(window[1], end or window[1]) - max(window[0], start) + ONE
            share = owed * active.days / ((window[1] - window[0]).days + 1)
            unit = Fraction(10) ** digits_of(self.types[need["record"]]["fields"][need["sum"]])
            owed = Fraction((share * unit * 2 + 1) // 2) / unit
            if owed == 0:
                return
        counted = [r for r in self.records
                   if r.type["record"] == need["record"] and r.subject == subject.id]
        yield self.judge(rule, ("subject", subject.id), name, window,
                         self.owner(rule, self.unit_in_charge(subject, window[1])), owed,
                         lambda too_late: self.amounts(rule, window, None, counted, too_late))

    # -- units

    @staticmethod
    def exists(unit, begin, close):
        """Whether the unit is there from the first day of a window to its last."""
        first, last = given(unit, "from"), given(unit, "to")
        return (not first or date.fromisoformat(first) <= begin) and \
            (not last or close <= date.fromisoformat(last))

    def of_unit(self, rule, unit):
        need = rule["need"]
        counted = [r for r in self.records
                   if r.type["record"] == need["record"] and self.below(r.unit, unit["id"])]
        owed = Fraction(need["at_least"] if "sum" in need else need["count"])
        names = {name: Fraction(v) for name, v in (given(unit, "attributes") or {}).items()}
        for other in self.units.values():
            if other["kind"] == unit["kind"]:
                for name in given(other, "attributes") or {}:
                    names.setdefault(name, None)
        names["unit"] = unit["id"]
        start = date.fromisoformat(rule["valid"]["from"])
        for name, begin, close in self.periods(rule, start, self.today, None):
            if not self.valid(rule, begin) or not self.exists(unit, begin, close) or \
                    ("where" in rule and not Condition(rule["where"], names).holds()):
                continue
            window = (begin, close)
            yield self.judge(rule, ("unit", unit["id"]), name, window, self.owner(rule, unit["id"]),
                             owed, lambda too_late, w=window: self.amounts(rule, w, None, counted,
                                                                           too_late))

    # -- records

    def of_record(self, rule, record):
        says = record.says(self.t)
        if says is None:
            return
        occurred_on = record.occurred_on(says)
        anchor = says.get(rule["from"]) if "from" in rule else occurred_on
        if anchor is None or not self.valid(rule, anchor):
            return
        if "where" in rule and not Condition(rule["where"], record.names(says)).holds():
            return
        if "need" not in rule:
            window, owed = (anchor, anchor), Fraction(1)
            amounts = lambda too_late: (Fraction(1), Fraction(int(record.entered_at < too_late)))
        else:
            need = rule["need"]
            window = self.within(rule, anchor)
            owed = Fraction(need["at_least"] if "sum" in need else need["count"])
            counted = [r for r in self.records if r.type["record"] == need["record"]]
            amounts = lambda too_late: self.amounts(rule, window, record, counted, too_late)
        unit = record.unit
        subject = self.by_id.get(record.subject)
        if rule.get("owner") == "subject.unit" and subject is not None and \
                subject.says(self.t) is not None:
            unit = self.unit_in_charge(subject, window[1])
        yield self.judge(rule, ("record", record.id), "once", window, self.owner(rule, unit), owed,
                         amounts, occurred_on)

    def obligations(self):
        out = []
        for rule in self.rules:
            target, name = next(iter(rule["for"].items()))
            if target == "unit":
                for unit in self.units.values():
                    if unit["kind"] == name:
                        out += self.of_unit(rule, unit)
                continue
            of = self.of_subject if target == "subject" else self.of_record
            for record in self.records:
                if record.type["record"] == name:
                    out += of(rule, record)
        return out


# ---- the rows of case files ----------------------------------------------------------------------


def compare(tree, folder):
    """What a case expects, against what comes out here."""
    expect = tree["expect"]
    if given(expect, "error"):
        return None
    came = Case(tree, folder).obligations()
    problems = []
    for row in given(expect, "obligations") or []:
        found = [o for o in came if all(o.get(k) == v for k, v in row.items()
                                        if k not in ("due", "state", "moved"))]
        if not found:
            problems.append(f"does not come out: {row}")
        elif any(found[0][k] != v for k, v in row.items()):
            problems.append(f"{row}: comes out as {found[0]}")
        else:
            came.remove(found[0])
    if expect.get("exactly") == "true":
        problems += [f"comes out too: {o}" for o in came]
    return problems


def main():
    failed = number = 0
    lines = []
    for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
        tree = load(path)
        problems = compare(tree, path.parent)
        if problems is None:
            continue
        number += 1
        failed += bool(problems)
        lines.append(f"{'not ok' if problems else 'ok'} {number} - {path.stem}")
        lines += ["# " + p for p in problems]
    print(f"1..{number}")
    print("\n".join(lines))
    return 1 if failed or number == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
