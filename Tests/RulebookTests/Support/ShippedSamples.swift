import Domain

/// Samples of one shipped product in one edition: one with the best possible verdict, and the changes that make it fail
/// or undecidable.
///
/// Results are written `TX-HCHO=75 mg/kg; TX-CW=3 级`. An item found 合格 or 未检出 need not be named.
struct ShippedSample: CustomStringConvertible, Sendable {
    let product: String
    let edition: String
    let produced: String
    var sold = "2026-11-21"
    var declared = ""
    let results: String
    /// `cannotJudge` if a figure that applies to the sample is not verified.
    var best = Verdict.meets
    /// Changed results that fail the sample for a serious hazard.
    let serious: [String]
    /// Changed results that fail the sample for a general hazard.
    var general: [String] = []
    /// Changed results that make the sample undecided.
    let undecided: [String]

    var description: String {
        "\(product), \(edition)"
    }
}

extension ShippedSample {
    static let all = textiles + toysAndPower + householdAndRoad + hygiene + contactAndSchool

    private static let classA =
        "TX-HCHO=20 mg/kg; TX-PH=7.5; TX-AZO=20 mg/kg; TX-CW=3-4 级; TX-CA=3-4 级; TX-CB=3-4 级; TX-CD=4 级; TX-CS=4 级; "
        + "TX-CR=3 级; TX-PB=90 mg/kg; TX-CD2=100 mg/kg; TX-PAE=0.1 %; TX-PULL=1 N"

    private static let textiles = [
        ShippedSample(
            product: "childrens-clothing", edition: "GB 18401-2010 + GB 31701-2015", produced: "2026-05-20",
            declared: "variant=C",
            results:
                "TX-HCHO=300 mg/kg; TX-PH=9.0; TX-AZO=<5 mg/kg; TX-CW=3 级; TX-CD=3 级; TX-PB=<5 mg/kg; TX-PAE=0.02 %",
            serious: ["TX-HCHO=300.1 mg/kg", "TX-PH=9.1", "TX-PB=0.0091 %"], general: ["TX-CD=2-3 级", "TX-LBL=不合格"],
            undecided: ["TX-PB=<100 mg/kg", "TX-CW=合格"]),
        ShippedSample(
            product: "childrens-clothing", edition: "GB 18401-2010 + GB 31701-2015（2026-12-01起的项目）",
            produced: "2026-05-20", sold: "2026-12-01", declared: "variant=A;attachment=large", results: classA,
            serious: ["TX-HCHO=20.1 mg/kg", "TX-CD2=101 mg/kg", "TX-FLM=不合格", "TX-CORD=不合格"],
            general: ["TX-CS=3-4 级", "TX-CR=2-3 级", "TX-FIB=不合格"], undecided: ["TX-AZO=<30 mg/kg", "TX-CA=4-5 %"]),
        ShippedSample(
            product: "infant-clothing", edition: "GB 18401-2010 + GB 31701-2015", produced: "2026-05-20",
            declared: "attachment=none", results: classA, serious: ["TX-HCHO=75 mg/kg", "TX-PH=7.6", "TX-SHARP=不合格"],
            general: ["TX-CW=3 级", "TX-CD=3-4 级"], undecided: ["TX-HCHO=<75 mg/kg", "TX-CORD=0"]),
        ShippedSample(
            product: "bedding", edition: "GB 18401-2010 + GB 31701-2015", produced: "2026-05-20",
            declared: "variant=B;user=adult",
            results: "TX-HCHO=75 mg/kg; TX-PH=8.5; TX-AZO=<5 mg/kg; TX-CW=3 级; TX-CA=3 级; TX-CB=3 级; TX-CD=3 级",
            serious: ["TX-HCHO=76 mg/kg", "TX-AZO=21 mg/kg"], general: ["TX-CB=2-3 级"], undecided: ["TX-PH=>8"]),
        ShippedSample(
            product: "bedding", edition: "GB 18401-2010 + GB 31701-2015", produced: "2026-05-20",
            declared: "variant=A;user=infant;attachment=small", results: classA, serious: ["TX-PB=91 mg/kg"],
            general: ["TX-CS=3-4 级"], undecided: ["TX-PAE=<0.2 %"]),
    ]

    private static let toysAndPower = [
        ShippedSample(
            product: "toys", edition: "GB 6675-2014", produced: "2026-10-31", declared: "variant=standard",
            results: "TY-MAG=49.9 kG²mm²; TY-PAE1=0.1 %; TY-PAE2=<0.005 %; TY-EL-PB=90 mg/kg",
            serious: [
                "TY-MAG=50.1 kG²mm²", "TY-MAG=167.5 kG²mm²", "TY-PAE1=1001 mg/kg", "TY-SP=不合格", "TY-EL-PB=91 mg/kg",
            ],
            general: ["TY-LBL=不合格"], undecided: ["TY-MAG=50 kG²mm²", "TY-PAE2=<0.2 %"]),
        ShippedSample(
            product: "toys", edition: "GB 6675-2014", produced: "2026-10-31", declared: "variant=fingerPaint",
            results: "TY-MAG=0 kG²mm²; TY-PAE1=0.1 %; TY-PAE2=0.1 %; TY-EL-PB=25 mg/kg", serious: ["TY-EL-PB=26 mg/kg"],
            undecided: ["TY-EL-PB=<30 mg/kg"]),
        ShippedSample(
            product: "toys", edition: "GB 6675-2014（2026-12-01起的项目）", produced: "2026-10-31", sold: "2027-10-31",
            declared: "variant=clay;age=under36;mouthable=can",
            results:
                "TY-MAG=0 kG²mm²; TY-DBP=0.05 %; TY-BBP=300 mg/kg; TY-DEHP=0.02 %; TY-DNOP=<0.01 %; TY-DINP=<0.01 %; "
                + "TY-DIDP=<0.01 %; TY-EL-SB=60 mg/kg; TY-EL-AS=25 mg/kg; TY-EL-BA=250 mg/kg; TY-EL-CD=50 mg/kg; "
                + "TY-EL-CR=25 mg/kg; TY-EL-PB=90 mg/kg; TY-EL-HG=25 mg/kg; TY-EL-SE=500 mg/kg; TY-FILM=0.001 mm",
            serious: ["TY-BBP=301 mg/kg", "TY-DNOP=0.11 %", "TY-EL-BA=251 mg/kg", "TY-EL-HG=60 mg/kg", "TY-SP=不合格"],
            general: ["TY-LBL=不合格"], undecided: ["TY-DEHP=<0.03 %", "TY-EL-CD=<75 mg/kg"]),
        ShippedSample(
            product: "toys", edition: "GB 6675-2025", produced: "2026-11-01",
            declared:
                "variant=slime;age=under36;mouthable=cannot;fibrous=has",
            results: "TY-B=300 mg/kg; TY-HCHO=30 mg/kg; TY-MAG=0 kG²mm²; TY-PAE1=0.01 %", best: .cannotJudge,
            serious: ["TY-B=301 mg/kg", "TY-HCHO=31 mg/kg", "TY-CCC=不合格"],
            undecided: ["TY-SP=不合格", "TY-MAG=500 kG²mm²", "TY-EL-PB=500 mg/kg", "TY-LBL=不合格"]),
        ShippedSample(
            product: "power-bank", edition: "GB/T 35590-2017 + GB 31241-2022", produced: "2026-05-20",
            declared: "ratedCapacity=6000;efficiency=undeclared",
            results: "PB-CAP=6.1 Ah; PB-EFF=80 %; PB-VOUT=-5 %",
            serious: ["PB-PROT=不合格", "PB-FR=不合格", "PB-ABU-HEAT=不合格", "PB-TEMP=不合格"],
            general: ["PB-CAP=5999 mAh", "PB-EFF=79.9 %", "PB-VOUT=5.1 %", "PB-RE=不合格", "PB-LBL=不合格"],
            undecided: ["PB-CAP=>5000 mAh", "PB-EFF=>70 %"]),
        ShippedSample(
            product: "power-bank", edition: "GB/T 35590-2017 + GB 31241-2022", produced: "2026-05-20",
            declared: "ratedCapacity=6000;efficiency=declared;ratedEfficiency=85",
            results: "PB-CAP=6000 mAh; PB-EFF-D=85 %; PB-VOUT=5 %", serious: ["PB-ABU-OC=不合格"],
            general: ["PB-EFF-D=84.9 %"], undecided: ["PB-EFF-D=85 V"]),
        ShippedSample(
            product: "power-bank", edition: "GB/T 35590-2017 + GB 47372-2026", produced: "2027-04-01",
            sold: "2027-05-01",
            declared: "ratedCapacity=6000;efficiency=undeclared", results: "PB-CAP=6000 mAh; PB-EFF=80 %; PB-VOUT=0 %",
            best: .cannotJudge, serious: [], general: ["PB-CAP=5999 mAh", "PB-LBL=不合格"],
            undecided: ["PB-ABU-NAIL=不合格", "PB-PROT=不合格"]),
    ]
}
