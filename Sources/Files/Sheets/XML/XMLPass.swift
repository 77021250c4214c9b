internal import CExpat
internal import Domain

/// What is made of a part's elements while it is read.
protocol XMLHandler: AnyObject {
    func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(UploadFault)
    func end(_ name: XMLName) throws(UploadFault)
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(UploadFault)
}

/// One reading of one part by expat, piece by piece.
///
/// A document type declaration stops it, so that there are no entities to expand and none to fetch.
final class XMLPass {
    private static let deepest = 100

    private let parser: OpaquePointer
    private let handler: any XMLHandler
    private let part: String
    private let limits: SheetLimits
    private var fault: UploadFault?
    private var depth = 0
    private var fed = 0

    /// Reads a whole part of the archive.
    static func read(
        _ part: String, of archive: ZipArchive, limits: SheetLimits, into handler: any XMLHandler
    ) throws(UploadFault) {
        let pass = try XMLPass(part, limits: limits, into: handler)
        try archive.read(part) { (piece: UnsafeRawBufferPointer, isLast: Bool) throws(UploadFault) in
            try pass.feed(piece, isLast: isLast)
        }
    }

    private init(_ part: String, limits: SheetLimits, into handler: any XMLHandler) throws(UploadFault) {
        guard let parser = XML_ParserCreateNS(nil, XMLName.separator) else {
            throw UploadFault(SheetWording.file, SheetWording.damagedPart(part, "out of memory"))
        }
        self.parser = parser
        self.handler = handler
        self.part = part
        self.limits = limits
        // expat calls back only while `feed` runs, and this object lives longer than that.
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser, { XMLPass.of($0)?.begin($1, $2) }, { user, name in XMLPass.of(user)?.end(name) })
        XML_SetCharacterDataHandler(parser) { XMLPass.of($0)?.text($1, Int($2)) }
        XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in
            XMLPass.of(user)?.stop(UploadFault(SheetWording.file, SheetWording.documentType))
        }
    }

    deinit {
        XML_ParserFree(parser)
    }

    private static func of(_ user: UnsafeMutableRawPointer?) -> XMLPass? {
        user.map { Unmanaged<XMLPass>.fromOpaque($0).takeUnretainedValue() }
    }

    private func feed(_ piece: UnsafeRawBufferPointer, isLast: Bool) throws(UploadFault) {
        let status = XML_Parse(
            parser, piece.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(piece.count), isLast ? 1 : 0)
        if let fault { throw fault }
        guard status == XML_STATUS_OK else {
            let why = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "XML"
            let place = "\(why)，XML第\(XML_GetCurrentLineNumber(parser))行"
            throw UploadFault(SheetWording.file, SheetWording.damagedPart(part, place))
        }
        fed += piece.count
        // expat goes over an unfinished tag again with each piece; a tag without end would take for ever.
        guard isLast || fed - Int(XML_GetCurrentByteIndex(parser)) <= limits.tokenBytes else {
            throw UploadFault(SheetWording.file, SheetWording.hugeTag)
        }
    }

    private func stop(_ fault: UploadFault) {
        if self.fault == nil { self.fault = fault }
        XML_StopParser(parser, XML_Bool(XML_FALSE))
    }

    private func begin(
        _ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) {
        guard fault == nil, let name, let attributes else { return }
        depth += 1
        guard depth <= Self.deepest else { return stop(UploadFault(SheetWording.file, SheetWording.tooDeep)) }
        do throws(UploadFault) {
            try handler.begin(XMLName(name), XMLAttributes(attributes))
        } catch {
            stop(error)
        }
    }

    private func end(_ name: UnsafePointer<CChar>?) {
        guard fault == nil, let name else { return }
        depth -= 1
        do throws(UploadFault) {
            try handler.end(XMLName(name))
        } catch {
            stop(error)
        }
    }

    private func text(_ bytes: UnsafePointer<CChar>?, _ count: Int) {
        guard fault == nil, let bytes, count > 0 else { return }
        do throws(UploadFault) {
            try bytes.withMemoryRebound(to: UInt8.self, capacity: count) { pointer throws(UploadFault) in
                try handler.text(UnsafeBufferPointer(start: pointer, count: count))
            }
        } catch {
            stop(error)
        }
    }
}
