internal import Domain

/// The section `flagging` of a criteria file: the flag rules of one product.
enum FlaggingSection {
    static func read(_ value: Value) -> FlaggingThresholds? {
        guard let mapping = value.mapping else { return nil }
        let z = mapping.required("lowPriceZ")
        let minimum = mapping.required("minimumListings")?.number(1...1_000_000)
        let burst = mapping.required("burstUnitsPerDay")?.number(1...1_000_000_000)
        let livestream = mapping.required("livestream")?.boolean
        let floor = mapping.field("floorPrice", floorPrice)
        let grade = mapping.field("grade", grade)
        let certificates = mapping.field("certificates", CertificateSection.read).or(CertificateRequirement())
        mapping.finish()
        let text = z?.quotedText
        guard let text, let minimum, let burst, let livestream, let certificates, !grade.isFaulty,
            !floor.isFaulty
        else { return nil }
        guard let limit = FixedDecimal(text), limit.isNegative else {
            z?.report("expected a number below zero in quotes, such as \"-3.0\"")
            return nil
        }
        return FlaggingThresholds(
            lowPriceZ: limit, minimumListings: minimum, burstUnitsPerDay: Int64(burst), livestream: livestream,
            floorPrice: floor.value, grade: grade.value, certificates: certificates)
    }

    /// `floorPrice: {yuan: "9.90", source: {confidence: S, note: …}}`: the price of one unit.
    private static func floorPrice(_ value: Value) -> Fen? {
        guard let mapping = value.mapping else { return nil }
        let place = mapping.required("yuan")
        let text = place?.quotedText
        let source = mapping.required("source").flatMap(SourceSection.readForFlagging)
        mapping.finish()
        guard let text, source != nil else { return nil }
        guard let price = Fen(priceText: text, unit: .yuan), price > Fen(0), price <= ListingLimits.price else {
            place?.report(
                "expected an amount in yuan above zero, at most \(ListingLimits.price.yuanText), in quotes, "
                    + "such as \"9.90\""
            )
            return nil
        }
        return price
    }

    /// `grade: {is: 1, source: {confidence: S, note: …}}`.
    private static func grade(_ value: Value) -> GradedProduct? {
        guard let mapping = value.mapping else { return nil }
        let place = mapping.required("is")
        let number = place?.integer
        let source = mapping.required("source").flatMap(SourceSection.readForFlagging)
        mapping.finish()
        guard let number, let source else { return nil }
        guard let grade = ProductGrade(rawValue: number) else {
            place?.report("expected the grade 1, 2 or 3")
            return nil
        }
        return GradedProduct(grade, source: source)
    }
}
