package import Domain
package import Store

/// Checks what a buyer typed about a purchase, and records it with its pictures. The rules are those of
/// `sushai purchase record`.
package struct RecordBuying: Sendable {
    /// The fields of the form.
    package enum Field: String, CaseIterable, Sendable {
        case order, paid, on, seller, region, laboratory, photos
    }

    /// What was typed.
    package struct Typed: Sendable {
        package var texts: [Field: String]
        /// The content of each picture.
        package var photos: [(name: String, bytes: [UInt8])]

        package init(texts: [Field: String], photos: [(name: String, bytes: [UInt8])]) {
            self.texts = texts
            self.photos = photos
        }
    }

    /// What is wrong, by field: the fault, then what to do.
    package struct Faults: Error, Sendable {
        package let sentences: [Field: String]
    }

    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    /// Records the purchase of a task, or adds pictures to a recorded one.
    ///
    /// - Throws: `Faults` if something that was typed cannot be used; then nothing is kept.
    package func run(_ typed: Typed, task: Int64, by actor: Actor) async throws -> RecordedPurchase {
        let (found, faults) = try await check(typed)
        guard faults.isEmpty, let found else { throw Faults(sentences: faults) }
        let files = try await admit(typed.photos)
        let record = PurchaseRecord(
            orderNumber: found.order, paid: found.paid, purchasedOn: found.day, sellerName: found.seller,
            sellerRegion: found.region, evidence: files.map(\.hash), laboratory: found.laboratory)
        return try await context.store.recordPurchase(task: task, record, evidence: files, by: actor)
    }

    /// Records a step of the bought goods on their way to the laboratory, or adds pictures to it.
    ///
    /// - Throws: `Faults` for a picture that cannot be used, `StoreError.conflict` for a step that cannot be recorded.
    package func run(
        _ entry: CustodyEntry, photos: [(name: String, bytes: [UInt8])], task: Int64, by actor: Actor
    ) async throws {
        let files = try await admit(photos)
        try await context.store.recordCustody(task: task, entry, evidence: files, by: actor)
    }

    private func admit(_ photos: [(name: String, bytes: [UInt8])]) async throws -> [EvidenceVault.AdmittedFile] {
        let vault = context.store.evidence
        return try await Threads.run {
            try photos.map { photo in
                do {
                    let file = try vault.admit(photo.bytes)
                    guard file.type.isImage || file.type.isVideo else { throw Faults.photo(photo.name) }
                    return file
                } catch let refusal as EvidenceVault.Refusal where refusal.reason == .type || refusal.reason == .file {
                    throw Faults.photo(photo.name)
                }
            }
        }
    }

    private struct Found {
        let order: String
        let paid: Fen
        let day: CalendarDay
        let seller: String
        let region: RegionCode
        let laboratory: String
    }

    private func check(_ typed: Typed) async throws -> (Found?, [Field: String]) {
        var faults: [Field: String] = [:]
        func text(_ field: Field) -> String { typed.texts[field] ?? "" }
        for (field, sentence) in [(Field.order, BuyingWording.order), (.seller, BuyingWording.seller)]
        where !(1...200).contains(text(field).utf8.count) || text(field).holdsControlCharacters() {
            faults[field] = sentence
        }
        let paid = Fen(priceText: text(.paid), unit: .yuan).flatMap { price in
            price > Fen(0) && price <= ListingLimits.price ? price : nil
        }
        if paid == nil { faults[.paid] = BuyingWording.paid }
        let day = CalendarDay(text: text(.on))
        let today = context.store.clock.now().day()
        if day == nil {
            faults[.on] = BuyingWording.day
        } else if let day, day > today || day.daysSince1970 <= today.daysSince1970 - 366 {
            faults[.on] = BuyingWording.otherYear(today)
        }
        let region = RegionCode(text(.region))
        if region == nil { faults[.region] = BuyingWording.region }
        let laboratory = text(.laboratory)
        if try await !context.store.laboratoryNames().contains(laboratory) {
            faults[.laboratory] = BuyingWording.laboratory
        }
        if typed.photos.isEmpty { faults[.photos] = BuyingWording.noPhoto }
        guard let paid, let day, let region else { return (nil, faults) }
        return (
            Found(
                order: text(.order), paid: paid, day: day, seller: text(.seller), region: region,
                laboratory: laboratory), faults
        )
    }
}

extension RecordBuying.Faults {
    fileprivate static func photo(_ name: String) -> Self {
        Self(sentences: [.photos: BuyingWording.notAPicture(name)])
    }
}

/// The Chinese sentences about what a buyer typed.
private enum BuyingWording {
    static let order = "请填订单号，1 至 200 字节；在平台的订单页面可以复制"
    static let paid = "请填实付金额，单位为元，例如 8.60"
    static let day = "请填购买日期，例如 2026-11-05"
    static let seller = "请填销售者名称，以店铺证照页面为准"
    static let region = "请填销售者登记地的六位区域代码，例如 330482；证照页面有住所"
    static let laboratory = "请选择接收样品的承检机构"
    static let noPhoto = "至少要有一张照片或截图：没有备样，照片和记录是全部证明"

    static func otherYear(_ today: CalendarDay) -> String {
        "购买日期须在今天（\(today.text)）之前一年内。请核对"
    }

    static func notAPicture(_ name: String) -> String {
        "“\(name)”不是可用的照片或视频。请用 JPEG、PNG、HEIC、WebP、MP4 或 MOV 格式，重新拍照或截图"
    }
}
