internal import Domain

/// The relationships of a part: the other parts it names, with their types (ECMA-376 part 2).
final class Relationships: XMLHandler {
    struct Relationship {
        let id: String
        let type: String
        let part: String
    }

    private let source: String
    private let limits: SheetLimits
    private var entries: [Relationship] = []

    private init(source: String, limits: SheetLimits) {
        self.source = source
        self.limits = limits
    }

    /// - Parameter source: a part, or the empty text for the package itself.
    static func read(of source: String, in archive: ZipArchive, limits: SheetLimits) throws(UploadFault)
        -> [Relationship]
    {
        let pass = Relationships(source: source, limits: limits)
        try XMLPass.read(PartPath.relationships(of: source), of: archive, limits: limits, into: pass)
        return pass.entries
    }

    func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(UploadFault) {
        guard name == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"],
            let type = attributes["Type"], let target = attributes["Target"]
        else { return }
        guard entries.count < limits.entries else {
            throw UploadFault(SheetWording.file, SheetWording.tooManyEntries(limits.entries))
        }
        guard let part = PartPath.resolve(target, from: source) else {
            throw UploadFault(SheetWording.file, SheetWording.badName(target))
        }
        entries.append(Relationship(id: id, type: type, part: part))
    }

    func end(_: XMLName) {}
    func text(_: UnsafeBufferPointer<UInt8>) {}
}
