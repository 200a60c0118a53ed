"""The logos of the gallery: one drawing in the clothes that clients send it in.

Three discs, a ramp and a name. Pixels are made by Pillow, but PNG is written here, since no library writes
all of its depths; SVG is text, PDF is put together by pikepdf. Each logo has a name, bytes, a file name and
what the door must say of it: `rules` are the findings that must be there, `refused` whether it is let in.
"""

import base64
import dataclasses
import io
import struct
import subprocess
import zipfile
import zlib

import pikepdf
from PIL import Image, ImageChops, ImageDraw, ImageFont

WIDE, HIGH = 900, 360


@dataclasses.dataclass
class Logo:
    name: str
    file: str
    data: bytes
    rules: tuple = ()
    refused: bool = False
    page: int | None = None


class Maker:
    def __init__(self, source, ghostscript_profiles="/usr/share/color/icc/ghostscript"):
        self.source = source
        self.wide_gamut = ghostscript_profiles + "/a98.icc"
        self.font = str(source / "fonts/OpenSans-Bold.ttf")

    def picture(self, mode="RGBA"):
        """The drawing, four times too large and then averaged."""
        f = 2
        image = Image.new("RGBA", (WIDE * f, HIGH * f), (0, 0, 0, 0))
        for box, colour in (
            ((20, 20, 220, 220), (0, 82, 147, 255)),
            ((130, 20, 330, 220), (239, 124, 0, 255)),
            ((75, 120, 275, 320), (0, 150, 100, 255)),
        ):
            layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
            ImageDraw.Draw(layer).ellipse([v * f for v in box], fill=colour[:3] + (220,))
            image = Image.alpha_composite(image, layer)
        draw = ImageDraw.Draw(image)
        name = ImageFont.truetype(self.font, 118 * f)
        draw.text((360 * f, 52 * f), "Exemple", font=name, fill=(30, 30, 34, 255))
        for x in range(370 * f, 870 * f):
            t = (x - 370 * f) / (500 * f)
            colour = (int(0 + 220 * t), int(82 + 40 * t), int(147 - 140 * t), 255)
            draw.line([(x, 232 * f), (x, 296 * f)], fill=colour)
        image = image.resize((WIDE, HIGH), Image.LANCZOS)
        if mode == "RGBA":
            return image
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        return ground if mode == "RGB" else ground.convert(mode)

    # PNG

    def png(self, rows, depth, kind, chunks=(), interlaced=False):
        """`rows`: bytes as PNG wants them, without filters; interlaced: of 8 bits a sample."""

        def chunk(tag, data):
            return struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data))

        if interlaced:
            n = len(rows[0]) // WIDE
            body = b""
            for x0, y0, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
                for y in range(y0, HIGH, dy):
                    body += b"\0" + b"".join(rows[y][x * n : x * n + n] for x in range(x0, WIDE, dx))
        else:
            body = b"".join(b"\0" + row for row in rows)
        head = struct.pack(">IIBBBBB", WIDE, HIGH, depth, kind, 0, 0, int(interlaced))
        out = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
        for tag, data in chunks:
            out += chunk(tag, data)
        return out + chunk(b"IDAT", zlib.compress(body, 6)) + chunk(b"IEND", b"")

    def rows(self, image):
        data = image.tobytes()
        step = len(data) // HIGH
        return [data[i * step : (i + 1) * step] for i in range(HIGH)]

    def packed(self, values, bits):
        """Rows of small values, `bits` each, as PNG packs them."""
        out = []
        for row in values:
            packed, held, room = bytearray(), 0, 8
            for value in row:
                room -= bits
                held |= value << room
                if room == 0:
                    packed.append(held)
                    held, room = 0, 8
            if room != 8:
                packed.append(held)
            out.append(bytes(packed))
        return out

    def pngs(self):
        rgba, rgb, grey = self.picture(), self.picture("RGB"), self.picture("L")
        wide = lambda rows: [bytes(b for v in row for b in (v, v)) for row in rows]
        levels = lambda bits: [[v >> (8 - bits) for v in row] for row in self.rows(grey)]
        yield "png-rgb", self.png(self.rows(rgb), 8, 2)
        yield "png-rgba", self.png(self.rows(rgba), 8, 6)
        yield "png-rgb-16", self.png(wide(self.rows(rgb)), 16, 2)
        yield "png-rgba-16", self.png(wide(self.rows(rgba)), 16, 6)
        yield "png-grey", self.png(self.rows(grey), 8, 0)
        yield "png-grey-16", self.png(wide(self.rows(grey)), 16, 0)
        for bits in (1, 2, 4):
            yield f"png-grey-{bits}", self.png(self.packed(levels(bits), bits), bits, 0)
        yield "png-grey-alpha", self.png(self.rows(rgba.convert("LA")), 8, 4)
        for colours, bits in ((2, 1), (4, 2), (16, 4), (200, 8)):
            few = rgb.quantize(colours)
            palette = bytes(few.getpalette()[: 3 * colours]).ljust(3 * colours, b"\0")
            values = [list(row) for row in self.rows(few)]
            yield f"png-palette-{bits}", self.png(self.packed(values, bits), bits, 3, [(b"PLTE", palette)])
        few = rgb.quantize(64)
        palette = bytes(few.getpalette()[:192]).ljust(192, b"\0")
        paper = few.getpixel((WIDE - 1, 0))
        fades = bytes(0 if i == paper else 255 for i in range(64))
        yield "png-palette-alpha", self.png(self.rows(few), 8, 3, [(b"PLTE", palette), (b"tRNS", fades)])
        yield "png-rgb-key", self.png(self.rows(rgb), 8, 2, [(b"tRNS", struct.pack(">HHH", 255, 255, 255))])
        yield "png-interlaced", self.png(self.rows(rgba), 8, 6, interlaced=True)
        linear = rgb.point([round(255 * (v / 255) ** 2.2) for v in range(256)] * 3)
        yield "png-gamma", self.png(self.rows(linear), 8, 2, [(b"gAMA", struct.pack(">I", 100000))])
        with open(self.wide_gamut, "rb") as file:
            profile = b"a98\0\0" + zlib.compress(file.read())
        yield "png-profile", self.png(self.rows(rgb), 8, 2, [(b"iCCP", profile)])

    # JPEG, TIFF, WebP

    def saved(self, image, form, **options):
        out = io.BytesIO()
        image.save(out, form, **options)
        return out.getvalue()

    def cmyk(self):
        """Inks as a designer sets them: what cyan, magenta and yellow have in common is black."""
        inks = [channel.point(lambda v: 255 - v) for channel in self.picture("RGB").split()]
        black = ImageChops.darker(ImageChops.darker(inks[0], inks[1]), inks[2])
        return Image.merge("CMYK", [ImageChops.subtract(ink, black) for ink in inks] + [black])

    def jpegs(self):
        rgb = self.picture("RGB")
        with open(self.wide_gamut, "rb") as file:
            wide = file.read()
        yield "jpeg-rgb", self.saved(rgb, "JPEG", quality=92)
        yield "jpeg-progressive", self.saved(rgb, "JPEG", quality=92, progressive=True)
        yield "jpeg-poor", self.saved(rgb, "JPEG", quality=40)
        yield "jpeg-grey", self.saved(self.picture("L"), "JPEG", quality=92)
        yield "jpeg-cmyk", self.saved(self.cmyk(), "JPEG", quality=92)
        yield "jpeg-profile", self.saved(rgb, "JPEG", quality=92, icc_profile=wide)
        for orientation, how in ((3, Image.ROTATE_180), (6, Image.ROTATE_90), (8, Image.ROTATE_270)):
            exif = Image.Exif()
            exif[0x0112] = orientation
            yield f"jpeg-turned-{orientation}", self.saved(rgb.transpose(how), "JPEG", quality=92, exif=exif)

    def tiffs(self):
        rgb, grey = self.picture("RGB"), self.picture("L")
        for packing in ("tiff_lzw", "tiff_adobe_deflate", "packbits", "raw"):
            yield f"tiff-{packing.split('_')[-1]}", self.saved(rgb, "TIFF", compression=packing)
        yield "tiff-rgba", self.saved(self.picture(), "TIFF", compression="tiff_lzw")
        yield "tiff-cmyk", self.saved(self.cmyk(), "TIFF", compression="tiff_lzw")
        yield "tiff-grey", self.saved(grey, "TIFF")
        yield "tiff-palette", self.saved(rgb.quantize(64), "TIFF")
        yield "tiff-fax", self.saved(grey.convert("1"), "TIFF", compression="group4")

    def webps(self):
        yield "webp-lossy", self.saved(self.picture("RGB"), "WEBP", quality=90)
        yield "webp-lossless", self.saved(self.picture("RGB"), "WEBP", lossless=True)
        yield "webp-alpha", self.saved(self.picture(), "WEBP", quality=90)

    # SVG

    SHAPES = """<circle cx="12" cy="12" r="10" fill="#005293" opacity=".86"/>
      <circle cx="23" cy="12" r="10" fill="#ef7c00" opacity=".86"/>
      <circle cx="17.5" cy="22" r="10" fill="#009664" opacity=".86"/>"""
    RAMP = '<rect x="37" y="23" width="50" height="6.5" fill="url(#g)"/>'
    STOPS = '<stop stop-color="#005293"/><stop offset="1" stop-color="#dc7a07"/>'
    LETTER = "M37 18V5h9v2.6h-6v2.6h5.4v2.6H40v2.6h6.2V18z"

    def svg(self, body, defs="", head='viewBox="0 0 90 36"', more=""):
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {head}>'
            f'<defs><linearGradient id="g">{self.STOPS}</linearGradient>{defs}</defs>{more}{body}</svg>'
        ).encode()

    def svgs(self):
        usual = self.SHAPES + self.RAMP
        letter = f'<path d="{self.LETTER}" fill="#222"/>'
        yield "svg-plain", self.svg(usual + letter)
        yield "svg-radial", self.svg(usual + '<circle cx="62" cy="12" r="9" fill="url(#r)"/>', f'<radialGradient id="r">{self.STOPS}</radialGradient>')
        yield "svg-clip", self.svg(f'<g clip-path="url(#c)">{usual}{letter}</g>', '<clipPath id="c"><ellipse cx="45" cy="18" rx="44" ry="15"/></clipPath>')
        yield "svg-mask", self.svg(f'<g mask="url(#m)">{usual}{letter}</g>', '<linearGradient id="w"><stop stop-color="#fff"/><stop offset="1" stop-color="#444"/></linearGradient><mask id="m"><rect width="90" height="36" fill="url(#w)"/></mask>')
        yield "svg-opacity", self.svg(f'<g opacity=".5">{usual}</g>{letter}')
        yield "svg-pattern", self.svg(f'{self.SHAPES}<rect x="37" y="3" width="50" height="27" fill="url(#p)"/>', '<pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse"><circle cx="2" cy="2" r="1.4" fill="#005293"/></pattern>')
        yield "svg-use", self.svg(f'<use xlink:href="#s" x="0"/><use xlink:href="#s" x="38" transform="rotate(8 60 18)"/>', f'<symbol id="s" overflow="visible">{self.SHAPES}</symbol>')
        yield "svg-dashes", self.svg(self.SHAPES + '<path d="M38 8H88M38 18H88M38 28H88" stroke="#222" stroke-width="2" stroke-dasharray="5 2 1 2" stroke-linecap="round" fill="none"/>')
        yield "svg-css", self.svg('<circle class="a" cx="14" cy="18" r="12"/><rect class="b" x="32" y="6" width="54" height="24"/>', more="<style>.a{fill:#ef7c00;stroke:#222;stroke-width:2px}.b{fill:none;stroke:#005293;stroke-width:3px}</style>")
        yield "svg-evenodd", self.svg(f'<path fill-rule="evenodd" fill="#005293" d="M2 2h60v32h-60zM10 8h44v20h-44z"/>{self.SHAPES}')
        yield "svg-blend", self.svg('<g style="isolation:isolate"><circle cx="24" cy="18" r="15" fill="#00a0e0"/><circle cx="42" cy="18" r="15" fill="#f0e000" style="mix-blend-mode:multiply"/></g>' + self.RAMP)
        yield "svg-nested", self.svg(f'<svg x="10" y="4" width="70" height="28" viewBox="0 0 90 36" preserveAspectRatio="xMinYMid meet">{usual}{letter}</svg>')
        yield "svg-huge-units", self.svg(f'<g transform="scale(10000)">{usual}{letter}</g>', head='width="90mm" height="36mm" viewBox="0 0 900000 360000"')
        data = base64.b64encode(self.saved(self.picture(), "PNG")).decode()
        yield "svg-picture", self.svg(f'<image width="90" height="36" xlink:href="data:image/png;base64,{data}"/>')

    # PDF

    def pdf(self, content, resources="<<>>", objects=(), page="", pages=1, head=b"", box="0 0 90 36"):
        """Objects 5 and on are `objects`: bytes of whole objects, or (dictionary entries, stream)."""
        out = io.BytesIO()
        out.write(head + b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")
        places = []

        def add(body):
            places.append(out.tell() - len(head))
            out.write(b"%d 0 obj\n" % len(places) + body + b"\nendobj\n")

        def stream(entries, data):
            return b"<< %s /Length %d >>\nstream\n" % (entries.encode(), len(data)) + data + b"\nendstream"

        add(b"<< /Type /Catalog /Pages 2 0 R >>")
        kids = " ".join(["3 0 R"] * pages)
        if pages > 1:
            kids = "5 0 R 3 0 R"
        add(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode())
        add(f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Resources {resources} /Contents 4 0 R {page} >>".encode())
        add(stream("", content if isinstance(content, bytes) else content.encode()))
        for entry in objects:
            add(entry if isinstance(entry, bytes) else stream(*entry))
        start = out.tell() - len(head)
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
        for place in places:
            out.write(b"%010d 00000 n \n" % place)
        out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start))
        return out.getvalue()

    BARS = "{0} rg 2 4 26 28 re f {1} rg 32 4 26 28 re f {2} rg 62 4 26 28 re f\n"

    def drawn(self, file, *more):
        """A PDF with fonts that Ghostscript makes of PostScript."""
        run = subprocess.run(
            ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-dEmbedAllFonts=true", "-dPDFSETTINGS=/prepress",
             "-dDEVICEWIDTHPOINTS=180", "-dDEVICEHEIGHTPOINTS=72", "-sOutputFile=-", *more, "-"],
            input=file.encode(), stdout=subprocess.PIPE, check=True)
        return run.stdout

    def pdfs(self):
        discs = "/G0 gs 1 .7 0 .1 k 4 4 24 28 re f 0 .6 1 0 k 20 10 24 20 re f 0 0 0 1 k 50 8 36 6 re f .9 0 .6 0 k 50 20 36 8 re f"
        clear = "<< /ExtGState << /G0 << /ca .8 /CA .8 >> >> >>"
        rgb = self.BARS.format("0 .32 .58", ".94 .49 0", "0 .59 .39")
        axial = "<< /Shading << /S0 << /ShadingType 2 /ColorSpace /DeviceCMYK /Coords [2 0 88 0] /Function << /FunctionType 2 /Domain [0 1] /C0 [1 .6 0 0] /C1 [0 .5 1 0] /N 1 >> >> >> >>"
        yield "pdf-cmyk", self.pdf(discs, clear)
        yield "pdf-rgb", self.pdf(rgb)
        yield "pdf-grey", self.pdf("0 g 2 4 26 28 re f .4 g 32 4 26 28 re f .7 g 62 4 26 28 re f")
        spot = "<< /ColorSpace << /C0 [/Separation /PANTONE#20286#20C /DeviceCMYK << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 .75 0 .02] /N 1 >>] >> >>"
        yield "pdf-spot", self.pdf("/C0 cs 1 scn 2 4 40 28 re f .4 scn 46 4 40 28 re f", spot)
        yield "pdf-shading", self.pdf("2 4 86 28 re W n /S0 sh", axial)
        masked = "<< /ExtGState << /G0 << /SMask << /S /Luminosity /G 5 0 R >> >> >> >>"
        form = ("/Type /XObject /Subtype /Form /BBox [0 0 90 36] /Group << /S /Transparency /CS /DeviceGray >> /Resources << /Shading << /S0 << /ShadingType 2 /ColorSpace /DeviceGray /Coords [2 0 88 0] /Function << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [.2] /N 1 >> >> >> >>", b"/S0 sh")
        yield "pdf-soft-mask", self.pdf("/G0 gs 1 .6 0 .1 k 2 4 86 28 re f", masked, [form])
        blend = "<< /ExtGState << /G0 << /BM /Multiply >> >> >>"
        yield "pdf-multiply", self.pdf("1 0 0 0 k 4 4 50 28 re f /G0 gs 0 0 1 0 k 36 8 50 20 re f", blend)
        pixels = self.cmyk().resize((450, 180))
        packed = zlib.compress(pixels.tobytes())
        image = ("/Type /XObject /Subtype /Image /Width 450 /Height 180 /ColorSpace /DeviceCMYK /BitsPerComponent 8 /Filter /FlateDecode", packed)
        yield "pdf-picture", self.pdf("q 90 0 0 36 0 0 cm /I0 Do Q", "<< /XObject << /I0 5 0 R >> >>", [image])
        yield "pdf-turned", self.pdf("q 0 1 -1 0 36 0 cm " + rgb + " Q", page="/Rotate 90", box="0 0 36 90")
        yield "pdf-trim", self.pdf("q 1 0 0 1 20 20 cm " + rgb + "Q 0 0 0 1 K 0 20 m 15 20 l 20 0 m 20 15 l S", page="/TrimBox [20 20 110 56]", box="0 0 130 76")
        embedded = "/NimbusSans-Bold findfont 34 scalefont setfont 1 .6 0 .1 setcmykcolor 8 24 moveto (Exemple) show 0 .6 1 0 setcmykcolor 8 8 150 8 rectfill showpage"
        yield "pdf-text", self.drawn(embedded)
        yield "pdf-after-noise", self.pdf(discs, clear, head=b"noise of a mail gateway\n")
        two = self.pdf(discs, clear, [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 90 36] /Resources << >> /Contents 6 0 R >>", ("", b"0 0 0 1 k 2 4 86 28 re f")], pages=2)
        yield "pdf-second-page", two

    # What must not come in.

    def strays(self):
        docx = io.BytesIO()
        with zipfile.ZipFile(docx, "w") as file:
            file.writestr("[Content_Types].xml", "<Types/>")
            file.writestr("word/document.xml", "<document/>")
        rgb = self.picture("RGB")
        whole = self.saved(rgb, "PNG")
        shot = self.saved(rgb, "JPEG")
        yield "word-named-png", "logo.png", docx.getvalue(), "artwork-kind"
        yield "gif", "logo.gif", self.saved(rgb, "GIF"), "artwork-kind"
        yield "bmp", "logo.bmp", self.saved(rgb, "BMP"), "artwork-kind"
        yield "web-page", "logo.svg", b"<!DOCTYPE html><html><body>logo</body></html>", "artwork-kind"
        yield "eps-without-pdf", "logo.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 90 36\n0 0 90 36 rectfill\n", "artwork-kind"
        yield "svg-live-text", "logo.svg", self.svg('<text x="4" y="20" font-size="12">Exemple</text>'), "artwork-text"
        yield "svg-outside", "logo.svg", self.svg('<image width="90" height="36" xlink:href="https://exemple.fr/logo.png"/>'), "artwork-outside"
        yield "svg-entities", "logo.svg", b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="&b;"/></svg>', None
        yield "png-cut-off", "logo.png", whole[: len(whole) // 2], "artwork-damaged"
        yield "jpeg-cut-off", "logo.jpg", shot[:600], "artwork-damaged"
        yield "empty", "logo.pdf", b"", "artwork-empty"
        locked = io.BytesIO()
        with pikepdf.open(io.BytesIO(self.pdf("0 g 2 2 9 9 re f"))) as file:
            file.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
        yield "pdf-encrypted", "logo.pdf", locked.getvalue(), "artwork-encrypted"
        font = "<< /Font << /F0 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        yield "pdf-font-outside", "logo.pdf", self.pdf("BT /F0 20 Tf 4 8 Td (Exemple) Tj ET", font), "artwork-font"

    def logos(self):
        from_rgb = ("artwork-rgb",)
        for kind, ending, makers in (("png", "png", self.pngs), ("jpeg", "jpg", self.jpegs), ("tiff", "tif", self.tiffs), ("webp", "webp", self.webps), ("svg", "svg", self.svgs), ("pdf", "pdf", self.pdfs)):
            for name, data in makers():
                rules = ()
                if kind in ("svg", "webp") or name in ("pdf-rgb", "pdf-turned", "pdf-trim"):
                    rules = from_rgb
                if kind in ("png", "jpeg", "tiff") and not any(word in name for word in ("grey", "cmyk", "fax")):
                    rules = from_rgb
                if name == "pdf-spot":
                    rules = ("artwork-spot",)
                if "turned" in name and kind == "jpeg":
                    rules += ("artwork-turned",)
                yield Logo(name, f"{name}.{ending}", data, rules, page=2 if name == "pdf-second-page" else None)
        for name, file, data, rule in self.strays():
            yield Logo(name, f"{name}-{file}", data, (rule,) if rule else (), refused=True)
