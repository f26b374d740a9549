#!/usr/bin/env python3
"""docx_make.py — make a .docx from a recipe that a person can read.

    docx_make.py RECIPE OUT.docx [--store]

A recipe is UTF-8 text; every line is a paragraph and an empty line an empty
paragraph, except these:

    # text                       a remark
    @font FACE SIZE              the body's font and its size in points
    @style NAME key=value …      a paragraph style: font= size= align= indent= (characters)
                                 line= (points) color= bold=1 list=LIST.LEVEL outline=N
    @list NAME LEVEL FORMAT TEXT an automatic numbering level, e.g.
                                 @list chapter 0 chineseCountingThousand %1、
                                 (a further start=N begins at N)
    @restart NAME                begin the list again at its first number
    @NAME text                   a paragraph of that style, or of that list (level: @NAME.1 text)
    @split N                     from here on break runs after every N characters (0: do not)
    @footer text                 the page's footer
    @table [header=N]            a table until @end, one line a row: | cell | cell |
                                 "^" joins the cell above, "<" the cell to the left;
                                 a row may have fewer cells than the first
    @box                         a text box until @end, anchored in a paragraph of its own
    @control                     a content control around the blocks until @end

Inside a paragraph or a cell:

    {/}        break the run here            {br}       soft line break
    {tab}      tabulator                     {p}        next paragraph of the cell
    {page}     page number field             {bar}      the sign | inside a cell
    {ins:…}    inserted text (tracked)       {del:…}    deleted text (tracked)
    {to:…}     moved here                    {from:…}   moved away from here
    {link:…}   hyperlink                     {tag:…}    smart tag
    {b:…}      bold                          {hidden:…} hidden text

The bytes depend on the recipe alone: times and ids are fixed. With --store
nothing is compressed, so that they do not depend on the version of zlib either.
"""

import io
import re
import sys
import zipfile
from xml.sax.saxutils import escape

MOMENT = (2017, 3, 1, 8, 0, 0)
AUTHOR = 'w:id="{id}" w:author="办公室" w:date="2017-03-01T08:00:00Z"'
SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
        ("v", "urn:schemas-microsoft-com:vml"),
    )
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TOKEN = re.compile(r"\{\{|\{(/|br|tab|p|page|bar)\}|\{(ins|del|to|from|link|tag|b|hidden):([^}]*)\}")


class RecipeError(Exception):
    """A line of the recipe that cannot be carried out."""


# ---- text inside a paragraph ---------------------------------------------


def runs_of(text):
    """Split a line into (kind, text) parts: kind '' is plain text."""
    at = 0
    for m in TOKEN.finditer(text):
        if m.start() > at:
            yield "", text[at : m.start()]
        at = m.end()
        if m.group(0) == "{{":
            yield "", "{"
        elif m.group(1):
            yield m.group(1), ""
        else:
            yield m.group(2), m.group(3)
    if at < len(text):
        yield "", text[at:]


class Document:
    """A recipe being carried out; `body` collects the blocks' XML."""

    def __init__(self):
        self.styles = {}
        self.lists = {}  # name -> {level: (format, text, start)}
        self.nums = {}  # name -> number of the list's current w:num
        self.num_rows = []  # (w:num, list name, restarted)
        self.font = ("仿宋_GB2312", 16.0)
        self.footer = ""
        self.split = 0
        self.ids = 0

    def next_id(self):
        self.ids += 1
        return self.ids

    # -- runs --

    def run(self, text, tag="t", props=""):
        props = f"<w:rPr>{props}</w:rPr>" if props else ""
        step = self.split or len(text) or 1
        pieces = [text[i : i + step] for i in range(0, len(text), step)]
        return "".join(
            f'<w:r>{props}<w:{tag} xml:space="preserve">{escape(piece)}</w:{tag}></w:r>'
            for piece in pieces
        )

    def tracked(self, element, text, tag="t"):
        who = AUTHOR.format(id=self.next_id())
        return f"<w:{element} {who}>{self.run(text, tag)}</w:{element}>"

    def inline(self, text):
        out = []
        for kind, part in runs_of(text):
            if kind == "":
                out.append(self.run(part))
            elif kind == "br":
                out.append("<w:r><w:br/></w:r>")
            elif kind == "tab":
                out.append("<w:r><w:tab/></w:r>")
            elif kind == "bar":
                out.append(self.run("|"))
            elif kind == "page":
                out.append('<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
            elif kind == "ins":
                out.append(self.tracked("ins", part))
            elif kind == "del":
                out.append(self.tracked("del", part, "delText"))
            elif kind == "to":
                out.append(self.tracked("moveTo", part))
            elif kind == "from":
                out.append(self.tracked("moveFrom", part))
            elif kind == "link":
                out.append(f'<w:hyperlink w:anchor="top">{self.run(part)}</w:hyperlink>')
            elif kind == "tag":
                out.append(f'<w:smartTag w:element="place">{self.run(part)}</w:smartTag>')
            elif kind == "b":
                out.append(self.run(part, props="<w:b/>"))
            elif kind == "hidden":
                out.append(self.run(part, props="<w:vanish/>"))
            # {/}: nothing but the end of one run and the begin of the next
        return "".join(out)

    # -- paragraphs --

    def paragraph(self, text):
        """One line as <w:p>, with the style or list named by a leading @NAME."""
        props = ""
        m = re.match(r"@([^\s.@]+)(?:\.(\d))?(?:\s(.*))?$", text)
        if m:
            name, level, text = m.group(1), m.group(2) or "0", m.group(3) or ""
            if name in self.styles:
                props = f'<w:pStyle w:val="{self.styles[name]["id"]}"/>'
            elif name in self.lists:
                props = (
                    f'<w:numPr><w:ilvl w:val="{level}"/>'
                    f'<w:numId w:val="{self.nums[name]}"/></w:numPr>'
                )
            else:
                raise RecipeError(f"no style or list is called {name}")
        props = f"<w:pPr>{props}</w:pPr>" if props else ""
        return f"<w:p>{props}{self.inline(text)}</w:p>"

    def box(self, blocks):
        """A text box as Word writes it: a drawing, and the same again for older readers."""
        inside = f"<w:txbxContent>{blocks}</w:txbxContent>"
        number = self.next_id()
        return (
            "<w:p><w:r><mc:AlternateContent>"
            '<mc:Choice Requires="wps"><w:drawing><wp:inline>'
            f'<wp:extent cx="3600000" cy="720000"/><wp:docPr id="{number}" name="文本框"/>'
            "<a:graphic><a:graphicData "
            'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            f"<wps:wsp><wps:cNvSpPr/><wps:spPr/><wps:txbx>{inside}</wps:txbx><wps:bodyPr/>"
            "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
            "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )

    # -- tables --

    def cell(self, text, span, vertical):
        props = f'<w:tcW w:w="{900 * span}" w:type="dxa"/>'
        if span > 1:
            props += f'<w:gridSpan w:val="{span}"/>'
        if vertical:
            props += '<w:vMerge w:val="restart"/>' if vertical == "restart" else "<w:vMerge/>"
        paragraphs = "".join(self.paragraph(p) for p in text.split("{p}"))
        return f"<w:tc><w:tcPr>{props}</w:tcPr>{paragraphs}</w:tc>"

    def row(self, cells, below, header):
        out = []
        column = 0
        while column < len(cells):
            span = 1
            while column + span < len(cells) and cells[column + span] == "<":
                span += 1
            text, vertical = cells[column], ""
            if text == "^":
                text, vertical = "", "continue"
            elif column < len(below) and below[column] == "^":
                vertical = "restart"
            out.append(self.cell(text, span, vertical))
            column += span
        props = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
        return f"<w:tr>{props}{''.join(out)}</w:tr>"

    def table(self, rows, headers):
        columns = max(len(r) for r in rows)
        grid = '<w:gridCol w:w="900"/>' * columns
        below = rows[1:] + [[]]
        lines = "".join(self.row(r, below[i], i < headers) for i, r in enumerate(rows))
        edges = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        return (
            f"<w:tbl><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr>"
            f"<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
        )

    # -- directives --

    def define_style(self, words):
        name, options = words[0], dict(w.split("=", 1) for w in words[1:])
        options["id"] = f"s{len(self.styles) + 1}"
        if "list" in options:
            list_name, _, options["level"] = options["list"].partition(".")
            options["num"] = self.nums[list_name]
        self.styles[name] = options

    def define_level(self, words):
        start = 1
        if words[-1].startswith("start="):
            start = int(words.pop()[6:])
        name, level, number_format, text = words
        if name not in self.lists:
            self.lists[name] = {}
            self.renumber(name, False)
        self.lists[name][int(level)] = (number_format, text, start)

    def renumber(self, name, again):
        self.nums[name] = len(self.num_rows) + 1
        self.num_rows.append((self.nums[name], name, again))

    def settings(self, word, rest):
        """Carry out a directive that makes no block; False if it is none."""
        if word == "@font":
            face, size = rest.rsplit(" ", 1)
            self.font = (face, float(size))
        elif word == "@style":
            self.define_style(rest.split())
        elif word == "@list":
            self.define_level(rest.split())
        elif word == "@restart":
            self.renumber(rest.strip(), True)
        elif word == "@split":
            self.split = int(rest)
        elif word == "@footer":
            self.footer = rest
        else:
            return False
        return True

    def blocks(self, lines):
        """The XML of all lines up to the end, or up to @end."""
        out = []
        for line in lines:
            word, _, rest = line.partition(" ")
            if word == "@end":
                break
            if word == "#" or self.settings(word, rest):
                continue
            if word == "@table":
                headers = int(rest[7:]) if rest.startswith("header=") else 0
                out.append(self.table(list(table_rows(lines)), headers))
            elif word == "@box":
                out.append(self.box(self.blocks(lines)))
            elif word == "@control":
                inside = self.blocks(lines)
                out.append(f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>")
            else:
                out.append(self.paragraph(line))
        return "".join(out)


def table_rows(lines):
    for line in lines:
        if line.strip() == "@end":
            return
        if not line.strip():
            continue
        if not line.startswith("|"):
            raise RecipeError(f"not a row of a table: {line}")
        cells = line.strip()[1:].removesuffix("|")
        yield [c.strip() for c in cells.split("|")]
    raise RecipeError("the table has no @end")


# ---- the parts of the package ---------------------------------------------


def fonts_xml(face, size, look=""):
    return (
        f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:hint="eastAsia"/>'
        f'{look}<w:sz w:val="{int(size * 2)}"/>'
    )


def style_xml(name, o, doc):
    face, size = o.get("font", doc.font[0]), float(o.get("size", doc.font[1]))
    para = ""
    if "list" in o:
        para += (
            f'<w:numPr><w:ilvl w:val="{o["level"] or 0}"/><w:numId w:val="{o["num"]}"/></w:numPr>'
        )
    if "line" in o:
        para += f'<w:spacing w:line="{int(float(o["line"]) * 20)}" w:lineRule="exact"/>'
    if "indent" in o:
        chars = int(o["indent"])
        para += f'<w:ind w:firstLineChars="{chars * 100}" w:firstLine="{int(chars * size * 20)}"/>'
    if "align" in o:
        para += f'<w:jc w:val="{o["align"]}"/>'
    if "outline" in o:
        para += f'<w:outlineLvl w:val="{o["outline"]}"/>'
    look = "<w:b/>" if o.get("bold") == "1" else ""
    look += f'<w:color w:val="{o["color"]}"/>' if "color" in o else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{o["id"]}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="a"/><w:pPr>{para}</w:pPr>'
        f"<w:rPr>{fonts_xml(face, size, look)}</w:rPr></w:style>"
    )


def styles_xml(doc):
    rows = "".join(style_xml(name, o, doc) for name, o in doc.styles.items())
    face, size = doc.font
    return (
        f"{HEAD}<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts_xml(face, size)}"
        "</w:rPr></w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
        f'<w:pPr><w:spacing w:line="580" w:lineRule="exact"/></w:pPr></w:style>{rows}</w:styles>'
    )


def numbering_xml(doc):
    abstract = {name: i for i, name in enumerate(doc.lists)}
    out = [f"{HEAD}<w:numbering {SPACES}>"]
    for name, levels in doc.lists.items():
        out.append(
            f'<w:abstractNum w:abstractNumId="{abstract[name]}">'
            '<w:multiLevelType w:val="multilevel"/>'
        )
        for level, (number_format, text, start) in sorted(levels.items()):
            out.append(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/>'
                f'<w:numFmt w:val="{number_format}"/><w:suff w:val="nothing"/>'
                f'<w:lvlText w:val="{escape(text)}"/><w:lvlJc w:val="left"/></w:lvl>'
            )
        out.append("</w:abstractNum>")
    for number, name, again in doc.num_rows:
        override = ""
        if again:
            for level, (_, _, start) in sorted(doc.lists[name].items()):
                override += (
                    f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/>'
                    "</w:lvlOverride>"
                )
        out.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract[name]}"/>'
            f"{override}</w:num>"
        )
    return "".join(out) + "</w:numbering>"


def document_xml(doc, body):
    footer = '<w:footerReference w:type="default" r:id="rId3"/>' if doc.footer else ""
    section = (
        f'<w:sectPr>{footer}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" '
        'w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1400" '
        'w:gutter="0"/></w:sectPr>'
    )
    return f"{HEAD}<w:document {SPACES}><w:body>{body}{section}</w:body></w:document>"


def content_types(parts):
    rows = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>'
        for name, kind in parts
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def relations(rows):
    inside = "".join(
        f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, kind, target in rows
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def package(doc, body):
    """(name, text) of every part, in the order Word writes them."""
    parts = [("document", "document.main"), ("styles", "styles")]
    inner = [("rId1", "styles", "styles.xml")]
    if doc.lists:
        parts.append(("numbering", "numbering"))
        inner.append(("rId2", "numbering", "numbering.xml"))
    if doc.footer:
        parts.append(("footer1", "footer"))
        inner.append(("rId3", "footer", "footer1.xml"))
    yield "[Content_Types].xml", content_types(parts)
    yield "_rels/.rels", relations([("rId1", "officeDocument", "word/document.xml")])
    yield "word/document.xml", document_xml(doc, body)
    yield "word/_rels/document.xml.rels", relations(inner)
    yield "word/styles.xml", styles_xml(doc)
    if doc.lists:
        yield "word/numbering.xml", numbering_xml(doc)
    if doc.footer:
        paragraph = doc.paragraph(doc.footer)
        yield "word/footer1.xml", f"{HEAD}<w:ftr {SPACES}>{paragraph}</w:ftr>"


# ---- all of it ------------------------------------------------------------


def make(recipe, store=False):
    """The bytes of the .docx that `recipe` (text) describes."""
    doc = Document()
    body = doc.blocks(iter(recipe.removesuffix("\n").split("\n")))
    method = zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, text in package(doc, body):
            info = zipfile.ZipInfo(name, MOMENT)
            info.compress_type = method
            info.create_system = 3
            info.external_attr = 0o644 << 16
            z.writestr(info, text.encode("utf-8"))
    return out.getvalue()


def main(argv):
    names = [a for a in argv if not a.startswith("--")]
    if len(names) != 2:
        sys.exit(__doc__)
    with open(names[0], encoding="utf-8") as f:
        recipe = f.read()
    try:
        data = make(recipe, store="--store" in argv)
    except RecipeError as e:
        sys.exit(f"{names[0]}: {e}")
    with open(names[1], "wb") as f:
        f.write(data)


if __name__ == "__main__":
    main(sys.argv[1:])
