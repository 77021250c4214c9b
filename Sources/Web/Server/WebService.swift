internal import COpenAPI
internal import Domain
package import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import Metrics
internal import NIOCore
internal import Store
package import Workers

/// The HTTP service: one build function for production and tests.
package struct WebService: Sendable {
    private let app: AppContext
    private let metrics: PrometheusRegistry?

    /// - Parameter metrics: the source of `/metrics`. Without it, the route answers 404.
    package init(_ app: AppContext, metrics: PrometheusRegistry? = nil) {
        self.app = app
        self.metrics = metrics
    }

    /// The document of the API.
    private static let document: String = {
        var size = 0
        let bytes = sushai_openapi(&size)
        return String(decoding: UnsafeBufferPointer(start: bytes, count: size), as: UTF8.self)
    }()

    /// All routes with their access checks.
    package func router() -> Router<APIContext> {
        let router = Router(context: APIContext.self)
        router.add(middleware: MetricsMiddleware())
        router.add(middleware: RequestLogMiddleware())
        router.add(middleware: ProblemMiddleware())
        let places = UploadPlaces()
        let console = Console(app, places: places)
        router.add(middleware: ConsoleHeadersMiddleware(address: console.address))
        router.add(middleware: ConsoleErrorMiddleware(console: console))
        router.add(middleware: BearerMiddleware(store: app.store, limiter: RateLimiter()))
        addOperations(to: router)
        ConsoleRoutes(console).add(to: router)
        let version = router.group("v1")
        version.get("openapi.json") { _, _ in
            Answer.text(Self.document, mediaType: "application/json; charset=utf-8")
        }
        let laboratories = version.group("laboratory")
        LaboratoryRoutes(app: app, places: places).add(to: laboratories)
        IntakeRoutes(app: app).add(to: laboratories)
        let officers = version.group("officer")
        addEvidence(laboratories, officers)
        PlatformRoutes(store: app.store).add(to: version.group("platform"))
        OfficerRoutes(app: app).add(to: officers)
        OversightRoutes(app: app).add(to: officers)
        StorageRoutes(app: app).add(to: officers)
        return router
    }

    /// The server. `onRunning` receives the port. If `port` is 0, the system chooses one.
    package func application(
        host: String, port: Int, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: router(),
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(
                address: .hostname(host, port: port), serverName: "sushai",
                availableConnectionsDelegate: MaximumAvailableConnections(1024)),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? port) },
            logger: app.logger)
    }

    private func addEvidence(_ laboratories: RouterGroup<APIContext>, _ officers: RouterGroup<APIContext>) {
        let own = laboratories.requiring(.uploadReports)
        EvidenceUploadRoutes(app: app).add(to: own)
        EvidenceRoutes(store: app.store) { .laboratory(try $0.holder().name) }.add(to: own)
        EvidenceRoutes(store: app.store) { [home = app.home] context in
            guard let region = try context.officer(home: home).region else { throw Problem.forbidden }
            return .region(region)
        }
        .add(to: officers.requiring(.readReports))
    }

    private func addOperations(to router: Router<APIContext>) {
        router.get("healthz") { _, _ in Answer.text("ok\n", mediaType: "text/plain") }
        router.get("readyz") { [store = app.store] _, context in
            do {
                try await store.ping()
                return Answer.text("ready\n", mediaType: "text/plain")
            } catch {
                context.logger.error("not ready", metadata: ["error": "\(error)"])
                throw Problem.unavailable
            }
        }
        let monitoring = router.group("metrics").requiring(.readMetrics)
        monitoring.get { [store = app.store, metrics] _, _ in
            guard let metrics else { throw Problem.notFound }
            let depth = try await store.queueDepth().sorted { $0.key < $1.key }
            let lines = depth.map { "sushai_jobs_waiting{kind=\"\($0.key)\"} \($0.value)\n" }
            let alerts = try await store.openAlerts().sorted { $0.key < $1.key }
                .map { "sushai_alerts{kind=\"\($0.key)\"} \($0.value)\n" }
            return Answer.text(
                metrics.text + "# TYPE sushai_jobs_waiting gauge\n" + lines.joined()
                    + "# TYPE sushai_alerts gauge\n" + alerts.joined(),
                mediaType: "text/plain; version=0.0.4; charset=utf-8")
        }
    }
}
