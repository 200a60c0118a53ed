#!/usr/bin/env python3
"""Some eighty logos of all kinds, each through `artwork`, `bat` and `press`, and what came out, looked at.

    gallery.py SOURCE PROGRAM OUT [--sheets FOLDER] [--only PATTERN]
                                   [--more FOLDER] [--every N]

SOURCE is the project, PROGRAM the built imprimatur, OUT a folder to be made anew. --sheets writes contact
sheets: each logo as another reader shows the client's file, as `artwork` previews it, as it stands on the BAT
and on the press sheet. --only takes the logos of a name ("png-*"). --more (else the environment's
IMPRIMATUR_TRIAL) adds strangers' files of a folder, one in --every 40, as far as the door lets them in.

For each logo: the door says what it must (let in or refused, with these findings). For each that is let in,
placed with three others on a pass: what stands on the BAT and on the press sheet has the inks that `artwork`
showed, dot for dot within a tolerance. Ghostscript paints all three, separated into inks. Exit 1 where one does not.
"""

import argparse
import concurrent.futures
import dataclasses
import fnmatch
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys

import pikepdf
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageFilter, ImageFont

import logos

WIDTH = "17 mm"
A_PASS = 4  # logos
POINTS_PER_INCH = 72
FINE = 900  # pixels an inch
LOOKED_AT = (200, 80)  # pixels, to which crops are brought

FAR = 32  # of 255
MOST_FAR = 0.02  # of the pixels; on a BAT also what guides and their names lie over
MOST_FAR_ON_BAT = 0.08
# SPÉCIMEN lies over the BAT, red: cyan and black lose so much at most, magenta and yellow are not looked at.
SPECIMEN = 0.18


@dataclasses.dataclass
class Let_in:
    logo: logos.Logo
    path: pathlib.Path
    size: tuple  # millimetres, natural
    form: pathlib.Path  # what `artwork -o` wrote
    preview: pathlib.Path
    crops: dict = dataclasses.field(default_factory=dict)


class Gallery:
    def __init__(self, source, program, out):
        self.source, self.program, self.out = source, program, out
        self.profile = next((source / "assets/icc").glob("*.icc"))
        self.faults = []
        self.workers = concurrent.futures.ThreadPoolExecutor(os.cpu_count())
        shutil.rmtree(out, ignore_errors=True)
        (out / "logos").mkdir(parents=True)
        (out / "artwork").mkdir()

    def fault(self, name, words):
        self.faults.append(f"{name}: {words}")

    def run(self, *arguments):
        """The exit status and the answer in JSON."""
        run = subprocess.run([self.program, "--json", *map(str, arguments)], stdout=subprocess.PIPE, cwd=self.out)
        return run.returncode, json.loads(run.stdout)

    def must(self, *arguments):
        status, answer = self.run(*arguments)
        if status != 0:
            raise SystemExit(f"gallery: {arguments}: exit {status}: {json.dumps(answer, ensure_ascii=False)}")
        return answer

    # artwork

    def admit(self, logo):
        path = self.out / "logos" / logo.file
        path.write_bytes(logo.data)
        form, preview = (self.out / "artwork" / f"{logo.name}.{kind}" for kind in ("pdf", "png"))
        page = ["--page", logo.page] if logo.page else []
        status, answer = self.run("artwork", path, "--width", WIDTH, "-o", form, "--png", preview, *page)
        rules = [finding["rule"] for finding in answer["findings"]]
        for rule in logo.rules:
            if rule not in rules:
                self.fault(logo.name, f"artwork does not say {rule}: {rules}")
        if logo.refused != (status == 1):
            self.fault(logo.name, f"artwork ends with {status}: {rules}")
        if logo.refused and form.exists():
            self.fault(logo.name, "artwork wrote a PDF of what it refused")
        if status != 0:
            return None
        return Let_in(logo, path, tuple(answer["natural_mm"]), form, preview)

    def admit_stranger(self, path):
        """Files that nobody here made come in if the door lets them; pages and layers are not chosen."""
        status, answer = self.run("artwork", path, "--width", WIDTH)
        wide, high = answer.get("natural_mm", (0, 1))
        if status != 0 or not 0.5 < wide / high < 8:
            return None
        rules = [finding["rule"] for finding in answer["findings"]]
        if "artwork-resolution" in rules or "artwork-border" in rules:
            return None
        return self.admit(logos.Logo(path.stem, path.name, path.read_bytes()))

    # bat, press

    def order(self, number, shown):
        name = f"G-{number:02}"
        folder = self.out / f"orders/{name}"
        (folder / "logos").mkdir(parents=True)
        placed = ""
        for one in shown:
            (folder / "logos" / one.path.name).write_bytes(one.path.read_bytes())
            page = f"page = {one.logo.page}\n" if one.logo.page else ""
            placed += f'[[logo]]\nzone = "funder"\nfile = "logos/{one.path.name}"\nalt = "{one.logo.name}"\n{page}\n'
        (folder / "order.toml").write_text(ORDER.format(name=name, logos=placed))
        work = ["--workspace", self.out / "workspace"]
        self.must(*work, "bat", folder, "-o", self.out / f"{name}-bat.pdf")
        self.must(*work, "approve", name, "--version", 1, "--by", "galerie@exemple.fr")
        self.must(*work, "press", name, "-o", self.out / f"{name}-sheets")
        sheets = sorted((self.out / f"{name}-sheets").glob("sheets-*.pdf"))
        self.preflight(name, sheets[0])
        self.look(shown, "bat", self.out / f"{name}-bat.pdf")
        self.look(shown, "press", sheets[0])
        for one in shown:
            self.compare(one)

    def preflight(self, name, sheet):
        """Asks the preflight that the environment's IMPRIMATUR_PRESS_CHECK names, if it does."""
        script = os.environ.get("IMPRIMATUR_PRESS_CHECK")
        if not script:
            return
        run = subprocess.run([sys.executable, script, "--gwg", "--no-vt", sheet], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = run.stdout.decode(errors="replace")
        # The group of a luminosity mask stays grey (docs/decisions/0004-artwork-door.md).
        errors = [line for line in said.splitlines() if "ERROR" in line and not ("GWG-R0030" in line and "/DeviceGray" in line)]
        if errors or run.returncode not in (0, 1):
            self.fault(name, f"preflight: {said.strip()}")

    def look(self, shown, where, pdf):
        """Cuts the logos out of the first page of a PDF that has them, in the order's own order."""
        with pikepdf.open(pdf) as file:
            for number, page in enumerate(file.pages, 1):
                places = artworks_of(page)
                if len(places) >= len(shown):
                    break
            else:
                raise SystemExit(f"gallery: {pdf}: no page with {len(shown)} logos")
        places = places[: len(shown)]
        low, high = (pick(place[edge] for place in places) for pick, edge in ((min, 1), (max, 3)))
        all_left, all_right = min(place[0] for place in places), max(place[2] for place in places)
        plates = painted(pdf, number, self.profile, (all_left, low, all_right, high))
        for one, (left, bottom, right, top) in zip(shown, places):
            box = (left - all_left, high - top, right - all_left, high - bottom)
            one.crops[where] = plates.crop(tuple(round(v * FINE / POINTS_PER_INCH) for v in box))

    def compare(self, one):
        own = painted(one.form, 1, self.profile)
        for plate, ours, theirs in zip("CMYK", own.split(), one.crops["press"].split()):
            self.compare_plate(one, f"press sheet, {plate}", ours, theirs, MOST_FAR)
        for plate, ours, theirs in zip("CMYK", own.split(), one.crops["bat"].split()):
            if plate in "CK":
                self.compare_plate(one, f"BAT, {plate}", ours, theirs, MOST_FAR_ON_BAT, SPECIMEN)

    def compare_plate(self, one, where, ours, theirs, most_far, fade=0.0):
        """Far is a pixel that has less or more ink than all its neighbours in the other picture, by FAR and more.
        There and back: a picture of nothing but its own edges is not like one that is full."""
        ours, theirs = (plate.resize(LOOKED_AT, Image.BOX) for plate in (ours, theirs))
        for near, far in ((ours, theirs), (theirs, ours)):
            least = near.filter(ImageFilter.MinFilter(3)).point(lambda v: max(0, round(v * (1 - fade)) - FAR))
            most = near.filter(ImageFilter.MaxFilter(3)).point(lambda v: min(255, round(v * (1 + fade)) + FAR))
            off = ImageChops.lighter(ImageChops.subtract(least, far), ImageChops.subtract(far, most))
            share = 1 - off.histogram()[0] / (off.width * off.height)
            if share > most_far:
                self.fault(one.logo.name, f"{where}: {share:.1%} of its pixels have no like")
                return

    # the whole

    def go(self, wishes):
        everything = [one for one in logos.Maker(self.source).logos() if fnmatch.fnmatch(one.name, wishes.only)]
        for path in sorted((self.source / "samples/departement-exemple/logos").iterdir()):
            if path.suffix != ".md" and fnmatch.fnmatch(f"sample-{path.stem}", wishes.only):
                everything.append(logos.Logo(f"sample-{path.stem}", path.name, path.read_bytes()))
        let_in = [one for one in self.workers.map(self.admit, everything) if one]
        if wishes.more:
            paths = [path for path in sorted(pathlib.Path(wishes.more).rglob("*")) if path.is_file()]
            let_in += [one for one in self.workers.map(self.admit_stranger, paths[:: wishes.every]) if one]
        self.must("init", self.out / "workspace")
        issue = [let_in[i : i + A_PASS] for i in range(0, len(let_in), A_PASS)]
        list(self.workers.map(lambda pair: self.order(*pair), enumerate(issue, 1)))
        return everything, let_in


ORDER = """format = 1
[order]
id = "{name}"
title = "Galerie"
template = "pass-single"
profile = "activated-on-mandate"
shop = "default"
language = "fr"
[client]
name = "Galerie des logos"
address = ["1 place de la République", "99000 Exempleville"]
email = ["galerie@exemple.fr"]
approvers = ["galerie@exemple.fr"]
[batch]
carnets = 4
face_value = "10.00"
valid_from = 2027-01-01
valid_until = 2027-12-31
territory = "Exemple"
public = "Tous"
[texts]
cover = "Galerie"
pass = "Un logo de chaque sorte."
{logos}
[[delivery]]
name = "Maison Nord"
address = ["2 rue du Nord", "99100 Nordville"]
carnets = 4
"""


def painted(pdf, page, profile, box=None):
    """The inks of a page, or of a box on it (points, from the lower left), as Ghostscript lays them for a press
    of this profile: a BAT, which names its own, is not converted."""
    part = []
    if box:
        left, bottom, right, top = box
        part = ["-dFIXEDMEDIA", f"-dDEVICEWIDTHPOINTS={right - left}", f"-dDEVICEHEIGHTPOINTS={top - bottom}",
                "-c", f"<< /Install {{ {-left} {-bottom} translate }} >> setpagedevice"]
    run = subprocess.run(
        ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pamcmyk32", f"-r{FINE}", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4",
         f"-dFirstPage={page}", f"-dLastPage={page}", "-dOverprint=/enable", f"--permit-file-read={profile}",
         f"-sDefaultCMYKProfile={profile}", f"-sOutputICCProfile={profile}", "-sOutputFile=%stdout", *part, "-f", pdf],
        stdout=subprocess.PIPE, check=True)
    head, pixels = run.stdout.split(b"\nENDHDR\n", 1)
    facts = dict(line.split(b" ", 1) for line in head.split(b"\n") if b" " in line and not line.startswith(b"#"))
    return Image.frombytes("CMYK", (int(facts[b"WIDTH"]), int(facts[b"HEIGHT"])), pixels)


def artworks_of(page):
    """Where logos lie on a page, in points, in painting order: forms that are called A0, A1 … of the project's own."""
    found = []

    def walk(owner, content, matrix):
        stack = [matrix]
        resources = owner.get("/Resources")
        for operands, operator in pikepdf.parse_content_stream(content):
            name = str(operator)
            if name == "q":
                stack.append(stack[-1])
            elif name == "Q":
                stack.pop()
            elif name == "cm":
                stack[-1] = pikepdf.PdfMatrix(*[float(v) for v in operands]) @ stack[-1]
            elif name == "Do":
                form = resources["/XObject"][str(operands[0])]
                if form.get("/Subtype") != "/Form":
                    continue
                inner = pikepdf.PdfMatrix(*[float(v) for v in form.get("/Matrix", [1, 0, 0, 1, 0, 0])]) @ stack[-1]
                if str(operands[0]).startswith("/A"):
                    x0, y0, x1, y1 = (float(v) for v in form["/BBox"])
                    corners = [transformed(inner, x, y) for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))]
                    xs, ys = zip(*corners)
                    found.append((min(xs), min(ys), max(xs), max(ys)))
                else:
                    walk(form, form, inner)

    walk(page.obj, page, pikepdf.PdfMatrix())
    return found


def transformed(matrix, x, y):
    a, b, c, d, e, f = matrix.shorthand
    return a * x + c * y + e, b * x + d * y + f


# Contact sheets

CELL = (150, 62)
LABEL = 12


def client_view(one):
    """The client's file by another reader than ours; None where it has none."""
    try:
        if one.path.suffix == ".svg" and shutil.which("chromium"):
            wide, high = one.size
            page = one.path.with_suffix(".html")
            page.write_text(f'<body style="margin:0"><img src="{one.path.name}" style="width:600px;height:{600 * high / wide:.0f}px">')
            shot = one.path.with_suffix(".shot.png")
            subprocess.run(["chromium", "--headless", "--no-sandbox", f"--window-size=600,{600 * high / wide:.0f}", "--hide-scrollbars",
                            f"--screenshot={shot}", page.as_uri()], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            image = Image.open(shot)
        elif one.path.suffix == ".svg":
            run = subprocess.run(["mutool", "draw", "-q", "-r", "200", "-o", "-", "-F", "png", one.path], stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL, check=True)
            image = Image.open(io.BytesIO(run.stdout))
        elif one.path.suffix == ".pdf":
            page = str(one.logo.page or 1)
            run = subprocess.run(["pdftoppm", "-cropbox", "-r", "200", "-png", "-f", page, "-l", page, one.path], stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL, check=True)
            image = Image.open(io.BytesIO(run.stdout))
        else:
            image = Image.open(one.path)
            turned = {3: Image.ROTATE_180, 6: Image.ROTATE_270, 8: Image.ROTATE_90}.get(image.getexif().get(0x0112))
            image = image.transpose(turned) if turned else image
            if image.mode.startswith("I"):
                image = image.point(lambda v: v / 257).convert("L")
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(ground, image).convert("RGB")
    except (OSError, subprocess.CalledProcessError):
        return None


def on_screen(plates, profile):
    """Inks as a screen shows them through the printing condition's profile."""
    return ImageCms.profileToProfile(plates, profile, ImageCms.createProfile("sRGB"), ImageCms.Intent.RELATIVE_COLORIMETRIC,
                                     "RGB", flags=ImageCms.FLAGS["BLACKPOINTCOMPENSATION"])


def contact_sheets(gallery, let_in, folder, name, columns=2, rows=20):
    font = ImageFont.truetype(str(gallery.source / "fonts/OpenSans-Regular.ttf"), 9)
    views = 4
    wide, high = views * (CELL[0] + 4) + 14, CELL[1] + LABEL + 6
    for start in range(0, len(let_in), columns * rows):
        part = let_in[start : start + columns * rows]
        lines = -(-len(part) // columns)
        sheet = Image.new("RGB", (columns * wide, lines * high + LABEL + 4), "white")
        draw = ImageDraw.Draw(sheet)
        for column in range(columns):
            for view, title in enumerate(("client", "artwork", "bat", "press")):
                draw.text((column * wide + view * (CELL[0] + 4) + 4, 1), title, font=font, fill="#666")
        for i, one in enumerate(part):
            x, y = (i // lines) * wide, (i % lines) * high + LABEL + 4
            draw.text((x + 4, y), one.logo.name, font=font, fill="black")
            pictures = [client_view(one), Image.open(one.preview).convert("RGB"), *(on_screen(one.crops[where], str(gallery.profile)) for where in ("bat", "press"))]
            for view, picture in enumerate(pictures):
                if picture is None:
                    continue
                picture.thumbnail(CELL, Image.LANCZOS)
                sheet.paste(picture, (x + view * (CELL[0] + 4) + 4, y + LABEL))
        number = start // (columns * rows) + 1
        sheet.quantize(128).save(folder / f"{name}-{number}.png", optimize=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--more", type=pathlib.Path, default=os.environ.get("IMPRIMATUR_TRIAL"))
    parser.add_argument("--every", type=int, default=40)
    parser.add_argument("--sheets", type=pathlib.Path)
    parser.add_argument("--only", default="*")
    wishes = parser.parse_args()
    gallery = Gallery(wishes.source.resolve(), wishes.program.resolve(), wishes.out.resolve())
    everything, let_in = gallery.go(wishes)
    if wishes.sheets:
        own = [one for one in let_in if one.logo in everything]
        contact_sheets(gallery, own, wishes.sheets, "gallery")
        strangers = [one for one in let_in if one.logo not in everything]
        contact_sheets(gallery, strangers, wishes.sheets, "gallery-strangers")
    for fault in gallery.faults:
        print("gallery:", fault, file=sys.stderr)
    print(f"{len(everything)} logos, {len(let_in)} let in, placed and printed; {len(gallery.faults)} faults")
    return 1 if gallery.faults or (wishes.only == "*" and len(let_in) < 60) else 0


if __name__ == "__main__":
    sys.exit(main())
