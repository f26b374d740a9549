#!/usr/bin/env python3
"""random - made-up expressions and records, and what a second evaluator makes of them.

Usage: random.py CHECK [SEED [COUNT]]

The evaluator below knows nothing of the one in C: it walks the tree that was made up,
with Python's fractions and dates. Texts, records and expected outcomes go into a file of
the kind described in README.md, which CHECK runs.
"""

import calendar
import datetime
import math
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

MOST = 2 ** 63 - 1
LEVELS = ["strict", "ordinary", "lenient"]
FIELDS = {"number": ["a", "b", "c"], "text": ["t", "level", "before"], "date": ["d", "e"],
          "bool": ["yes", "no"], "instant": ["at", "to"]}
DECLARED = [("a", "number"), ("b", "number"), ("c", "number"), ("t", "text"),
            ("level", "text " + " ".join(LEVELS)), ("before", "text " + " ".join(LEVELS[:2])),
            ("d", "date"), ("e", "date"), ("yes", "bool"), ("no", "bool"), ("at", "instant"),
            ("to", "instant")]


class Fails(Exception):
    """The evaluation ends with this error."""


# ---- the second evaluator: a node is (text, how tightly it binds, what it gives for a record) ----

def fit(number):
    if abs(number.numerator) > MOST or number.denominator > MOST:
        raise Fails("NUMBER_RANGE")
    return number


def divide(x, y):
    if y == 0:
        raise Fails("NUMBER_DIVISION")
    return x / y


def half_up(x, digits):
    if digits.denominator != 1 or not 0 <= digits <= 9:
        raise Fails("EXPR_ARGUMENT")
    scale = 10 ** int(digits)
    return Fraction(math.floor(x * scale + Fraction(1, 2)), scale)


def clamp(x, least, most):
    if least > most:
        raise Fails("EXPR_ARGUMENT")
    return max(least, min(x, most))


def add_months(day, n):
    count = day.year * 12 + day.month - 1 + n
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def months(a, b):
    if b < a:
        return -months(b, a)
    n = 0
    while add_months(a, n + 1) <= b:
        n += 1
    return n


def strict(function, *args):
    """What a function gives: missing if an argument is, all of them evaluated first."""
    def value(record):
        values = [arg[2](record) for arg in args]
        return None if None in values else function(*values)
    return value


def number(function, *args):
    def fitting(*values):
        return fit(Fraction(function(*values)))
    return strict(fitting, *args)


def holds(node, record):
    return node[2](record) is True


def compare(function, *args):
    inner = strict(function, *args)
    return lambda record: inner(record) is True


def inside(node, level):
    return node[0] if node[1] >= level else "(" + node[0] + ")"


# ---- making up ----------------------------------------------------------------------------------

def literal(rng, kind):
    if kind == "number":
        text = rng.choice(["0", "1", "2", "3", "8", "0.5", "7.25", "0.1", "12", "100"])
        if rng.random() < 0.03:
            text = rng.choice([str(MOST), "0.000000000000000001"])
        return (text, 8, lambda record: Fraction(text))
    if kind == "date":
        day = datetime.date(rng.choice([2015, 2016, 2017]), rng.choice([1, 2, 3, 12]),
                            rng.choice([1, 27, 28]))
        return (f"date('{day}')", 8, lambda record: day)
    text = rng.choice(LEVELS + ["it's", ""])
    return ("'" + text.replace("'", "''") + "'", 8, lambda record: text)


def name(rng, kind):
    field = rng.choice(FIELDS[kind])
    return (field, 8, lambda record: record[field])


def chosen(rng, kind, depth):
    c, x, y = make(rng, "bool", depth), make(rng, kind, depth), make(rng, kind, depth)
    return (f"if({c[0]}, {x[0]}, {y[0]})", 8,
            lambda record: x[2](record) if holds(c, record) else y[2](record))


def arithmetic(rng, depth):
    sign, level, function = rng.choice([("+", 5, lambda x, y: x + y), ("-", 5, lambda x, y: x - y),
                                        ("*", 6, lambda x, y: x * y), ("/", 6, divide)])
    x, y = make(rng, "number", depth), make(rng, "number", depth)
    text = f"{inside(x, level)} {sign} {inside(y, level + 1)}"
    return (text, level, number(function, x, y))


def called(word, kind, function, *args):
    text = f"{word}({', '.join(arg[0] for arg in args)})"
    return (text, 8, number(function, *args) if kind == "number" else strict(function, *args))


def computed(rng, depth):
    x, y, z = (make(rng, "number", depth) for _ in range(3))
    d, e = make(rng, "date", depth), make(rng, "date", depth)
    digits = rng.choice([literal(rng, "number"), ("2", 8, lambda record: Fraction(2)), y])
    return rng.choice([
        lambda: ("-" + inside(x, 7), 7, number(lambda v: -v, x)),
        lambda: called("floor", "number", math.floor, x),
        lambda: called("ceil", "number", math.ceil, x),
        lambda: called("round", "number", half_up, x, digits),
        lambda: called("min", "number", min, x, y, z),
        lambda: called("max", "number", max, x, y),
        lambda: called("clamp", "number", clamp, x, y, z),
        lambda: called("days", "number", lambda v, w: (w - v).days, d, e),
        lambda: called("months", "number", months, d, e),
        lambda: called("year", "number", lambda v: v.year, d),
    ])()


def compared(rng, depth):
    kind = rng.choice(["number", "number", "date", "text", "bool", "instant"])
    orders = {"=": lambda x, y: x == y, "!=": lambda x, y: x != y}
    if kind not in ("text", "bool"):
        orders.update({"<": lambda x, y: x < y, "<=": lambda x, y: x <= y,
                       ">": lambda x, y: x > y, ">=": lambda x, y: x >= y})
    sign = rng.choice(list(orders))
    x, y = make(rng, kind, depth), make(rng, kind, depth)
    return (f"{inside(x, 5)} {sign} {inside(y, 5)}", 4, compare(orders[sign], x, y))


def listed(rng, depth):
    kind = rng.choice(["number", "date", "text"])
    x = make(rng, kind, depth)
    items = [literal(rng, kind) for _ in range(rng.randint(1, 4))]
    negated = rng.random() < 0.5
    values = [item[2](None) for item in items]
    text = f"{inside(x, 5)} {'not in' if negated else 'in'} ({', '.join(i[0] for i in items)})"
    return (text, 4, compare(lambda v: (v in values) != negated, x))


def asked(rng, depth):
    kind = rng.choice(["number", "date", "text", "instant"])
    x = rng.choice([name(rng, kind), name(rng, "bool"), make(rng, kind, depth)])
    there = rng.random() < 0.5
    if there and rng.random() < 0.5:
        return (f"exists({x[0]})", 8, lambda record: x[2](record) is not None)
    text = f"{inside(x, 5)} {'!=' if there else '='} missing"
    return (text, 4, lambda record: (x[2](record) is not None) == there)


def joined(rng, depth):
    word, level, decides = rng.choice([("and", 2, False), ("or", 1, True)])
    parts = [make(rng, "bool", depth) for _ in range(rng.randint(2, 4))]

    def value(record):
        for part in parts:
            if holds(part, record) == decides:
                return decides
        return not decides
    return (f" {word} ".join(inside(part, level + 1) for part in parts), level, value)


def negated(rng, depth):
    x = make(rng, "bool", depth)
    return ("not " + inside(x, 3), 3, lambda record: not holds(x, record))


def make(rng, kind, depth):
    if depth == 0 or rng.random() < 0.2:
        simple = kind in ("bool", "instant") or rng.random() < 0.6
        return name(rng, kind) if simple else literal(rng, kind)
    if rng.random() < 0.1:
        return chosen(rng, kind, depth - 1)
    if kind == "number":
        return rng.choice([arithmetic, arithmetic, computed])(rng, depth - 1)
    if kind == "bool":
        return rng.choice([compared, compared, joined, joined, listed, asked, negated])(rng, depth - 1)
    if kind == "text":
        return name(rng, kind)
    word, function = rng.choice([("min", min), ("max", max)])
    return called(word, kind, function, make(rng, kind, depth - 1), make(rng, kind, depth - 1))


def make_record(rng):
    def one(field):
        if rng.random() < 0.2:
            return None
        if field in ("a", "b", "c"):
            return Fraction(rng.choice([0, 0, 1, -1, 3, 8, 15, 75, MOST]), rng.choice([1, 1, 1, 2, 8, 3]))
        if field in ("d", "e"):
            return datetime.date(2016, 1, 1) + datetime.timedelta(days=rng.randint(-400, 800))
        if field in ("at", "to"):
            return rng.randint(-2, 2)
        if field in ("yes", "no"):
            return rng.random() < 0.5
        values = {"level": LEVELS, "before": LEVELS[:2], "t": LEVELS + ["it's"]}
        return rng.choice(values[field])
    return {field: one(field) for field, _ in DECLARED}


# ---- the file ---------------------------------------------------------------------------------------

def show(value):
    if value is None:
        return "missing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, Fraction):
        return str(value)
    whole = value.numerator * 10 ** 18
    if whole % value.denominator != 0:
        return str(value)
    digits = f"{abs(whole // value.denominator):019d}"
    text = f"{digits[:-18]}.{digits[-18:]}".rstrip("0").rstrip(".")
    return "-" + text if value < 0 else text


def outcome(node, kind, record):
    try:
        value = node[2](record)
    except Fails as failure:
        return str(failure)
    return show(value is True if kind == "bool" else value)


def main():
    check = sys.argv[1]
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 2016
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 4000
    rng = random.Random(seed)
    lines = [f"field {field} {kind}" for field, kind in DECLARED]
    for i in range(count):
        if i % 5 == 0:
            record = make_record(rng)
            lines.append("given " + "; ".join(f"{f} = {v if isinstance(v, Fraction) else show(v)}"
                                              for f, v in record.items() if v is not None))
        kind = rng.choice(["bool", "bool", "bool", "number", "number", "date", "text", "instant"])
        node = make(rng, kind, rng.randint(1, 4))
        lines.append(f"{node[0]} => expects {kind} {outcome(node, kind, record)}")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as f:
        f.write("\n".join(lines) + "\n")
        f.flush()
        print(f"# seed {seed}", flush=True)
        sys.exit(subprocess.run([check, f.name], check=False).returncode)


if __name__ == "__main__":
    main()
