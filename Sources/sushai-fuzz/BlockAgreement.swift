internal import Domain
internal import Feeds
internal import Foundation
internal import Transport

/// A file read block by block gives the same listings as the whole file.
enum BlockAgreement {
    /// Much smaller than in production, so that every input has many blocks, up to `mostBlocks`.
    private static let sizes = [32, 100, 512, 4096]
    private static let mostBlocks = 32
    /// A file without a name, which the system removes with the process, and its path. It is in memory if possible,
    /// because waiting for a busy disk would take nearly all of the time.
    private static let descriptor: Int32 = {
        let folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : Options.folder
        var template = Array("\(folder)/sushai-fuzz-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        if descriptor >= 0 { unlink(template) }
        return descriptor
    }()
    private static let path = "/proc/self/fd/\(descriptor)"

    private static func write(_ bytes: [UInt8]) -> Bool {
        ftruncate(descriptor, 0) == 0
            && bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) } == bytes.count
    }

    static func violation(of bytes: [UInt8], _ crawler: Crawler, whole: ParsedPage?) -> String? {
        let reader = PageReader(crawler)
        // Compressed files are read as a whole. Blank lines before a header are supported in small files only.
        guard let division = reader.division, Compression(recognising: bytes) == nil, !startsBlank(bytes) else {
            return nil
        }
        guard write(bytes) else { return "the file of blocks cannot be written" }
        let size = max(sizes[bytes.count % sizes.count], bytes.count / mostBlocks)
        var listings: [Listing] = []
        var quarantined: [QuarantinedRecord] = []
        var document = DocumentFindings()
        do {
            let file = try FeedFile(path: path, division: division, blockSize: size)
            var header: BlockHeader?
            while let block = try file.next() {
                if block.index == 0 { header = try reader.header(of: block) }
                let page = try reader.parse(block, header: header)
                if reader.isDocument { try document.add(PartialPage(page), ofBlock: block.index) }
                if let violation = Invariants.violation(page) { return "in blocks of \(size): \(violation)" }
                listings += page.listings
                quarantined += page.quarantined
            }
            if reader.isDocument { _ = try document.proved(of: file, by: reader) }
        } catch {
            // A document that is not plain is read as a whole.
            return reader.isDocument || whole == nil || bytes.isEmpty
                ? nil : "in blocks of \(size) it cannot be read: \(error)"
        }
        guard let whole else { return reader.isDocument ? "a document that is none is read in blocks of \(size)" : nil }
        guard listings == whole.listings else {
            return "\(listings.count) listings in blocks of \(size), \(whole.listings.count) as a whole; they differ"
        }
        guard quarantined.map(\.bytes) == whole.quarantined.map(\.bytes),
            quarantined.map(\.fault) == whole.quarantined.map(\.fault)
        else { return "in blocks of \(size), other records are quarantined than as a whole" }
        return nil
    }

    private static func startsBlank(_ bytes: [UInt8]) -> Bool {
        let first = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3).first : bytes.first
        return first == 0x0A || first == 0x0D
    }
}
