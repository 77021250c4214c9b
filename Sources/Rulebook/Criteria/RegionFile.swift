package import Domain

/// Reads `Criteria/shared/regions.yaml`: the names of administrative divisions.
package enum RegionFile {
    /// The path of the file within the folder of criteria.
    package static let name = "shared/regions.yaml"

    /// The names in `bytes`, or every mistake in them.
    package static func read(_ bytes: [UInt8], file: String) throws(RulebookError) -> RegionNames {
        let document = Document(file: file)
        let names = document.root(bytes).map(names)
        guard let names, document.diagnostics.isEmpty else { throw RulebookError(document.diagnostics) }
        return RegionNames(names)
    }

    private static func names(_ root: Mapping) -> [RegionCode: String] {
        var names: [RegionCode: String] = [:]
        for (key, value) in root.required("regions")?.mapping?.members() ?? [] {
            guard let code = RegionCode(key) else {
                value.report(
                    "“\(key)” is not a code of GB/T 2260; six digits in quotes are expected, such as \"330106\"")
                continue
            }
            names[code] = value.text
        }
        root.finish()
        return names
    }
}
