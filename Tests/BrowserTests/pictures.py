"""Makes the pictures of the READMEs, docs/images/console/, from pages of the demonstration."""

import io

from PIL import Image

from support import world
from support.service import ROOT

FOLDER = ROOT / "docs" / "images" / "console"
MOST_BYTES = 60_000
# The file, whose page it is, and the links to follow from their first page.
PICTURES = [
    ("flags", "officer", ["nav.side >> text=标记"]),
    ("listing", "officer", ["nav.side >> text=标记", "main tbody th a >> nth=0"]),
    ("report", "officer", ["nav.side >> text=样品与报告", "nav.tabs >> text=/^不符合/", "main tbody th a >> nth=-3"]),
    ("takedown", "officer", ["nav.side >> text=下架", "nav.tabs >> text=已下发", "main tr.fail th a"]),
    ("mend", "analyst", ["nav.side >> text=待修改", "main tbody th a >> nth=0"]),
]


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, kind, links in PICTURES:
        with world.context(state=world.signed_in(kind)) as context:
            page = context.new_page()
            page.goto("/console/")
            for link in links:
                page.click(link)
            path = FOLDER / f"{name}.png"
            path.write_bytes(small(page.screenshot()))
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


def small(picture: bytes) -> bytes:
    """The picture with as many colours as its size allows."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in (64, 32, 16):
        out = io.BytesIO()
        whole.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if len(out.getvalue()) < MOST_BYTES:
            return out.getvalue()
    raise SystemExit(f"the picture has {len(out.getvalue()):,} bytes with {colours} colours")


if __name__ == "__main__":
    main()
