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
        abstract: "承检机构的证据：照片、视频、仪器文件；以及保存证据的证据库。",
        subcommands: [
            EvidenceList.self, EvidenceShow.self, EvidenceAdd.self, EvidenceSweep.self, EvidenceVerify.self,
        ])
}

struct EvidenceList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "列出承检机构上传的证据，或未保存的上传。",
        discussion: """
            示例
              sushai evidence list --sample S-7Q2M-X4KD
              sushai evidence list --uploads
            """)

    @Option(help: "承检机构；不给出时列出全部。")
    var laboratory: String?
    @Option(help: "样品标签。")
    var sample: String?
    @ArgumentParser.Flag(help: "列出进行中、被拒绝和已放弃的上传，不列证据。")
    var uploads = false
    @Option(help: "最多显示的行数。")
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
        abstract: "显示证据文件的用途和状态，或写出其副本。",
        discussion: """
            示例
              sushai evidence show --hash 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 --out copy.jpg
            """)

    @Option(help: "文件的 SHA-256。")
    var hash: String
    @Option(help: "副本写入的路径。")
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
                throw InputMistake("证据 \(hash) 的文件\(Wording.evidence(condition))，不能写出副本")
            }
            try OutputFile.copy(store.evidence.path(of: hash, bytes: file.bytes), to: out)
        }
        output.print(table)
    }
}

struct EvidenceAdd: Command {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "以承检机构的名义存入证据文件，效果与接口上传相同。",
        discussion: """
            文件按 SHA-256 保存，不会被覆盖；重复存入同一文件不产生变化。文件类型由其内容判定。

            示例
              sushai evidence add --laboratory LAB-01 --sample S-7Q2M-X4KD --kind photo magnet-1.jpg magnet-2.jpg
            """)

    @Option(help: "样品所属的承检机构。")
    var laboratory: String
    @Option(help: "样品标签。")
    var sample: String
    @Option(help: "种类：photo（照片）、video（视频）、instrument（仪器文件）或 document（文件）。")
    var kind: String
    @Argument(help: "证据文件。")
    var files: [String]
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard let kind = EvidenceKind(rawValue: kind) else {
            let known = EvidenceKind.allCases.map(\.rawValue).joined(separator: "、")
            throw InputMistake("--kind \(kind) 不可用，可用：\(known)")
        }
        let store = try session.openStore()
        var table = Table([
            .init("file", "文件", widest: 40), .init("status", "结果"), .init("released", "解除暂缓的报告"),
            .init("hash", "SHA-256", widest: 64),
        ])
        for file in files {
            let name = String(file.split(separator: "/").last ?? "")
            guard UploadPlan.isName(name) else {
                throw InputMistake("\(file)：文件名应为1至\(UploadPlan.longestName)字节")
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
        abstract: "清理过期的上传和残留文件，移出没有记录的文件。",
        discussion: """
            serve 和 work 每小时自动清理一次。没有记录的文件移入证据目录下的 .orphans，每个文件记一个事件；有记录的\
            文件不受影响。因缺证据而暂缓的报告，按现行 Criteria/shared/evidence.yaml 重新检查。

            示例
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
        abstract: "读取每个证据文件并与记录核对；有不一致时退出码为 1。",
        discussion: """
            指出四种情况：缺失（有记录、无文件），被改动（内容与文件名的哈希不符），无记录（有文件、无记录），来历不\
            明（不是本程序的文件）。

            示例
              sushai evidence verify
            """)

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let store = try session.openStore(existing: true)
        let line = ProgressLine("校验证据")
        let report = try await VerifyEvidence(store).run { line.update(Int($0), of: 0) }
        line.end()
        var table = Table([.init("condition", "情况"), .init("name", "文件", widest: 70)])
        for finding in report.findings {
            table.add([
                .text(output.json ? finding.condition.rawValue : Wording.evidence(finding.condition)),
                .text(finding.name),
            ])
        }
        output.print(table, heading: Wording.verified(files: report.intact, bytes: report.bytes))
        guard report.findings.isEmpty else {
            Output.error("\(report.findings.count)件证据有问题")
            throw ExitCode(Failure.fault)
        }
    }
}
