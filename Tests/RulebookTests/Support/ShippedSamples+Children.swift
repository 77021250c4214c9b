import Domain

/// Toys and other goods for children.
extension ShippedSample {
    private static let toy = "variant=standard;age=under36;mouthable=can;projectile=without;ccc=inside;magnet="

    /// Migratable elements of a toy, in the order of the codes.
    private static func elements(_ limits: [String]) -> String {
        let codes = ["SB", "AS", "BA", "CD", "CR", "PB", "HG", "SE"]
        return zip(codes, limits).map { "; TY-EL-\($0)=\($1) mg/kg" }.joined()
    }

    private static let standard = elements(["60", "25", "1000", "75", "60", "90", "60", "500"])
    private static let toyPhthalates = "; TY-PAE1=0.1 %; TY-PAE2=<0.005 %"

    static let toys = [
        ShippedSample(
            product: "toys", edition: "GB 6675-2014", produced: "2026-10-31", sold: "2027-10-31",
            declared: toy + "loose", results: "TY-MAG=49 kG²mm²; TY-MAG-SP=不合格" + toyPhthalates + standard,
            serious: [
                "TY-MAG=51 kG²mm²", "TY-MAG=167.5 kG²mm²", "TY-PAE1=1001 mg/kg", "TY-SP=不合格", "TY-BALL=不合格",
                "TY-EL-PB=91 mg/kg", "TY-FILM=不合格", "TY-CCC=不合格",
            ],
            general: ["TY-LBL=不合格", "TY-EDGE=不合格"], undecided: ["TY-MAG=50 kG²mm²", "TY-PAE2=<0.2 %"]),
        // A magnet that is too large for the small parts cylinder may be strong.
        ShippedSample(
            product: "toys", edition: "GB 6675-2014", produced: "2026-10-31", declared: toy + "released",
            results: "TY-MAG=800 kG²mm²; TY-MAG-SP=合格" + toyPhthalates + standard, serious: ["TY-MAG-SP=不合格"],
            undecided: ["TY-MAG-SP=3"]),
        // A plush toy without a magnet, for older children: what does not apply decides nothing.
        ShippedSample(
            product: "toys", edition: "GB 6675-2014", produced: "2026-10-31",
            declared: "variant=standard;age=over36;mouthable=cannot;projectile=without;ccc=outside;magnet=none",
            results: "TY-MAG=800 kG²mm²; TY-MAG-SP=不合格; TY-SP=不合格; TY-PROJ=不合格; TY-CCC=不合格; "
                + "TY-PAE1=0.1 %; TY-PAE2=5 %" + standard,
            serious: ["TY-EL-SB=61 mg/kg"], undecided: ["TY-EL-CD=<80 mg/kg"]),
        ShippedSample(
            product: "toys", edition: "GB 6675-2014", produced: "2026-10-31",
            declared: "variant=fingerPaint;age=over36;mouthable=cannot;projectile=without;ccc=outside;magnet=none",
            results: "TY-PAE1=0.1 %" + elements(["10", "10", "350", "15", "25", "25", "10", "50"]),
            serious: ["TY-EL-PB=26 mg/kg", "TY-EL-BA=351 mg/kg"], undecided: ["TY-EL-PB=<30 mg/kg"]),
        ShippedSample(
            product: "toys", edition: "GB 6675-2014", produced: "2026-10-31", sold: "2027-10-31",
            declared: "variant=clay;age=under36;mouthable=can;projectile=without;ccc=outside;magnet=none",
            results: "TY-DBP=0.05 %; TY-BBP=300 mg/kg; TY-DEHP=0.02 %; TY-DNOP=<0.01 %; TY-DINP=<0.01 %; "
                + "TY-DIDP=<0.01 %" + elements(["60", "25", "250", "50", "25", "90", "25", "500"]),
            serious: ["TY-BBP=301 mg/kg", "TY-DNOP=0.11 %", "TY-EL-BA=251 mg/kg", "TY-EL-HG=60 mg/kg", "TY-SP=不合格"],
            general: ["TY-LBL=不合格"], undecided: ["TY-DEHP=<0.03 %", "TY-EL-CD=<75 mg/kg"]),
        ShippedSample(
            product: "toys", edition: "GB 6675-2025", produced: "2026-11-01",
            declared:
                "variant=slime;age=under36;mouthable=cannot;projectile=without;ccc=outside;magnet=none;fibrous=has;"
                + "foam=has;water=has",
            results: "TY-B=300 mg/kg; TY-HCHO=30 mg/kg; TY-FA-C=201 mg/kg; TY-FA-E=0.2 mg/m³" + new,
            serious: [
                "TY-B=301 mg/kg", "TY-HCHO=31 mg/kg", "TY-HCHO-W=11 mg/kg", "TY-FA-E=0.21 mg/m³", "TY-EL=不合格",
                "TY-PAE=不合格",
                "TY-DIBP=0.11 %", "TY-PAH=0.6 mg/kg", "TY-NA=0.05 mg/kg", "TY-SP=不合格",
            ],
            general: ["TY-LBL=不合格"], undecided: ["TY-AZO=<40 mg/kg"]),
        ShippedSample(
            product: "toys", edition: "GB 6675-2025", produced: "2026-11-01",
            declared: "variant=clay;age=over36;mouthable=can;projectile=without;ccc=inside;magnet=none;fibrous=without;"
                + "foam=without",
            results: "TY-B=1200 mg/kg; TY-EL-BA=350 mg/kg" + new,
            serious: ["TY-B=1201 mg/kg", "TY-EL-BA=351 mg/kg", "TY-CCC=不合格"], undecided: ["TY-EL-BA=<400 mg/kg"]),
        // The figure for magnets is that of 2014: a new toy with a loose magnet cannot be judged.
        ShippedSample(
            product: "toys", edition: "GB 6675-2025", produced: "2026-11-01",
            declared: toy + "loose;fibrous=without;foam=without;water=without", results: "TY-MAG=0 kG²mm²" + new,
            best: .cannotJudge,
            serious: ["TY-CCC=不合格"], undecided: ["TY-MAG=500 kG²mm²", "TY-BALL=不合格", "TY-EL-PB=500 mg/kg"]),
    ]

    private static let new =
        "; TY-HCHO-W=10 mg/kg; TY-DIBP=0.1 %; TY-DPENP=0.1 %; TY-DHEXP=0.1 %; TY-DCHP=0.1 %; TY-AZO=30 mg/kg; "
        + "TY-PAH=0.5 mg/kg; TY-NA=0.04 mg/kg; TY-NAP=0.9 mg/kg; TY-SCCP=0.15 %"

    private static let bunkBed =
        "FN-BB-SURF=25 mm; FN-BB-RGAP=60 mm; FN-BB-RHGT=300 mm; FN-BB-STEP=200 mm; FN-BB-CLR=200 mm; FN-BB-WID=300 mm"

    static let children = [
        ShippedSample(
            product: "childrens-furniture", edition: "GB 28007-2011、GB 24430.1-2009", produced: "2025-12-31",
            declared: "kind=bunk", results: bunkBed,
            serious: [
                "FN-BB-SURF=26 mm", "FN-BB-RGAP=76 mm", "FN-BB-RGAP=59 mm", "FN-BB-RHGT=299 mm", "FN-BB-STEP=301 mm",
                "FN-STAB=不合格",
            ],
            general: ["FN-EDGE=不合格", "FN-WARN=不合格"], undecided: ["FN-BB-WID=>200 mm"]),
        // The items of a bunk bed do not apply to a desk.
        ShippedSample(
            product: "childrens-furniture", edition: "GB 28007-2024", produced: "2026-01-01", declared: "kind=other",
            results: "FN-BB-LAD=不合格", serious: ["FN-HCHO=不合格", "FN-FIRE=不合格"], general: ["FN-EDGE=不合格"],
            undecided: ["FN-HOLE=5"]),
        ShippedSample(
            product: "child-seat", edition: "GB 27887-2011", produced: "2025-06-30", declared: "approval=old",
            results: "CS-DYN=合格", serious: ["CS-DYN=不合格", "CS-CCC=不合格"], general: ["CS-LBL=不合格"],
            undecided: ["CS-BKL=80"]),
        // A seat that was approved before 2025-07-01 needs no side impact test for one more year.
        ShippedSample(
            product: "child-seat", edition: "GB 27887-2011、GB 27887-2024（过渡期）", produced: "2026-06-30",
            declared: "approval=old", results: "CS-SIDE=不合格", serious: ["CS-FIRE=不合格"], general: ["CS-INS=不合格"],
            undecided: ["CS-DYN=1"]),
        ShippedSample(
            product: "child-seat", edition: "GB 27887-2011、GB 27887-2024（过渡期）", produced: "2025-07-01",
            declared: "approval=new", results: "CS-SIDE=合格", serious: ["CS-SIDE=不合格"], undecided: ["CS-SIDE=1"]),
        ShippedSample(
            product: "child-seat", edition: "GB 27887-2024", produced: "2026-07-01", declared: "approval=old",
            results: "CS-SIDE=合格", serious: ["CS-SIDE=不合格"], general: ["CS-LBL=不合格"], undecided: ["CS-TURN=1"]),
        ShippedSample(
            product: "childrens-vehicles", edition: "GB 14746～14749-2006", produced: "2026-10-31",
            declared: "type=tricycle", results: "CV-TR-PED=40 mm; CV-ST-BRK=不合格",
            serious: ["CV-TR-STB=不合格", "CV-SP=不合格"], general: ["CV-TR-PED=39 mm", "CV-TR-PIN=不合格"],
            undecided: ["CV-TR-PED=>30 mm"]),
        ShippedSample(
            product: "childrens-vehicles", edition: "GB 14746～14749-2006", produced: "2026-10-31",
            declared: "type=stroller", results: "CV-BI-BRK=不合格", serious: ["CV-ST-BRK=不合格", "CV-FILM=不合格"],
            general: ["CV-ST-GAP=不合格"], undecided: ["CV-ST-LCK=1"]),
        ShippedSample(
            product: "childrens-vehicles", edition: "GB 46516-2025、GB 46517-2025", produced: "2026-11-01",
            declared: "type=bicycle", results: "CV-BI-BRK=合格", serious: ["CV-BI-BRK=不合格"], general: ["CV-EDGE=不合格"],
            undecided: ["CV-BI-CHN=1"]),
        ShippedSample(
            product: "childrens-vehicles", edition: "GB 46516-2025、GB 46517-2025", produced: "2026-11-01",
            declared: "type=stroller", results: "CV-ST-BRK=不合格", best: .cannotJudge, serious: ["CV-CCC=不合格"],
            undecided: ["CV-ST-STB=不合格"]),
    ]
}
