internal import CZip
internal import Domain

/// The parts of a workbook, unpacked by libzip in memory. Nothing is written to disk, and no name within the zip is
/// used as a path.
final class ZipArchive {
    private struct ZipEntry {
        let index: UInt64
        let packed: UInt64
    }

    private let memory: UnsafeMutableRawBufferPointer
    private let archive: OpaquePointer
    private let limits: SheetLimits
    private var entries: [String: ZipEntry] = [:]
    private var expanded = 0

    init(_ bytes: [UInt8], limits: SheetLimits) throws(UploadFault) {
        self.limits = limits
        memory = .allocate(byteCount: max(bytes.count, 1), alignment: 16)
        memory.copyBytes(from: bytes)
        guard let opened = Self.open(memory, count: bytes.count) else {
            memory.deallocate()
            throw UploadFault(SheetWording.file, SheetWording.cutOff)
        }
        archive = opened
        try readDirectory()
    }

    deinit {
        zip_discard(archive)
        memory.deallocate()
    }

    private static func open(_ memory: UnsafeMutableRawBufferPointer, count: Int) -> OpaquePointer? {
        // The archive reads from `memory` until it is discarded, and does not free it.
        guard let source = zip_source_buffer_create(memory.baseAddress, UInt64(count), 0, nil) else { return nil }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, nil) else {
            zip_source_free(source)
            return nil
        }
        return archive
    }

    private func readDirectory() throws(UploadFault) {
        let count = zip_get_num_entries(archive, 0)
        guard count <= limits.entries else {
            throw UploadFault(SheetWording.file, SheetWording.tooManyEntries(limits.entries))
        }
        for index in 0..<UInt64(max(count, 0)) {
            var status = zip_stat_t()
            guard let raw = zip_get_name(archive, index, UInt32(ZIP_FL_ENC_RAW)),
                zip_stat_index(archive, index, 0, &status) == 0
            else { throw UploadFault(SheetWording.file, SheetWording.cutOff) }
            let name = String(cString: raw)
            guard let path = PartPath.normalised(name) else {
                throw UploadFault(SheetWording.file, SheetWording.badName(name))
            }
            guard status.encryption_method == UInt16(ZIP_EM_NONE) else {
                throw UploadFault(SheetWording.file, SheetWording.encryptedWorkbook)
            }
            // If two parts have the same name, two programs may read different ones.
            guard entries.updateValue(ZipEntry(index: index, packed: status.comp_size), forKey: path) == nil else {
                throw UploadFault(SheetWording.file, SheetWording.repeatedName(name))
            }
        }
    }

    func contains(_ path: String) -> Bool {
        PartPath.normalised(path).map { entries[$0] != nil } ?? false
    }

    /// Passes the part to the handler piece by piece. The checksum is verified when the last piece has been read.
    func read(
        _ path: String, _ take: (UnsafeRawBufferPointer, _ isLast: Bool) throws(UploadFault) -> Void
    ) throws(UploadFault) {
        guard let entry = PartPath.normalised(path).flatMap({ entries[$0] }) else {
            throw UploadFault(SheetWording.file, SheetWording.missingPart(path))
        }
        guard let file = zip_fopen_index(archive, entry.index, 0) else {
            throw damaged(path, zip_get_error(archive))
        }
        defer { zip_fclose(file) }
        let capacity = 1 << 18
        let piece = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
        defer { piece.deallocate() }
        var size = 0
        while true {
            let count = Int(zip_fread(file, piece, UInt64(capacity)))
            guard count >= 0 else { throw damaged(path, zip_file_get_error(file)) }
            guard count > 0 else { break }
            size += count
            expanded += count
            try check(path, size: size, packed: entry.packed)
            try take(UnsafeRawBufferPointer(start: piece, count: count), false)
        }
        try take(UnsafeRawBufferPointer(start: piece, count: 0), true)
    }

    private func check(_ path: String, size: Int, packed: UInt64) throws(UploadFault) {
        guard expanded <= limits.expandedBytes else {
            throw UploadFault(SheetWording.file, SheetWording.tooLarge(limits.expandedBytes >> 20))
        }
        guard size <= 1 << 20 || UInt64(size / limits.ratio) <= packed else {
            throw UploadFault(SheetWording.file, SheetWording.bomb(path))
        }
    }

    private func damaged(_ path: String, _ error: UnsafeMutablePointer<zip_error_t>) -> UploadFault {
        let code = zip_error_code_zip(error)
        guard code != ZIP_ER_NOPASSWD, code != ZIP_ER_WRONGPASSWD, code != ZIP_ER_ENCRNOTSUPP else {
            return UploadFault(SheetWording.file, SheetWording.encryptedWorkbook)
        }
        return UploadFault(
            SheetWording.file, SheetWording.damagedPart(path, String(cString: zip_error_strerror(error))))
    }
}
