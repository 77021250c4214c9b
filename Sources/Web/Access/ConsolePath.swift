/// Which requests belong to the console.
enum ConsolePath {
    static let signIn = "/console/sign-in"
    static let signOut = "/console/sign-out"

    /// Whether the router would look for this path among the pages of the console. The router ignores empty parts, so
    /// this does the same.
    static func covers(_ path: String) -> Bool {
        let first = path.split(separator: "/", maxSplits: 1).first
        return first == nil || first == "console"
    }
}
