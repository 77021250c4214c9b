import Domain

extension ShippedSample {
    private static let germs = "; HY-TBC=200 CFU/g; HY-FUN=100 CFU/g"
    private static let cleanGerms = "; HY-TBC=20 CFU/g; HY-FUN=未检出"

    private static let nappy =
        "NP-ABS1=50 s; NP-ABS2=100 s; NP-RW=15.0 g; NP-LK=1.0 g; NP-PH=7.5; NP-HCHO=6.0 mg/kg; NP-PB=10 mg/kg; "
        + "NP-AS=2 mg/kg; NP-CD=5 mg/kg; NP-HG=1 mg/kg; NP-AA=0.1 mg/kg"

    static let hygiene = [
        ShippedSample(
            product: "hygiene", edition: "GB 15979-2002", produced: "2025-06-30", declared: "level=ordinary",
            results: "HY-TBC=200 CFU/g; HY-FUN=100 CFU/g",
            serious: ["HY-STA=检出", "HY-COL=阳性", "HY-TBC=2000 CFU/g"],
            general: ["HY-TBC=201 CFU/g", "HY-TBC=1999 CFU/g", "HY-FUN=101 CFU/g", "HY-LBL=不合格"],
            undecided: ["HY-TBC=<300 CFU/g"]),
        ShippedSample(
            product: "hygiene", edition: "GB 15979-2002", produced: "2025-06-30", declared: "level=disinfected",
            results: "HY-TBC=20 CFU/g; HY-FUN=未检出", serious: ["HY-TBC=200 CFU/g"],
            general: ["HY-TBC=21 CFU/g", "HY-FUN=1 CFU/g"], undecided: ["HY-FUN=0 CFU/g"]),
        ShippedSample(
            product: "hygiene", edition: "GB 15979-2024", produced: "2025-07-01",
            declared: "level=ordinary;sterilised=other;phMark=none", results: "HY-TBC=5000 CFU/g; HY-STA=检出",
            serious: ["HY-GERM=不合格"], general: ["HY-FWA=不合格", "HY-CNT=不合格"], undecided: ["HY-FWA=检出"]),
        ShippedSample(
            product: "hygiene", edition: "GB 15979-2024", produced: "2025-07-01",
            declared: "level=disinfected;sterilised=eo;phMark=stated;statedPH=6.5",
            results: "HY-PH=9.5; HY-EO=50 µg/g" + cleanGerms, serious: ["HY-GERM=不合格"],
            general: ["HY-LBL=不合格"], undecided: ["HY-CNT=20"]),
        ShippedSample(
            product: "nappies", edition: "GB/T 28004.1-2021 + GB 15979-2002", produced: "2024-12-31",
            declared: "level=ordinary;printing=without", results: nappy + germs,
            serious: ["NP-CHEM=不合格", "HY-PSE=检出"],
            general: ["NP-ABS1=50.1 s", "NP-ABS2=101 s", "NP-RW=15.1 g", "HY-TBC=201 CFU/g"],
            undecided: ["NP-ABS2=<120 s"]),
        ShippedSample(
            product: "nappies", edition: "GB/T 28004.1-2021 + GB 43631-2023 + GB 15979-2002", produced: "2025-06-30",
            declared: "level=ordinary;printing=with", results: nappy + "; NP-PAE=0.1 %; NP-AZO=20 mg/kg" + germs,
            serious: ["NP-CHEM=不合格"], general: ["NP-FWA=不合格"], undecided: ["NP-CHEM=21 mg/kg"]),
        ShippedSample(
            product: "nappies", edition: "GB/T 28004.1-2021 + GB 43631-2023 + GB 15979-2024", produced: "2025-07-01",
            declared: "level=disinfected;printing=without",
            results: nappy.replacing("NP-PH=7.5", with: "NP-PH=9.5") + "; HY-TBC=500 CFU/g", serious: ["HY-GERM=不合格"],
            general: ["HY-CNT=不合格", "NP-SIDE=不合格"], undecided: ["NP-RW=<20 g"]),
        ShippedSample(
            product: "sanitary-napkin", edition: "GB/T 8939-2018 / GB/T 39391-2020 + GB 15979-2002",
            produced: "2025-06-30", declared: "kind=liner;level=ordinary",
            results: "SN-ABS=2.0 倍; SN-PH=9.0; SN-HCHO=75 mg/kg; SN-LEN=-4.4 %; SN-PEEL=800 mN" + germs,
            serious: ["SN-HCHO=76 mg/kg"],
            general: ["SN-LEN=-4.6 %", "SN-LEN=4.51 %", "SN-PEEL=99 mN", "SN-FWA=检出"],
            undecided: ["SN-HCHO=<80 mg/kg"]),
        ShippedSample(
            product: "sanitary-napkin", edition: "GB/T 8939-2018 / GB/T 39391-2020 + GB 15979-2024",
            produced: "2025-07-01", declared: "kind=napkin;level=ordinary;sterilised=other",
            results: "SN-ABS=7.0 倍; SN-SPEED=60 s; SN-PH=4.0; SN-HCHO=75 mg/kg; SN-LEN=4.5 %; SN-MASS=-12 %; "
                + "SN-PEEL=100 mN" + germs,
            serious: ["SN-HCHO=76 mg/kg", "HY-GERM=不合格", "HY-TBC=2000 CFU/g"],
            general: ["SN-LEN=4.6 %", "HY-TBC=201 CFU/g"], undecided: ["SN-PEEL=>50 mN"]),
        ShippedSample(
            product: "sanitary-napkin", edition: "GB/T 8939-2018 / GB/T 39391-2020 + GB 15979-2024",
            produced: "2026-11-01", declared: "kind=pants;size=L;level=ordinary;sterilised=other",
            results: "SN-P-SPEED=60 s; SN-P-PH=9.0; SN-P-HCHO=75.0 mg/kg; SN-P-WAIST=105 cm" + germs,
            serious: ["SN-P-HCHO=75.1 mg/kg"], general: ["SN-P-PH=9.1"], undecided: ["SN-P-SPEED=>50 s"]),
        ShippedSample(
            product: "sanitary-napkin", edition: "GB/T 8939-2025 / GB/T 39391-2020 + GB 15979-2024",
            produced: "2027-01-01", sold: "2027-02-01",
            declared: "kind=napkin;length=long;printing=with;level=ordinary;sterilised=other",
            results: "SN-LEN=-2 %; SN-MASS=10 %; SN-ABS=4.0 倍; SN-SPEED=50 s; SN-RW=3.0 g; SN-PH=7.5; "
                + "SN-HCHO=6.0 mg/kg; SN-PEEL=900 mN; SN-PAE=0.1 %; SN-PB=10 mg/kg; SN-AS=2.0 mg/kg; SN-CD=1.0 mg/kg; SN-HG=1.0 mg/kg; "
                + "SN-AZO=20 mg/kg" + germs,
            serious: ["SN-CHEM=不合格"], general: ["SN-LEN=-2.1 %", "HY-FUN=101 CFU/g"], undecided: ["SN-LEN=>-3 %"]),
        ShippedSample(
            product: "wet-wipes", edition: "GB/T 27728-2011 + GB 15979-2002", produced: "2024-12-31",
            declared: "kind=body;level=ordinary", results: "WW-PH=9.5" + germs, serious: ["HY-COL=检出"],
            general: ["HY-TBC=201 CFU/g", "WW-SEAL=不合格", "WW-QTY=不合格"], undecided: ["HY-FUN=<120 CFU/g"]),
        ShippedSample(
            product: "wet-wipes", edition: "GB/T 27728-2011 + GB 43631-2023 + GB 15979-2002", produced: "2025-01-01",
            declared: "kind=child;level=ordinary",
            results: "WW-PH=6.0; WW-HCHO=6 mg/kg; WW-MEOH=20 mg/kg; WW-PB=10 mg/kg; WW-AS=2 mg/kg; WW-CD=5 mg/kg; "
                + "WW-HG=1 mg/kg" + germs,
            serious: ["WW-CHEM=不合格"], general: ["WW-MIT=检出"], undecided: ["WW-CHEM=42.8 mg/kg"]),
        ShippedSample(
            product: "wet-wipes", edition: "GB/T 27728-2011 + GB 43631-2023 + GB 15979-2024", produced: "2025-07-01",
            declared: "kind=sanitary",
            results: "WW-PH-S=8.5; HY-PB=10 mg/kg; HY-AS=2 mg/kg; HY-HG=1 mg/kg" + cleanGerms,
            serious: ["HY-GERM=不合格"], general: ["HY-CNT=不合格", "WW-SEAL=不合格"], undecided: ["HY-GERM=0"]),
        ShippedSample(
            product: "wet-wipes", edition: "GB/T 27728.1～.3-2024 + GB 43631-2023 + GB 15979-2024",
            produced: "2025-10-01", declared: "kind=body",
            results: "WW-PH=6.0; HY-PB=10 mg/kg; HY-AS=2 mg/kg; HY-HG=1 mg/kg" + germs,
            serious: ["HY-GERM=不合格", "WW-HCHO-B=不合格"], general: ["HY-FWA=不合格", "WW-PRES-B=不合格"],
            undecided: ["HY-CNT=200 CFU/g"]),
    ]

    private static let paper = "FP-PB=3.0 mg/kg; FP-AS=1.0 mg/kg; FP-HCHO=1.0 mg/dm²"

    static let foodContact = [
        ShippedSample(
            product: "food-plastic", edition: "GB 4806.7-2016", produced: "2024-09-05",
            declared: "user=general;resin=melamine;colour=coloured",
            results: "FC-OM=10 mg/dm²; FC-MEL=2.5 mg/kg; FC-KM=50 mg/kg; FC-PB=5 mg/kg; FC-HCHO=40 mg/kg",
            serious: ["FC-MEL=2.6 mg/kg", "FC-COL=阳性", "FC-OM=30 mg/dm²"],
            general: ["FC-OM=10.1 mg/dm²", "FC-SEN=不合格"], undecided: ["FC-MEL=<3 mg/kg", "FC-COL=0"]),
        ShippedSample(
            product: "food-plastic", edition: "GB 4806.7-2023", produced: "2024-09-06",
            declared: "user=general;resin=other;colour=plain", results: "FC-OM=50 mg/dm²; FC-MEL=9 mg/kg; FC-PAA=检出",
            serious: ["FC-MIG=不合格"], general: ["FC-SEN=不合格"], undecided: ["FC-MIG=12 mg/dm²"]),
        ShippedSample(
            product: "food-plastic", edition: "GB 4806.7-2023", produced: "2024-09-06",
            declared: "user=infant;resin=melamine;colour=coloured", results: "FC-OM-I=70 mg/kg; FC-MEL-I=2 mg/kg",
            serious: ["FC-COL=检出"], general: ["FC-SEN=不合格"], undecided: ["FC-COL=合格"]),
        ShippedSample(
            product: "food-paper", edition: "GB 4806.8-2016", produced: "2023-06-29", declared: "kind=bowl;contact=dry",
            results: paper, serious: ["FP-AS=1.1 mg/kg", "FP-CLF=不合格"], general: ["FP-PRESS=不合格", "FP-FWA=阳性"],
            undecided: ["FP-PB=<4 mg/kg"]),
        ShippedSample(
            product: "food-paper", edition: "GB 4806.8-2022", produced: "2023-06-30", declared: "kind=cup;contact=wet",
            results: paper + "; FP-OM-DIR=12 mg/dm²; FP-OM-EXT=10 mg/dm²; FP-DCP=2 µg/L; FP-MCPD=20 µg/L",
            serious: ["FP-CHEM=不合格", "FP-SAL=不合格"], general: ["FP-STIFF=不合格"], undecided: ["FP-CHEM=12"]),
    ]
}
