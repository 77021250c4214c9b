// swift-tools-version: 6.2
import PackageDescription

/// The settings of every target: Swift 6 language mode, warnings as errors, explicit `any`, explicit imports.
let swiftSettings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

let package = Package(
    name: "sushai",
    products: [.executable(name: "sushai", targets: ["sushai"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // The lowest target is first. A target that imports a higher one does not build.
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .target(name: "CMemory"),
        .target(name: "CScan"),
        .target(name: "CInflate", linkerSettings: [.linkedLibrary("isal"), .linkedLibrary("zstd")]),
        // Only the tests use zlib: another library than the one that expands compresses what they expand.
        .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
        .target(name: "CBrotli", linkerSettings: [.linkedLibrary("brotlidec"), .linkedLibrary("brotlienc")]),
        .target(name: "CXLSXWriter", linkerSettings: [.linkedLibrary("xlsxwriter")]),
        .target(name: "CZip", linkerSettings: [.linkedLibrary("zip")]),
        .target(name: "CExpat", linkerSettings: [.linkedLibrary("expat")]),
        .target(name: "CMagic", linkerSettings: [.linkedLibrary("magic")]),
        // The target declares the Pango functions itself, because pkg-config's flags for Pango cause a build warning.
        .target(
            name: "CPangoCairo",
            linkerSettings: ["pangocairo-1.0", "pango-1.0", "cairo", "gobject-2.0", "glib-2.0"].map {
                .linkedLibrary($0)
            }),
        .target(name: "CPictures", linkerSettings: [.linkedLibrary("png16"), .linkedLibrary("turbojpeg")]),
        .target(name: "CQRCode", linkerSettings: [.linkedLibrary("qrcodegen")]),
        .target(name: "CArgon2", linkerSettings: [.linkedLibrary("argon2")]),
        .target(name: "COpenAPI"),
        .target(
            name: "Domain",
            dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: swiftSettings),
        .target(name: "Rulebook", dependencies: ["Domain", "Yams"], swiftSettings: swiftSettings),
        .target(
            name: "Store",
            dependencies: [
                "Domain", "CMagic", logging, .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: swiftSettings),
        .target(
            name: "Transport", dependencies: ["Domain", "CCurl", "CMemory", "CInflate", "CBrotli", logging],
            swiftSettings: swiftSettings),
        .target(
            name: "Feeds", dependencies: ["Domain", "Transport", "CScan", "CExpat", logging],
            swiftSettings: swiftSettings),
        .target(
            name: "Files", dependencies: ["Domain", "Feeds", "CXLSXWriter", "CZip"],
            swiftSettings: swiftSettings),
        .target(
            name: "Print", dependencies: ["Domain", "CPangoCairo", "CPictures", "CQRCode"],
            swiftSettings: swiftSettings),
        .target(name: "Terminal", dependencies: ["Domain", logging], swiftSettings: swiftSettings),
        .target(
            name: "Workers",
            dependencies: [
                "Domain", "Rulebook", "Store", "Transport", "Feeds", "Files", "Print", "CArgon2", logging, metrics,
                lifecycle,
            ],
            swiftSettings: swiftSettings),
        .target(
            name: "Web",
            dependencies: [
                "Domain", "Store", "Rulebook", "Print", "Workers", "COpenAPI", logging, metrics, lifecycle,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            exclude: ["Templates/openapi.json"],
            resources: [.embedInCode("Templates/console")],
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "sushai",
            dependencies: [
                "Domain", "Rulebook", "Store", "Transport", "Feeds", "Files", "Print", "Workers", "Terminal", "Web",
                logging, metrics, lifecycle,
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
            ],
            swiftSettings: swiftSettings),
        // Not products: the shared code of the tests, `make demo` and `make fuzz`, and the programs that `make` runs.
        .target(
            name: "TestSupport",
            dependencies: [
                "Domain", "Rulebook", "Store", "Transport", "Feeds", "Files", "Workers", "Web", "CInflate",
                "CZlib", "CBrotli", logging,
                .product(name: "InMemoryLogging", package: "swift-log"),
            ],
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "sushai-bench",
            dependencies: [
                "Domain", "Rulebook", "Store", "Transport", "Feeds", "Workers",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "sushai-demo", dependencies: ["TestSupport", "Domain", "Transport", "Feeds", "Terminal", "Web"],
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "sushai-fuzz", dependencies: ["TestSupport", "Domain", "Transport", "Feeds", "Files"],
            swiftSettings: swiftSettings),

        tests("DomainTests", ["Domain", "TestSupport"]),
        // Yams: a test reads the YAML files of the program and compares them with the schema for editors.
        tests("RulebookTests", ["Rulebook", "Domain", "TestSupport", "Yams"]),
        tests("StoreTests", ["Store", "Domain", "TestSupport", logging]),
        tests("TransportTests", ["Transport", "Feeds", "Domain", "TestSupport"]),
        // CScan: a test compares its methods of indexing.
        tests("FeedsTests", ["Feeds", "Transport", "CScan", "Domain", "Rulebook", "TestSupport"]),
        // CXLSXWriter: the tests write every kind of cell; the program writes only some of them.
        tests("FilesTests", ["Files", "Feeds", "Domain", "CXLSXWriter", "TestSupport"]),
        tests("PrintTests", ["Print", "Domain", "TestSupport"]),
        tests("TerminalTests", ["Terminal", "Domain", logging]),
        tests(
            "WorkersTests",
            ["Workers", "Store", "Domain", "Rulebook", "Transport", "Feeds", "Files", "Print", "TestSupport", logging]),
        tests(
            "WebTests",
            [
                "Web", "Store", "Domain", "Workers", "Transport", "Feeds", "Files", "Terminal", "TestSupport", logging,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
            ]),
        // ArgumentParser: a test parses the commands in the documents with the program's parser.
        tests(
            "JourneyTests",
            [
                "TestSupport", "Domain", "Rulebook", "Transport", "Feeds", "sushai", "sushai-demo",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
