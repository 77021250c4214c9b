"""A group of measures as bars, in SVG. The picture has its own background, so it can be read on a light and a dark page."""

from xml.sax.saxutils import escape

from report import number

WIDTH, LEFT, RIGHT, ROW, GAP = 720, 150, 190, 22, 40
STYLE = """
    .ground { fill: #ffffff; stroke: #d0d7de } text { font: 13px system-ui, sans-serif; fill: #1f2328 }
    .name { font-weight: 600 } .end { text-anchor: end } .ours { fill: #1a7f5a } .peer { fill: #9aa4b0 }
    @media (prefers-color-scheme: dark) {
        .ground { fill: #161b22; stroke: #30363d } text { fill: #e6edf3 } .ours { fill: #3fb68b } .peer { fill: #6e7681 }
    }
"""


def bars(result):
    """(name, value, width of 1) of each contender, ours first."""
    values = {"sushai": result["ours"], **result["peers"]}
    known = {name: value for name, value in values.items() if value}
    most = max(known.values(), default=1)
    return [(name, value, value / most) for name, value in known.items()]


def picture(results):
    """Times: a shorter bar is better. Rates: a longer one."""
    parts, y = [], 12
    for result in results:
        better = "shorter is better" if result["unit"] == "s" else "longer is better"
        parts.append(f'<text class="name" x="16" y="{y + 16}">{escape(result["bench"])}</text>')
        parts.append(f'<text class="end" x="{WIDTH - 16}" y="{y + 16}">{escape(result["unit"])}, {better}</text>')
        y += 26
        for name, value, share in bars(result):
            kind = "ours" if name == "sushai" else "peer"
            width = max(1, share * (WIDTH - LEFT - RIGHT))
            label = f"{number(value)} {result['unit']}"
            parts.append(f'<text class="end" x="{LEFT - 8}" y="{y + 15}">{escape(name)}</text>')
            parts.append(f'<rect class="{kind}" x="{LEFT}" y="{y + 3}" width="{width:.1f}" height="{ROW - 7}" rx="2"/>')
            parts.append(f'<text x="{LEFT + width + 8:.1f}" y="{y + 15}">{escape(label)}</text>')
            y += ROW
        y += GAP - ROW
    lines = "\n".join("  " + part for part in parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}" role="img">\n'
        f"  <style>{STYLE}  </style>\n"
        f'  <rect class="ground" x="0.5" y="0.5" width="{WIDTH - 1}" height="{y - 1}" rx="6"/>\n{lines}\n</svg>\n'
    )
