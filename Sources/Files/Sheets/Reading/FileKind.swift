internal import Domain

/// Checks that a file is an XLSX workbook.
enum FileKind {
    /// Refuses files that are not zips. An old `.xls` and an encrypted workbook are both OLE2 containers.
    static func check(_ bytes: [UInt8]) throws(UploadFault) {
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            let isEncrypted = holds(bytes, "EncryptedPackage")
            throw UploadFault(
                SheetWording.file, isEncrypted ? SheetWording.encryptedWorkbook : SheetWording.oldWorkbook)
        }
        guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
            throw UploadFault(SheetWording.file, SheetWording.notAWorkbook)
        }
    }

    /// Refuses other types of workbook that are also zips.
    static func check(_ archive: ZipArchive) throws(UploadFault) {
        if archive.contains("_rels/.rels") {
            guard !archive.contains("xl/workbook.bin") else {
                throw UploadFault(SheetWording.file, SheetWording.binaryWorkbook)
            }
            return
        }
        let isOpenDocument = archive.contains("mimetype") && archive.contains("content.xml")
        throw UploadFault(SheetWording.file, isOpenDocument ? SheetWording.openDocument : SheetWording.notAWorkbook)
    }

    /// Whether the bytes contain `text` in UTF-16, in which OLE2 writes the names of its streams.
    private static func holds(_ bytes: [UInt8], _ text: String) -> Bool {
        let wanted = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        return bytes.withUnsafeBufferPointer { all in
            // The names of the streams are at multiples of 128 bytes.
            stride(from: 0, to: max(all.count - wanted.count, 0), by: 128).contains { start in
                all[start..<start + wanted.count].elementsEqual(wanted)
            }
        }
    }
}
