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
    static let all = textiles + toys + power + householdAndRoad + hygiene + contactAndSchool + children

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

    private static let power = [
        ShippedSample(
            product: "power-bank", edition: "GB/T 35590-2017", produced: "2026-05-20", declared: "ratedCapacity=6000",
            results: "PB-CAP=6000 mAh; PB-VOUT=-5 %", serious: ["PB-PROT=不合格", "PB-FR=不合格"],
            general: ["PB-CAP=5999 mAh", "PB-VOUT=5.1 %"], undecided: ["PB-CAP=>5000 mAh"]),
        ShippedSample(
            product: "power-bank", edition: "GB/T 35590-2017 + GB 31241（2026-12-01起的项目）", produced: "2026-05-20",
            sold: "2026-12-01", declared: "ratedCapacity=6000;efficiency=undeclared",
            results: "PB-CAP=6.1 Ah; PB-EFF=85 %; PB-VOUT=5 %", serious: ["PB-PROT=不合格"], general: ["PB-EFF=79.9 %"],
            undecided: ["PB-EFF=>70 %", "PB-EFF=80 %", "PB-EFF=84.9 %"]),
        ShippedSample(
            product: "power-bank", edition: "GB/T 35590-2017 + GB 31241（2026-12-01起的项目）", produced: "2026-05-20",
            sold: "2026-12-01", declared: "ratedCapacity=6000;efficiency=declared;ratedEfficiency=85",
            results: "PB-CAP=6000 mAh; PB-EFF-D=85 %; PB-VOUT=5 %; PB-ABU-OC=不合格", serious: ["PB-FR=不合格"],
            general: ["PB-EFF-D=84.9 %"], undecided: ["PB-EFF-D=85 V"]),
    ]
}
