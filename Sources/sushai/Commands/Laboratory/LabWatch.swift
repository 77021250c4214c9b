internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Store
internal import Web
internal import Workers

struct LabWatch: Command {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Take in the files that laboratories put into a folder, until stopped.",
        discussion: """
            Each laboratory has a folder of its own name in the one that is watched; with --laboratory all files lie in \
            it directly. A file is taken when it looks the same at two looks; what became of it stands in <file>.result.txt \
            beside it. Files stay where they are: what was taken is known by its content, never by its name. A file that \
            could not be taken is read again at every look.

            EXAMPLES
              sushai lab watch /srv/laboratories
              sushai lab watch --laboratory LAB-01 --once inbox
            """)

    @Argument(help: "The folder.")
    var folder: String
    @Option(help: "The laboratory whose files lie in the folder itself.")
    var laboratory: String?
    @Option(help: "Seconds between two looks.")
    var every: Int64 = 5
    @Option(help: "Seconds for which a file must not change before it is taken.")
    var settle: Int64 = 5
    @ArgumentParser.Flag(help: "Look until every file has come to rest, take what there is, and end.")
    var once = false
    @OptionGroup var incomplete: IncompleteOptions

    func execute(_ session: Session) async throws {
        guard (1...86_400).contains(every), (0...86_400).contains(settle) else {
            throw InputMistake("--every takes 1 to 86400 seconds, --settle 0 to 86400")
        }
        let watch = WatchFolder(
            try session.openContext(),
            .init(
                folder: folder, laboratory: laboratory, incomplete: try incomplete.policy, settleSeconds: settle))
        var failed = false
        while true {
            let summary = try await watch.runOnce()
            show(summary)
            failed = failed || !summary.failed.isEmpty
            if once, summary.unsettled.isEmpty { break }
            try await Task.sleep(for: once ? .milliseconds(max(100, settle * 1000 / 4)) : .seconds(every))
        }
        if failed { throw ExitCode(Failure.input) }
    }

    private func show(_ summary: WatchFolder.Summary) {
        for (file, intake) in summary.taken {
            let upload = intake.upload
            Output.line(
                "\(file)：上传\(upload.id)，\(upload.rows)行，已接收\(upload.taken)，待放行\(upload.waiting)，重复\(upload.duplicates)，"
                    + "隔离\(upload.quarantined)，已关闭\(upload.dismissed)")
        }
        for (file, reason) in summary.passedOver { Output.error("\(file)：\(reason)") }
        for (file, reason) in summary.failed { Output.error("\(file)：\(reason)") }
    }
}
