/// What a list entry asks of the platform. Stored; never renamed.
package enum ListAction: String, CaseIterable, Sendable {
    case remove
    case restore
}
