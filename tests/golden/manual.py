#!/usr/bin/env python3
"""manual.py - the examples of the manual about catalogs are right, and give what stands below them.

    manual.py DUBAN

Every block of YAML in docs/manual is one of these, told by its first lines:
- a file of a catalog: all of them together, built upon common, must be without fault;
- a framework: a catalog of its own, built upon jiangsu-2017, must be without fault;
- an item, with lines `# {figures and records} → points` below it: each is run as a case;
- a case: it must read, and come out as it says.
Prints TAP, one line an example. A method of scoring without an item that shows it is a failure too.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
MANUAL = ROOT / "docs" / "manual"
BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.S | re.M)
OUTCOME = re.compile(r"^# (\{.*\}) → (-?\d+\.\d\d)$", re.M)
CASE = """case: an example of the manual
as_of: 2018-02-01T09:00:00+08:00
catalog: {catalog}
units:
- {{id: jt, kind: county, name: 甲区司法局, attributes: {{population: 560000}}}}
framework:
  framework: manual
  period: {{from: 2017-01-01, to: 2017-12-31}}
  items:
{item}
external: {external}
records: {records}
expect:
  scores:
  - {{item: "{id}", unit: jt, score: "{points}"}}
"""


def duban_json(duban, *args):
    done = subprocess.run([duban, "--format", "json", *args], capture_output=True, check=False, timeout=60)
    return done.returncode, json.loads(done.stdout or "null"), done.stderr.decode()


def run_case(duban, path):
    code, cases, err = duban_json(duban, "case", "run", str(path))
    if cases is None:
        return [err]
    faults = [f"{f['line']}:{f['column']}: {f['code']} {f.get('detail', '')}" for f in cases[0]["faults"]]
    told = cases[0]["differences"] + faults
    return told or ([] if code == 0 and cases[0]["passed"] else [f"exit code {code}"])


def check(duban, folder):
    code, result, err = duban_json(duban, "catalog", "check", str(folder))
    faults = [f"{f['file']}:{f['line']}:{f['column']}: {f['code']} {f['text']} {f.get('detail', '')}"
              for f in (result or {}).get("faults", [])]
    return faults or ([err or f"exit code {code}"] if code else [])


def file_of(text):
    """The file of a catalog that a block is; None: it is none."""
    first = yaml.safe_load(text)
    if isinstance(first, list):
        return "rules/manual.yaml" if "for" in first[0] else None
    for key in ("catalog", "units", "dicts"):
        if key in first and "case" not in first:
            return f"{key}.yaml"
    return f"records/{first['record']}.yaml" if "record" in first else None


def outcomes(text, folder):
    """(title, path of a case) for each line of what comes out."""
    item = yaml.safe_load(text)[0]
    body = "".join(f"  {line}\n" for line in text.split("\n") if line and not line.startswith("#"))
    for number, (given, points) in enumerate(OUTCOME.findall(text), 1):
        given = yaml.load(given, Loader=yaml.BaseLoader)
        records = [{"id": f"r{n}", "type": key, "unit": "jt", "entered_at": "2017-12-31T09:00:00+08:00", "fields": v}
                   for n, (key, v) in enumerate(given.items()) if isinstance(v, dict)]
        external = {key: v for key, v in given.items() if not isinstance(v, dict)}
        path = folder / f"case-{number}.yaml"
        path.write_text(CASE.format(catalog=ROOT / "catalog" / "common", item=body.rstrip(), id=item["id"],
                                    external=json.dumps(external), records=json.dumps(records, ensure_ascii=False),
                                    points=points), encoding="utf-8")
        yield f"{item['name']} {json.dumps(given, ensure_ascii=False)} → {points}", path


def examples(duban, folder):
    """(name, problems) of each; a block is judged where it stands, the catalog at the end."""
    catalog = folder / "together" / "jiangsu-2017"
    shown = set()
    (catalog / "records").mkdir(parents=True)
    (catalog / "rules").mkdir()
    for name in ("common", "calendar"):
        shutil.copytree(ROOT / "catalog" / name, folder / "together" / name)
    for page in sorted(MANUAL.glob("*.md")):
        for n, text in enumerate(BLOCK.findall(page.read_text(encoding="utf-8")), 1):
            at = folder / f"{page.stem}-{n}"
            at.mkdir()
            name, what = f"{page.name} {n}", file_of(text)
            if what is not None:
                (catalog / what).write_text(text, encoding="utf-8")
            elif text.startswith("framework:"):
                (at / "framework.yaml").write_text(text, encoding="utf-8")
                (at / "catalog.yaml").write_text("catalog: manual\nextends: jiangsu-2017\n", encoding="utf-8")
                for base in ("common", "jiangsu-2017"):
                    shutil.copytree(ROOT / "catalog" / base, folder / base, dirs_exist_ok=True)
                yield name, check(duban, at)
            elif text.startswith("case:"):
                path = at / "case.yaml"
                path.write_text(text.replace("../../catalog", str(ROOT / "catalog")), encoding="utf-8")
                yield name, run_case(duban, path)
            elif text.startswith("- id:"):
                found = list(outcomes(text, at))
                shown.add(yaml.safe_load(text)[0].get("score", {}).get("method"))
                yield name, [] if found else ["nothing stands below it that it gives"]
                for title, path in found:
                    yield f"{name}: {title}", run_case(duban, path)
            else:
                yield name, ["no kind of example that is known here"]
    yield "the files of a catalog together", check(duban, catalog)
    table = (ROOT / "src/core/catalog/framework.h").read_text(encoding="utf-8")
    table = table[table.index("#define SCORE_METHODS"):table.index("enum score_method")]
    missing = sorted(set(re.findall(r'"(\w+)"', table)) - shown)
    yield "every method is shown", [f"{m} is not" for m in missing]


def main():
    duban = str(Path(sys.argv[1]).resolve())
    failed, number = False, 0
    with tempfile.TemporaryDirectory() as folder:
        for name, problems in examples(duban, Path(folder)):
            number += 1
            failed = failed or bool(problems)
            print(f"{'not ok' if problems else 'ok'} {number} - {name}")
            print("".join(f"# {line}\n" for p in problems for line in p.split("\n")), end="")
    print(f"1..{number}")
    sys.exit(1 if failed or number < 40 else 0)


if __name__ == "__main__":
    main()
