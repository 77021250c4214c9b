internal import Domain
internal import Feeds

/// Receives the elements of a part while it is read.
protocol XMLHandler: AnyObject {
    func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(UploadFault)
    func end(_ name: XMLName) throws(UploadFault)
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(UploadFault)
}

/// Reads one part of a workbook. A document type is refused.
final class XMLPass: XMLEventHandler {
    private static let depthLimit = 100

    private let handler: any XMLHandler
    private var depth = 0

    private init(_ handler: any XMLHandler) {
        self.handler = handler
    }

    /// Reads a whole part of the archive.
    static func read(
        _ part: String, of archive: ZipArchive, limits: SheetLimits, into handler: any XMLHandler
    ) throws(UploadFault) {
        guard
            let reader = XMLReader(
                XMLPass(handler), namespaceSeparator: XMLName.separator, documentTypes: .refused,
                tokenLimit: limits.tokenBytes)
        else { throw UploadFault(SheetWording.file, SheetWording.damagedPart(part, "out of memory")) }
        try archive.read(part) { (piece: UnsafeRawBufferPointer, isLast: Bool) throws(UploadFault) in
            do throws(XMLFailure) {
                try reader.feed(piece, isLast: isLast)
            } catch {
                throw fault(error, part)
            }
        }
    }

    private static func fault(_ failure: XMLFailure, _ part: String) -> UploadFault {
        switch failure {
        case .malformed(_, let message, _, let line):
            UploadFault(SheetWording.file, SheetWording.damagedPart(part, "\(message)，XML第\(line)行"))
        case .documentType: UploadFault(SheetWording.file, SheetWording.documentType)
        case .longToken: UploadFault(SheetWording.file, SheetWording.hugeTag)
        case .handler(let error):
            error as? UploadFault ?? UploadFault(SheetWording.file, SheetWording.damagedPart(part, "\(error)"))
        }
    }

    func begin(
        _ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>, _: XMLReader
    ) throws {
        depth += 1
        guard depth <= Self.depthLimit else { throw UploadFault(SheetWording.file, SheetWording.tooDeep) }
        try handler.begin(XMLName(name), XMLAttributes(attributes))
    }

    func end(_ name: UnsafePointer<CChar>, _: XMLReader) throws {
        depth -= 1
        try handler.end(XMLName(name))
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        try handler.text(bytes)
    }
}
