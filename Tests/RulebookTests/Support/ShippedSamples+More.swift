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

    private static let phthalates = "; ST-DEHP=400 mg/kg; ST-DBP=300 mg/kg; ST-BBP=0.03 %"

    static let school = [
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
