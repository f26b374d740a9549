#!/usr/bin/env python3
"""schema.py - what duban accepts, the shipped schemas accept, and a slip of the pen they refuse.

    schema.py

Validates the shipped catalogs, those of good/, and the files of bad/ whose faults are ones of
shape, with Debian's python3-jsonschema. Prints TAP, one line a file.
"""

import json
import re
import sys
from pathlib import Path

import jsonschema
import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
SCHEMAS = {p.name: json.loads(p.read_text(encoding="utf-8"))
           for p in sorted((ROOT / "catalog" / "schema").glob("*.json"))}

# What a file is, by its path inside the catalog.
FILES = [("catalog.yaml", "catalog.json"), ("units.yaml", "units.json"), ("dicts.yaml", "dicts.json"),
         (r"records/\w+.yaml", "record.json"), (r"rules/[\w-]+.yaml", "rules.json"),
         ("framework.yaml", "framework.json")]

# Faults that a schema can see: they need no other definition and no arithmetic.
SHAPE = {f"CATALOG-{n}" for n in (3008, 3009, 3010, 3011, 3012, 3013, 3014, 3015, 3021, 3022, 3034,
                                  3038)} | {"TEXT-1002"}


class Loader(yaml.SafeLoader):
    """YAML 1.2 in what matters here: a day is a text, and only true and false are truth values."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, rx) for tag, rx in resolvers
            if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def schema_of(inner):
    return next((name for pattern, name in FILES if re.fullmatch(pattern, inner)), None)


def whole(name):
    """A schema with what it has from defs.json inside, so that nothing has to be looked for."""
    own = SCHEMAS[name].get("$defs", {})
    shared = SCHEMAS["defs.json"]["$defs"]
    assert not set(own) & set(shared), "one name in two schemas"
    text = json.dumps(dict(SCHEMAS[name], **{"$defs": {**own, **shared}}))
    return json.loads(text.replace('"defs.json#/', '"#/'))


def problems_of(text, name):
    validator = jsonschema.Draft202012Validator(whole(name))
    return [f"{'.'.join(map(str, e.absolute_path))}: {e.message[:200]}"
            for e in validator.iter_errors(yaml.load(text, Loader=Loader))]


def cases():
    """(name, schema, text, whether it must be refused)"""
    folders = [p.parent for p in (ROOT / "catalog").glob("*/catalog.yaml")]
    folders += list((HERE / "good").iterdir()) + [HERE / "base"]
    for folder in sorted(folders):
        for path in sorted(folder.rglob("*.yaml")):
            inner = str(path.relative_to(folder))
            yield f"{folder.name}/{inner}", schema_of(inner), path.read_text(encoding="utf-8"), False
    for path in sorted((HERE / "bad").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        told = set(re.findall(r"(?:CATALOG|YAML|TEXT)-\d+", "".join(re.findall(r"#! .*", text))))
        inner = text.split("\n")[0].split("#!")[0].strip("# ")
        if told & SHAPE and "CATALOG-3002" not in told:
            yield f"bad/{path.stem}", schema_of(inner), text, True


def main():
    all_cases = list(cases())
    print(f"1..{len(all_cases) + len(SCHEMAS)}")
    failed, number = False, 0
    for name, schema in SCHEMAS.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        number += 1
        print(f"ok {number} - schema/{name} is a schema")
    for name, schema, text, refused in all_cases:
        found = problems_of(text, schema) if schema else ["no schema is for this file"]
        good = bool(found) == refused
        number += 1
        failed = failed or not good
        print(f"{'ok' if good else 'not ok'} {number} - {name}{' is refused' if refused else ''}")
        if not good:
            print("\n".join("# " + p for p in found[:5]) or "# nothing is told")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
