internal import Domain
internal import Store

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The file with the key that seals the secrets of second factors. A copy of the database alone does not reveal them.
package struct SecretKeyFile: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// The key. At the first need the file is created, readable by its owner only. If it is missing while the store has
    /// sealed secrets, no new key is made.
    func key(for store: Store) async throws -> SealingKey {
        if let key = try await Threads.run(load) { return key }
        guard try await !store.hasSealedSecrets() else { throw AccessFailure.keyMissing(path: path) }
        let text = SealingKey.newText(store.random)
        let draft = path + ".new-" + Digest.text(store.random.bytes(8))
        try await Threads.run { try create(text, draft: draft) }
        // Another process may have created the file first. Its key is used then.
        guard let key = try await Threads.run(load) else { throw AccessFailure.keyMissing(path: path) }
        return key
    }

    /// Nil if there is no file.
    private func load() throws -> SealingKey? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw unusable(String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        // 64 characters and a line end. A longer file is not a key.
        var buffer = [UInt8](repeating: 0, count: 128)
        let count = read(descriptor, &buffer, buffer.count)
        guard count >= 0 else { throw unusable(String(cString: strerror(errno))) }
        let line = buffer.prefix(count).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard let text = line.first, line.dropFirst().allSatisfy(\.isEmpty),
            let key = SealingKey(hexadecimal: String(decoding: text, as: UTF8.self))
        else { throw unusable("it does not contain 64 hexadecimal characters") }
        return key
    }

    /// Creates the file completely or not at all. An existing file is not changed.
    private func create(_ text: String, draft: String) throws {
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw unusable(String(cString: strerror(errno))) }
        defer { unlink(draft) }
        let bytes = Array((text + "\n").utf8)
        let isWritten = write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        let failure = errno
        close(descriptor)
        guard isWritten else { throw unusable(String(cString: strerror(failure))) }
        // A link fails if the name exists, so that two processes cannot replace each other's key.
        guard link(draft, path) == 0 || errno == EEXIST else { throw unusable(String(cString: strerror(errno))) }
        keepName()
    }

    /// Returns when the name of the file is on the disk: secrets that are sealed from now on must not lose their key.
    private func keepName() {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let folder = open(parts.isEmpty ? "." : parts.joined(separator: "/") + "/", O_RDONLY | O_CLOEXEC | O_DIRECTORY)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private func unusable(_ why: String) -> AccessFailure {
        .keyUnusable(path: path, why: why)
    }
}
