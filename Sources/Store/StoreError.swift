/// Why the store refuses a request.
package enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The named record does not exist: `task 17`.
    case notFound(String)
    /// The current state does not allow the change.
    case conflict(Conflict)
    /// The file belongs to another installation mode, or was made by a newer version.
    case wrongInstallation(String)
    /// The disk is full, or the configured size is reached. Nothing was written.
    case full(String)
    /// The store cannot be used now: another process locks it for too long, or its disk does not respond.
    case unavailable(String)
    /// The stored data contradict each other: a defect, or someone changed the file by hand.
    case inconsistent(String)

    package var description: String {
        switch self {
        case .notFound(let what): "there is no \(what)"
        case .conflict(let conflict): conflict.description
        case .wrongInstallation(let why), .full(let why), .unavailable(let why), .inconsistent(let why): why
        }
    }
}
