internal import ArgumentParser
internal import Terminal
internal import Web

struct SettingsCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "settings",
        abstract: "List the environment variables that the program reads.",
        discussion: """
            EXAMPLE
              sushai settings
            """)

    @OptionGroup var output: OutputOptions

    func execute(_: Session) async throws {
        var table = Table([.init("variable", "变量"), .init("default", "默认"), .init("meaning", "含义", widest: 110)])
        for setting in Settings.descriptions {
            table.add([.text(setting.variable), .text(setting.fallback), .text(setting.meaning)])
        }
        output.print(table)
    }
}
