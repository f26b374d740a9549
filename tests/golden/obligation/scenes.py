#!/usr/bin/env python3
"""scenes.py - the engine against the oracle on made-up scenes.

    scenes.py DUBAN [--seed N] [--scenes N] [--keep FOLDER]

Each scene is a case file, made by a seeded generator, with every obligation that oracle.py finds
in it under `exactly`. Days and instants are drawn near each other and near midnight, so that most
scenes have something on an edge. What differs is told with its seed; --keep writes these scenes
into a folder. Prints TAP, one line a hundred scenes.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

import oracle

BATCH = 100
ONE = timedelta(days=1)

TYPES = [
    {"record": "person", "title": "对象", "occurred_on": "start_on",
     "life": {"start": "start_on", "end": "end_on"},
     "history": {"level": {"record": "level_change", "value": "level", "from": "on"},
                 "kind": {"record": "level_change", "value": "kind", "from": "kind_from"},
                 "unit": {"record": "transfer", "value": "to_unit", "from": "on"}},
     "fields": {"start_on": {"type": "date"}, "end_on": {"type": "date"},
                "due_on": {"type": "date"}, "kind": {"type": "text"}}},
    {"record": "level_change", "title": "级别变更", "subject": "person", "occurred_on": "on",
     "fields": {"on": {"type": "date"}, "level": {"type": "text"}, "kind": {"type": "text"},
                "kind_from": {"type": "date"}}},
    {"record": "transfer", "title": "移交", "subject": "person", "occurred_on": "on",
     "fields": {"on": {"type": "date"}, "to_unit": {"type": "unit"}}},
    {"record": "session", "title": "学习", "subject": "person", "occurred_on": "on",
     "fields": {"on": {"type": "date"}, "hours": {"type": "decimal", "digits": 1},
                "form": {"type": "text"}}},
    {"record": "course", "title": "培训", "occurred_on": "on",
     "fields": {"on": {"type": "date"}, "persons": {"type": "integer"}, "form": {"type": "text"}}},
    {"record": "finding", "title": "发现", "subject": "person", "occurred_on": "on",
     "fields": {"on": {"type": "date"}, "told_on": {"type": "date"}, "form": {"type": "text"}}},
    {"record": "answer", "title": "反馈",
     "fields": {"on": {"type": "date"}, "finding": {"type": "ref", "to": "finding"},
                "form": {"type": "text"}}},
    {"record": "paper", "title": "文书", "occurred_on": "on",
     "fields": {"on": {"type": "date"}, "form": {"type": "text"}}},
]
FORMS = ["group", "single"]
KINDS = ["a", "b"]
LEVELS = ["strict", "normal"]
UNITS = [{"id": "c1", "kind": "county"}, {"id": "c2", "kind": "county"},
         {"id": "d1", "kind": "department", "parent": "c1"},
         {"id": "o1", "kind": "office", "parent": "c1"},
         {"id": "o2", "kind": "office", "parent": "c1", "from": "2017-01-30"},
         {"id": "o3", "kind": "office", "parent": "c2", "from": "2016-03-01", "to": "2020-06-30"}]
PERIODS = ["day", "working_day", "week", "half_month", "month", "quarter", "half_year", "year"]
ANCHORS = [date(2016, 2, 29), date(2016, 12, 31), date(2017, 1, 27), date(2017, 4, 1),
           date(2017, 5, 31), date(2017, 9, 30), date(2018, 2, 15), date(2019, 5, 4),
           date(2020, 1, 31), date(2020, 6, 30), date(2020, 12, 28)]


class Scene:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.middle = self.r.choice(ANCHORS) + ONE * self.r.randint(-3, 3)
        self.tree = {"case": f"scene {seed}", "record_types": TYPES, "rules": [], "records": []}

    # -- draws

    def often(self, of_ten):
        return self.r.random() * 10 < of_ten

    def day(self, spread=60):
        """A day near the middle of the scene, sometimes the end or beginning of a month."""
        day = self.middle + ONE * int(self.r.triangular(-spread, spread, 0))
        if self.often(2):
            day = day.replace(day=1) - ONE * self.r.randint(0, 1)
        return day

    def moment(self, day):
        time = self.r.choice(["00:00:00", "00:00:00.001", "09:30:00", "17:00:00", "23:59:59.999"])
        return f"{day.isoformat()}T{time}+08:00"

    def one_of(self, *choices):
        return self.r.choice(choices)

    # -- rules

    def span(self, months=False, negative=False):
        unit = self.one_of("days", "working_days", *(["months"] if months else []))
        n = self.r.randint(0, 2) if unit == "months" else self.r.randint(0, 12)
        return {unit: -n if negative and self.often(4) else n}

    def where(self, names):
        """A condition on texts."""
        parts = []
        for _ in range(self.r.randint(1, 2)):
            name, values = self.r.choice(names)
            parts.append(self.one_of(f"{name} = '{self.r.choice(values)}'",
                                     f"{name} != '{self.r.choice(values)}'",
                                     f"not {name} = '{self.r.choice(values)}'", f"{name} = missing",
                                     f"exists({name})", f"{name} in ('{values[0]}', 'x')"))
        return self.one_of(" and ", " or ").join(parts)

    def need(self, kind, number, via=None):
        need = {"record": kind}
        if via is not None:
            need["via"] = via
        if self.often(3):
            need["where"] = self.where([("form", FORMS)])
        if number is not None and self.often(6):
            need |= {"sum": number, "at_least": self.one_of(0.5, 1, 2, 4, 8)}
        else:
            need["count"] = self.one_of(1, 1, 2, 3)
        return need

    def rule(self, i):
        target = self.one_of("person", "person", "once", "unit", "record", "need")
        rule = {"id": f"k{i}", "name": f"规则{i}"}
        bases = ["window_end", "window_start"]
        if target == "person":
            chain = {"months": self.r.randint(1, 4), "from": self.one_of("start_on", "due_on")}
            rule |= {"for": {"subject": "person"}, "every": self.one_of(*PERIODS, chain, chain),
                     "need": self.need("session", "hours")}
            if self.often(7):
                rule["partial"] = self.one_of("skip", "require", "prorate", "prorate")
        elif target == "once":
            rule |= {"for": {"subject": "person"}, "every": "once",
                     "from": self.one_of("start_on", "end_on", "due_on"),
                     "within": self.span(months=True, negative=True),
                     "need": self.need("session", "hours")}
        elif target == "unit":
            rule |= {"for": {"unit": self.one_of("office", "county")}, "every": self.one_of(*PERIODS),
                     "need": self.need(*self.one_of(("course", "persons"), ("session", "hours")))}
            if self.often(3):
                rule["where"] = self.one_of("unit != 'o2'", "unit in ('o1', 'c1')")
        elif target == "record":
            rule |= {"for": {"record": self.one_of("paper", "finding", "session")}}
            bases = [*bases, "occurred_on"]
        else:
            rule |= {"for": {"record": "finding"}, "within": self.span(months=True, negative=True),
                     "need": self.need("answer", None, via="finding")}
            if self.often(4):
                rule["from"] = "told_on"
        if target in ("person", "once") and self.often(4):
            rule["where"] = self.where([("level", LEVELS), ("kind", KINDS)])
        if target in ("record", "need") and self.often(3):
            rule["where"] = self.where([("form", FORMS)])
        self.rule_dates(rule, target, bases)
        return rule

    def rule_dates(self, rule, target, bases):
        if self.often(7):
            rule["enter_by"] = {"after": self.r.choice(bases), **self.span()}
        if self.often(5):
            rule["on_non_working_day"] = self.one_of("keep", "next", "previous")
        if self.often(2):
            rule["owner"] = self.one_of("d1", "unit")
        elif self.often(4) and rule["for"].get("record") == "finding":
            rule["owner"] = "subject.unit"
        if target == "unit" or self.often(5):
            rule["valid"] = {"from": self.day().isoformat()}
        if self.often(3):
            first = date.fromisoformat(rule.get("valid", {}).get("from", "2016-01-01"))
            rule.setdefault("valid", {})["to"] = max(first, self.day()).isoformat()

    # -- records

    def record(self, kind, fields, unit=None, subject=None, day=None):
        """Enter a record about the day it is of."""
        entered = (day or self.day()) + ONE * self.one_of(0, 0, 1, 2, 3, 5, 10, 30, -1)
        row = {"id": f"r{len(self.tree['records'])}", "type": kind,
               "unit": unit or self.one_of("o1", "o1", "o2", "o3", "c1"),
               "entered_at": self.moment(entered), "fields": fields}
        if subject is not None:
            row["subject"] = subject
        self.tree["records"].append(row)
        return row

    def some_fields(self, **all_fields):
        """Those that are not None, some left out."""
        return {k: v for k, v in all_fields.items() if v is not None and not self.often(0.5)}

    def hours(self):
        return self.one_of("0.5", "1", "2", "3.5", "4", "8")

    def person(self):
        start = self.day(90)
        end = start + ONE * self.r.randint(0, 150) if self.often(6) else None
        fields = {"start_on": start.isoformat()}
        fields |= self.some_fields(end_on=end and end.isoformat(), due_on=self.day().isoformat(),
                                   kind=self.one_of("a", "b", None))
        row = self.record("person", fields, day=start)
        for _ in range(self.r.randint(0, 3)):
            on = self.day()
            self.record("level_change", self.some_fields(
                on=on.isoformat(), level=self.one_of(*LEVELS), kind=self.one_of(*KINDS),
                kind_from=self.one_of(on, self.day()).isoformat()), subject=row["id"], day=on)
        for _ in range(self.r.randint(0, 2)):
            on = self.day()
            self.record("transfer", self.some_fields(on=on.isoformat(), to_unit=self.one_of(
                "o1", "o2", "o3", "d1")), subject=row["id"], day=on)
        for _ in range(self.r.randint(0, 25)):
            on = self.day()
            self.record("session", self.some_fields(on=on.isoformat(), hours=self.hours(),
                                                    form=self.one_of(*FORMS)),
                        subject=row["id"], day=on)
        return row["id"]

    def others(self, people):
        for _ in range(self.r.randint(0, 3)):
            on = self.day()
            self.record("paper", self.some_fields(on=on.isoformat(), form=self.one_of(*FORMS)), day=on)
        for _ in range(self.r.randint(0, 5)):
            on = self.day()
            self.record("course", self.some_fields(on=on.isoformat(), form=self.one_of(*FORMS),
                                                   persons=self.one_of("1", "2", "4")), day=on)
        findings = []
        for _ in range(self.r.randint(0, 3)):
            on = self.day()
            findings.append(self.record(
                "finding", self.some_fields(on=on.isoformat(), told_on=self.day(5).isoformat(),
                                            form=self.one_of(*FORMS)),
                subject=self.one_of(*people, None), day=on)["id"])
        for _ in range(self.r.randint(0, 5) if findings else 0):
            on = self.day()
            self.record("answer", self.some_fields(on=on.isoformat(), form=self.one_of(*FORMS),
                                                   finding=self.one_of(*findings)), day=on)

    def changes(self):
        rows = self.tree["records"]
        self.tree["revisions"], self.tree["voids"] = [], []
        for _ in range(self.r.randint(0, 6)):
            row = self.r.choice(rows)
            day = date.fromisoformat(row["entered_at"][:10]) + ONE * self.r.randint(1, 12)
            fields = {"on": self.day().isoformat()} if "on" in row["fields"] else {}
            if row["type"] == "session":
                fields = self.one_of(fields, {"hours": self.hours()}, {"form": self.one_of(*FORMS)},
                                     {"hours": None})
            elif row["type"] == "person":
                end = date.fromisoformat(row["fields"]["start_on"]) + ONE * self.r.randint(0, 90)
                fields = {"end_on": self.one_of(None, end.isoformat())}
            if fields:
                self.tree["revisions"].append({"record": row["id"], "at": self.moment(day),
                                               "fields": fields, "reason": "更正"})
        for _ in range(self.r.randint(0, 3)):
            row = self.r.choice(rows)
            if row["type"] != "person" or self.often(2):
                self.tree["voids"].append({"record": row["id"], "at": self.moment(self.day())})

    # -- the rest

    def outages(self, came):
        """Most of them about the deadline of something that came out, of what is late at best."""
        self.tree["outages"] = []
        late = [o for o in came if o["state"] == "late"] or came
        for _ in range(self.one_of(0, 1, 1, 2, 4)):
            first = self.day(30)
            if late and self.often(8):
                first = date.fromisoformat(self.r.choice(late)["due"]) - ONE * self.r.randint(-1, 4)
            begin, end = (self.moment(first + ONE * n) for n in sorted([0, self.r.randint(0, 4)]))
            if begin > end:
                begin, end = end, begin
            accepted = date.fromisoformat(end[:10]) + ONE * self.r.randint(0, 12)
            self.tree["outages"].append({"unit": self.one_of("c1", "c1", "o1", "d1", "c2"),
                                         "from": begin, "to": end, "accepted_at": self.moment(accepted)})

    def waivers(self, came):
        """Decisions on some of what came out."""
        self.tree["waivers"] = []
        for o in self.r.sample(came, min(len(came), self.r.randint(0, 3))):
            about = {k: o[k] for k in ("subject", "record", "unit") if k in o}
            self.tree["waivers"].append({"rule": o["rule"], **about, "period": o["period"],
                                         "at": self.moment(self.day(30)), "reason": "住院"})

    def as_of(self):
        """Often the first instant of a day, or the last one."""
        self.tree["as_of"] = self.moment(self.middle + ONE * self.r.randint(-5, 45))

    def make(self):
        self.tree["units"] = UNITS
        if self.often(3):
            self.tree["holidays"] = {"off": sorted({self.day(20).isoformat() for _ in range(3)}),
                                     "work": []}
        self.as_of()
        self.tree["rules"] = [self.rule(i) for i in range(self.r.randint(1, 3))]
        people = [self.person() for _ in range(self.r.randint(1, 2))]
        self.others(people)
        self.changes()
        self.outages(self.came())
        self.waivers(self.came())
        self.tree["expect"] = {"exactly": True, "obligations": self.came(), "error": None}
        return self.tree

    def came(self):
        return oracle.Case(as_text(self.tree)).obligations()


def as_text(tree):
    """As a reader of YAML gives it that leaves every scalar as it is written."""
    if isinstance(tree, dict):
        return {k: as_text(v) for k, v in tree.items()}
    if isinstance(tree, list):
        return [as_text(v) for v in tree]
    return {True: "true", False: "false", None: "null"}[tree] \
        if tree is None or isinstance(tree, bool) else str(tree)


def run(duban, paths):
    done = subprocess.run([duban, "case", "run", "--format", "json", *map(str, paths)],
                          capture_output=True, text=True, check=False, timeout=300)
    if done.returncode not in (0, 1) or not done.stdout:
        raise RuntimeError(f"exit code {done.returncode}: {done.stderr.strip()[-400:]}")
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("duban")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scenes", type=int, default=1500)
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    states, failed = {}, 0
    n_batches = -(-args.scenes // BATCH)
    print(f"1..{n_batches + 1}")
    with tempfile.TemporaryDirectory() as folder:
        for batch in range(n_batches):
            paths, problems = [], []
            seeds = range(args.seed + batch * BATCH, args.seed + min((batch + 1) * BATCH, args.scenes))
            for seed in seeds:
                tree = Scene(seed).make()
                for o in tree["expect"]["obligations"]:
                    state = o["state"] + (" moved" if o["moved"] == "true" else "")
                    states[state] = states.get(state, 0) + 1
                paths.append(Path(folder) / f"{seed}.yaml")
                paths[-1].write_text(json.dumps(tree, ensure_ascii=False, indent=1), encoding="utf-8")
            for path, case in zip(paths, run(args.duban, paths), strict=True):
                if not case["passed"]:
                    problems.append(f"seed {path.stem}:")
                    problems += [f"   {line}" for line in (case["differences"] + case["faults"])[:8]]
                    if args.keep:
                        (args.keep / path.name).write_bytes(path.read_bytes())
            failed += bool(problems)
            print(f"{'not ok' if problems else 'ok'} {batch + 1} - scenes {seeds[0]} to {seeds[-1]}")
            print("".join(f"# {line}\n" for line in problems), end="", flush=True)
    rare = [s for s in ("met", "met moved", "late", "open", "missed", "excused")
            if states.get(s, 0) < args.scenes // 100]
    print(f"{'not ok' if rare else 'ok'} {n_batches + 1} - every state comes up: {states}")
    return 1 if failed or rare else 0


if __name__ == "__main__":
    sys.exit(main())
