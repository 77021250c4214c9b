/// The forms in which a laboratory may upload its reports. Stored; never renamed.
package enum UploadForm: String, CaseIterable, Sendable {
    /// One report.
    case json
    /// A row a result, several reports.
    case csv

    /// A file larger than this is refused before it is read.
    package var maximumBytes: Int {
        switch self {
        case .json: 4 << 20
        case .csv: 64 << 20
        }
    }
}

/// A laboratory's file that cannot be taken, with every reason found. Nothing of it is kept.
package struct UploadFault: Error, Hashable, Sendable {
    package struct Problem: Hashable, Sendable {
        /// `第3行`, `results[2].value`.
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
