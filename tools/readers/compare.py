#!/usr/bin/env python3
"""How alike readers show a PDF: pdf.js (Firefox), PDFium (Chromium), poppler and mutool against Ghostscript.

    compare.py FILE.pdf FOLDER [DPI]

FOLDER is made and keeps every reader's pages. Needs node and npm (which fetches both readers into FOLDER),
ghostscript, poppler-utils, mupdf-tools and python3-pil. Prints, for each reader, how far its pages are from
Ghostscript's: the mean difference of all pixels, and how many of them have no like within one pixel and an
eighth of the scale. Exit 1 where a reader leaves pages out or more than 3 % of a page's pixels have none;
mutool's colours are not judged, since Debian builds it without profiles.
"""

import pathlib
import shutil
import subprocess
import sys

from PIL import Image, ImageChops, ImageFilter

HERE = pathlib.Path(__file__).parent
FAR = 32  # of 255
MOST_FAR = 0.03


def painted(pdf, folder, dpi):
    for file in ("package.json", "render.mjs"):
        shutil.copy(HERE / file, folder)
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)
    subprocess.run(["node", "render.mjs", pdf, folder, str(dpi)], cwd=folder, check=True)
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", pdf, folder / "poppler"], check=True)
    subprocess.run(["mutool", "draw", "-q", "-r", str(dpi), "-o", folder / "mutool-%d.png", pdf], check=True)
    subprocess.run(["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=png16m", "-dDownScaleFactor=3", f"-r{3 * dpi}",
                    f"-sOutputFile={folder / 'ghostscript-%d.png'}", pdf], check=True)


def far_share(ours, theirs):
    """The share of pixels outside what the other's neighbours span, widened by FAR: there and back."""
    share = 0
    for one, other in ((ours, theirs), (theirs, ours)):
        least = other.filter(ImageFilter.MinFilter(3)).point(lambda v: max(0, v - FAR))
        most = other.filter(ImageFilter.MaxFilter(3)).point(lambda v: min(255, v + FAR))
        off = ImageChops.lighter(ImageChops.subtract(least, one), ImageChops.subtract(one, most)).split()
        any_off = ImageChops.lighter(ImageChops.lighter(off[0], off[1]), off[2])
        share = max(share, sum(any_off.histogram()[1:]) / (one.width * one.height))
    return share


def main():
    pdf, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    dpi = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    folder.mkdir(parents=True)
    painted(pdf, folder, dpi)
    pages = len(list(folder.glob("ghostscript-*.png")))
    worst = 0
    for reader in ("pdfjs", "pdfium", "poppler", "mutool"):
        files = sorted(folder.glob(f"{reader}-*.png"), key=lambda file: int(file.stem.split("-")[1]))
        if len(files) != pages:
            sys.exit(f"compare: {reader} shows {len(files)} of {pages} pages")
        means, shares = [], []
        for number, file in enumerate(files, 1):
            ours = Image.open(folder / f"ghostscript-{number}.png").convert("RGB")
            theirs = Image.open(file).convert("RGB").resize(ours.size)
            histogram = ImageChops.difference(ours, theirs).histogram()
            means.append(sum(v % 256 * n for v, n in enumerate(histogram)) / sum(histogram))
            shares.append(far_share(ours, theirs))
        worst_page = shares.index(max(shares)) + 1
        print(f"{reader:8} mean difference {max(means):5.2f} of 255, far {max(shares):6.2%} (page {worst_page})")
        if reader != "mutool":
            worst = max(worst, *shares)
    return 1 if worst > MOST_FAR else 0


if __name__ == "__main__":
    sys.exit(main())
