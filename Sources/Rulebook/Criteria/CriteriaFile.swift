package import Domain

/// Reads one file of `Criteria/`. `docs/reference/criteria-files.md` describes the format.
package enum CriteriaFile {
    /// The result of reading a file: its criteria if it may be used, and all diagnostics.
    package struct Examination: Sendable {
        package let criteria: ProductCriteria?
        /// The diagnostics in the order of the file.
        package let diagnostics: [Diagnostic]
    }

    /// The criteria of `bytes`, or every mistake in them.
    package static func read(_ bytes: [UInt8], file: String) throws(RulebookError) -> ProductCriteria {
        let examination = examine(bytes, file: file)
        guard let criteria = examination.criteria else {
            throw RulebookError(examination.diagnostics.filter { $0.severity == .mistake })
        }
        return criteria
    }

    /// The criteria and the warnings, for the command that checks files.
    package static func examine(_ bytes: [UInt8], file: String) -> Examination {
        let document = Document(file: file)
        let rule = RuleReference(file: file, hash: Digest.sha256(bytes))
        let criteria = document.root(bytes).flatMap { read($0, rule) }
        if criteria == nil, document.isUsable {
            document.report(line: 1, column: 1, key: "", "the file contains no criteria")
        }
        // Mistakes on the same line stay in the order in which they were found.
        let found = document.diagnostics.enumerated().sorted {
            ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
        }.map(\.element)
        return Examination(criteria: document.isUsable ? criteria : nil, diagnostics: found)
    }

    private static func read(_ root: Mapping, _ rule: RuleReference) -> ProductCriteria? {
        let product = root.required("product")
        if let product, let text = product.text, let last = rule.file.split(separator: "/").last, last != text + ".yaml"
        {
            product.report("the product “\(text)” must stand in a file \(text).yaml")
        }
        let name = root.required("name")?.text
        let productClass = root.field("class", readClass)
        let matching = root.required("matching").flatMap(MatchingSection.read)
        let flagging = root.required("flagging").flatMap(FlaggingSection.read)
        let declarations = Declarations(root.optional("declares"))
        let editions = root.required("editions").flatMap { readEditions($0, declarations) }
        root.finish()
        guard let code = product?.text, let name, let matching, let flagging, let editions, !productClass.isFaulty
        else { return nil }
        return ProductCriteria(
            product: code, name: name, productClass: productClass.value, matching: matching, flagging: flagging,
            declarations: declarations.all, editions: editions, rule: rule)
    }

    /// `class: {code: "102.1", system: 产品质量监督抽查产品分类, version: "2019"}`.
    private static func readClass(_ value: Value) -> ProductClass? {
        guard let mapping = value.mapping else { return nil }
        let code = mapping.required("code")?.quotedText
        let system = mapping.required("system")?.word
        let version = mapping.optional("version")
        if version == nil {
            value.report(
                "the edition of the classification is missing: write version: \"2019\", or version: "
                    + "\"\(CriteriaWording.unstated)\" where it is not known")
        }
        let edition = version?.quotedText
        mapping.finish()
        guard let code, let system, let edition else { return nil }
        return ProductClass(code: code, system: system, version: edition)
    }

    private static func readEditions(_ value: Value, _ declarations: Declarations) -> [CriteriaEdition]? {
        guard let list = value.list else { return nil }
        if list.isEmpty { value.report("at least one edition is needed") }
        let read = list.compactMap { EditionSection.read($0, declarations) }
        EditionPeriods(read).report()
        let editions = read.compactMap(\.edition)
        return editions.count == list.count && !editions.isEmpty ? editions : nil
    }
}
