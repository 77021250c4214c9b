import Testing

@testable import Web

struct UploadPlacesTests {
    @Test("One holder cannot take all places, the total is limited, and a place is released also after an error")
    func bounded() async throws {
        struct Broken: Error {}
        let places = UploadPlaces(atOnce: 3, ofOneHolder: 2)
        try await places.run(for: "A") {
            try await places.run(for: "A") {
                await #expect(throws: Problem.busy) { try await places.run(for: "A") {} }
                try await places.run(for: "B") {
                    _ = await #expect(throws: Problem.busy) { try await places.run(for: "C") {} }
                }
                await #expect(throws: Broken.self) { try await places.run(for: "B") { throw Broken() } }
                try await places.run(for: "C") {}
            }
        }
        try await places.run(for: "A") { try await places.run(for: "A") {} }
    }
}
