/// What the store refuses, in terms of its own rules.
package enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no such thing: `task 17`.
    case notFound(String)
    /// The thing is in a state that does not allow it.
    case conflict(String)
    /// The file belongs to another installation mode, or was made by a newer version.
    case wrongInstallation(String)
    /// No room left on the device, or the configured size is reached. Nothing was half written.
    case full(String)
    /// The store cannot be used right now: locked by another process for too long, or its disk does not answer.
    case unavailable(String)
    /// The data contradict themselves: a defect, or a file changed by hand.
    case inconsistent(String)

    package var description: String {
        switch self {
        case .notFound(let what): "there is no \(what)"
        case .conflict(let why), .wrongInstallation(let why), .full(let why), .unavailable(let why),
            .inconsistent(let why):
            why
        }
    }
}
