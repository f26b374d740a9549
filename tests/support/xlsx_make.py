"""xlsx_make - workbooks as spreadsheet programs write them, for tests, samples and benchmarks.

    write("out.xlsx", [["姓名", "日期"], ["张三", datetime.date(2017, 3, 10)]], merges=["A1:B1"])

Cells are None, text, numbers, dates, or Formula. Texts are shared, dates are numbers with a
format, and the same rows give the same bytes.
"""

import datetime
import zipfile
from xml.sax.saxutils import escape

EPOCH = datetime.date(1899, 12, 30)
FIXED = (1980, 1, 1, 0, 0, 0)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Formula:
    """A cell that is computed, with the value its program kept."""

    def __init__(self, text, value):
        self.text, self.value = text, value


def column_name(n):
    """1 gives A, 27 gives AA."""
    name = ""
    while n > 0:
        n, rest = divmod(n - 1, 26)
        name = chr(65 + rest) + name
    return name


class Strings:
    """The table of shared strings."""

    def __init__(self):
        self.places = {}

    def place(self, text):
        return self.places.setdefault(text, len(self.places))

    def xml(self):
        items = "".join(f'<si><t xml:space="preserve">{escape(t)}</t></si>' for t in self.places)
        return f'{HEAD}<sst xmlns="{MAIN}" uniqueCount="{len(self.places)}">{items}</sst>'


def cell_xml(name, value, strings):
    if isinstance(value, Formula):
        return f'<c r="{name}"><f>{escape(value.text)}</f><v>{value.value}</v></c>'
    if isinstance(value, datetime.date):
        return f'<c r="{name}" s="1"><v>{(value - EPOCH).days}</v></c>'
    if isinstance(value, str):
        return f'<c r="{name}" t="s"><v>{strings.place(value)}</v></c>'
    return f'<c r="{name}"><v>{value}</v></c>'


def sheet_xml(rows, merges, strings):
    """The parts of a sheet, one after the other."""
    yield f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'
    names = [column_name(i + 1) for i in range(max((len(r) for r in rows), default=0))]
    for n, row in enumerate(rows, 1):
        cells = "".join(cell_xml(f"{names[i]}{n}", v, strings) for i, v in enumerate(row) if v is not None)
        if cells:
            yield f'<row r="{n}">{cells}</row>'
    yield "</sheetData>"
    if merges:
        yield f'<mergeCells count="{len(merges)}">' + "".join(f'<mergeCell ref="{m}"/>' for m in merges) + "</mergeCells>"
    yield "</worksheet>"


PARTS = {
    "[Content_Types].xml":
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
        "</Types>",
    "_rels/.rels":
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels":
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/styles.xml":
        f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>',
}


def write(path, rows, title="Sheet1", merges=()):
    """Write the rows as the one sheet of a workbook."""
    strings = Strings()
    workbook = (f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>'
                f'<sheet name="{escape(title)}" sheetId="1" r:id="rId1"/></sheets></workbook>')
    parts = dict(PARTS, **{"xl/workbook.xml": workbook,
                           "xl/worksheets/sheet1.xml": "".join(sheet_xml(rows, merges, strings))})
    parts["xl/sharedStrings.xml"] = strings.xml()
    with zipfile.ZipFile(path, "w") as z:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, FIXED)
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, text)
