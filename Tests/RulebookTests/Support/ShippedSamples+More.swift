import Domain

extension ShippedSample {
    static let householdAndRoad = road + gas + household

    private static let road = [
        ShippedSample(
            product: "helmet", edition: "GB 811-2022", produced: "2023-07-01", declared: "class=A;visor=with",
            results: "HM-HAZE=10 %; HM-STIFF=不合格", serious: ["HM-IMP=不合格", "HM-PEN=不合格", "HM-FRIC=不合格"],
            general: ["HM-HAZE=10.1 %", "HM-TRANS=不合格", "HM-LBL=不合格"],
            undecided: ["HM-IMP=250 gn", "HM-HAZE=<12 %", "HM-VIS=良好"]),
        ShippedSample(
            product: "helmet", edition: "GB 811-2022", produced: "2023-07-01", declared: "class=B;visor=without",
            results: "HM-HAZE=50 %", serious: ["HM-RET=不合格"], general: ["HM-LBL=不合格"], undecided: ["HM-STAB=0"]),
        ShippedSample(
            product: "e-bike", edition: "GB 17761-2024", produced: "2025-09-01",
            declared: "vehicle=ebike;battery=leadAcid",
            results: "EB-V=25 km/h; EB-M=63 kg; EB-PL=5.5 %; EB-OC=不合格",
            serious: ["EB-V=25.1 km/h", "EB-V=7 m/s", "EB-TAMP=不合格", "EB-MUT=不合格"],
            general: ["EB-M=63.1 kg", "EB-PL=5.6 %", "EB-SIZE=不合格", "EB-DOC=不合格"], undecided: ["EB-V=<26 km/h"]),
        ShippedSample(
            product: "e-bike", edition: "GB 17761-2024", produced: "2025-08-31",
            declared: "vehicle=ebike;battery=other",
            results: "EB-V=25 km/h; EB-M=55 kg; EB-PL=5.5 %", serious: ["EB-CUT=不合格"], general: ["EB-M=63 kg"],
            undecided: ["EB-M=>50 kg"]),
        ShippedSample(
            product: "e-bike-battery", edition: "GB 43854-2024 + GB 42296-2022", produced: "2024-11-01",
            declared: "kind=battery", results: "EC-SHOCK=不合格",
            serious: ["EP-C-OC=不合格", "EP-TD=不合格", "EP-MUT=不合格"], general: ["EP-LBL=不合格"],
            undecided: ["EP-INS=5 MΩ"]),
        ShippedSample(
            product: "e-bike-battery", edition: "GB 43854-2024 + GB 42296-2022", produced: "2024-11-01",
            declared: "kind=charger", results: "EP-OC=不合格", serious: ["EC-SHOCK=不合格", "EC-OUT=不合格", "EB-CCC=不合格"],
            general: ["EC-LBL=不合格"], undecided: ["EC-LEAK=0.2 mA"]),
    ]

    private static let gas = [
        ShippedSample(
            product: "gas-hob", edition: "GB 16410-2020", produced: "2022-01-01", declared: "hobType=desktop",
            results: "GS-FSO=10 s; GS-FSC=1 min; GS-HL=-10 %; GS-SUM=85 %; GS-EFF=58 %",
            serious: ["GS-CO=不合格", "GS-FSC=61 s", "GS-LEAK=不合格", "GS-TUBE=不合格"],
            general: ["GS-FSO=10.1 s", "GS-HL=10.1 %", "GS-SUM=84.9 %", "GS-EFF=57.9 %", "GS-TEMP=不合格"],
            undecided: ["GS-CO=0.03 %", "GS-EFF=>50 %"]),
        ShippedSample(
            product: "gas-hob", edition: "GB 16410-2020", produced: "2022-01-01", declared: "hobType=integrated",
            results: "GS-FSO=1 s; GS-FSC=1 s; GS-HL=0 %; GS-SUM=100 %; GS-EFF=55 %; GS-EFF-F=53 %",
            serious: ["GS-FS=不合格"],
            general: ["GS-EFF=54.9 %", "GS-EFF-F=52.9 %"], undecided: ["GS-EFF-F=<60 %"]),
        ShippedSample(
            product: "gas-hose", edition: "CJ/T 197-2010 / CJ/T 490-2016 / CJ/T 491-2016 / GB 29993-2013",
            produced: "2024-07-31", declared: "kind=rubber", results: "HS-PRES=不合格; HS-ELON=不合格",
            serious: ["HS-TIGHT=不合格", "HS-LIQ=不合格", "HS-BEND=不合格"], general: ["HS-LBL=不合格"],
            undecided: ["HS-FR=0.2 MPa"]),
        ShippedSample(
            product: "gas-hose", edition: "GB 41317-2024 / GB 44017-2024 / GB 44023-2024 / GB 29993-2013",
            produced: "2024-08-01", declared: "kind=metalCovered", results: "HS-LBL=不合格; HS-BEND=不合格; HS-IMPACT=不合格",
            serious: ["HS-TIGHT=不合格", "HS-ELON=不合格"], general: ["HS-DIM=不合格"], undecided: ["HS-PRES=0.2 MPa"]),
        ShippedSample(
            product: "gas-detector", edition: "GB 15322.2-2019", produced: "2020-11-01", declared: "gas=methane",
            results: "GD-CO=不合格", serious: ["GD-ALARM=不合格", "GD-DROP=不合格", "GD-RESP=不合格"],
            general: ["GD-RANGE=不合格", "GD-LBL=不合格"], undecided: ["GD-ALARM=10 %"]),
        ShippedSample(
            product: "gas-detector", edition: "GB 15322.2-2019", produced: "2020-11-01", declared: "gas=co",
            results: "",
            serious: ["GD-CO=不合格"], undecided: ["GD-RESP=20 s"]),
    ]

    private static let household = [
        ShippedSample(
            product: "socket", edition: "GB/T 2099.7-2015", produced: "2025-07-31",
            declared: "kind=extension;ways=many", results: "",
            serious: ["SK-TR=不合格", "SK-DS=不合格", "SK-CABLE=不合格"], general: ["SK-PULL=不合格"],
            undecided: ["SK-TR=40 K"]),
        ShippedSample(
            product: "socket", edition: "GB 2099.7-2024", produced: "2025-08-01",
            declared: "kind=extension;ways=many",
            results: "SK-CABLE=不合格", serious: ["SK-SHOCK=不合格", "SK-OC=不合格", "SK-SLEEVE=不合格"],
            general: ["SK-DIM=不合格"], undecided: ["SK-OC=16 A"]),
        ShippedSample(
            product: "socket", edition: "GB 2099.7-2024", produced: "2025-08-01",
            declared: "kind=extension;ways=few",
            results: "SK-OC=不合格", serious: ["SK-FR=不合格"], general: ["SK-DIM=不合格"], undecided: ["SK-EARTH=0.1 Ω"]),
        ShippedSample(
            product: "electric-blanket", edition: "GB 4706.1-2005 + GB 4706.8-2008", produced: "2026-07-31",
            results: "",
            serious: ["BL-LEAK=不合格", "BL-ABN=不合格", "BL-MECH=不合格"], general: ["BL-IN=不合格", "BL-LBL=不合格"],
            undecided: ["BL-LEAK=0.5 mA"]),
        ShippedSample(
            product: "electric-blanket", edition: "GB/T 4706.1-2024（2026-08-01起）", produced: "2026-08-01",
            results: "BL-FOLD=不合格", serious: ["BL-ACC=不合格", "BL-MECH=不合格"], general: ["BL-LBL=不合格"],
            undecided: ["BL-IN=100 W"]),
        ShippedSample(
            product: "hand-warmer", edition: "GB 4706.99-2009", produced: "2026-07-31", results: "HW-HEAT=75 K",
            serious: ["HW-HEAT=75.1 K", "HW-CUT=不合格", "HW-ACC=不合格"], general: ["HW-IN=不合格"],
            undecided: ["HW-HEAT=75 °C", "HW-HEAT=<80 K"]),
        ShippedSample(
            product: "hand-warmer", edition: "GB/T 4706.1-2024（2026-08-01起）", produced: "2026-08-01",
            results: "HW-HEAT=90 K; HW-CUT=不合格", serious: ["HW-ACC=不合格"], general: ["HW-IN=不合格"],
            undecided: ["HW-ABN=良好"]),
        ShippedSample(
            product: "room-heater", edition: "GB 4706.23-2007", produced: "2026-07-31", declared: "kind=heater",
            results: "RH-LBL=不合格",
            serious: ["RH-ABN=不合格", "RH-CORD=不合格"], general: ["RH-IN=不合格"], undecided: ["RH-IN=1900 W"]),
        ShippedSample(
            product: "room-heater", edition: "GB/T 4706.23-2024", produced: "2026-08-01", declared: "kind=heater",
            results: "RH-LBL=不合格",
            serious: ["RH-ABN=不合格", "RH-EARTH=不合格"], general: ["RH-IN=不合格"], undecided: ["RH-HEAT=60 K"]),
        ShippedSample(
            product: "led-lamp", edition: "GB 7000.1-2015 + GB 24906-2010", produced: "2025-12-31",
            declared: "kind=luminaire;efficacy=inside", results: "LD-B-SHOCK=不合格",
            serious: ["LD-SHOCK=不合格", "LD-HEAT=不合格"],
            general: ["LD-CRI=不合格", "LD-HARM=不合格"], undecided: ["LD-EFF=90 lm/W"]),
        ShippedSample(
            product: "led-lamp", edition: "GB 7000.1-2015 + GB 24906-2010", produced: "2025-12-31",
            declared: "kind=bulb;efficacy=inside",
            results: "LD-SHOCK=不合格", serious: ["LD-B-SHOCK=不合格", "LD-B-CAP=不合格"], general: ["LD-B-PWR=不合格"],
            undecided: ["LD-B-ES=1 MΩ"]),
        ShippedSample(
            product: "led-lamp", edition: "GB 7000.1-2015 + GB 24906-2010", produced: "2025-12-31",
            declared: "kind=tube;efficacy=outside",
            results: "LD-SHOCK=不合格; LD-EFF=不合格", best: .cannotJudge, serious: [], general: ["LD-EMI=不合格"],
            undecided: ["LD-T-SHOCK=不合格"]),
        ShippedSample(
            product: "led-lamp", edition: "GB/T 7000.1-2023", produced: "2026-01-01",
            declared: "kind=luminaire;efficacy=inside", results: "", serious: ["LD-SHOCK=不合格", "LD-CREEP=不合格"],
            general: ["LD-LBL=不合格"],
            undecided: ["LD-EFF=90 lm/W"]),
        ShippedSample(
            product: "led-lamp", edition: "GB/T 7000.1-2023", produced: "2026-01-01",
            declared: "kind=bulb;efficacy=inside", results: "",
            best: .cannotJudge, serious: [], general: ["LD-HARM=不合格"], undecided: ["LD-B-SHOCK=不合格"]),
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
