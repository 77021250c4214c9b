import Domain

extension ShippedSample {
    static let householdAndRoad = [
        ShippedSample(
            product: "helmet", edition: "GB 811-2022", produced: "2023-07-01", declared: "visor=with",
            results: "HM-IMP=300 g; HM-HAZE=10 %; HM-RET=不合格",
            serious: ["HM-IMP=301 g", "HM-IMP=301 gn", "HM-PEN=不合格"],
            general: ["HM-HAZE=10.1 %", "HM-LBL=不合格"],
            undecided: ["HM-IMP=0.3 kg", "HM-IMP=300 克", "HM-IMP=2.9 km/h", "HM-VIS=良好"]),
        ShippedSample(
            product: "e-bike", edition: "GB 17761-2024", produced: "2025-09-01", declared: "battery=leadAcid",
            results: "EB-V=25 km/h; EB-M=63 kg; EB-PL=5.5 %",
            serious: ["EB-V=25.1 km/h", "EB-V=7 m/s", "EB-PL=5.6 %", "EB-TAMP=不合格"],
            general: ["EB-M=63.1 kg", "EB-DOC=不合格"], undecided: ["EB-V=<26 km/h"]),
        ShippedSample(
            product: "e-bike", edition: "GB 17761-2024", produced: "2025-08-31", declared: "battery=other",
            results: "EB-V=25 km/h; EB-M=55 kg; EB-PL=5.5 %", serious: ["EB-CUT=不合格"], general: ["EB-M=63 kg"],
            undecided: ["EB-M=>50 kg"]),
        ShippedSample(
            product: "socket", edition: "GB/T 2099.7-2015", produced: "2025-07-31", results: "SK-TR=45 K",
            serious: ["SK-TR=45.1 K", "SK-DS=不合格"], general: ["SK-PULL=不合格"], undecided: ["SK-TR=45 °C"]),
        ShippedSample(
            product: "socket", edition: "GB 2099.7-2024", produced: "2025-08-01", results: "SK-TR=45 K",
            serious: ["SK-SHOCK=不合格"], general: ["SK-DIM=不合格"], undecided: ["SK-TR=<50 K"]),
        ShippedSample(
            product: "gas-hob", edition: "GB 16410-2020", produced: "2022-01-01",
            results: "GS-CO=0.05 %; GS-FSO=10 s; GS-FSC=1 min; GS-HL=25 %",
            serious: ["GS-CO=0.051 %", "GS-FSO=10.1 s", "GS-FSC=61 s", "GS-LEAK=不合格"], undecided: ["GS-CO=500 ppm"]),
        ShippedSample(
            product: "gas-hose", edition: "GB 29993 / GB/T 41317 / CJ/T 197", produced: "2026-05-20",
            results: "HS-LBL=不合格", serious: ["HS-TIGHT=不合格", "HS-LIQ=不合格"], undecided: ["HS-PRES=0.2 MPa"]),
        ShippedSample(
            product: "electric-blanket", edition: "GB 4706.8", produced: "2026-05-20", results: "",
            serious: ["BL-LEAK=不合格", "BL-ABN=不合格"], general: ["BL-LBL=不合格"], undecided: ["BL-LEAK=0.5 mA"]),
        ShippedSample(
            product: "led-lamp", edition: "GB 7000.1-2015（2024年细则）", produced: "2026-05-20", results: "",
            serious: ["LD-SHOCK=不合格", "LD-HEAT=不合格"], general: ["LD-CRI=不合格", "LD-HARM=不合格"],
            undecided: ["LD-EFF=90 lm/W"]),
    ]

    private static let germs = "; HY-TBC=200 CFU/g; HY-FUN=100 CFU/g"

    static let hygiene = [
        ShippedSample(
            product: "hygiene", edition: "GB 15979-2002", produced: "2025-06-30", declared: "level=ordinary",
            results: "HY-TBC=200 CFU/g; HY-FUN=100 CFU/g",
            serious: ["HY-TBC=201 CFU/g", "HY-FUN=101 CFU/g", "HY-STA=检出", "HY-COL=阳性"],
            undecided: ["HY-TBC=<300 CFU/g"]),
        ShippedSample(
            product: "hygiene", edition: "GB 15979-2002", produced: "2025-06-30", declared: "level=disinfected",
            results: "HY-TBC=20 CFU/g; HY-FUN=未检出", serious: ["HY-TBC=21 CFU/g", "HY-FUN=1 CFU/g"],
            undecided: ["HY-FUN=0 CFU/g"]),
        ShippedSample(
            product: "hygiene", edition: "GB 15979-2024", produced: "2025-07-01", declared: "level=ordinary",
            results: "HY-TBC=0 CFU/g; HY-FUN=0 CFU/g", best: .cannotJudge, serious: ["HY-FWA=不合格", "HY-PH=不合格"],
            undecided: ["HY-TBC=5000 CFU/g", "HY-STA=检出"]),
        ShippedSample(
            product: "nappies", edition: "GB/T 28004.1-2021 + GB 15979-2002", produced: "2025-06-30",
            declared: "level=ordinary", results: "NP-RUN=20 mL; NP-RW=10.0 g; NP-LK=0.5 g; NP-PH=5.5" + germs,
            serious: ["NP-PH=8.1", "NP-PH=3.9", "HY-PSE=检出"],
            general: ["NP-RUN=20.1 mL", "NP-RW=10.1 g", "NP-LK=501 mg"],
            undecided: ["NP-PH=4.0", "NP-PH=4.85", "NP-PH=5.49"]),
        ShippedSample(
            product: "nappies", edition: "GB/T 28004.1-2021 + GB 15979-2024", produced: "2025-07-01",
            declared: "level=ordinary", results: "NP-RUN=20 mL; NP-RW=10.0 g; NP-LK=0.5 g; NP-PH=8.0" + germs,
            best: .cannotJudge, serious: ["NP-PH=8.1"], general: ["NP-LK=0.6 g"], undecided: ["HY-TBC=5000 CFU/g"]),
        ShippedSample(
            product: "sanitary-napkin", edition: "GB/T 8939 + GB 15979-2002", produced: "2025-06-30",
            declared: "kind=liner;level=ordinary",
            results: "SN-ABS=2.0 倍; SN-PH=9.0; SN-HCHO=75 mg/kg; SN-LEN=-5 %; SN-WID=8 %; SN-MASS=12 %" + germs,
            serious: ["SN-HCHO=76 mg/kg", "SN-PH=9.1", "SN-FWA=检出"],
            general: ["SN-ABS=1.9 倍", "SN-LEN=-5.1 %", "SN-WID=8.1 %", "SN-MASS=12.1 %"],
            undecided: ["SN-HCHO=<80 mg/kg"]),
        ShippedSample(
            product: "sanitary-napkin", edition: "GB/T 8939 + GB 15979-2024", produced: "2025-07-01",
            declared: "kind=napkin;level=ordinary",
            results: "SN-ABS=7.0 倍; SN-PH=4.0; SN-HCHO=75 mg/kg; SN-LEN=5 %; SN-WID=-8 %; SN-MASS=-12 %" + germs,
            best: .cannotJudge, serious: ["SN-HCHO=76 mg/kg"], general: ["SN-ABS=6.9 倍"], undecided: ["HY-COL=检出"]),
        ShippedSample(
            product: "wet-wipes", edition: "GB/T 27728-2011 + GB 15979-2002", produced: "2025-06-30",
            declared: "level=ordinary", results: "WW-PH=9.5" + germs, serious: ["HY-COL=检出", "HY-TBC=210 CFU/g"],
            undecided: ["HY-FUN=<120 CFU/g"]),
        ShippedSample(
            product: "wet-wipes", edition: "GB/T 27728-2011 + GB 15979-2024", produced: "2025-09-30",
            declared: "level=ordinary", results: "WW-PH=6.0" + germs, best: .cannotJudge, serious: ["HY-FWA=不合格"],
            undecided: ["WW-PH=9.5"]),
        ShippedSample(
            product: "wet-wipes", edition: "GB/T 27728.1～.3-2024 + GB 15979-2024", produced: "2025-10-01",
            declared: "level=disinfected", results: "WW-PH=6.0; HY-TBC=0 CFU/g; HY-FUN=未检出", best: .cannotJudge,
            serious: ["HY-FWA=不合格"], undecided: ["HY-TBC=5000 CFU/g"]),
    ]

    private static let phthalates = "; ST-DEHP=400 mg/kg; ST-DBP=300 mg/kg; ST-BBP=0.03 %"

    static let contactAndSchool = [
        ShippedSample(
            product: "food-plastic", edition: "GB 4806.7-2023", produced: "2024-09-06", declared: "user=general",
            results: "FC-OM=9 mg/dm²; FC-KM=50 mg/kg; FC-PB=5 mg/kg; FC-PAA=检出; FC-COL=阴性", serious: ["FC-COL=阳性"],
            general: ["FC-SEN=不合格"], undecided: ["FC-COL=0"]),
        ShippedSample(
            product: "food-paper", edition: "GB 4806.8", produced: "2026-05-20", results: "FP-OM=10 mg/dm²; FP-SEN=不合格",
            serious: ["FP-OM=10.1 mg/dm²"], undecided: ["FP-OM=10 mg/kg", "FP-OM=<12 mg/dm²"]),
        ShippedSample(
            product: "student-goods", edition: "GB 21027-2020", produced: "2022-02-01",
            declared: "use=pupil;plastic=has;goods=bag;material=textile",
            results: "ST-AZO=20 mg/kg; ST-HCHO=300 mg/kg" + phthalates,
            serious: ["ST-AZO=21 mg/kg", "ST-BBP=301 mg/kg", "ST-HCHO=301 mg/kg", "ST-EL=不合格"],
            general: ["ST-AGE=不合格", "ST-EDGE=不合格"], undecided: ["ST-BBP=<400 mg/kg"]),
        ShippedSample(
            product: "student-goods", edition: "GB 21027-2020", produced: "2022-02-01",
            declared: "use=pupil;plastic=without;goods=liquidGlue", results: "ST-ACR=0.1 %",
            serious: ["ST-ACR=1001 mg/kg"], undecided: ["ST-ACR=<2000 mg/kg"]),
        ShippedSample(
            product: "pens", edition: "GB 21027-2020", produced: "2022-02-01",
            declared: "use=pupil;plastic=has;cap=with", results: "ST-CAP-LEN=16 mm" + phthalates,
            serious: ["ST-CAP-LEN=15.9 mm; ST-CAP-FLOW=7.9 L/min", "ST-DBP=301 mg/kg"], general: ["ST-AGE=不合格"],
            undecided: ["ST-CAP-LEN=15.9 mm", "ST-DEHP=<500 mg/kg"]),
        ShippedSample(
            product: "pens", edition: "GB 21027-2020", produced: "2022-02-01",
            declared: "use=pupil;plastic=has;cap=with",
            results: "ST-CAP-LEN=10 mm; ST-CAP-FLOW=8 L/min" + phthalates, serious: ["ST-CAP-FLOW=7.99 L/min"],
            undecided: ["ST-CAP-FLOW=>7 L/min"]),
        ShippedSample(
            product: "correction-fluid", edition: "GB 21027-2020", produced: "2022-02-01",
            declared: "use=pupil;plastic=without", results: "ST-BZ=10 mg/kg; ST-CHC=10 mg/kg",
            serious: ["ST-BZ=10.1 mg/kg", "ST-CHC=0.002 %"], general: ["ST-AGE=不合格"], undecided: ["ST-BZ=<20 mg/kg"]),
    ]
}
