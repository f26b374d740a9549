#!/usr/bin/env python3
"""run.py — what the plan reader must make of each document in tests/golden/plan.

    run.py DUBAN [--only NAME] [--list]

A case is a document and NAME.json beside it. The document is NAME.txt or any
other NAME.* taken as it is, or NAME.recipe, from which a .docx is made first
(tests/support/docx_make.py). The .json says in `shows` what the case is about;
everything else in it must be found in what `duban plan import --dry-run
--format json` prints:

    a key       must be there with that value; null: absent, empty or null
    a list      must have just these entries, in this order
    findings    a list of findings that must be among those reported; [] means
                that there must be none
    findings_not  the same, for findings that must not be reported
    error       the import must end with this code (or one of these) and with the
                exit status that src/base/err.def gives it

Where a long text breaks into lines is not compared. The documents of sample/
and those made by made() below are cases as well. Prints TAP.
"""

import argparse
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "support"))
import docx_make  # noqa: E402

SECONDS = 60


# ---- running the importer -------------------------------------------------


def import_plan(duban, path, home):
    """Import `path` without storing; (exit status, standard output, standard error)."""
    env = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="", DUBAN_DB=str(Path(home) / "duban.db"))
    done = subprocess.run(
        [duban, "plan", "import", str(path), "--dry-run", "--format", "json"],
        capture_output=True,
        cwd=home,
        env=env,
        timeout=SECONDS,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace")


# ---- comparing ------------------------------------------------------------


def is_nothing(value):
    return value is None or value == "" or value == []


def same_text(a, b):
    return re.sub(r"\s*\n\s*", "", a) == re.sub(r"\s*\n\s*", "", b)


def has_finding(findings, wanted):
    return any(not differences(wanted, f) for f in findings)


def compare_findings(wanted, actual, at):
    if wanted == []:
        return [f"{at}: not expected: {json.dumps(f, ensure_ascii=False)}" for f in actual]
    return [
        f"{at}: not reported: {json.dumps(w, ensure_ascii=False)}"
        for w in wanted
        if not has_finding(actual, w)
    ]


def compare_lists(wanted, actual, at):
    if not isinstance(actual, list):
        actual = []
    if len(wanted) != len(actual):
        names = [a.get("item", a.get("name", a)) if isinstance(a, dict) else a for a in actual]
        listed = json.dumps(names, ensure_ascii=False)
        return [f"{at}: {len(wanted)} expected, {len(actual)} found: {listed}"]
    out = []
    for i, (w, a) in enumerate(zip(wanted, actual)):
        out += differences(w, a, f"{at}[{i + 1}]")
    return out


def differences(wanted, actual, at=""):
    """One line for every value of `wanted` that `actual` does not have."""
    if wanted is None:
        return [] if is_nothing(actual) else [f"{at}: nothing expected, found {actual!r}"]
    if isinstance(wanted, list):
        return compare_lists(wanted, actual, at)
    if isinstance(wanted, str) and isinstance(actual, str) and same_text(wanted, actual):
        return []
    if not isinstance(wanted, dict):
        if type(wanted) is type(actual) and wanted == actual:
            return []
        return [f"{at}:", f"   expected {wanted!r}", f"   found    {actual!r}"]
    if not isinstance(actual, dict):
        return [f"{at}: an object expected, found {actual!r}"]
    out = []
    for key, value in wanted.items():
        where = f"{at}.{key}" if at else key
        if key in ("shows", "error"):
            continue
        if key == "findings":
            out += compare_findings(value, actual.get(key, []), where)
        elif key == "findings_not":
            for f in value:
                if has_finding(actual.get("findings", []), f):
                    out.append(f"{where}: reported: {json.dumps(f, ensure_ascii=False)}")
        else:
            out += differences(value, actual.get(key), where)
    return out


def exit_statuses():
    """{"PLAN-2001": 3, …} from the table of errors."""
    table = (ROOT / "src" / "base" / "err.def").read_text(encoding="utf-8")
    rows = re.findall(r"^ERR\(\w+, (\w+), (\d+), \d+, (\d+),", table, re.MULTILINE)
    return {f"{area}-{number}": int(status) for area, number, status in rows}


def check_error(wanted, status, text):
    codes = wanted if isinstance(wanted, list) else [wanted]
    statuses = exit_statuses()
    for code in codes:
        if code in text:
            if status == statuses[code]:
                return []
            return [f"{code} must exit with status {statuses[code]}, not {status}"]
    return [f"error {' or '.join(codes)} expected; status {status}, said: {text[:600]}"]


def check(duban, path, wanted, home):
    """The differences between a document's import and what was expected of it."""
    try:
        status, text, errors = import_plan(duban, path, home)
    except subprocess.TimeoutExpired:
        return [f"no answer within {SECONDS} seconds"]
    except UnicodeDecodeError as e:
        return [f"output is not UTF-8: {e}"]
    if (Path(home) / "duban.db").exists():
        return ["a dry run has made a database"]
    if "error" in wanted:
        return check_error(wanted["error"], status, text + errors)
    if status != 0:
        return [f"import failed with status {status}: {(errors or text)[:600]}"]
    try:
        actual = json.loads(text)
    except json.JSONDecodeError as e:
        return [f"output is not JSON: {e}: {text[:300]}"]
    return differences(wanted, actual)


# ---- the cases ------------------------------------------------------------


def bomb(word):
    """A .docx whose document part is a few kilobytes packed and 300 MB unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", word.read("[Content_Types].xml"))
        z.writestr("_rels/.rels", word.read("_rels/.rels"))
        with z.open("word/document.xml", "w") as part:
            head, tail = word.read("word/document.xml").decode("utf-8").split("<w:body>")
            part.write((head + "<w:body>").encode("utf-8"))
            for _ in range(300):
                part.write(b"<w:p/>\n" * 150000)
            part.write(tail.encode("utf-8"))
    return out.getvalue()


def entities(word):
    """A .docx whose document part declares entities that unfold to 10^9 signs."""
    lines = ['<!ENTITY e0 "扣分扣分扣分">']
    lines += [f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10)]
    head, _, body = word.read("word/document.xml").decode("utf-8").partition("?>")
    text = f"{head}?><!DOCTYPE w:document [{''.join(lines)}]>{body}".replace("方案", "&e9;")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name in word.namelist():
            z.writestr(name, text if name == "word/document.xml" else word.read(name))
    return out.getvalue()


def long_plan(n):
    """A plan of n items in one text, and what must be read from it."""
    lines = ["云泽区司法局2016年度绩效考评整改方案", "", "二、整改措施", "（一）法治宣传教育"]
    cause = "部分单位没有按时录入数据，台账记录不全，巡查流于形式，" * 6
    measure = "每周一次核对录入情况，每月25日前通报进展，6月底前补齐材料，" * 8
    for k in range(1, n + 1):
        lines.append(f"{k}、第{k}类阵地：第{k}号法治长廊（应得10分，实得9.5分）：")
        lines[-1] += f"失分原因：{cause}共{k}处；整改措施：{measure}逐处销号。"
    sums = {"items": n, "full": f"{n * 10}.00", "got": f"{n * 19 // 2}.00", "lost": f"{n // 2}.00"}
    items = [
        {"no": k, "item": f"第{k}号法治长廊", "cause": f"{cause}共{k}处", "measure": f"{measure}逐处销号。"}
        for k in range(1, n + 1)
    ]
    return "\n".join(lines).encode("utf-8"), {"totals": sums, "items": items}


def made():
    """(name, file name, function that gives the bytes, expected) of documents that are too big
    or too odd to keep as files."""
    small = docx_make.make("方案\n一、甲项（应得5分，实得4分）：失分原因：乙。整改措施：丙。")
    word = zipfile.ZipFile(io.BytesIO(small))
    line = ("督办台账" * 1000 + "\n").encode("utf-8")
    refused = {"error": ["PLAN-2004", "PLAN-2005"]}
    text, wanted = long_plan(900)  # about 300 pages
    yield "made/300-pages", "long.txt", lambda: text, wanted
    yield "made/zip-bomb", "bomb.docx", lambda: bomb(word), {"error": "PLAN-2005"}
    yield "made/entity-bomb", "entities.docx", lambda: entities(word), refused
    for part in (4, 2):
        cut = len(small) // part
        yield f"made/cut-to-1-{part}", "cut.docx", lambda n=cut: small[:n], {"error": "PLAN-2004"}
    yield "made/cut-at-end", "cut.docx", lambda: small[:-30], {"error": "PLAN-2004"}
    yield (
        "made/100-megabytes",
        "big.txt",
        lambda: line * (100_000_000 // len(line)),
        {"error": "PLAN-2005"},
    )


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def document_of(expected, home):
    """The document that belongs to NAME.json; made from its recipe if it has one."""
    stem = expected.name.removesuffix(".json")
    found = [p for p in expected.parent.glob(stem + ".*") if p.suffix != ".json"]
    found = [p for p in found if p.name.split(".")[0] == stem]
    if len(found) != 1:
        raise FileNotFoundError(f"{expected}: {len(found)} documents of that name")
    if found[0].suffix != ".recipe":
        return found[0]
    path = Path(home) / (stem + ".docx")
    path.write_bytes(docx_make.make(found[0].read_text(encoding="utf-8")))
    return path


def write(path, data):
    path.write_bytes(data)
    return path


def cases(home):
    """(name, expected, function that gives the document's path) of every case."""
    for expected in sorted((HERE / "plan").glob("*.json")):
        yield expected.stem, load(expected), lambda e=expected: document_of(e, home)
    sample = ROOT / "sample"
    for name in ("plan-2016.docx", "plan-2016.txt"):
        yield f"sample/{name}", load(sample / "plan-2016.json"), lambda n=name: sample / n
    for name, file_name, data, expected in made():
        yield name, expected, lambda f=file_name, d=data: write(Path(home) / f, d())


def sample_is_current():
    """The committed sample document is what its recipe makes, byte for byte."""
    recipe = (ROOT / "sample" / "plan-2016.recipe").read_text(encoding="utf-8")
    made_now = docx_make.make(recipe, store=True)
    if made_now == (ROOT / "sample" / "plan-2016.docx").read_bytes():
        return []
    return ["sample/plan-2016.docx differs from its recipe; make it again with docx_make.py --store"]


def report(number, name, problems):
    print(f"{'not ok' if problems else 'ok'} {number} - {name}", flush=True)
    for line in problems:
        for part in str(line).split("\n"):
            print(f"#   {part}")
    return bool(problems)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("duban", help="the program to test")
    parser.add_argument("--only", metavar="NAME", help="run the cases whose name contains NAME")
    parser.add_argument("--list", action="store_true", help="list the cases and what they show")
    args = parser.parse_args()
    duban = os.path.abspath(args.duban)
    failed = number = 0
    with tempfile.TemporaryDirectory() as home:
        for name, wanted, document in cases(home):
            if args.only and args.only not in name:
                continue
            if args.list:
                print(f"{name}: {wanted.get('shows', '')}")
                continue
            number += 1
            failed += report(number, name, check(duban, document(), wanted, home))
        if not args.list and not args.only:
            number += 1
            failed += report(number, "sample/recipe", sample_is_current())
    if not args.list:
        print(f"1..{number}")
        print(f"# {number - failed} passed, {failed} failed")
    return 1 if failed or (number == 0 and not args.list) else 0


if __name__ == "__main__":
    sys.exit(main())
