#!/usr/bin/env python3
"""catalogschema - write catalog/schema/*.json from the tables that the readers of catalogs use.

Usage: tools/catalogschema.py [ROOT]    (default: the folder above this one)

Keys, required keys, types of field and methods of scoring come from keys.def, score_keys.def,
record_type.h and framework.h; what a key holds is told here, once for each. A key of the tables
that is not told here, or one told here that the tables do not have, is an error.
"""

import json
import os
import re
import sys

KEYS = "src/source/catalog/keys.def"
SCORE_KEYS = "src/source/catalog/score_keys.def"
TYPES = "src/core/catalog/record_type.h"
METHODS = "src/core/catalog/framework.h"
FOLDER = "catalog/schema"

# Objects of files that have a schema of their own, written by hand.
ELSEWHERE = {"CALENDAR", "NOTICE", "HOLIDAY", "EXTRA_DAYS", "SPAN"}


def ref(name):
    return {"$ref": f"defs.json#/$defs/{name}"}


def here(name):
    return {"$ref": f"#/$defs/{name}"}


def words(*w):
    return {"enum": list(w)}


def listed(inner, least=1):
    return {"type": "array", "minItems": least, "items": inner}


def mapped(inner, names="id"):
    return {"type": "object", "minProperties": 1, "propertyNames": ref(names),
            "additionalProperties": inner}


def told(text, shape):
    return dict({"description": text}, **shape)


BOOL = {"type": "boolean"}
SCALAR = {"type": ["string", "number", "boolean"]}
TEXT, ID, CODE, DATE, NUMBER = (ref(n) for n in ("text", "id", "code", "date", "number"))
EXPR, TITLE, VALID, SOURCE = (ref(n) for n in ("expr", "title", "valid", "source"))
COMMON = {"title": TITLE, "name": TITLE, "valid": VALID, "source": SOURCE,
          "verified": told("Whether the source was read itself", BOOL)}


def whole(least=None, most=None):
    shape = {"type": "integer"}
    if least is not None:
        shape["minimum"] = least
    if most is not None:
        shape["maximum"] = most
    return shape


# What each key holds: (object, key) or, where it is the same everywhere, the key in COMMON.
SHAPES = {
    "TITLE": {"zh": TEXT, "en": TEXT},
    "VALID": {"from": DATE, "to": DATE},
    "SOURCE": {"text": TEXT, "url": {"type": "string", "pattern": "^(https?://|[^:]*$|[^:/]*/)"}},
    "CATALOG": {
        "catalog": told("The id of the catalog, and the name of its folder", CODE),
        "extends": told("The catalog in the folder beside it that it builds upon", CODE),
        "zone": {"const": "Asia/Shanghai"}, "calendar": {"const": "china"}},
    "UNITS": {"units": mapped(here("UNIT_KIND"))},
    "UNIT_KIND": {
        "under": told("The kinds it may stand under; none for the top", listed(ID)),
        "figures": told("Numbers that hold from a day on", mapped(ref("FIELD")))},
    "DICTS": {"dicts": mapped(here("DICT"))},
    "DICT": {"of": ref("choices")},
    "RECORD": {
        "record": told("The id of the type, and the name of its file", ID),
        "subject": told("The type of subject it belongs to; without it, to a unit", ID),
        "occurred_on": told("The field that says when it happened", ID),
        "label": told("The field that people know it by; not a sensitive one", ID),
        "lookup": told("Fields by whose exact value sheets name a record", listed(ID)),
        "keep_years": told("How long it is kept after its end", whole(1, 100)),
        "fields": mapped(ref("FIELD")),
        "unique": {"anyOf": [listed(ID), listed(listed(ID))]},
        "checks": listed(here("CHECK")),
        "life": told("Makes it a subject", here("LIFE")),
        "history": mapped(here("HISTORY"))},
    "LIFE": {"start": ID, "end": ID},
    "HISTORY": {"record": ID, "value": ID, "from": ID},
    "CHECK": {"unless": told("What must hold", EXPR), "say": TITLE},
    "RULE": {
        "id": told("Stable: scores, logs and screens name it", ref("dotted")),
        "for": here("RULE_FOR"), "where": EXPR,
        "every": {"anyOf": [words("once", "day", "working_day", "week", "half_month", "month",
                                  "quarter", "half_year", "year"), here("RULE_CHAIN")]},
        "from": ID, "within": here("RULE_WITHIN"),
        "partial": words("skip", "require", "prorate"), "need": here("RULE_NEED"),
        "enter_by": here("RULE_ENTER_BY"),
        "on_non_working_day": words("keep", "next", "previous"),
        "owner": told("unit, subject.unit, record.unit, or the id of a department", CODE)},
    "RULE_FOR": {"subject": ID, "unit": ID, "record": ID},
    "RULE_CHAIN": {"months": whole(1), "from": ID},
    "RULE_WITHIN": {"days": whole(), "working_days": whole(), "months": whole()},
    "RULE_NEED": {"record": ID, "where": EXPR, "count": whole(1), "sum": ID, "at_least": NUMBER,
                  "via": ID},
    "RULE_ENTER_BY": {"after": words("window_end", "window_start", "occurred_on"),
                      "days": whole(0), "working_days": whole(0)},
    "FRAMEWORK": {
        "framework": CODE, "period": here("PERIOD"),
        "closes_at": told("The last moment of entry that still counts",
                          {"type": "string", "format": "date-time"}),
        "assessed": told("The kind of unit that is scored", ID), "items": listed(here("ITEM"))},
    "PERIOD": {"from": DATE, "to": DATE},
    "ITEM": {
        "id": told("Its number in the framework", {"type": ["string", "number"]}),
        "items": listed(here("ITEM")), "full": NUMBER,
        "same_as": {"type": ["string", "number"]},
        "owner": told("Who answers for it", {"anyOf": [TEXT, listed(TEXT)]}),
        "measures": mapped(here("MEASURE")), "score": here("SCORE"),
        "by": words("quarter", "half_year", "month"), "combine": words("sum", "mean", "min"),
        "weights": listed(NUMBER), "veto": here("VETO")},
    "VETO": {"when": EXPR, "scope": words("item", "head", "total")},
    "MEASURE": {
        "title": TITLE,
        "obligations": {"anyOf": [ref("dotted"), listed(ref("dotted"))]},
        "state": {"anyOf": [words("open", "met", "late", "missed", "excused"),
                            listed(words("open", "met", "late", "missed", "excused"))]},
        "distinct": words("subject", "unit"), "records": ID, "subjects": ID, "where": EXPR,
        "sum": ID, "at": words("end", "any"), "attribute": ID, "external": CODE, "value": NUMBER,
        "expr": EXPR},
    "TIER": {"measure": ID, "each": NUMBER},
    "BAND": {"at_least": NUMBER, "score": NUMBER},
    "POINT": {"name": TITLE, "points": NUMBER, "done": EXPR},
    "TERM": {"of": ID, "score": NUMBER},
    "FIELD": {
        "help": TITLE, "required": BOOL,
        "sensitive": told("Sealed where it is kept, masked where it is shown", BOOL),
        "min": {"anyOf": [NUMBER, DATE]}, "max": {"anyOf": [NUMBER, DATE]},
        "min_length": whole(1, 100000), "max_length": whole(1, 100000),
        "pattern": told("A regular expression that the whole text matches", TEXT),
        "digits": told("Decimals after the point", whole(0, 9)), "unit": TEXT,
        "of": {"anyOf": [ref("choices"), ID]}, "to": ID, "columns": mapped(ref("FIELD")),
        "default": SCALAR, "prefill": told("today, last, or a field of the subject", ID)},
    "SCORE": {
        "full": NUMBER, "of": listed(here("TIER")),
        "uncapped": BOOL, "when_empty": words("full", "zero", "excluded"),
        "mode": words("linear", "per_missing", "all_or_nothing"), "bands": listed(here("BAND")),
        "points": listed(here("POINT")), "record": ID, "where": EXPR, "by": DATE,
        "parts": listed(here("SCORE")), "range": listed(NUMBER), "highest": listed(here("TERM")),
        "places": listed(NUMBER), "expr": EXPR},
}

# What the parameters of methods hold that are not told one by one, by the word of SCORE_KEY.
SCORE_KINDS = {"MEASURE": told("The name of a measure of the item", ID), "NUMBER": NUMBER}

# name of the schema -> (file it is for, root, objects inside)
SCHEMAS = {
    "catalog.json": ("catalog.yaml", "CATALOG", []),
    "units.json": ("units.yaml", "UNITS", ["UNIT_KIND"]),
    "dicts.json": ("dicts.yaml", "DICTS", ["DICT"]),
    "record.json": ("records/NAME.yaml", "RECORD", ["LIFE", "HISTORY", "CHECK"]),
    "rules.json": ("rules/NAME.yaml", None, ["RULE", "RULE_FOR", "RULE_CHAIN", "RULE_WITHIN",
                                            "RULE_NEED", "RULE_ENTER_BY"]),
    "framework.json": ("framework.yaml", "FRAMEWORK", ["PERIOD", "ITEM", "VETO", "MEASURE", "TIER",
                                                      "BAND", "POINT", "TERM", "SCORE"]),
}


class Mismatch(Exception):
    """The tables and this script do not tell the same."""


def bare(text):
    return re.sub(r"/\*.*?\*/", "", text, flags=re.S)


def read_tables(text_of):
    """The objects of the tables: name -> [(key, required, words)], where words limit its use."""
    objects = {}
    keys = bare(text_of(KEYS))
    for name, key, need in re.findall(r'\bKEY\((\w+), "(\w+)", (\w+)\)', keys):
        objects.setdefault(name, []).append((key, need == "REQUIRED", "any"))
    objects["FIELD"] = [(key, key == "type", types)
                        for key, types in re.findall(r'\bFIELD_KEY\("(\w+)", "([^"]*)"\)', keys)]
    score = {}
    for key, methods, _ in score_rows(text_of):
        score[key] = (score.get(key, "") + " " + methods).strip()
    objects["SCORE"] = [(key, key == "method", methods) for key, methods in score.items()]
    return objects


def score_rows(text_of):
    """(key, methods, MEASURE or NUMBER or OTHER) of each parameter."""
    return re.findall(r'\bSCORE_KEY\("(\w+)", "([^"]*)", (\w+)', bare(text_of(SCORE_KEYS)))


def score_needs(text_of):
    """method -> the parameters it cannot do without."""
    needs = {}
    for method, keys in re.findall(r'\bSCORE_NEEDS\("(\w+)", "([^"]*)"\)', bare(text_of(SCORE_KEYS))):
        needs[method] = keys.split()
    return needs


def rows_of(text, table):
    """The words of the rows X(NAME, "word"...) below #define TABLE(X)."""
    m = re.search(rf"^#define {table}\(X\)((?:.*\\\n)+.*)", text, flags=re.M)
    found = re.findall(r'\bX\(\w+, "(\w+)"', m.group(1)) if m else []
    if not found:
        raise Mismatch(f"there is no table {table}")
    return found


def read_types(text_of):
    return rows_of(text_of(TYPES), "FIELD_TYPES")


def read_methods(text_of):
    return rows_of(text_of(METHODS), "SCORE_METHODS")


def shape(name, key, types):
    if (name, key) == ("FIELD", "type"):
        return words(*types)
    if name in SHAPES and key in SHAPES[name]:
        return SHAPES[name][key]
    if key in COMMON:
        return COMMON[key]
    raise Mismatch(f"{KEYS}: {name} has the key {key}, which tools/catalogschema.py does not tell")


def limits(name, rows):
    """Which types of field, or methods, a key is for."""
    kind = {"FIELD": "type", "SCORE": "method"}.get(name)
    return [{"if": {"required": [key]}, "then": {"properties": {kind: words(*allowed.split())}}}
            for key, _, allowed in rows
            if kind is not None and allowed not in ("any", "part")]


def score_kind(key, kind, methods):
    if kind in SCORE_KINDS:
        return SCORE_KINDS[kind]
    if key == "method":
        return words(*methods)
    if key not in SHAPES["SCORE"]:
        raise Mismatch(f"{SCORE_KEYS}: the key {key}, which tools/catalogschema.py does not tell")
    return SHAPES["SCORE"][key]


def when_method(methods, then):
    return {"if": {"properties": {"method": words(*methods)}}, "then": then}


def score_schema(text_of, rows, methods):
    """The parameters of methods: one key may hold one thing here and another there."""
    shapes = {}
    for key, of, kind in score_rows(text_of):
        shapes.setdefault(key, []).append((of, score_kind(key, kind, methods)))
    for key in SHAPES["SCORE"]:
        if key not in shapes:
            raise Mismatch(f"tools/catalogschema.py tells SCORE.{key}, which {SCORE_KEYS} does not have")
    one = {key: told_of[0][1] for key, told_of in shapes.items() if len(told_of) == 1}
    several = [when_method(of.split(), {"properties": {key: shape}})
               for key, told_of in shapes.items() if len(told_of) > 1 for of, shape in told_of]
    needed = [when_method([method], {"required": keys})
              for method, keys in score_needs(text_of).items()]
    return {"type": "object", "additionalProperties": False, "required": ["method"],
            "properties": {key: one.get(key, True) for key in shapes},
            "allOf": limits("SCORE", rows) + several + needed}


def object_schema(name, objects, types):
    rows = objects[name]
    for key in SHAPES.get(name, {}):
        if key not in [row[0] for row in rows]:
            raise Mismatch(f"tools/catalogschema.py tells {name}.{key}, which {KEYS} does not have")
    schema = {"type": "object", "additionalProperties": False}
    required = [key for key, need, _ in rows if need]
    if required:
        schema["required"] = required
    if name in ("TITLE", "RULE_FOR", "RULE_WITHIN", "MEASURE"):
        schema["minProperties"] = 1
    schema["properties"] = {key: shape(name, key, types) for key, _, _ in rows}
    if limits(name, rows):
        schema["allOf"] = limits(name, rows)
    return schema


def shared(objects, types):
    """What several files use."""
    one = lambda name: object_schema(name, objects, types)  # noqa: E731
    texts = {"type": "string", "minLength": 1}
    title = one("TITLE")
    return {
        "text": texts,
        "id": {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,39}$"},
        "code": {"type": "string", "pattern": "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,39}$"},
        "dotted": {"type": "string", "pattern": "^[a-z][a-z0-9_.]*$"},
        "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "number": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$"}]},
        "expr": told("An expression; see docs/manual/catalog.md", texts),
        "title": told("Chinese, or both languages", {"anyOf": [texts, title]}),
        "valid": told("The days it holds, both ends included", one("VALID")),
        "source": told("Where it comes from", one("SOURCE")),
        "choices": {"type": "object", "minProperties": 1, "propertyNames": ref("code"),
                    "additionalProperties": ref("title")},
        "FIELD": one("FIELD"),
    }


def schemas(text_of):
    """name -> text of every schema; raises Mismatch."""
    objects, types = read_tables(text_of), read_types(text_of)
    placed = {"TITLE", "VALID", "SOURCE", "FIELD"} | ELSEWHERE
    made = {"defs.json": {"title": "What the files of a catalog have in common",
                          "$defs": shared(objects, types)}}
    for name, (path, root, inner) in SCHEMAS.items():
        placed |= {root} | set(inner)
        top = {"title": f"A catalog's {path}"}
        if root is None:
            top.update({"type": "array", "minItems": 1, "items": here(inner[0])})
        else:
            top.update(object_schema(root, objects, types))
        if inner:
            top["$defs"] = {i: object_schema(i, objects, types) for i in inner if i != "SCORE"}
        if "SCORE" in inner:
            top["$defs"]["SCORE"] = score_schema(text_of, objects["SCORE"], read_methods(text_of))
        made[name] = top
    for name in objects:
        if name not in placed:
            raise Mismatch(f"{KEYS}: {name} is in no schema of tools/catalogschema.py")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {f"{FOLDER}/{name}": json.dumps(dict(head, **s), ensure_ascii=False, indent=1) + "\n"
            for name, s in made.items()}


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "..")

    def text_of(path):
        with open(os.path.join(root, path), encoding="utf-8") as f:
            return f.read()
    for path, text in schemas(text_of).items():
        with open(os.path.join(root, path), "w", encoding="utf-8") as f:
            f.write(text)


if __name__ == "__main__":
    main()
