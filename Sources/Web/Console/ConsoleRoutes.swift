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
        SamplePages(console: console).add(to: signedIn)
        TakedownPages(console: console).add(to: signedIn)
        NoticePages(console: console).add(to: signedIn)
        ReferralPages(console: console).add(to: signedIn)
        PlatformListPages(console: console).add(to: signedIn)
        MyAccountPages(console: console).add(to: signedIn)
        HelpPages(console: console).add(to: signedIn)
        FindPages(console: console).add(to: signedIn)
        AccountPages(console: console).add(to: signedIn)
        TokenPages(console: console).add(to: signedIn)
        StoragePages(console: console).add(to: signedIn)
        let pages: [any WorkPages] = [
            LaboratorySamplePages(console: console), LaboratoryUploadPages(console: console),
            LaboratoryEvidencePages(console: console), HeldReportPages(console: console),
            ReviewPages(console: console),
            LaboratoryReportPages(console: console), BuyingPages(console: console),
        ]
        for page in pages { page.add(to: signedIn) }
        LaboratoryUploadPages(console: console).add(uploads: uploads(root, .uploadReports))
        LaboratoryEvidencePages(console: console).add(uploads: uploads(root, .uploadReports))
        BuyingPages(console: console).add(uploads: uploads(root, .recordPurchases))
        EvidenceUploadRoutes(app: console.app).add(to: parts(root, .uploadReports), at: "laboratory/evidence/uploads")
        for path: RouterPath in ["buying/{id}/uploads", "buying/{id}/steps/{step}/uploads"] {
            BuyingPages(console: console).parts.add(to: parts(root, .recordPurchases), at: path)
        }
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
            .add(middleware: KeptFormMiddleware(console: console))
            .add(middleware: FormTokenMiddleware(cookies: console.cookies, random: app.store.random))
    }

    /// The checks of a form with files. Its body can be large, so the person and the permission are checked before it is
    /// read; the form token is in it.
    private func uploads(_ root: RouterGroup<APIContext>, _ permission: Permission) -> RouterGroup<APIContext> {
        let app = console.app
        return root.group()
            .add(middleware: OriginMiddleware(address: console.address))
            .add(middleware: SessionMiddleware(app: app, cookies: console.cookies, limiter: limiter))
            .add(middleware: ConsoleErrorMiddleware(console: console))
            .add(middleware: KeptFormMiddleware(console: console))
            .add(middleware: RequirePermission(permission: permission))
            .add(middleware: UploadMiddleware(places: console.places))
            .add(middleware: OneTimeMiddleware(cookies: console.cookies, forms: forms, clock: app.store.clock))
            // Once more, because the fields are known here.
            .add(middleware: KeptFormMiddleware(console: console))
            .add(middleware: FormTokenMiddleware(cookies: console.cookies, random: app.store.random))
    }
}

extension ConsoleRoutes {
    /// The checks of a file that the script sends in parts. There is no form, so a header has the form token.
    private func parts(_ root: RouterGroup<APIContext>, _ permission: Permission) -> RouterGroup<APIContext> {
        root.group()
            .add(middleware: OriginMiddleware(address: console.address))
            .add(middleware: SessionMiddleware(app: console.app, cookies: console.cookies, limiter: limiter))
            .add(middleware: ConsoleErrorMiddleware(console: console))
            .add(middleware: RequirePermission(permission: permission))
            .add(middleware: FormHeaderMiddleware())
    }
}

/// Pages of one part of the work.
protocol WorkPages: Sendable {
    func add(to group: RouterGroup<APIContext>)
}
