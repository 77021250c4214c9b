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
    static let all =
        textiles + toys + power + householdAndRoad + hygiene + foodContact + school + children

    private static let classA =
        "TX-HCHO=20 mg/kg; TX-PH=7.5; TX-AZO=20 mg/kg; TX-CW=3-4 级; TX-CA=3-4 级; TX-CB=3-4 级; TX-CD=4 级; TX-CS=4 级; "
        + "TX-CR=3 级; TX-PB=90 mg/kg; TX-CD2=100 mg/kg; TX-PAE=0.1 %"
    private static let adultsB =
        "TX-HCHO=75 mg/kg; TX-PH=8.5; TX-AZO=<5 mg/kg; TX-CW=3 级; TX-CA=3 级; TX-CB=3 级; TX-CD=3 级"
    private static let classB = adultsB + "; TX-CR=1 级"
    private static let classC =
        "TX-HCHO=300 mg/kg; TX-PH=9.0; TX-AZO=<5 mg/kg; TX-CW=3 级; TX-CA=3 级; TX-CB=3 级; TX-CD=3 级"

    private static let textiles =
        childrensClothing + [
            ShippedSample(
                product: "infant-clothing", edition: "GB 18401-2010 + GB 31701-2015", produced: "2026-05-20",
                declared: "shade=other", results: classA,
                serious: ["TX-HCHO=75 mg/kg", "TX-SHARP=不合格", "TX-PULL=不合格"],
                general: ["TX-CW=3 级", "TX-CD=3-4 级", "TX-PH=7.6", "TX-TAG=不合格"],
                undecided: ["TX-HCHO=<75 mg/kg", "TX-CORD=0"]),
            ShippedSample(
                product: "bedding", edition: "GB 18401-2010 + GB 31701-2015", produced: "2026-05-20",
                declared: "variant=B;user=adult", results: classB + "; TX-PB=500 mg/kg; TX-FLM=不合格",
                serious: ["TX-HCHO=76 mg/kg", "TX-AZO=21 mg/kg"], general: ["TX-CB=2-3 级", "BD-FILL=不合格"],
                undecided: ["TX-PH=>8"]),
            ShippedSample(
                product: "bedding", edition: "GB 18401-2010 + GB 31701-2015", produced: "2026-05-20",
                declared: "variant=A;user=infant;shade=other;coating=with", results: classA,
                serious: ["TX-PB=91 mg/kg", "TX-NEEDLE=不合格"], general: ["TX-CS=3-4 级"], undecided: ["TX-PAE=<0.2 %"]),
            ShippedSample(
                product: "sleepwear", edition: "GB 18401-2010", produced: "2026-05-20", declared: "variant=B",
                results: adultsB, serious: ["TX-HCHO=75.1 mg/kg"],
                general: ["TX-PH=8.6", "TX-FIB=不合格", "TX-ODOR=不合格"], undecided: ["TX-HCHO=<100 mg/kg"]),
            ShippedSample(
                product: "down-wool", edition: "GB 18401-2010 + GB/T 14272-2021", produced: "2026-05-20",
                declared: "variant=C;kind=down;standard=t2021;declaredCluster=90;declaredFill=120",
                results: classC + "; DW-CLUSTER=87 %; DW-FILL=1 g", serious: ["TX-HCHO=301 mg/kg"],
                general: ["DW-CLUSTER=86.9 %", "DW-SPECIES=不合格"], undecided: ["DW-CLUSTER=>80 %"]),
            ShippedSample(
                product: "down-wool", edition: "GB 18401-2010 + GB/T 14272-2021", produced: "2026-05-20",
                declared: "variant=B;kind=wool;standard=other", results: adultsB,
                serious: ["TX-AZO=21 mg/kg"], general: ["TX-FIB=不合格", "DW-DCM=不合格"], undecided: ["TX-CD=合格"]),
        ] + shoes

    /// The limits of infants' products do not hold for other children's: a class B shirt with lead meets.
    private static let childrensClothing = [
        ShippedSample(
            product: "childrens-clothing", edition: "GB 18401-2010 + GB 31701-2015", produced: "2026-05-20",
            declared: "variant=C;user=child", results: classC + "; TX-PULL=不合格",
            serious: ["TX-HCHO=300.1 mg/kg", "TX-CORD=不合格"], general: ["TX-PH=9.1", "TX-CD=2-3 级", "TX-LBL=不合格"],
            undecided: ["TX-HCHO=<400 mg/kg", "TX-CW=合格"]),
        ShippedSample(
            product: "childrens-clothing", edition: "GB 18401-2010 + GB 31701-2015", produced: "2026-05-20",
            declared: "variant=B;user=child", results: classB + "; TX-PB=500 mg/kg; TX-CD2=500 mg/kg; TX-PAE=5 %",
            serious: ["TX-HCHO=75.1 mg/kg", "TX-FLM=不合格"], general: ["TX-CW=2-3 级"], undecided: ["TX-PH=>8"]),
        ShippedSample(
            product: "childrens-clothing", edition: "GB 18401-2010 + GB 31701-2015", produced: "2026-05-20",
            sold: "2026-12-01", declared: "variant=A;user=infant;shade=other;coating=with", results: classA,
            serious: [
                "TX-HCHO=20.1 mg/kg", "TX-CD2=101 mg/kg", "TX-PAE=0.21 %", "TX-FLM=不合格", "TX-CORD=不合格", "TX-PULL=不合格",
            ],
            general: ["TX-CS=3-4 级", "TX-CR=2-3 级", "TX-FIB=不合格", "TX-PH=7.6"],
            undecided: ["TX-AZO=<30 mg/kg", "TX-CA=4-5 %", "TX-PAE=0.15 %"]),
        ShippedSample(
            product: "childrens-clothing", edition: "GB 18401-2010 + GB 31701-2015", produced: "2026-05-20",
            declared: "variant=A;user=child;shade=dark;coating=with",
            results: classA.replacing("TX-CS=4 级; TX-CR=3 级", with: "TX-CS=1 级; TX-CR=1 级"),
            serious: ["TX-PB=91 mg/kg"],
            undecided: ["TX-PB=<100 mg/kg"]),
    ]

    private static let shoes = [
        ShippedSample(
            product: "child-shoes", edition: "GB 30585-2014", produced: "2025-05-31",
            declared: "age=infant;make=other;plastic=with;attachment=with",
            results: "SH-PAE=0.1 %; SH-PULL=70 N; SH-HEEL=25 mm",
            serious: ["SH-PAE=1001 mg/kg", "SH-PULL=69.9 N", "SH-HM=不合格"],
            general: ["SH-HEEL=26 mm", "SH-WEAR=不合格"], undecided: ["SH-PULL=>60 N", "SH-PAE=<0.2 %"]),
        ShippedSample(
            product: "child-shoes", edition: "GB 30585-2014", produced: "2025-05-31",
            declared: "age=child;make=other;plastic=with",
            results: "SH-HEEL=25 mm; SH-SP=不合格", serious: ["SH-PAE-C=不合格"], undecided: ["SH-HEEL=<30 mm"]),
        ShippedSample(
            product: "child-shoes", edition: "GB 30585-2024", produced: "2025-06-01", declared: "age=child",
            results: "SH-PAE=0.09 %; SH-HEEL=40 mm", serious: ["SH-PAE=0.11 %", "SH-HM=不合格", "SH-SCCP=不合格"],
            general: ["SH-LBL=不合格"], undecided: ["SH-PAE=0.1 %", "SH-PAE=<0.2 %"]),
    ]

    private static let power = [
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
