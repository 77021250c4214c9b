internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Store
internal import Workers

/// All pages of the console, with the checks before them. A page is added to a group, so it cannot be without them.
struct ConsoleRoutes: Sendable {
    let console: Console
    private let forms = OneTimeForms()
    private let limiter = RateLimiter()

    init(_ console: Console) {
        self.console = console
    }

    func add(to router: Router<APIContext>) {
        router.get("/") { _, _ in Response.redirect(to: LocalPath.home) }
        let root = router.group("console")
        StaticFile.add(to: root)
        let steps = checked(root)
        SignInPages(console: console).add(to: steps)
        let signedIn = steps.group().add(middleware: RequireSignIn())
        PasswordPages(console: console).add(steps: steps, signedIn: signedIn)
        EnrolPages(console: console).add(steps: steps, signedIn: signedIn)
        TodayPages(console: console).add(to: signedIn)
        FlagPages(console: console).add(to: signedIn)
        ListingPages(console: console).add(to: signedIn)
        MyAccountPages(console: console).add(to: signedIn)
        HelpPages(console: console).add(to: signedIn)
        AccountPages(console: console).add(to: signedIn)
        TokenPages(console: console).add(to: signedIn)
        StoragePages(console: console).add(to: signedIn)
    }

    /// The checks of every page, in their order: the origin of a form, its fields, whether it was sent before, the
    /// session, and the form token.
    private func checked(_ root: RouterGroup<APIContext>) -> RouterGroup<APIContext> {
        let app = console.app
        return root.group()
            .add(middleware: OriginMiddleware(address: console.address))
            .add(middleware: FormMiddleware())
            .add(middleware: OneTimeMiddleware(cookies: console.cookies, forms: forms, clock: app.store.clock))
            .add(middleware: SessionMiddleware(app: app, cookies: console.cookies, limiter: limiter))
            .add(middleware: ConsoleErrorMiddleware(console: console))
            .add(middleware: FormTokenMiddleware(cookies: console.cookies, random: app.store.random))
    }
}
