/// The file formats of laboratory reports. Stored; never renamed.
package enum UploadForm: String, CaseIterable, Sendable {
    /// One report.
    case json
    /// One result a row, several reports.
    case csv
    /// An Excel workbook (Office Open XML).
    case xlsx

    /// A file above this size is refused before it is read.
    package var maximumBytes: Int {
        switch self {
        case .json: 4 << 20
        case .csv: Self.maximumFileBytes
        // The size is that of the compressed file: 250,000 rows fit.
        case .xlsx: 32 << 20
        }
    }

    /// The largest maximum size of all formats.
    package static let maximumFileBytes = 64 << 20

    /// The format of a file. If its first bytes are those of a workbook, it is a workbook. Otherwise its name decides;
    /// the default is JSON.
    ///
    /// An old `.xls` file and an encrypted workbook count as workbooks, so that the workbook reader can report what is
    /// wrong.
    package init(name: String, bytes: [UInt8]) {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            self = .xlsx
        } else {
            let name = name.lowercased()
            self = name.hasSuffix(".csv") ? .csv : name.hasSuffix(".xlsx") ? .xlsx : .json
        }
    }
}

/// The faults of a laboratory's file that cannot be taken. No part of the file is stored.
package struct UploadFault: Error, Hashable, Sendable {
    package struct Problem: Hashable, Sendable {
        /// `第3行`, `表“结果” B7`, `results[2].value`.
        package let place: String
        /// In Chinese: the fault and the action that corrects it.
        package let sentence: String

        package init(place: String, sentence: String) {
            self.place = place
            self.sentence = sentence
        }
    }

    package let problems: [Problem]

    package init(_ problems: [Problem]) {
        self.problems = problems
    }

    package init(_ place: String, _ sentence: String) {
        self.init([Problem(place: place, sentence: sentence)])
    }
}
