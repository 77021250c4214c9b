internal import Domain
internal import Synchronization

/// The compiled crawler files of one client: a reader is made once for all pages of a feed, and anew when the file
/// changes.
final class PageReaders: Sendable {
    private let readers = Mutex<[String: PageReader]>([:])

    func reader(of crawler: Crawler) -> PageReader {
        if let known = readers.withLock({ $0[crawler.identifier] }), known.crawler == crawler { return known }
        let made = PageReader(crawler)
        readers.withLock { $0[crawler.identifier] = made }
        return made
    }
}
