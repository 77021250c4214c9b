internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Logging
internal import Metrics
internal import ServiceLifecycle
internal import Store
internal import UnixSignals
internal import Web
internal import Workers

struct ServeCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the HTTP API and do the durable work, in one process.",
        discussion: """
            Listens on SUSHAI_HOST and SUSHAI_PORT. Every path but /healthz and /readyz needs a token (`sushai token \
            create`). The API describes itself under /v1/openapi.json.

            EXAMPLE
              SUSHAI_PORT=8080 sushai serve
            """)

    @ArgumentParser.Flag(help: "Serve the API alone; the work is done elsewhere (`sushai work`).")
    var noWorkers = false

    @ArgumentParser.Flag(help: "Stop when standard input ends, so as not to outlive a parent process.")
    var stopWithInput = false

    func execute(_ session: Session) async throws {
        let context = try session.openContext()
        let metrics = PrometheusRegistry()
        MetricsSystem.bootstrap(metrics)
        let host = session.settings.host
        let application = WebService(context, metrics: metrics).application(
            host: host, port: session.settings.port
        ) { port in
            Output.line("listening on http://\(host):\(port)")
        }
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = []
        if !noWorkers { services.append(.init(service: WorkerService(context))) }
        services.append(.init(service: application))
        if stopWithInput {
            services.append(
                .init(service: InputWatch(), successTerminationBehavior: .gracefullyShutdownGroup))
        }
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "sushai"))
        // A client that is slow on purpose must not keep the process from ending.
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        configuration.maximumCancellationDuration = .seconds(5)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch  where String(describing: error).contains("bind(") {
            throw StoreError.unavailable(
                "cannot listen on \(host):\(session.settings.port); is another program there? Set SUSHAI_HOST or "
                    + "SUSHAI_PORT")
        }
    }
}

/// Ends when standard input does.
private struct InputWatch: Service {
    func run() async throws {
        let ended = AsyncStream<Void>.makeStream()
        // Reading blocks, so it has a thread of its own; the process ends with or without it.
        Thread.detachNewThread {
            while !FileHandle.standardInput.availableData.isEmpty {}
            ended.continuation.finish()
        }
        await cancelWhenGracefulShutdown {
            for await _ in ended.stream {}
        }
    }
}
