"""Pictures as others see them: SVGs measured by Chromium on a machine without fonts, and PDFs read
by Poppler.

    python3 pictures.py FOLDER…

Fails on texts that overlap or stand on boxes, lines through foreign boxes, anything beside the
sheet, words that are not in the face that comes with the picture; and if nothing was measured. A PDF
must hold the words of the SVG beside it as text, in its order, in fonts that it brings along.
"""

import html
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

HERE = pathlib.Path(__file__).parent
SVG = "{http://www.w3.org/2000/svg}"
FACES = ["DejaVu Sans Condensed 400 loaded", "DejaVu Sans Condensed 700 loaded"]
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")


def without_fonts(folder):
    """The environment of a machine that has no font but the one every browser must find."""
    (folder / "fonts").mkdir()
    strange = run(["fc-match", "-f", "%{file}", "Liberation Serif"]).strip()
    assert "dejavu" not in strange.lower(), f"the strange font is {strange}"
    shutil.copy(strange, folder / "fonts")
    config = folder / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>")
    return {"FONTCONFIG_FILE": str(config), "HOME": str(folder), "PATH": "/usr/bin:/bin"}


def run(command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=180, **options).stdout


def measured(svg):
    """What the browser says of a picture."""
    text = svg.read_text()
    script = f"<script><![CDATA[{(HERE / 'measure.js').read_text()}]]></script></svg>"
    assert text.rstrip().endswith("</svg>")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        environment = without_fonts(folder)
        copy = folder / "picture.svg"
        copy.write_text(text.rstrip().removesuffix("</svg>") + script)
        dom = run(
            [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
             "--virtual-time-budget=60000", "--dump-dom", copy.as_uri()],
            env=environment,
        )
    found = re.search(r'data-measured="([^"]*)"', dom)
    assert found, f"{svg}: the browser measured nothing"
    return json.loads(html.unescape(found[1]))


def check_svg(svg):
    seen = measured(svg)
    faults = list(seen.get("faults", [])) + ([seen["error"]] if "error" in seen else [])
    groups = [g.get("class") for g in ET.parse(svg).iter(f"{SVG}g")]
    for kind, what in (("actor", "actors"), ("tie", "ties")):
        if not groups.count(kind) or seen.get(what) != groups.count(kind):
            faults.append(f"{seen.get(what)} of {groups.count(kind)} {what} were measured")
    if sorted(seen.get("faces", [])) != FACES:
        faults.append(f"the faces are {seen.get('faces')}")
    if seen.get("wrong"):
        faults.append(f"{seen['wrong']} texts are not in the face of the picture")
    report(svg, f"{seen.get('texts')} texts, {seen.get('actors')} actors, {seen.get('ties')} ties", faults)
    return not faults


def check_pdf(pdf):
    faults = []
    fonts = run(["pdffonts", pdf]).splitlines()[2:]
    for line in fonts:
        name, embedded, _, unicode = line.split()[0], *line.split()[-5:-2]
        if "+DejaVuSansCondensed" not in name or (embedded, unicode) != ("yes", "yes"):
            faults.append(f"a font is not its own: {line}")
    if not fonts:
        faults.append("it has no font")
    squeezed = lambda text: re.sub(r"\s", "", text)
    # In the order of the file, which is that of who hears it read.
    stream = squeezed(run(["pdftotext", "-raw", pdf, "-"]))
    words = ["".join(t.itertext()) for t in ET.parse(pdf.with_suffix(".svg")).iter(f"{SVG}text")]
    at, lost = 0, []
    for text in words:
        place = stream.find(squeezed(text), at)
        if place < 0:
            lost.append(text)
        else:
            at = place
    faults += [f"`{text}` is not in its place" for text in lost[:5]]
    width, height = map(float, re.search(r"Page size: +([\d.]+) x ([\d.]+)", run(["pdfinfo", pdf])).groups())
    if not 200 < min(width, height) <= max(width, height) <= 14_400:
        faults.append(f"a page of {width} x {height} points")
    report(pdf, f"{len(words) - len(lost)} of {len(words)} texts on {width} x {height} points", faults)
    return bool(words) and not faults


def report(path, what, faults):
    print(f"{'ok ' if not faults else 'BAD'} {path.name}: {what}")
    for fault in faults[:20]:
        print(f"      {fault}")


if __name__ == "__main__":
    assert BROWSER, "there is no Chromium"
    folders = [pathlib.Path(name) for name in sys.argv[1:]]
    svgs = sorted(path for folder in folders for path in folder.glob("*.svg"))
    pdfs = sorted(path for folder in folders for path in folder.glob("*.pdf"))
    assert svgs and pdfs, "there is nothing to measure"
    well = [check_svg(path) for path in svgs] + [check_pdf(path) for path in pdfs]
    print(f"{sum(well)} of {len(well)} pictures are well")
    sys.exit(0 if all(well) else 1)
