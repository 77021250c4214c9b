internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct LabImport: Command {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in laboratories' files row by row, judged at once.",
        discussion: """
            A row becomes a result, says again what is known, waits, or goes into quarantine with its bytes and its \
            reason; these counts, with that \
            of the rows dismissed since, are the rows of the file. A file is known by its content: the same bytes again are \
            taken once, and what lay in quarantine is read again. An import that was killed goes on where it stopped. \
            Other content under a known report number is a correction and must name its reason. CSV may be UTF-8 or \
            GB18030; of a workbook the sheet 结果 is read.

            EXAMPLES
              sushai lab import --laboratory LAB-01 reports.csv results.xlsx report.json
              sushai lab import --laboratory LAB-01 --hold reports.csv
            """, aliases: ["file"])

    @Option(help: "The laboratory in whose name the reports are filed.")
    var laboratory: String
    @Argument(help: "The files; a workbook is known by its bytes, .csv by its name, anything else is JSON.")
    var files: [String]
    @OptionGroup var incomplete: IncompleteOptions
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let context = try session.openContext()
        let person = try await session.laboratoryPerson(context.store, laboratory).actor
        var table = UploadTable.empty()
        var refused = false
        var intakes: [IntakeSummary] = []
        for path in files {
            do {
                let file = try Self.file(path, laboratory, person, try incomplete.policy)
                let intake = try await Intake(context).run(file)
                for remark in intake.remarks { Output.error("\(path)：\(remark.place)：\(remark.sentence)") }
                UploadTable.add(intake.upload, file: path, to: &table)
                intakes.append(intake)
            } catch let fault as UploadFault {
                refused = true
                for problem in fault.problems { Output.error("\(path)：\(problem.place)：\(problem.sentence)") }
            } catch let mistake as InputMistake {
                refused = true
                Output.error(mistake.description)
            }
        }
        output.print(table)
        if !output.json { try await showFaults(intakes, context.store) }
        if refused || intakes.contains(where: { $0.upload.quarantined > 0 }) { throw ExitCode(Failure.input) }
    }

    static func file(
        _ path: String, _ laboratory: String, _ person: Actor, _ incomplete: IncompletePolicy?
    ) throws -> Intake.File {
        let bytes = try InputFile.read(path, limit: UploadForm.maximumFileBytes)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return Intake.File(
            bytes: bytes, form: UploadForm(name: path, bytes: bytes), laboratory: laboratory, name: name,
            uploader: person,
            incomplete: incomplete)
    }

    /// The first rows in quarantine of each file, and how many there are of each kind.
    private func showFaults(_ intakes: [IntakeSummary], _ store: Store) async throws {
        for upload in intakes.map(\.upload) where upload.quarantined > 0 {
            let counts = try await store.faultCounts(upload: upload.id)
            Output.line(
                "上传\(upload.id)隔离："
                    + counts.map { "\(IntakeFaultWording.name($0.code)) \($0.rows)" }.joined(separator: "，"))
            for row in try await store.intakeRows(.init(upload: upload.id, state: .quarantined), limit: 20, most: 0) {
                Output.line("  \(row.place)\(row.field.map { "“\($0)”" } ?? "")：\(row.detail ?? "")")
            }
            if upload.quarantined > 20 {
                Output.line("  其余见 sushai lab quarantine list --upload \(upload.id)")
            }
        }
    }
}

/// What becomes of good rows of a file in which others cannot be taken.
struct IncompleteOptions: ParsableArguments {
    @ArgumentParser.Flag(help: "Good rows wait until no row of the file is in quarantine.")
    var hold = false
    @ArgumentParser.Flag(help: "Good rows are taken at once.")
    var pass = false

    /// Nil for what the laboratory has set.
    var policy: IncompletePolicy? {
        get throws {
            guard !(hold && pass) else { throw InputMistake("write one of --hold and --pass") }
            return hold ? .hold : pass ? .pass : nil
        }
    }
}

/// Uploads with their counts, as several commands show them.
enum UploadTable {
    static func empty() -> Table {
        Table([
            .init("upload", "上传"), .init("laboratory", "承检机构"), .init("file", "文件", widest: 40), .init("rows", "行数"),
            .init("taken", "已接收"), .init("waiting", "待放行"), .init("duplicates", "重复"), .init("quarantined", "隔离"),
            .init("dismissed", "已关闭"), .init("incomplete", "不完整时"), .init("review", "复核"), .init("receivedAt", "收到时间"),
        ])
    }

    static func add(_ row: LabUploadRow, file: String? = nil, to table: inout Table) {
        table.add([
            .number(row.id), .text(row.laboratory), .text(file ?? row.name), .init(row.rows), .init(row.taken),
            .init(row.waiting), .init(row.duplicates), .init(row.quarantined), .init(row.dismissed),
            .word(code: row.incomplete.rawValue, IntakeWording.text(row.incomplete)),
            .word(code: row.review.rawValue, IntakeWording.text(row.review)), .text(row.receivedAt.clockText()),
        ])
    }
}
