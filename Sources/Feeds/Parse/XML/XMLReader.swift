internal import CExpat

/// Receives the parts of an XML document while it is read. Pointers are valid until the call returns.
package protocol XMLEventHandler: AnyObject {
    /// - Parameter attributes: name, value, name, value, …, nil.
    func begin(
        _ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>, _ reader: XMLReader
    ) throws
    func end(_ name: UnsafePointer<CChar>, _ reader: XMLReader) throws
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws
}

/// Why a document cannot be read.
package enum XMLFailure: Error {
    package enum Fault: Sendable {
        case endTag, cutOff, other
    }

    /// - `line`: from 1.
    case malformed(Fault, String, offset: Int, line: Int)
    case documentType(offset: Int)
    case longToken
    /// Thrown by the handler.
    case handler(any Error)
}

/// Reads one XML document with expat, piece by piece.
///
/// Entity declarations are refused, so no entity is expanded or fetched.
package final class XMLReader {
    package enum DocumentTypes: Sendable {
        case refused
        /// A document type may name its root element and its file. The file is not fetched.
        case withoutDeclarations
    }

    private let parser: OpaquePointer
    private let handler: any XMLEventHandler
    private let documentTypes: DocumentTypes
    private let tokenLimit: Int
    private var failure: XMLFailure?
    private var fed = 0

    /// Nil if there is not enough memory.
    ///
    /// - Parameters:
    ///   - encoding: replaces the one that the document declares.
    ///   - namespaceSeparator: written between namespace and name; nil for names with their prefix.
    ///   - tokenLimit: maximum size of a tag or a comment. expat reads an unfinished token again with each piece.
    package init?(
        _ handler: any XMLEventHandler, encoding: String? = nil, namespaceSeparator: CChar? = nil,
        documentTypes: DocumentTypes, tokenLimit: Int
    ) {
        guard
            let parser = namespaceSeparator.map({ XML_ParserCreateNS(encoding, $0) }) ?? XML_ParserCreate(encoding)
        else { return nil }
        self.parser = parser
        self.handler = handler
        self.documentTypes = documentTypes
        self.tokenLimit = tokenLimit
        // expat calls back only while `feed` runs, and this object lives longer than that.
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser, { XMLReader.of($0)?.begin($1, $2) }, { user, name in XMLReader.of(user)?.end(name) })
        XML_SetCharacterDataHandler(parser) { XMLReader.of($0)?.text($1, Int($2)) }
        XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, hasDeclarations in
            XMLReader.of(user)?.documentType(hasDeclarations: hasDeclarations != 0)
        }
    }

    deinit {
        XML_ParserFree(parser)
    }

    /// The position of the current tag in the document.
    package var tag: Range<Int> {
        position..<position + Int(XML_GetCurrentByteCount(parser))
    }

    /// expat returns −1 if it has read nothing.
    private var position: Int {
        max(0, Int(XML_GetCurrentByteIndex(parser)))
    }

    package func feed(_ piece: UnsafeRawBufferPointer, isLast: Bool) throws(XMLFailure) {
        let status = XML_Parse(
            parser, piece.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(piece.count), isLast ? 1 : 0)
        if let failure { throw failure }
        guard status == XML_STATUS_OK else { throw malformed() }
        fed += piece.count
        guard isLast || fed - position <= tokenLimit else { throw .longToken }
    }

    private func malformed() -> XMLFailure {
        let code = XML_GetErrorCode(parser)
        let fault: XMLFailure.Fault =
            switch code {
            case XML_ERROR_TAG_MISMATCH: .endTag
            case XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_PARTIAL_CHAR,
                XML_ERROR_UNCLOSED_CDATA_SECTION:
                .cutOff
            default: .other
            }
        return .malformed(
            fault, XML_ErrorString(code).map { String(cString: $0) } ?? "XML",
            offset: position, line: Int(XML_GetCurrentLineNumber(parser)))
    }

    private static func of(_ user: UnsafeMutableRawPointer?) -> XMLReader? {
        user.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private func stop(_ failure: XMLFailure) {
        if self.failure == nil { self.failure = failure }
        XML_StopParser(parser, XML_Bool(XML_FALSE))
    }

    private func documentType(hasDeclarations: Bool) {
        guard documentTypes == .refused || hasDeclarations else { return }
        stop(.documentType(offset: position))
    }

    private func callHandler(_ body: () throws -> Void) {
        guard failure == nil else { return }
        do {
            try body()
        } catch {
            stop(.handler(error))
        }
    }

    private func begin(
        _ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) {
        guard let name, let attributes else { return }
        callHandler { try handler.begin(name, attributes, self) }
    }

    private func end(_ name: UnsafePointer<CChar>?) {
        guard let name else { return }
        callHandler { try handler.end(name, self) }
    }

    private func text(_ bytes: UnsafePointer<CChar>?, _ count: Int) {
        let text = UnsafeRawBufferPointer(start: bytes, count: count)
        callHandler { try handler.text(text.bindMemory(to: UInt8.self)) }
    }
}
