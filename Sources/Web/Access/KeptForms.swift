internal import Domain
internal import Synchronization

/// What a person typed into a form that was not carried out, because the session had ended.
struct KeptForm: Hashable, Sendable {
    /// The page with the form.
    let page: String
    /// The address that the form is sent to.
    let action: String
    let fields: [FormFields.Pair]

    static let mostBytes = 256 << 10
    /// Fields that are never kept: passwords, codes, and what belongs to one session.
    static let secret: Set<String> = ["password", "old", "new", "again", "code", "form", "key", "page"]

    /// Nil if there is nothing to keep, or too much.
    init?(_ form: FormFields, action: String) {
        guard let page = LocalPath.checked(form["page"]), LocalPath.checked(action) != nil else { return nil }
        let fields = form.fields.filter { !Self.secret.contains($0.name) && !$0.value.isEmpty }
        let size = fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
        guard !fields.isEmpty, size <= Self.mostBytes else { return nil }
        self.page = page
        self.action = action
        self.fields = fields
    }
}

/// Forms that wait for the next sign-in of their account. They are in memory only, so nothing that a person typed is on a
/// disk; a restart of the program loses them.
final class KeptForms: Sendable {
    static let seconds: Int64 = 30 * 60
    static let mostOfAnAccount = 3
    static let mostForms = 64

    private struct Waiting {
        let account: Int64
        let form: KeptForm
        let until: Timestamp
    }

    /// The oldest first.
    private let waiting = Mutex<[Waiting]>([])

    func keep(_ form: KeptForm, of account: Int64, at now: Timestamp) {
        waiting.withLock { waiting in
            waiting.removeAll { $0.until <= now || ($0.account == account && $0.form.page == form.page) }
            let own = waiting.indices.filter { waiting[$0].account == account }
            if own.count >= Self.mostOfAnAccount {
                waiting.remove(at: own[0])
            } else if waiting.count >= Self.mostForms {
                waiting.removeFirst()
            }
            waiting.append(Waiting(account: account, form: form, until: now.adding(seconds: Self.seconds)))
        }
    }

    /// The form that was kept last.
    func latest(of account: Int64, at now: Timestamp) -> KeptForm? {
        waiting.withLock { $0.last { $0.account == account && $0.until > now }?.form }
    }

    /// The form of this page.
    func form(of account: Int64, on page: String, at now: Timestamp) -> KeptForm? {
        waiting.withLock { $0.last { $0.account == account && $0.form.page == page && $0.until > now }?.form }
    }

    func remove(_ form: KeptForm, of account: Int64) {
        waiting.withLock { $0.removeAll { $0.account == account && $0.form == form } }
    }
}
