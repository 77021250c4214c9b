internal import CXLSXWriter
internal import Domain
internal import FoundationEssentials

/// A workbook that could not be written, with the reason.
package struct WorkbookFault: Error, CustomStringConvertible {
    package let description: String
}

/// Writes workbooks with libxlsxwriter. The same plan results in the same bytes.
package enum WorkbookWriter {
    /// The bytes of the workbook.
    package static func bytes(of plan: WorkbookPlan) throws -> [UInt8] {
        // libxlsxwriter can only write to a path. The folder is new and only this user can read it.
        let folder = FileManager.default.temporaryDirectory.path + "/sushai-workbook-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/workbook.xlsx"
        try write(plan, to: path, temporaryFolder: folder)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw WorkbookFault(description: "the workbook was written to \(path) and cannot be read again")
        }
        return Array(data)
    }

    private static func write(_ plan: WorkbookPlan, to path: String, temporaryFolder: String) throws {
        let folder = CText(temporaryFolder)
        var options = lxw_workbook_options(constant_memory: 0, tmpdir: folder.pointer, use_zip64: 0)
        guard let workbook = workbook_new_opt(path, &options) else {
            throw WorkbookFault(description: "the workbook cannot be created: out of memory")
        }
        do {
            describe(workbook, plan)
            let styles = Styles(workbook)
            for sheet in plan.sheets { try SheetWriter(workbook, styles, sheet).write() }
        } catch {
            // Only closing frees the memory of the workbook.
            workbook_close(workbook)
            throw error
        }
        let outcome = workbook_close(workbook)
        withExtendedLifetime(folder) {}
        try check(outcome)
    }

    private static func describe(_ workbook: UnsafeMutablePointer<lxw_workbook>, _ plan: WorkbookPlan) {
        let title = CText(plan.title)
        var properties = lxw_doc_properties()
        properties.title = title.pointer
        properties.created = time_t(plan.created.milliseconds / 1000)
        workbook_set_properties(workbook, &properties)
        withExtendedLifetime(title) {}
    }

    static func check(_ outcome: lxw_error) throws {
        guard outcome != LXW_NO_ERROR else { return }
        throw WorkbookFault(description: "the workbook cannot be written: " + String(cString: lxw_strerror(outcome)))
    }
}

/// A text that C code may refer to while this object exists.
final class CText {
    let pointer: UnsafeMutablePointer<CChar>

    init(_ text: String) {
        let bytes = text.utf8CString
        pointer = .allocate(capacity: bytes.count)
        pointer.initialize(from: Array(bytes), count: bytes.count)
    }

    deinit {
        pointer.deallocate()
    }
}
