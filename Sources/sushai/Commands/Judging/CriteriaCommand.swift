internal import ArgumentParser
internal import Domain
internal import Rulebook
internal import Terminal
internal import Web

struct CriteriaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "criteria", abstract: "产品的实施细则。",
        subcommands: [
            CriteriaCheck.self, CriteriaShow.self, CriteriaConfirm.self, CriteriaDiff.self, CriteriaTry.self,
            CriteriaMatch.self,
        ])
}

struct CriteriaCheck: Command {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "检查实施细则文件；每个错误注明文件、行和列。",
        discussion: """
            列出每个版本，各文件可信度为 V、S、M、X 的数值的个数，以及须核实的数值：可信度为 M 或 X 的数值凭记忆或\
            未找到来源，不得据以判定。经常不合格的项目（failing）排在前面。警告不影响检查结果。格式说明见 \
            Criteria/README.md。

            示例
              sushai criteria check Criteria/toys.yaml
              sushai criteria check
            """)

    @Argument(help: "文件或目录；不给出时为 SUSHAI_CRITERIA。")
    var paths: [String] = []
    @ArgumentParser.Flag(help: "列出全部须核实的数值，不只前20项。")
    var all = false
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var found: [Diagnostic] = []
        var criteria: [ProductCriteria] = []
        for path in paths.isEmpty ? [session.settings.criteria] : paths {
            if readShared(path, &found) { continue }
            let examined = Rulebook.read(path, &found) { bytes, file in CriteriaFile.examine(bytes, file: file) }
            found += examined.flatMap(\.diagnostics)
            criteria += examined.compactMap(\.criteria)
            if !path.hasSuffix(".yaml") {
                _ = Rulebook.sharedFlagging(besides: path, &found)
                _ = Rulebook.evidence(besides: path, &found)
                _ = Rulebook.regions(besides: path, &found)
                let shared = Rulebook.matching(besides: path, &found)
                found += MatchingContradictions.find(examined.compactMap(\.criteria), shared)
                _ = Rulebook.categories(besides: path, &found)
                _ = Rulebook.retention(besides: path, &found)
            }
        }
        let isShown = !criteria.isEmpty || found.isEmpty
        let open = CriteriaCheckTables.open(OpenFigure.all(criteria), limit: output.json || all ? .max : Self.first)
        if isShown, output.json {
            Output.raw(CriteriaCheckTables.json(criteria, open.table))
        } else if isShown {
            Output.line(CriteriaCheckTables.editions(criteria).text)
            Output.line("\n" + CriteriaCheckTables.counts(criteria).text)
            Output.line("\n" + CriteriaWording.total(criteria))
        }
        writeDiagnostics(found)
        if isShown, !output.json, open.count > 0 {
            output.print(
                open.table, heading: "\n" + CriteriaTables.unverified(open.count, shown: open.table.rows.count))
        }
        try failIfMistaken(found)
    }

    /// The number of open figures that are shown without `--all`.
    private static let first = 20

    /// Reads a file that all products share. Returns false for another file.
    private func readShared(_ path: String, _ found: inout [Diagnostic]) -> Bool {
        switch path {
        case _ where path.hasSuffix(SharedFlagFile.name): _ = Rulebook.read(path, &found, SharedFlagFile.read)
        case _ where path.hasSuffix(EvidenceFile.name): _ = Rulebook.read(path, &found, EvidenceFile.read)
        case _ where path.hasSuffix(LegalBasisFile.name): _ = Rulebook.read(path, &found, LegalBasisFile.read)
        case _ where path.hasSuffix(RegionFile.name): _ = Rulebook.read(path, &found, RegionFile.read)
        case _ where path.hasSuffix(SharedMatchingFile.name): _ = Rulebook.read(path, &found, SharedMatchingFile.read)
        case _ where path.hasSuffix(CategoryFile.name): _ = Rulebook.read(path, &found, CategoryFile.read)
        case _ where path.hasSuffix(RetentionFile.name): _ = Rulebook.read(path, &found, RetentionFile.read)
        default: return false
        }
        return true
    }
}
