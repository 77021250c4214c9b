package import Domain
package import Feeds
package import Logging
package import Rulebook
package import Store
package import Transport

/// Everything that the use cases need, made once at the entry point.
package struct AppContext: Sendable {
    package let store: Store
    package let rulebook: Rulebook
    package let feeds: FeedClient
    package let environment: Environment
    /// The authority in whose name notices go out.
    package let authority: String
    /// The region of the authority. Its officers also see the cases of sellers from other regions.
    package let home: RegionCode
    /// Reads laboratories' files: a workbook of 32 MiB may unpack to sixteen times that and take a processor for seconds, so
    /// neither memory nor processors may depend on how many laboratories upload at once.
    package let reading: BoundedExecutor
    /// Reports of laboratories that are held for more days raise an alert.
    package let heldReportDays: Int

    package init(
        store: Store, rulebook: Rulebook, environment: Environment,
        authority: String = DispositionWording.defaultAuthority, home: RegionCode = .zhejiang,
        reading: BoundedExecutor = BoundedExecutor(), heldReportDays: Int = 3
    ) {
        self.heldReportDays = heldReportDays
        self.reading = reading
        self.home = home
        self.store = store
        self.rulebook = rulebook
        self.environment = environment
        self.authority = authority
        feeds = FeedClient(environment)
    }

    package var logger: Logger { environment.logger }
}
