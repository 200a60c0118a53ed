#!/usr/bin/python3
"""Whether a PDF is tagged as PDF/UA-1 (ISO 14289-1) asks, as far as a program can tell: all content under
a tag or an artifact, the structure tree sound, headings, tables, lists and figures in order, title and
language said, every character known.  usage: tagged.py FILE      exit 0 = no fault; one fault a line
What only a person can judge (whether an alternate text is right, the order a good one) it does not ask.
Needs python3-pikepdf."""
import re
import sys
import pikepdf
from pikepdf import Array, Dictionary, Name

PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", '"', "INLINE IMAGE"}
SHOWING = {"Tj", "TJ", "'", '"'}
INSIDE = {  # who may stand in whom; others anywhere
    "TR": {"Table"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "LBody": {"LI"}}
HOLDS_ONLY = {"Table": {"TR"}, "TR": {"TH", "TD"}, "L": {"LI"}, "LI": {"LBody"}}
TYPES = {"Document", "Sect", "H1", "H2", "H3", "P", "Span", "L", "LI", "LBody", "Table", "TR", "TH", "TD", "Figure"}

faults = []


def want(condition, *words):
    if not condition:
        faults.append(" ".join(str(word) for word in words))
    return condition


class Content:
    """A page, and the forms that it places."""

    def __init__(self, pdf, page, number):
        self.number, self.mcids, self.fonts = number, set(), {}
        self.read(page, page.Resources, in_form=False, covered=False)

    def read(self, stream, resources, in_form, covered, depth=0):
        stack, font = [], None
        for operands, operator in pikepdf.parse_content_stream(stream):
            op = str(operator)
            if op in ("BDC", "BMC"):
                self.begin(stack, operands, resources, in_form)
            elif op == "EMC":
                want(stack, "page", self.number, "EMC without a beginning")
                stack = stack[:-1]
            elif op == "Tf":
                font = resources.Font[str(operands[0])]
                self.fonts.setdefault(font.objgen, (font, set()))
            elif op in PAINTING:
                want(covered or {"artifact", "tagged"} & set(stack), "page", self.number, op, "is neither tagged nor an artifact")
            if op in SHOWING and font is not None:
                self.note(font, operands)
            if op == "Do":
                form = resources.XObject[str(operands[0])]
                if form.get("/Subtype") == "/Form":
                    self.read(form, form.get("/Resources", resources), True, True, depth + 1)
        want(not stack, "page", self.number, "a sequence is not ended")

    def begin(self, stack, operands, resources, in_form):
        tag, properties = str(operands[0]), operands[1] if len(operands) > 1 else Dictionary()
        if isinstance(properties, Name):
            properties = resources.Properties[str(properties)]
        kind = "other"
        if tag == "/Artifact":
            kind = "artifact"
        elif "/MCID" in properties:
            kind = "tagged"
            mcid = int(properties.MCID)
            want(mcid not in self.mcids, "page", self.number, "MCID", mcid, "twice")
            self.mcids.add(mcid)
        if kind != "other":
            want(not in_form, "page", self.number, "a form has tags of its own")
            want(not {"artifact", "tagged"} & set(stack), "page", self.number, "tags and artifacts nested")
        stack.append(kind)

    def note(self, font, operands):
        texts = operands[-1] if isinstance(operands[-1], Array) else [operands[-1]]
        for text in texts:
            if isinstance(text, pikepdf.String):
                self.fonts[font.objgen][1].update(codes_of(font, bytes(text)))


def codes_of(font, text):
    if font.Subtype == "/Type0":
        return [text[i] << 8 | text[i + 1] for i in range(0, len(text) - 1, 2)]
    return list(text)


def check_font(font, codes):
    name = str(font.get("/BaseFont", "?"))
    below = font.DescendantFonts[0] if font.Subtype == "/Type0" else font
    if font.Subtype != "/Type3":
        want(any(key in below.FontDescriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")), name, "is not embedded")
    if font.Subtype == "/Type0" and below.Subtype == "/CIDFontType2":
        want("/CIDToGIDMap" in below, name, "has no CIDToGIDMap")
    if not want("/ToUnicode" in font, name, "has no ToUnicode"):
        return
    known = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", font.ToUnicode.read_bytes(), re.S):
        for code, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            known[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    if b"bfrange" not in font.ToUnicode.read_bytes():
        want(not codes - known.keys(), name, "shows codes that say nothing:", sorted(codes - known.keys()))
    want(not any({"\0", "\ufeff", "\ufffe"} & set(text) for text in known.values()), name, "maps to what is no character")


class Tree:
    def __init__(self, pdf, contents):
        self.pages = {page.objgen: i for i, page in enumerate(pdf.pages)}
        self.contents, self.owners = contents, {}  # (page, MCID) → element
        self.headings, self.root = [], pdf.Root.StructTreeRoot
        self.walk(self.root.K, self.root, None)

    def walk(self, element, parent, page):
        kind = str(element.S)[1:]
        want(kind in TYPES, kind, "is no type that the house writes")
        want(element.P.objgen == parent.objgen, kind, "does not know its parent")
        above = str(parent.S)[1:] if "/S" in parent else ""
        want(kind not in INSIDE or above in INSIDE[kind], kind, "stands in", above)
        want(above not in HOLDS_ONLY or kind in HOLDS_ONLY[above], kind, "stands in", above)
        page = element.get("/Pg", page)
        self.check(element, kind)
        kids = element.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                self.walk(kid, element, page)
            else:
                where = kid.Pg if isinstance(kid, Dictionary) else page
                key = (self.pages[where.objgen], int(kid.MCID if isinstance(kid, Dictionary) else kid))
                want(key not in self.owners, "page and MCID", key, "belong to two elements")
                self.owners[key] = element
        if kind == "Table":
            lengths = {len(row.K) for row in kids}
            want(len(lengths) == 1, "a table has rows of", lengths, "cells")

    def check(self, element, kind):
        attributes = element.get("/A", Dictionary())
        if kind == "Figure":
            want(str(element.get("/Alt", "")).strip(), "a figure has no alternate text")
            want("/BBox" in attributes, "a figure has no box")
        if kind == "TH":
            want(attributes.get("/Scope") in ("/Row", "/Column"), "a heading of a table has no scope")
        if re.fullmatch(r"H\d", kind):
            self.headings.append(int(kind[1]))

    def check_headings(self):
        want(self.headings[:1] == [1] and self.headings.count(1) == 1, "the first heading is not the only H1")
        for before, after in zip(self.headings, self.headings[1:]):
            want(after <= before + 1, "a heading of level", after, "follows one of level", before)

    def check_parents(self, pdf):
        nums = self.root.ParentTree.Nums
        lists = {int(nums[i]): nums[i + 1] for i in range(0, len(nums), 2)}
        for i, (page, content) in enumerate(zip(pdf.pages, self.contents)):
            listed = lists.get(int(page.get("/StructParents", -1)), Array())
            want(len(listed) == len(content.mcids) and content.mcids == set(range(len(listed))), "page", i + 1, "and its parents don't agree")
            for mcid, owner in enumerate(listed):
                found = self.owners.pop((i, mcid), None)
                want(found is not None and found.objgen == owner.objgen, "page", i + 1, "MCID", mcid, "is not in the tree once")
        want(not self.owners, "the tree names content that is not there:", list(self.owners))


def check_catalog(pdf):
    root = pdf.Root
    want(str(root.get("/Lang", "")) != "", "no language")
    want("/MarkInfo" in root and root.MarkInfo.Marked, "not marked as tagged")
    want("/ViewerPreferences" in root and root.ViewerPreferences.get("/DisplayDocTitle"), "the title is not shown")
    want("/Outlines" in root and int(root.Outlines.get("/Count", 0)) > 0, "no bookmarks")
    with pdf.open_metadata() as xmp:
        want(xmp.get("{http://www.aiim.org/pdfua/ns/id/}part") == "1", "XMP does not say PDF/UA-1")
        want(xmp.get("dc:title") and xmp["dc:title"] == str(pdf.docinfo.Title), "XMP and Info don't agree on the title")
    if "/OCProperties" in root:
        for way in [root.OCProperties.D, *root.OCProperties.get("/Configs", [])]:
            want("/Name" in way and "/AS" not in way, "optional content without a name, or switched by events")
    want(not pdf.is_encrypted, "encrypted")


def main(path):
    with pikepdf.open(path) as pdf:
        check_catalog(pdf)
        if not want("/StructTreeRoot" in pdf.Root, "no structure tree"):
            return
        contents = [Content(pdf, page, i + 1) for i, page in enumerate(pdf.pages)]
        fonts = {}
        for content in contents:
            for key, (font, codes) in content.fonts.items():
                fonts.setdefault(key, (font, set()))[1].update(codes)
        for font, codes in fonts.values():
            check_font(font, codes)
        for page in pdf.pages:
            want(page.get("/Tabs") == "/S", "a page's tab order is not that of the structure")
        tree = Tree(pdf, contents)
        tree.check_headings()
        tree.check_parents(pdf)


main(sys.argv[1])
for fault in dict.fromkeys(faults):
    print(fault)
sys.exit(1 if faults else 0)
