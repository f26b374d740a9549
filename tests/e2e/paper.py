#!/usr/bin/env python3
"""paper - a plan leaves as an official document and comes back, on either engine.

    paper.py DUBAN [--engine sqlite|postgresql]
"""

import io
import re
import zipfile

from e2elib import ROOT, case, contains, error, main, same, true

SAMPLE = ROOT / "sample" / "plan-2016.docx"
ISSUER = "云泽区司法局"


def ready(p):
    p.run("init", code=0)
    p.run("plan", "import", str(SAMPLE), code=0)


def exported(p, name, *more):
    p.run("plan", "export", "-o", name, "--organisation", ISSUER, *more, code=0)
    return p.folder / name


def ledger(p, path):
    """What a file says, without findings."""
    says = p.run("plan", "import", str(path), "--dry-run", "--format", "json", code=0).json()
    says.pop("findings")
    return says


def edited(path, old, new):
    """The .docx again, with a text of its paragraphs changed."""
    source = zipfile.ZipFile(path)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "word/document.xml":
                true(old.encode() in content, f"{old} stands in the document")
                content = content.replace(old.encode(), new.encode(), 1)
            target.writestr(info, content)
    other = path.with_name("edited.docx")
    other.write_bytes(out.getvalue())
    return other


@case
def round_trip(p):
    """the exported .docx and .txt give the same ledger as the document that came in"""
    ready(p)
    wanted = ledger(p, SAMPLE)
    for name in ("out.docx", "out.txt"):
        same(ledger(p, exported(p, name)), wanted, name)
        done = p.run("plan", "import", name, code=0)
        contains(done.err, "unchanged")


@case
def formats(p):
    """each format is what its name says, also on standard output"""
    ready(p)
    same(exported(p, "a.pdf").read_bytes()[:5], b"%PDF-", "head of the PDF")
    same(exported(p, "a.docx").read_bytes()[:4], b"PK\x03\x04", "head of the .docx")
    done = p.run("plan", "export", "-o", "-", "--format", "txt", code=0)
    contains(done.out, "云司发〔2017〕12号")
    same(done.err, "", "messages")
    error(p.run("plan", "export", "-o", "a.odt"), 2, "CLI-9001")
    error(p.run("plan", "export", "--format", "docx"), 2, "CLI-9001")
    error(p.run("plan", "export", "-o", "a.docx", "--date", "2017-02-30"), 2, "CLI-9001")
    error(p.run("plan", "export", "-o", "a.docx", "--printed-on", "2017-03-29"), 2, "CLI-9001")


@case
def own_head(p):
    """number, date and red head of the command line stand on the paper"""
    ready(p)
    path = exported(p, "head.txt", "--number", "云司发〔2017〕30号", "--date", "2017-05-08", "--red-head")
    text = path.read_text(encoding="utf-8")
    contains(text, "云司发〔2017〕30号")
    contains(text, "2017年5月8日")


@case
def which_plan(p):
    """a year or a plan that is not there is an error, and nothing is written"""
    ready(p)
    error(p.run("plan", "export", "-o", "x.docx", "--year", "1999"), 4, "LEDGER-2101")
    error(p.run("plan", "export", "-o", "x.docx", "--plan", "9"), 4, "LEDGER-2101")
    true(not (p.folder / "x.docx").exists(), "no file")
    error(p.run("plan", "export", "-o", "no/such/folder/x.docx"), 7, "FILE-1103")


@case
def empty_ledger(p):
    """there is nothing to export before something was imported"""
    p.run("init", code=0)
    error(p.run("plan", "export", "-o", "x.docx"), 4, "LEDGER-2101")
    error(p.run("ledger", "export", "-o", "x.xlsx"), 4, "LEDGER-2101")


@case
def review(p):
    """an edited paper shows its differences; the accepted ones are stored, the others are not"""
    ready(p)
    path = exported(p, "out.docx")
    done = p.run("plan", "diff", "out.docx", "--format", "json", code=0).json()
    same(done["differences"], [], "differences of the paper itself")
    before = ledger(p, SAMPLE)
    first = before["items"][0]
    other = edited(path, first["item"], first["item"] + "（改）")
    other = edited(other, f"实得{float(before['items'][1]['got']):g}分", "实得4.5分")
    seen = p.run("plan", "diff", str(other), "--format", "json", code=0).json()
    fields = [(d["number"], d["field"]) for d in seen["differences"]]
    same([f for _, f in fields], ["item", "got", "lost"], "fields")
    true("stored_as" not in seen, "nothing stored")
    taken = p.run("plan", "diff", str(other), "--accept", "1", "--format", "json", code=0).json()
    same(taken["stored_as"], 2, "revision")
    shown = p.run("ledger", "show", "D1", "--format", "json", code=0).json()
    same(shown["item"], first["item"] + "（改）", "renamed, the same deduction")
    shown = p.run("ledger", "show", "D2", "--format", "json", code=0).json()
    same(shown["got"], before["items"][1]["got"], "rejected")
    left = p.run("plan", "diff", str(other), "--format", "json", code=0).json()
    same([d["field"] for d in left["differences"]], ["got", "lost"], "what is left")
    p.run("plan", "diff", str(other), "--accept", "all", code=0)
    left = p.run("plan", "diff", str(other), "--format", "json", code=0).json()
    same(left["differences"], [], "after all were accepted")
    p.run("audit", "verify", code=0)


@case
def review_refused(p):
    """numbers that no difference has, and papers of no plan, are refused"""
    ready(p)
    path = exported(p, "out.docx")
    error(p.run("plan", "diff", str(path), "--accept", "7"), 4, "PLAN-2014")
    error(p.run("plan", "diff", str(path), "--accept", "x"), 2, "CLI-9001")
    error(p.run("plan", "diff", str(path), "--accept", "5-3"), 2, "CLI-9001")
    strange = p.folder / "strange.txt"
    strange.write_text("柳塘区2018年度绩效考评整改方案\n（一）甲类\n1、乙类：丙项（应得5分，实得4分）：失分原因：缺。\n",
                       encoding="utf-8")
    error(p.run("plan", "diff", str(strange)), 4, "LEDGER-2101")


@case
def asked_one_by_one(p):
    """on a terminal each difference is asked about"""
    ready(p)
    path = exported(p, "out.docx")
    other = edited(path, "实得4.7分", "实得4.9分")
    done = p.terminal("plan", "diff", str(other), answer=b"y\ny\n")
    contains(done.out, "4.90")
    same(p.run("ledger", "show", "D1", "--format", "json", code=0).json()["got"], "4.90", "got")


@case
def workbook(p):
    """the workbook has a row for each deduction, numbers as numbers, and no formula from text"""
    ready(p)
    p.run("ledger", "export", "-o", "ledger.xlsx", code=0)
    book = zipfile.ZipFile(p.folder / "ledger.xlsx")
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    true(len(re.findall(r"<row ", sheet)) >= 27, "rows")
    true(re.search(r"<c r=\"[A-Z]+\d+\"[^>]*><v>4\.7</v>", sheet), "a number")
    for formula in re.findall(r"<f>(.*?)</f>", sheet):
        true(re.match(r"SUM|SUBTOTAL", formula), f"formula {formula}")
    true("<pane " in sheet and "<autoFilter " in sheet, "frozen header and filter")


@case
def workbook_is_no_plan(p):
    """a workbook given as an edited plan is refused as one, not as a damaged document"""
    ready(p)
    p.run("ledger", "export", "-o", "ledger.xlsx", code=0)
    error(p.run("plan", "diff", "ledger.xlsx"), 3, "PLAN-2002")


@case
def told_in_audit(p):
    """each export is an entry of the audit chain"""
    ready(p)
    before = p.run("audit", "verify", "--format", "json", code=0).json()["entries"]
    exported(p, "a.txt")
    p.run("ledger", "export", "-o", "a.xlsx", code=0)
    after = p.run("audit", "verify", "--format", "json", code=0).json()["entries"]
    same(after - before, 2, "entries")


if __name__ == "__main__":
    main()
