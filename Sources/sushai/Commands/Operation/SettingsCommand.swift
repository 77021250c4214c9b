internal import ArgumentParser
internal import Terminal
internal import Web

struct SettingsCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "settings",
        abstract: "列出程序读取的环境变量。",
        discussion: """
            示例
              sushai settings
            """)

    @OptionGroup var output: OutputOptions

    func execute(_: Session) async throws {
        var table = Table([
            .init("variable", "变量"), .init("default", "默认"), .init("meaning", "含义", widest: 60, wraps: true),
        ])
        for setting in Settings.descriptions {
            table.add([.text(setting.variable), .text(setting.fallback), .text(setting.meaning)])
        }
        output.print(table)
    }
}
