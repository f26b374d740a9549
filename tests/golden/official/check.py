#!/usr/bin/env python3
"""check.py - papers that the product prints, against the figures of GB/T 9704-2012.

    check.py OFFICIAL [--keep FOLDER]

OFFICIAL is the program built of official.c. It prints the plan of sample/ twice, plain
and with a red head, and two ledgers made at random. Looked at are

    the .docx     page, margins, lines and characters, fonts, headings, number, date
    the PDF       the same on the pages (pdftotext, pdfinfo, pdffonts), line by line
    closure       every document of tests/golden/plan that is a plan prints and reads back
    LibreOffice   what it makes of the .docx: the same words, the same ledger, the same
                  bookmarks after it has saved the file; the sums of the .xlsx

What is not installed is left out, and said. Prints TAP.
"""

import argparse
import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests/support"))
import docx_make  # noqa: E402  (tests/support/docx_make.py, found by the line above)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XHTML = "{http://www.w3.org/1999/xhtml}"
SECONDS = 300

MM = 72 / 25.4  # points
TWIP = 1 / 20

# The figures of the standard, in millimetres, points, lines and characters.
PAGE = (210, 297)
LEFT, TOP = 28, 37
TYPE = (156, 225)
LINES, CHARS = 22, 28
BODY, TITLE, SMALL = 16, 22, 14
DATE_FROM_RIGHT = 4

NUMBER = re.compile(r"[\u4e00-\u9fff]{1,14}〔(19|20)\d\d〕[1-9]\d{0,4}号")
DATE = re.compile(r"(19|20)\d\d年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日")
NEVER_FIRST = "。，、；：？！）》」』】”’…%．"
NEVER_LAST = "（《「『【“‘"


class Tap:
    """Counts and prints; `prefix` names the paper."""

    def __init__(self):
        self.number = self.failed = 0
        self.prefix = ""

    def check(self, name, good, why=""):
        self.number += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.number} - {self.prefix}{name}")
        if not good:
            print(f"# {why}")

    def equal(self, name, got, want):
        self.check(name, got == want, f"{got!r}, wanted {want!r}")

    def near(self, name, got, want, within):
        self.check(name, abs(got - want) <= within, f"{got:.2f}, wanted {want:.2f} within {within}")

    def skip(self, name, why):
        self.number += 1
        print(f"ok {self.number} - {self.prefix}{name} # SKIP {why}")


def run(*command, env=None):
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False, env=env)


def bare(text):
    """Without blanks and line ends: how lines break is no part of the words."""
    return re.sub(r"\s", "", text)


# ---- the .docx -------------------------------------------------------------


def attribute(element, path, name):
    found = element.find(path) if element is not None else None
    return None if found is None else found.get(W + name)


def number(element, path, name):
    return float(attribute(element, path, name) or "nan")


def check_page(tap, body):
    section = body.find(W + "sectPr")
    size, margin = section.find(W + "pgSz"), section.find(W + "pgMar")
    get = {k: int(margin.get(W + k)) * TWIP / MM for k in ("top", "bottom", "left", "right", "footer")}
    width, height = (int(size.get(W + k)) * TWIP / MM for k in ("w", "h"))
    tap.near("page width", width, PAGE[0], 0.1)
    tap.near("page height", height, PAGE[1], 0.1)
    tap.near("top margin", get["top"], TOP, 0.1)
    tap.near("binding margin", get["left"], LEFT, 0.1)
    tap.near("type area, width", width - get["left"] - get["right"], TYPE[0], 0.1)
    tap.near("type area, height", height - get["top"] - get["bottom"], TYPE[1], 0.1)
    tap.near("page number 7 mm below", get["bottom"] - get["footer"] - SMALL / MM / 2, 7, 0.2)
    pitch = number(section, W + "docGrid", "linePitch") * TWIP
    tap.equal("lines of a page", int(TYPE[1] * MM / pitch), LINES)


def check_styles(tap, styles):
    by_id = {s.get(W + "styleId"): s for s in styles.iter(W + "style")}

    def font(style):
        return attribute(by_id[style], f"{W}rPr/{W}rFonts", "eastAsia")

    def size(style):
        return number(by_id[style], f"{W}rPr/{W}sz", "val") / 2

    for style, name, points in (
        ("Title", "小标宋", TITLE),
        ("DocumentNumber", "仿宋", BODY),
        ("Addressees", "仿宋", BODY),
        ("Heading1", "黑体", BODY),
        ("Heading2", "楷体", BODY),
        ("Heading3", "仿宋", BODY),
        ("Heading4", "仿宋", BODY),
        ("BodyText", "仿宋", BODY),
        ("Signature", "仿宋", BODY),
        ("Date", "仿宋", BODY),
        ("Copies", "仿宋", SMALL),
    ):
        tap.check(f"{style}: {name}, {points} points", name in font(style) and size(style) == points,
                  f"{font(style)}, {size(style)}")
    body = by_id["BodyText"]
    wide = BODY + number(body, f"{W}rPr/{W}spacing", "val") * TWIP
    tap.equal("characters of a line", int(TYPE[0] * MM / wide), CHARS)
    tap.equal("exact lines", attribute(body, f"{W}pPr/{W}spacing", "lineRule"), "exact")
    tap.equal("first line indented by two", attribute(body, f"{W}pPr/{W}ind", "firstLineChars"), "200")


def check_footer(tap, root, side):
    paragraph = root.find(W + "p")
    text = "".join(t.text for t in paragraph.iter(W + "t"))
    tap.equal(f"page number, {side}", (text, attribute(paragraph, f"{W}pPr/{W}jc", "val")), ("— 1 —", side))
    tap.equal(f"page number, {side}, font",
              (attribute(paragraph, f"{W}r/{W}rPr/{W}rFonts", "eastAsia"),
               number(paragraph, f"{W}r/{W}rPr/{W}sz", "val") / 2), ("宋体", SMALL))


DIGITS = "零一二三四五六七八九"


def chinese(n):
    """1 to 99 as headings have it."""
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones or not tens else "")


def check_headings(tap, paragraphs):
    count, wrong = [0] * 4, []
    for style, text in paragraphs:
        m = re.fullmatch(r"Heading([1-4])", style or "")
        if not m:
            continue
        level = int(m.group(1)) - 1
        count = count[:level] + [count[level] + 1] + [0] * (3 - level)
        n = count[level]
        begin = (f"{chinese(n)}、", f"（{chinese(n)}）", f"{n}.", f"（{n}）")[level]
        if not text.startswith(begin):
            wrong.append(f"{text[:12]}, wanted {begin}")
    tap.check("headings 一、 （一） 1. （1） in order", not wrong, "; ".join(wrong[:3]))


def paragraphs_of(body):
    for p in body.iter(W + "p"):
        text = "".join({W + "t": t.text, W + "br": "\n", W + "tab": "\t"}.get(t.tag) or "" for t in p.iter())
        yield attribute(p, f"{W}pPr/{W}pStyle", "val"), text


def check_docx(tap, path, is_sample):
    with zipfile.ZipFile(path) as z:
        part = {name: ET.fromstring(z.read(name)) for name in z.namelist()}
        stamps = {i.date_time for i in z.infolist()}
    body = part["word/document.xml"].find(W + "body")
    tap.equal("all parts bear one date", stamps, {(1980, 1, 1, 0, 0, 0)})
    check_page(tap, body)
    check_styles(tap, part["word/styles.xml"])
    check_footer(tap, part["word/footer1.xml"], "right")
    check_footer(tap, part["word/footer2.xml"], "left")
    tap.check("page numbers change sides", part["word/settings.xml"].find(W + "evenAndOddHeaders") is not None)
    paragraphs = list(paragraphs_of(body))
    check_headings(tap, paragraphs)
    for style, text in paragraphs:
        if style == "DocumentNumber":
            tap.check("document number", NUMBER.fullmatch(text), text)
        if style == "Date" and is_sample:
            tap.check("date without leading zeros", DATE.fullmatch(text), text)
    dates = [p for p in body.iter(W + "p") if attribute(p, f"{W}pPr/{W}pStyle", "val") == "Date"]
    tap.equal("date 4 characters from the right", attribute(dates[0], f"{W}pPr/{W}ind", "rightChars"),
              str(DATE_FROM_RIGHT * 100))
    if is_sample:
        marks = [b.get(W + "name") for b in body.iter(W + "bookmarkStart")]
        items = sum(style == "Heading4" for style, _ in paragraphs)
        tap.equal("a bookmark for each item", marks, [f"_duban_d{n + 1}" for n in range(items)])


# ---- the PDF -------------------------------------------------------------------


def pdf_pages(path):
    """Pages as lists of (left, top, right, bottom, text), words of one line joined."""
    xml = run("pdftotext", "-bbox", str(path), "-").stdout
    for page in ET.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", xml)).iter(XHTML + "page"):
        lines = {}
        for w in page.iter(XHTML + "word"):
            box = [float(w.get(k)) for k in ("xMin", "yMin", "xMax", "yMax")]
            lines.setdefault(round((box[1] + box[3]) / 2 / 4), []).append((*box, w.text))
        merged = []
        for key in sorted(lines):
            words = sorted(lines[key] + lines.pop(key + 1, [])) if key + 1 in lines else sorted(lines[key])
            merged.append((words[0][0], min(w[1] for w in words), max(w[2] for w in words),
                           max(w[3] for w in words), " ".join(w[4] for w in words)))
            lines[key] = []
        yield [m for m in merged if m[4]]


def check_lines(tap, pages, red):
    type_left, type_right = LEFT * MM, (LEFT + TYPE[0]) * MM
    type_top, type_bottom = TOP * MM, (TOP + TYPE[1]) * MM
    outside, marks, crowded, numbers = [], [], [], []
    for n, lines in enumerate(pages, 1):
        body = [line for line in lines if (line[1] + line[3]) / 2 < type_bottom + 2]
        foot = [line for line in lines if line not in body]
        outside += [t for left, top, right, bottom, t in body
                    if left < type_left - 2 or right > type_right + 2 or (top + bottom) / 2 < type_top]
        marks += [t for *_, t in body if t[0] in NEVER_FIRST or t[-1] in NEVER_LAST]
        imprint = [line for line in body if line[4].startswith("抄送：")]
        on_grid = [line for line in body if not imprint or line[1] < imprint[0][1]]  # 版记 is smaller
        if len(on_grid) > LINES:
            crowded.append((n, len(on_grid)))
        crowded += [t for *_, t in on_grid if sum(ord(c) > 0x2E80 for c in t) > CHARS]
        at_right = foot and foot[0][2] > (PAGE[0] / 2) * MM
        if [t for *_, t in foot] != [f"— {n} —"] or bool(at_right) != (n % 2 == 1):
            numbers.append((n, foot))
        elif abs((foot[0][1] + foot[0][3]) / 2 - (type_bottom + 7 * MM)) > 4:
            numbers.append((n, "not 7 mm below the type area"))
    tap.check("nothing outside of the type area", not outside, outside[:3])
    tap.check("no line begins or ends with a wrong mark", not marks, marks[:3])
    tap.check("22 lines of 28 characters", not crowded, crowded[:3])
    tap.check("page numbers", not numbers, numbers[:3])
    last = pages[-1]
    dates = [line for lines in pages[-2:] for line in lines if DATE.fullmatch(line[4].replace(" ", ""))]
    tap.near("date 4 characters from the right", dates[-1][2], type_right - DATE_FROM_RIGHT * BODY, 8)
    at = next(i for i, line in enumerate(last) if line is dates[-1] or line == dates[-1])
    tap.check("the signature is not alone on its page", at >= 2, [t for *_, t in last])
    if red:
        tap.check("imprint at the foot", abs(last[-2][3] - type_bottom) < 12, last[-2])


def check_pdf(tap, folder, red):
    path = folder / "paper.pdf"
    info = run("pdfinfo", str(path)).stdout
    tap.check("A4", "(A4)" in info, info)
    fonts = run("pdffonts", str(path)).stdout.splitlines()[2:]
    tap.check("every font is embedded and has its characters' names",
              fonts and all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts), fonts)
    pages = list(pdf_pages(path))
    check_lines(tap, pages, red)
    text = bare("".join(t for lines in pages for *_, t in lines if not re.fullmatch(r"— \d+ —", t)))
    tap.equal("the words of the text", text, bare((folder / "paper.txt").read_text("utf-8")))


# ---- LibreOffice -----------------------------------------------------------------


WRITER, CALC = "libswlo.so", "libsclo.so"


def has_part(soffice, library):
    """Whether a part of LibreOffice is installed. What is there must work: nothing else is skipped."""
    return soffice is not None and (Path(soffice).resolve().parent / library).is_file()


def convert(tap, soffice, form, source, target, home):
    """Convert one file; whether the result is there. That it is not is a failure, and says why."""
    made = target / f"{source.stem}.{form.split(':', maxsplit=1)[0]}"
    made.unlink(missing_ok=True)
    env = dict(os.environ, HOME=str(home), LC_ALL="C.UTF-8")
    done = run(soffice, "--headless", "--convert-to", form, "--outdir", str(target), str(source), env=env)
    good = done.returncode == 0 and made.is_file()
    if not good:
        tap.check(f"LibreOffice makes {made.name}", False, f"exit {done.returncode}: {done.stdout} {done.stderr}")
    return good


def check_imprint(tap, pdf):
    """The imprint stands on the last line of the type area, as LibreOffice lays it out."""
    lines = re.findall(r'<line [^>]*yMax="([0-9.]+)">(.*?)</line>', run("pdftotext", "-bbox-layout", str(pdf), "-").stdout,
                       re.S)
    printed = [float(y) for y, text in lines if "印发" in bare(re.sub(r"<[^>]+>", "", text))[-2:]]
    tap.check("LibreOffice: an imprint", len(printed) == 1, printed)
    for y in printed:
        tap.near("LibreOffice: the imprint at the foot", y, (TOP + TYPE[1]) * MM, 6)


def words_of(docx):
    """The words of a document: the running text, and what stands in tables."""
    with zipfile.ZipFile(docx) as z:
        body = ET.fromstring(z.read("word/document.xml")).find(W + "body")
    words = bare("".join(t.text or "" for t in body.iter(W + "t")))
    framed = bare("".join(t.text or "" for table in body.iter(W + "tbl") for t in table.iter(W + "t")))
    return words.removesuffix(framed), framed


def check_office(tap, folder, saved, official):
    """What LibreOffice made of the .docx: `saved` holds it as .docx, PDF and text."""
    ours, framed = words_of(folder / "paper.docx")
    text = bare((saved / "paper.txt").read_text("utf-8-sig"))
    tap.equal("LibreOffice: the words", text, ours)  # its text has nothing that floats
    tap.check("LibreOffice: the words of the imprint", framed in "".join(words_of(saved / "paper.docx")), framed)
    done = run(official, "same", str(folder / "paper.docx"), str(saved / "paper.docx"))
    tap.check("LibreOffice: saved, the same ledger and bookmarks", done.returncode == 0, done.stdout + done.stderr)
    info = run("pdfinfo", str(saved / "paper.pdf")).stdout if shutil.which("pdfinfo") else ""
    mine = run("pdfinfo", str(folder / "paper.pdf")).stdout if info else ""
    pages = [int(re.search(r"Pages:\s+(\d+)", i).group(1)) for i in (info, mine) if i]
    if pages:
        tap.check("LibreOffice: as many pages", abs(pages[0] - pages[1]) <= 1 + pages[1] // 10, pages)


def check_sheet(tap, folder, saved):
    with open(saved / "ledger.csv", encoding="utf-8-sig", newline="") as f:
        rows = list(csv.reader(f))
    head, items, total = rows[0], rows[1:-1], rows[-1]
    for name in ("应得分", "实得分", "失分"):
        at = head.index(name)
        known = [round(float(r[at]) * 100) for r in items if r[at]]
        if known:
            tap.equal(f"sum of {name} as the spreadsheet calculates it", round(float(total[at]) * 100), sum(known))
    tap.check("no cell is an error or was calculated", not any(c.startswith(("#", "Err:")) for r in rows for c in r))


# ---- closure ---------------------------------------------------------------------


def check_closure(tap, official, scratch):
    """What was ever read can be printed and read again: .docx and text of each golden plan."""
    plans = sorted((ROOT / "tests/golden/plan").glob("*.txt"))
    for recipe in sorted((ROOT / "tests/golden/plan").glob("*.recipe")):
        path = Path(scratch) / f"{recipe.stem}.docx"
        path.write_bytes(docx_make.make(recipe.read_text("utf-8")))
        plans.append(path)
    done = run(official, "closes", *map(str, plans))
    good = re.findall(r"^ok ", done.stdout, re.M)
    bad = re.findall(r"^not ok (.*\n.*)", done.stdout, re.M)
    tap.check("golden plans print and read back", done.returncode == 0 and not bad, bad[:3])
    tap.check("there are hundreds of them", len(good) > 200, len(good))


# ---- all of it -----------------------------------------------------------------------

PAPERS = [
    ("plain", ["make", str(ROOT / "sample/plan-2016.docx")], []),
    ("red", ["make", str(ROOT / "sample/plan-2016.docx")], ["red"]),
    ("random-3", ["random", "3"], []),
    ("random-12", ["random", "12"], []),
]


FORMS = ("pdf", "docx", "txt:Text (encoded):UTF8")
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"


def office(tap, soffice, folder, saved, home, official):
    """Open what was written in LibreOffice, as far as it is installed."""
    if not has_part(soffice, WRITER):
        tap.skip("LibreOffice", "libreoffice-writer is not installed")
    elif all([convert(tap, soffice, form, folder / "paper.docx", saved, home) for form in FORMS]):
        check_office(tap, folder, saved, official)
    if not has_part(soffice, CALC):
        tap.skip("the workbook", "libreoffice-calc is not installed")
    elif convert(tap, soffice, CSV, folder / "ledger.xlsx", saved, home):
        check_sheet(tap, folder, saved)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("official", help="the program built of official.c")
    parser.add_argument("--keep", metavar="FOLDER", help="leave the documents there")
    args = parser.parse_args()
    tap = Tap()
    soffice = shutil.which("soffice")
    poppler = all(shutil.which(p) for p in ("pdftotext", "pdfinfo", "pdffonts"))
    with tempfile.TemporaryDirectory() as scratch:
        check_closure(tap, args.official, scratch)
        top = Path(args.keep or scratch).resolve()
        for name, before, after in PAPERS:
            tap.prefix = f"{name}: "
            folder, saved = top / name, top / name / "office"
            saved.mkdir(parents=True, exist_ok=True)
            done = run(args.official, *before, str(folder), *after)
            tap.check("printed", done.returncode == 0, done.stderr)
            if done.returncode != 0:
                continue
            check_docx(tap, folder / "paper.docx", name in ("plain", "red"))
            if not poppler:
                tap.skip("PDF", "poppler-utils is not installed")
            elif name in ("plain", "red"):
                check_pdf(tap, folder, name == "red")
            office(tap, soffice, folder, saved, top / "home", args.official)
            if poppler and has_part(soffice, WRITER) and name == "red":
                check_imprint(tap, saved / "paper.pdf")
    print(f"1..{tap.number}")
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main())
