internal import ArgumentParser
internal import Domain
internal import Rulebook
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "Evidence of laboratories: photographs, video, instrument files; and the vault that keeps them.",
        subcommands: [
            EvidenceList.self, EvidenceShow.self, EvidenceAdd.self, EvidenceSweep.self, EvidenceVerify.self,
        ])
}

struct EvidenceList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the pieces that laboratories uploaded, or the uploads that are not kept.",
        discussion: """
            EXAMPLES
              sushai evidence list --sample S-7Q2M-X4KD
              sushai evidence list --uploads
            """)

    @Option(help: "The laboratory; all of them without it.")
    var laboratory: String?
    @Option(help: "The blind label of a sample.")
    var sample: String?
    @ArgumentParser.Flag(help: "The uploads under way, refused and given up, in place of the pieces.")
    var uploads = false
    @Option(help: "At most so many.")
    var limit = 1000
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let store = try session.openStore(existing: true)
        if uploads { return output.print(try await uploadTable(store)) }
        var table = Table([
            Wording.label, .init("laboratory", "承检机构"), .init("kind", "种类"), .init("name", "名称", widest: 40),
            .init("mediaType", "类型"), .init("bytes", "字节"), .init("arrivedAt", "到达时间"),
            .init("hash", "SHA-256", widest: 64),
        ])
        let scope = laboratory.map { EvidenceScope.laboratory($0) } ?? .all
        for row in try await store.evidencePieces(in: scope, sample: sample, limit: limit) {
            table.add([
                .text(row.label), .text(row.laboratory),
                .text(output.json ? row.kind.rawValue : EvidenceWording.name(row.kind)), .text(row.name),
                .text(row.mediaType), .number(row.bytes), .text(row.arrivedAt.clockText()), .text(row.hash),
            ])
        }
        output.print(table)
    }

    private func uploadTable(_ store: Store) async throws -> Table {
        var table = Table([
            .init("upload", "上传"), .init("laboratory", "承检机构"), Wording.label, .init("kind", "种类"),
            .init("name", "名称", widest: 40), .init("received", "已到达"), .init("bytes", "字节"), Wording.state,
            .init("touchedAt", "最近"),
        ])
        for upload in try await store.evidenceUploads(of: laboratory, limit: limit) {
            table.add([
                .text(upload.id), .text(upload.laboratory), .text(upload.plan.sampleLabel),
                .text(output.json ? upload.plan.kind.rawValue : EvidenceWording.name(upload.plan.kind)),
                .text(upload.plan.name), .number(upload.received), .number(upload.plan.bytes),
                .text(output.json ? upload.state.rawValue : EvidenceWording.state(upload.state)),
                .text(upload.touchedAt.clockText()),
            ])
        }
        return table
    }
}

struct EvidenceShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show where a file of evidence stands, or write a copy of it.",
        discussion: """
            EXAMPLE
              sushai evidence show --hash 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 --out copy.jpg
            """)

    @Option(help: "The SHA-256 of the file.")
    var hash: String
    @Option(help: "Write a copy here.")
    var out: String?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let store = try session.openStore(existing: true)
        guard Digest.isSHA256(hash), let file = try await store.evidenceFile(known: hash) else {
            throw StoreError.notFound("evidence \(hash)")
        }
        let condition = store.evidence.check(hash, bytes: file.bytes)
        var table = Table([
            .init("mediaType", "类型"), .init("bytes", "字节"), .init("arrivedAt", "到达时间"), .init("condition", "文件"),
            .init("uses", "用于", widest: 100),
        ])
        table.add([
            .text(file.mediaType), .number(file.bytes), .text(file.arrivedAt.clockText()),
            .text(output.json ? condition.rawValue : Wording.evidence(condition)),
            .text(try await store.evidenceUses(hash).map(Wording.evidence).joined(separator: "、")),
        ])
        if let out {
            guard condition == .whole else {
                throw InputMistake("the stored evidence \(hash) is \(condition.rawValue)")
            }
            try OutputFile.copy(store.evidence.path(of: hash, bytes: file.bytes), to: out)
        }
        output.print(table)
    }
}

struct EvidenceAdd: Command {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Take in files of evidence in the name of a laboratory, as the API would.",
        discussion: """
            Files are kept by their SHA-256 and never overwritten; the same file again changes nothing. What a file is \
            follows from its bytes.

            EXAMPLE
              sushai evidence add --laboratory LAB-01 --sample S-7Q2M-X4KD --kind photo magnet-1.jpg magnet-2.jpg
            """)

    @Option(help: "The laboratory whose sample it is.")
    var laboratory: String
    @Option(help: "The blind label of the sample.")
    var sample: String
    @Option(help: "photo, video, instrument or document.")
    var kind: String
    @Argument(help: "The files.")
    var files: [String]
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard let kind = EvidenceKind(rawValue: kind) else {
            let known = EvidenceKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw InputMistake("--kind \(kind): write one of \(known)")
        }
        let store = try session.openStore()
        var table = Table([
            .init("file", "文件", widest: 40), .init("status", "结果"), .init("released", "解除暂缓的报告"),
            .init("hash", "SHA-256", widest: 64),
        ])
        for file in files {
            let name = String(file.split(separator: "/").last ?? "")
            guard UploadPlan.isName(name) else {
                throw InputMistake("\(file): the name must have 1 to \(UploadPlan.longestName) bytes")
            }
            let entry = try store.evidence.admit(file: file)
            let kept = try await store.addEvidence(
                entry, sample: sample, kind: kind, name: name, for: laboratory, by: .operator)
            table.add([
                .text(file), .text(kept.isNew ? "已保存" : "此前已保存"),
                .text(kept.released.map(String.init).joined(separator: " ")), .text(kept.hash),
            ])
        }
        output.print(table)
    }
}

struct EvidenceSweep: Command {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Give up abandoned uploads, remove what dead processes left, set aside files without a row.",
        discussion: """
            `serve` and `work` do the same once an hour. Files that no row names are moved to .orphans in the evidence \
            folder, each with an event; nothing that a row names is touched. Reports held for evidence are looked at \
            again under the present Criteria/shared/evidence.yaml.

            EXAMPLE
              sushai evidence sweep
            """)

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let context = try session.openContext()
        let summary = try await SweepEvidence(context.store, limits: context.rulebook.evidence.limits).run()
        var table = Table([
            .init("expired", "过期的上传"), .init("removed", "清除的残留"), .init("setAside", "无记录的文件"),
            .init("reexamined", "复查的暂缓报告"), .init("orphans", "移出的文件", widest: 70),
            .init("failed", "未能打开的上传", widest: 70),
        ])
        table.add([
            .init(summary.expired), .init(summary.removed), .init(summary.setAside.count), .init(summary.reexamined),
            .text(summary.setAside.joined(separator: " ")), .text(summary.failed.joined(separator: "；")),
        ])
        output.print(table)
    }
}

struct EvidenceVerify: Command {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Read every file of evidence and hold it against its row; exit code 1 where one differs.",
        discussion: """
            Names what is missing (a row without its file), changed (a file that does not have the content of its name), \
            orphaned (a file without a row) and stray (no file of the program).

            EXAMPLE
              sushai evidence verify
            """)

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let store = try session.openStore(existing: true)
        let line = ProgressLine("evidence verify")
        let report = try await VerifyEvidence(store).run { line.update(Int($0), of: 0) }
        line.end()
        var table = Table([.init("condition", "情况"), .init("name", "文件", widest: 70)])
        for finding in report.findings {
            table.add([
                .text(output.json ? finding.condition.rawValue : Wording.evidence(finding.condition)),
                .text(finding.name),
            ])
        }
        output.print(table, heading: Wording.verified(files: report.whole, bytes: report.bytes))
        guard report.findings.isEmpty else {
            Output.error("\(report.findings.count) of the evidence is not as it should be")
            throw ExitCode(Failure.fault)
        }
    }
}
