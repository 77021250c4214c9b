package import Domain

/// A document for paper: its content and the order of the content, the same for each output format.
package struct PrintDocument: Hashable, Sendable {
    /// The title of the file, which a viewer shows in its window.
    package let title: String
    package let author: String
    package let subject: String
    /// The moment that the file states as its creation. If a document is made again from the same record, its bytes are
    /// the same.
    package let createdAt: Timestamp
    /// The texts at the top of every page, left and right.
    package let head: Head
    package let blocks: [Block]

    package init(
        title: String, author: String, subject: String, createdAt: Timestamp, head: Head, blocks: [Block]
    ) {
        self.title = title
        self.author = author
        self.subject = subject
        self.createdAt = createdAt
        self.head = head
        self.blocks = blocks
    }

    package struct Head: Hashable, Sendable {
        package let left: String
        package let right: String
        /// The text at the right edge of every page, where a seal across the pages (骑缝章) is placed.
        package let edge: String?

        package init(left: String, right: String, edge: String? = nil) {
            self.left = left
            self.right = right
            self.edge = edge
        }
    }

    /// One block of the document, over the whole width of the page.
    package enum Block: Hashable, Sendable {
        /// The lines of the title, and the text below them.
        case title([String], beneath: [String])
        /// A line that must be noticed.
        case warning(String)
        case form([FormRow])
        case heading(String)
        case numbered([String])
        /// A paragraph of a letter.
        case paragraph(String)
        /// The date of a letter, at the right.
        case date(String)
        case table(Table)
        case exhibits([Exhibit])
        case signatures([String])
        /// A short centred line at the end.
        case end(String)
        case pageBreak
    }

    /// A row of a form: labels with their values.
    package enum FormRow: Hashable, Sendable {
        case pairs([Pair])
        /// A high cell with lines of text, and lines at its lower right, where the seal is placed.
        case sealed(label: String, lines: [Line], corner: [String])

        package struct Pair: Hashable, Sendable {
            package let label: String
            package let value: String

            package init(_ label: String, _ value: String) {
                self.label = label
                self.value = value
            }
        }
    }

    /// A line of text, emphasised, plain or small.
    package struct Line: Hashable, Sendable {
        package enum Weight: Hashable, Sendable {
            case strong, plain, small
        }

        package let text: String
        package let weight: Weight

        package init(_ text: String, _ weight: Weight = .plain) {
            self.text = text
            self.weight = weight
        }
    }

    package struct Table: Hashable, Sendable {
        package struct Column: Hashable, Sendable {
            package let name: String
            /// Its share of the width, relative to the sum of all shares.
            package let share: Int
            package let isCentred: Bool

            package init(_ name: String, share: Int, isCentred: Bool = true) {
                self.name = name
                self.share = share
                self.isCentred = isCentred
            }
        }

        package struct Row: Hashable, Sendable {
            package let cells: [String]
            /// A line below the cells, from the second column to the last.
            package let note: String?
            /// Whether the row is highlighted.
            package let isStrong: Bool

            package init(_ cells: [String], note: String? = nil, isStrong: Bool = false) {
                self.cells = cells
                self.note = note
                self.isStrong = isStrong
            }
        }

        package let columns: [Column]
        package let rows: [Row]

        package init(columns: [Column], rows: [Row]) {
            self.columns = columns
            self.rows = rows
        }
    }

    /// A piece of evidence with its hash.
    package struct Exhibit: Hashable, Sendable {
        package let hash: String
        package let particulars: String
        package let isPicture: Bool

        package init(hash: String, particulars: String, isPicture: Bool) {
            self.hash = hash
            self.particulars = particulars
            self.isPicture = isPicture
        }

        /// The text shown if there is no picture.
        var placeholder: String {
            (isPicture ? ReportWording.pictureUnreadable : ReportWording.notAPicture) + "\n" + hash.prefix(16)
        }
    }
}
