package import Domain
package import Feeds
package import Logging
package import Rulebook
package import Store
package import Transport

/// The shared context of all use cases, created once at the entry point.
package struct AppContext: Sendable {
    package let store: Store
    package let rulebook: Rulebook
    package let feeds: FeedClient
    package let environment: Environment
    /// The authority that issues the notices.
    package let authority: String
    /// The person and the telephone number of the authority, for notices.
    package let contact: Contact
    /// The region of the authority. Its officers also see the cases of sellers from other regions.
    package let home: RegionCode
    /// Reads laboratories' files. A workbook of 32 MiB may unpack to sixteen times that size and use a processor for
    /// seconds. The executor bounds memory and processors, however many laboratories upload at the same time.
    package let reading: BoundedExecutor
    /// If a report is held for more than this number of days, an alert is raised.
    package let heldReportDays: Int
    /// The public address of the console. Nil: the console answers only on this machine.
    package let origin: WebOrigin?
    /// For the accounts of people.
    package let access: AccessSettings

    package init(
        store: Store, rulebook: Rulebook, environment: Environment,
        authority: String = DispositionWording.defaultAuthority, contact: Contact = Contact(),
        home: RegionCode = .zhejiang,
        reading: BoundedExecutor = BoundedExecutor(), heldReportDays: Int = 3,
        access: AccessSettings = AccessSettings(keyFile: SecretKeyFile(path: "sushai.sqlite.key")),
        origin: WebOrigin? = nil
    ) {
        self.access = access
        self.origin = origin
        self.heldReportDays = heldReportDays
        self.reading = reading
        self.home = home
        self.contact = contact
        self.store = store
        self.rulebook = rulebook
        self.environment = environment
        self.authority = authority
        feeds = FeedClient(environment)
    }

    package var logger: Logger { environment.logger }

    /// The environment variables that a crawler needs and that are not set. Empty if it can be pulled.
    package func missingVariables(of crawler: Crawler) -> [String] {
        crawler.missingVariables(environment.variable)
    }
}
