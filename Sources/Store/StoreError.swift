/// What the store refuses.
package enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no such thing: `task 17`.
    case notFound(String)
    /// The current state does not allow the change.
    case conflict(Conflict)
    /// The file belongs to another installation mode, or was made by a newer version.
    case wrongInstallation(String)
    /// The disk is full, or the configured size is reached. Nothing was written.
    case full(String)
    /// The store cannot be used right now: another process locks it for too long, or its disk does not answer.
    case unavailable(String)
    /// The data contradict themselves: a defect, or a file changed by hand.
    case inconsistent(String)

    package var description: String {
        switch self {
        case .notFound(let what): "there is no \(what)"
        case .conflict(let conflict): conflict.description
        case .wrongInstallation(let why), .full(let why), .unavailable(let why), .inconsistent(let why): why
        }
    }
}
