/// The forms in which a laboratory may upload its reports. Stored; never renamed.
package enum UploadForm: String, CaseIterable, Sendable {
    /// One report.
    case json
    /// A row a result, several reports.
    case csv
    /// An Excel workbook (Office Open XML).
    case xlsx

    /// A larger file is refused before it is read.
    package var maximumBytes: Int {
        switch self {
        case .json: 4 << 20
        case .csv: Self.maximumFileBytes
        // Compressed: 250,000 rows fit.
        case .xlsx: 32 << 20
        }
    }

    /// What the largest of them may have.
    package static let maximumFileBytes = 64 << 20

    /// The form of a file, by its first bytes where these are of a workbook, else by its name; JSON is assumed last.
    ///
    /// An old `.xls` and an encrypted workbook count as workbooks, so that their reader can say what is wrong with them.
    package init(name: String, bytes: [UInt8]) {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            self = .xlsx
        } else {
            let name = name.lowercased()
            self = name.hasSuffix(".csv") ? .csv : name.hasSuffix(".xlsx") ? .xlsx : .json
        }
    }
}

/// A laboratory's file that cannot be taken, with every reason found. Nothing of it is kept.
package struct UploadFault: Error, Hashable, Sendable {
    package struct Problem: Hashable, Sendable {
        /// `第3行`, `表“结果” B7`, `results[2].value`.
        package let place: String
        /// In Chinese: what is wrong and what to do.
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
