package import Domain

/// Reads `Criteria/shared/legal-bases.yaml`: the legal bases of takedowns from which officers choose.
package enum LegalBasisFile {
    /// The path of the file within the folder of criteria.
    package static let name = "shared/legal-bases.yaml"

    /// The templates in `bytes`, in their order, or every mistake in them.
    package static func read(_ bytes: [UInt8], file: String) throws(RulebookError) -> [LegalBasisTemplate] {
        let document = Document(file: file)
        let read = document.root(bytes).map(templates)
        guard let read, document.diagnostics.isEmpty else { throw RulebookError(document.diagnostics) }
        return read
    }

    private static func templates(_ root: Mapping) -> [LegalBasisTemplate] {
        var codes: Set<String> = []
        let list = root.required("bases")?.list ?? []
        let templates = list.compactMap { value in value.mapping.flatMap { template($0, &codes) } }
        root.finish()
        return templates
    }

    private static func template(_ mapping: Mapping, _ codes: inout Set<String>) -> LegalBasisTemplate? {
        let (code, text) = (mapping.required("code"), mapping.required("text"))
        let provides = mapping.required("provides")?.text
        let confidence = mapping.required("confidence")?.word(FigureSource.Confidence.self)
        let needsFormalResult = mapping.optional("needsFormalResult").map(\.boolean) ?? false
        let from = mapping.field("from", \.day)
        mapping.finish()
        guard let code, let name = code.word, let text, let typed = text.text, let provides, let confidence,
            let needsFormalResult, !from.isFaulty
        else { return nil }
        if !codes.insert(name).inserted { code.report("the code “\(name)” stands twice") }
        do throws(LegalBasis.Problem) {
            return LegalBasisTemplate(
                code: name, basis: try LegalBasis(typed), provides: provides, needsFormalResult: needsFormalResult,
                confidence: confidence, from: from.value)
        } catch {
            text.report("a law by its title in 《》 and an article (第…条) are expected, in at most 500 characters")
            return nil
        }
    }
}
