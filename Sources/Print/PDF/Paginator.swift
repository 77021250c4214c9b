/// Puts the blocks of a document on pages, from the top down. Each full page is passed on at once, so a report of ten
/// thousand results is never completely in memory.
struct Paginator {
    let fonts: FontBook
    /// Hashes of the evidence that has a picture.
    let pictures: Set<String>
    /// Receives each page and its number, from 1.
    private let finish: (Page, Int) throws -> Void
    private var page = Page()
    private var number = 1
    /// The position of the next block.
    var y = Sheet.top

    init(fonts: FontBook, pictures: Set<String>, finish: @escaping (Page, Int) throws -> Void) {
        self.fonts = fonts
        self.pictures = pictures
        self.finish = finish
    }

    /// Lays out the document and returns the number of its pages.
    mutating func run(_ document: PrintDocument) throws -> Int {
        for (index, block) in document.blocks.enumerated() {
            let next = index + 1 < document.blocks.count ? document.blocks[index + 1] : nil
            if case .heading(let text) = block { try addHeading(text, before: next) } else { try add(block) }
        }
        try finish(page, number)
        return number
    }

    var heightLeft: Double {
        Sheet.bodyBottom - y
    }

    private mutating func add(_ block: PrintDocument.Block) throws {
        switch block {
        case .title(let lines, let beneath): try addTitle(lines, beneath: beneath)
        case .warning(let text): try paragraph(text, .warning, after: 8)
        case .form(let rows): try add(form: rows)
        case .heading(let text): try addHeading(text, before: nil)
        case .numbered(let lines): try addNumbered(lines)
        case .paragraph(let text): try paragraph(text, .letter, after: 6)
        case .date(let text): try paragraph(text, .date, before: 18, after: 24)
        case .table(let table): try add(table: table)
        case .exhibits(let exhibits): try add(exhibits: exhibits)
        case .signatures(let names): try addSignatures(names)
        case .end(let text): try paragraph(text, .end, before: 10)
        case .pageBreak: try startNewPage()
        }
    }

    mutating func startNewPage() throws {
        try finish(page, number)
        page = Page()
        number += 1
        y = Sheet.top
    }

    mutating func mark(_ mark: Mark) {
        page.marks.append(mark)
    }

    func set(_ text: String, _ style: TextStyle, width: Double = Sheet.innerWidth) throws -> SetText {
        try SetText(text, style: style, width: width, fonts: fonts)
    }

    /// Text over the whole width, which may be split between pages after any line.
    mutating func paragraph(
        _ text: String, _ style: TextStyle, before: Double = 0, after: Double = 0, role: Mark.Role = .paragraph
    ) throws {
        let set = try set(text, style)
        y += before
        var next = 0
        while next < set.lines.count {
            var fitting = set.lines(from: next, in: heightLeft)
            if fitting.isEmpty {
                // No line fits: use the next page. On an empty page, place one line in any case.
                if y > Sheet.top { try startNewPage() }
                fitting = set.lines(from: next, in: heightLeft)
                if fitting.isEmpty { fitting = next..<(next + 1) }
            }
            mark(.text(set, lines: fitting, x: Sheet.margin, y: y, role: role))
            y += set.height(of: fitting)
            next = fitting.upperBound
        }
        y += after
    }

    private mutating func addTitle(_ lines: [String], beneath: [String]) throws {
        y += 6
        for (index, line) in lines.enumerated() {
            try paragraph(line, index == lines.count - 1 ? .title : .program, after: 2, role: .heading)
        }
        for line in beneath { try paragraph(line, .beneath, after: 1) }
        y += 8
    }

    /// A heading stays together with the beginning of the next block, and with all of a short form.
    private mutating func addHeading(_ text: String, before next: PrintDocument.Block?) throws {
        var wanted = 90.0
        if case .form(let rows) = next { wanted = 60 + (try height(of: rows)) }
        if heightLeft < min(wanted, Sheet.bodyHeight / 2) { try startNewPage() }
        if y > Sheet.top { y += 12 }
        page.headings.append(text)
        try paragraph(text, .heading, after: 4, role: .heading)
    }

    private mutating func addNumbered(_ lines: [String]) throws {
        for (index, line) in lines.enumerated() {
            try paragraph(lines.count > 1 ? "\(index + 1). " + line : line, .list, after: 2)
        }
    }

    private mutating func addSignatures(_ names: [String]) throws {
        let width = Sheet.innerWidth / Double(max(1, names.count))
        let set = try names.map { try self.set($0, .value, width: width) }
        let height = set.map(\.height).max() ?? 0
        if heightLeft < height + 14 { try startNewPage() }
        y += 14
        for (index, text) in set.enumerated() {
            mark(
                .text(
                    text, lines: 0..<text.lines.count, x: Sheet.margin + Double(index) * width, y: y, role: .paragraph))
        }
        y += height
    }
}
