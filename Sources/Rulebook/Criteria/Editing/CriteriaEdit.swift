package import Domain
internal import Yams

/// Writes the confirmation of a figure into the text of a criteria file. Everything else of the file stays, byte for byte.
///
/// The text is changed in place, and the tree of the file is changed beside it. If the new text is not read as the new
/// tree, nothing is written.
package enum CriteriaEdit {
    package struct Result: Sendable {
        /// The new content of the file.
        package let bytes: [UInt8]
        /// One for each edition, in the order of the file; empty if the file states this already.
        package let changes: [FigureConfirmation.Change]
    }

    /// The file with the confirmation. It is read before and after.
    package static func confirm(
        _ confirmation: FigureConfirmation, in bytes: [UInt8], file: String
    ) throws(CriteriaRefusal) -> Result {
        let before = try criteria(bytes, file)
        let editions = try editions(of: before, confirmation)
        var document = try YAMLDocument(bytes)
        for edition in editions {
            let target = try FigurePlace(confirmation, item: edition.item, at: edition.path, document)
            try document.apply(target.edits(confirmation))
        }
        // `ifUnverified` has no meaning once every figure is verified.
        let middle = try criteria(document.bytes, file)
        for edition in editions {
            let path = edition.path + [.key("ifUnverified")]
            let item = middle.editions[edition.index].items[edition.place]
            if item.unverifiedFigures.isEmpty, document.node(path) != nil { try document.apply([.remove(path)]) }
        }
        let after = try criteria(document.bytes, file)
        guard document.bytes != bytes else { return Result(bytes: bytes, changes: []) }
        let changes = editions.map { edition in
            let item = after.editions[edition.index].items[edition.place]
            return FigureConfirmation.Change(
                edition: before.editions[edition.index].identifier, itemName: item.name,
                before: .init(edition.item), after: .init(item))
        }
        return Result(bytes: document.bytes, changes: changes)
    }

    /// The item in one edition, and its place in the file.
    private struct Edition {
        let index: Int
        let place: Int
        let item: TestItem

        var path: [YAMLStep] {
            [.key("editions"), .index(index), .key("items"), .index(place)]
        }
    }

    private static func editions(
        of criteria: ProductCriteria, _ confirmation: FigureConfirmation
    ) throws(CriteriaRefusal) -> [Edition] {
        let named = criteria.editions.enumerated().filter { _, edition in
            confirmation.edition == nil || edition.identifier == confirmation.edition
        }
        if let edition = confirmation.edition, named.isEmpty {
            throw .unknownEdition(edition, known: criteria.editions.map(\.identifier))
        }
        let found = named.compactMap { index, edition in
            edition.items.firstIndex { $0.code == confirmation.item }.map {
                Edition(index: index, place: $0, item: edition.items[$0])
            }
        }
        guard !found.isEmpty else {
            var known: [String] = []
            for item in named.flatMap(\.element.items) where !known.contains(item.code) { known.append(item.code) }
            throw .unknownItem(confirmation.item, known: known)
        }
        let requirements = Set(found.map { withoutSources($0.item.requirement) })
        if found.count > 1, requirements.count > 1 || confirmation.value != nil {
            throw .severalEditions(found.map { criteria.editions[$0.index].identifier })
        }
        return found
    }

    private static func withoutSources(_ requirement: TestItem.Requirement) -> TestItem.Requirement {
        guard case .byClass(let cases) = requirement else { return requirement }
        return .byClass(cases.map { ClassCase(when: $0.when, demand: $0.demand) })
    }

    private static func criteria(_ bytes: [UInt8], _ file: String) throws(CriteriaRefusal) -> ProductCriteria {
        let examined = CriteriaFile.examine(bytes, file: file)
        guard let criteria = examined.criteria else {
            throw .mistakes(examined.diagnostics.filter { $0.severity == .mistake })
        }
        return criteria
    }
}
