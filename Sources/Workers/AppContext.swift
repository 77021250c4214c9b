package import Domain
package import Feeds
package import Rulebook
package import Store
package import Transport

/// Everything that the use cases of this room need, made once at the entry point.
package struct AppContext: Sendable {
    package let store: Store
    package let rulebook: Rulebook
    package let feeds: FeedClient
    package let environment: Environment
    /// The authority in whose name notices go out.
    package let authority: String
    /// The region of the authority: its officers also see the cases of sellers from outside.
    package let home: RegionCode
    /// Where laboratories' files are read.
    package let reading: BoundedExecutor

    package init(
        store: Store, rulebook: Rulebook, environment: Environment,
        authority: String = DispositionWording.defaultAuthority, home: RegionCode = .zhejiang,
        reading: BoundedExecutor = BoundedExecutor()
    ) {
        self.reading = reading
        self.home = home
        self.store = store
        self.rulebook = rulebook
        self.environment = environment
        self.authority = authority
        feeds = FeedClient(environment)
    }
}

/// Work that cannot succeed by being tried again: someone has to change something first.
package struct PermanentFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
