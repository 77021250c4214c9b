"""Random cells of a workbook with the texts that LibreOffice shows for them.

Writes a workbook by hand, converts it to CSV as shown, and prints one cell a line, with tabs between: kind, number
format, stored content, text as shown. Kinds:

    usual   a number under a format that must be read, unless it is shown as 0 and is not 0
    number  a number under any other format
    formula the same, as a formula with its result
    rich    a text of several runs, with ` | ` between the runs
    text    a text under any format
    beneath a number beneath a cell that is merged with the cell above it

The same seed gives the same cells. Needs Debian's libreoffice-calc.

    python3 cell_formats.py 1 4000 > cells.tsv
"""

import csv
import html
import pathlib
import random
import subprocess
import sys
import tempfile
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Separator, quote, UTF-8, first line, columns, Chinese, quotes only where needed, special numbers, as shown.
FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,2052,false,true,true"

USUAL = [
    "General", "0", "0.0", "0.00", "0.000", "0.0000", "#,##0", "#,##0.00", "0.00_ ", "0.00_);(0.00)", "0.0_ ",
    "0.00;-0.00", "0.00_ ;[Red]\\-0.00\\ ", "0.00_);[Red]\\(0.00\\)", "0.000_ ", "0.00E+00", "0.0E+00", "0%", "0.00%",
    "0.0%", "@", "#,##0.00_ ;[Red]\\-#,##0.00\\ ", "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "[$-804]0.00",
    "0.00;-0.00;\"未检出\"", "[Red]0.00", "0.0;[Blue]-0.0", "#.##", "#0.00", "0.##", "0.0??", "General;-General",
    "yyyy-mm-dd", "yyyy/m/d", "yyyy\"年\"m\"月\"d\"日\"", "yyyy\\-mm\\-dd;@", "[$-804]yyyy\"年\"m\"月\"d\"日\";@",
]  # fmt: skip
OTHER = [
    "\">\"0", "\"<\"0.00", "0!.0000", "0\\.0000", "0.0\"×10³\"", "\"ZJ-\"0", "[<0.01]\"<0.01\";0.00", "* 0.00", "# ?/?",
    "# ??/??", ";;;", "[DBNum1]0", "[DBNum1][$-804]General", "[DBNum2][$-804]0", "0.00\"%\"", "0.0,", "0.00,,", "##0.0E+0",
    "#", "0-0", "000-0000", "\"1\"0", "[>=1]0.00;\"<1\"", "0;;", "[=0]\"未检出\";General", "General\" mg\"", "[$-407]0.00",
    "0.00\\ ", "[h]:mm", "[h]:mm:ss", "m\"月\"d\"日\"", "yyyy\"年\"m\"月\"", "e\"年\"m\"月\"d\"日\"", "0.E+0", "0.00;[Red]0.00",
    "(0.00)", "[<1]0.000;[<10]0.00;0.0", "[>5]\"A\";\"B\";\"C\"", "[<100]0.0", "0\".\"00", "0 %", "0.00\"(+)\"", "0\"级\"",
    "0.00\" mg/kg\"", "000000", "0.00;\"未检出\";\"未检出\"", "\"约\"0.0", "0\"万\"", "0.0\"±0.1\"", "0.00;0.00;0.00", "-0.00",
    "[$¥-804]#,##0.00", "[$€-407]0.00", "[>=100]0;[>=10]0.0;0.00", "[=1]\"合格\";[=0]\"不合格\";General", "0.0,\"千\"",
    "0\"/\"0", "#\" \"000", "?0.0?", "0;0;0;\"第\"@", "@\"级\"", "h:mm", "h\"时\"mm\"分\"", "yyyy/m/d h:mm", "aaaa", "mmm-yy",
    "d-mmm", "mm:ss", "\"未检出\"", "0.00;;", "\"<\"General", "0*x", "_-0.00", "0\\m", "[<=0.005]\"ND\";0.000",
]  # fmt: skip
PIECES = ["0", "0.0", "0.00", "#.##", "#,##0.0", "0.0##", "00.0", "#", "0.00E+00", "General", "0.0?", "0%"]
BEFORE = ["", "", "", "\"<\"", "\"±\"", "\"-\"", "\\>", "_ ", "* ", "\"1\"", "[Red]", "[$-804]", "[$¥-804]", "\"批\"", "("]
BEHIND = ["", "", "", "\"%\"", "\" mg\"", "\\ ", "_)", "\"0\"", "\"×10³\"", ",", "\"级\"", ")", "\"(+)\""]
LIMITS = ["[<1]", "[>=10]", "[=0]", "[<0.01]", "[>100]", "[<>5]"]


def section(draw):
    return draw.choice(BEFORE) + draw.choice(PIECES) + draw.choice(BEHIND)


def code(draw):
    sections = [section(draw) for _ in range(draw.choice([1, 1, 1, 2, 2, 3, 3, 4]))]
    if draw.random() < 0.25:
        sections[0] = draw.choice(LIMITS) + sections[0]
        if len(sections) > 2 and draw.random() < 0.7:
            sections[1] = draw.choice(LIMITS) + sections[1]
    if draw.random() < 0.1:
        sections[draw.randrange(len(sections))] = draw.choice(["", "\"未检出\"", "\"<0.5\"", "\"0\"", "@"])
    return ";".join(sections)


def number(draw):
    kind = draw.randrange(9)
    sign = "-" if draw.random() < 0.12 else ""
    if kind == 0:
        return draw.choice(["0", "1", "5", "10", "0.005", "0.01", "0.5", "2.675", "1.005", "0.125", "99.995", "100"])
    if kind == 1:
        return sign + str(draw.randrange(0, 100000))
    if kind == 2:
        return sign + repr(draw.randrange(1, 1000) / 3)
    if kind == 3:
        return sign + repr(draw.uniform(0, 1))
    if kind == 4:
        return sign + f"{draw.uniform(0, 1e-3):.3E}"
    if kind == 5:
        return sign + "%.17g" % (draw.randrange(1, 100000) / 10 ** draw.randrange(1, 5) * 1.1)
    if kind == 6:
        return str(draw.randrange(40000, 50000))
    if kind == 7:
        # With 17 digits, LibreOffice rounds to 16 digits and then to 15.
        return "%.15g" % (draw.randrange(40000, 50000) + draw.randrange(86400) / 86400)
    return sign + str(draw.randrange(1, 10000) / 10 ** draw.randrange(1, 5))


def date(draw):
    return str(draw.randrange(36526, 51000))


def cells(seed, count):
    draw = random.Random(seed)
    made = []
    while len(made) < count:
        kind = draw.random()
        if kind < 0.4:
            form = draw.choice(USUAL)
            made.append(("usual", form, date(draw) if "yy" in form else number(draw)))
        elif kind < 0.65:
            made.append((draw.choice(["number", "number", "formula"]), draw.choice(OTHER), number(draw)))
        elif kind < 0.9:
            made.append((draw.choice(["number", "number", "formula"]), code(draw), number(draw)))
        elif kind < 0.95:
            runs = draw.choice([["1", "2.5"], ["<", "0.01"], ["未", "检出"], ["3", "-4"], ["0.", "35"], ["10", " mg"]])
            made.append(("rich", draw.choice(USUAL[:10] + ["@", ";;;"]), " | ".join(runs)))
        elif kind < 0.98:
            made.append(("text", draw.choice(OTHER + USUAL), draw.choice(["0.50", "未检出", "<0.01", "3-4", "ZJ-001"])))
        else:
            made.append(("number", "General", "7"))
            made.append(("beneath", "General", str(draw.randrange(1, 10))))
    return made


def cell(kind, address, style, content):
    if kind == "rich":
        runs = "".join(f"<r><rPr><b/></rPr><t xml:space=\"preserve\">{html.escape(run)}</t></r>" for run in content.split(" | "))
        return f'<c r="{address}" s="{style}" t="inlineStr"><is>{runs}</is></c>'
    if kind == "text":
        return f'<c r="{address}" s="{style}" t="inlineStr"><is><t>{html.escape(content)}</t></is></c>'
    formula = f"<f>{content}</f>" if kind == "formula" else ""
    return f'<c r="{address}" s="{style}">{formula}<v>{content}</v></c>'


def parts(made):
    formats = list(dict.fromkeys(form for _, form, _ in made))
    rows = merges = ""
    for index, (kind, form, content) in enumerate(made, 1):
        rows += f'<row r="{index}">{cell(kind, f"A{index}", formats.index(form), content)}</row>'
        if kind == "beneath":
            merges += f'<mergeCell ref="A{index - 1}:A{index}"/>'
    codes = "".join(f'<numFmt numFmtId="{164 + i}" formatCode="{html.escape(form)}"/>' for i, form in enumerate(formats))
    styles = "".join(f'<xf numFmtId="{164 + i}" fontId="0" applyNumberFormat="1"/>' for i in range(len(formats)))
    relationship = f'<Relationship Id="rId%d" Type="{OFFICE}/%s" Target="%s"/>'
    related = f'<Relationships xmlns="{PACKAGE}/relationships">'
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/></Types>',
        "_rels/.rels": related + relationship % (1, "officeDocument", "xl/workbook.xml") + "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="cells" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": related + relationship % (1, "worksheet", "worksheets/sheet1.xml")
        + relationship % (2, "styles", "styles.xml") + "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>'
        + (f"<mergeCells>{merges}</mergeCells>" if merges else "") + "</worksheet>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><fonts><font/></fonts>'
        f"<cellStyleXfs><xf/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>",
    }


def shown(made):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        with zipfile.ZipFile(folder / "cells.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
            for part, text in parts(made).items():
                archive.writestr(part, text)
        command = ["soffice", f"-env:UserInstallation=file://{name}/profile", "--headless", "--convert-to", FILTER]
        subprocess.run(
            [*command, "--outdir", name, str(folder / "cells.xlsx")], check=True, stdout=subprocess.DEVNULL, timeout=600)
        with open(folder / "cells.csv", encoding="utf-8", newline="") as table:
            return [row[0] if row else "" for row in csv.reader(table)]


def main():
    made = cells(int(sys.argv[1]), int(sys.argv[2]))
    texts = shown(made)
    if len(texts) > len(made):
        sys.exit(f"LibreOffice shows {len(texts)} rows of {len(made)}")
    # LibreOffice leaves out blank rows at the end.
    texts += [""] * (len(made) - len(texts))
    for (kind, form, content), text in zip(made, texts):
        print(kind, form, content, text, sep="\t")


main()
