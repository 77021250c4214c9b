/// The action that a list entry requires of the platform. Stored; never renamed.
package enum ListAction: String, CaseIterable, Sendable {
    case remove
    case restore
}
