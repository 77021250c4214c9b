internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct LabImport: Command {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "接收承检机构的结果文件，收到即判定。",
        discussion: """
            每份报告整份接收或整份暂扣：有一行不能接收，整份报告就暂扣，并说明各行的问题；改正各行（lab held replay --row）或\
            重新上传后，作为一个版本接收。内容与已有报告相同的为重复。五个数（已接收、待复核、重复、暂扣、已关闭）之和即文件行数。\
            按内容识别文件：相同的文件只接收一次，其暂扣的报告重新判断一次；中断的接收从中断处继续。同一编号、内容不同的是更正，\
            须写明更正原因。CSV 可为 UTF-8 或 GB18030；XLSX 只读工作表“结果”。

            示例
              sushai lab import --laboratory LAB-01 reports.csv results.xlsx report.json
            """, aliases: ["file"])

    @Option(help: "出具报告的承检机构。")
    var laboratory: String
    @Argument(help: "文件：XLSX 按内容识别，CSV 按文件名识别，其余为 JSON。")
    var files: [String]
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let context = try session.openContext()
        let person = try await session.laboratoryPerson(context.store, laboratory).actor
        var table = UploadTable.empty()
        var refused = false
        var intakes: [IntakeSummary] = []
        for path in files {
            do {
                let file = try Self.file(path, laboratory, person)
                let intake = try await Intake(context).run(file)
                for remark in intake.upload.remarks { Output.error(path + "：" + UploadRemarkWording.line(remark)) }
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
        if refused || intakes.contains(where: { $0.upload.held > 0 }) { throw ExitCode(Failure.input) }
    }

    static func file(_ path: String, _ laboratory: String, _ person: Actor) throws -> Intake.File {
        let bytes = try InputFile.read(path, limit: UploadForm.maximumFileBytes)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return Intake.File(
            bytes: bytes, form: UploadForm(name: path, bytes: bytes), laboratory: laboratory, name: name,
            uploader: person)
    }

    /// Prints the first rows with a fault of each file, and the count of each kind of fault.
    private func showFaults(_ intakes: [IntakeSummary], _ store: Store) async throws {
        for upload in intakes.map(\.upload) where upload.held > 0 {
            let counts = try await store.faultCounts(upload: upload.id)
            Output.line(
                "上传\(upload.id)暂扣\(upload.held)行，有问题的行："
                    + counts.map { "\(IntakeFaultWording.name($0.code)) \($0.rows)" }.joined(separator: "，"))
            for row in try await store.intakeRows(
                .init(upload: upload.id, state: .held, faulty: true), limit: 20, most: 0)
            {
                Output.line("  \(row.place)\(row.field.map { "“\($0)”" } ?? "")：\(row.detail ?? "")")
            }
            if counts.reduce(0, { $0 + $1.rows }) > 20 {
                Output.line("  其余见 sushai lab held list --upload \(upload.id)")
            }
        }
    }
}

/// The table of uploads with their counts.
enum UploadTable {
    static func empty() -> Table {
        Table([
            .init("upload", "上传"), .init("laboratory", "承检机构"), .init("file", "文件", widest: 40), .init("rows", "行数"),
            .init("taken", "已接收"), .init("waiting", "待复核"), .init("duplicates", "重复"), .init("held", "暂扣"),
            .init("dismissed", "已关闭"), .init("review", "复核"), .init("receivedAt", "收到时间"),
            .init("remarks", "读取时注意到", widest: 200),
        ])
    }

    static func add(_ row: LabUploadRow, file: String? = nil, to table: inout Table) {
        table.add([
            .number(row.id), .text(row.laboratory), .text(file ?? row.name), .init(row.rows), .init(row.taken),
            .init(row.waiting), .init(row.duplicates), .init(row.held), .init(row.dismissed),
            .word(code: row.review.rawValue, IntakeWording.text(row.review)), .text(row.receivedAt.clockText()),
            .text(row.remarks.map(UploadRemarkWording.line).joined(separator: "；")),
        ])
    }
}
