internal import Domain
internal import Rulebook
internal import Store
internal import Synchronization

extension StoredScreening {
    /// Calls `body` with the index of each slice, as many at once as there are cores.
    private func forEachSlice(_ body: @Sendable @escaping (Int) async throws -> Void) async throws {
        let count = head.slices.count
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<count {
                if index >= Threads.cores { try await group.next() }
                group.addTask { try await body(index) }
            }
            try await group.waitForAll()
        }
    }

    func firstPass() async throws -> FirstPass {
        let shared = Mutex(FirstPass(cells: prefilter.cells.count))
        try await forEachSlice { index in
            let slice = try await context.store.screeningSlice(head.slices[index], of: head)
            let scanned = Scanned(slice, prefilter)
            let others = try await context.store.observations(of: scanned.others, head)
            var part = Part()
            part.add(slice, scanned, prefilter)
            part.add(others, scanned.others, context.rulebook.matcher)
            let segment = try found.append(part.found, index: index)
            shared.withLock { $0.add(part, segment) }
        }
        return shared.withLock { $0 }
    }

    /// A slice after the prefilter.
    struct Scanned: Sendable {
        /// The listings whose stored product is that of their title.
        var found: [PrefilteredListing] = []
        /// Listings that have to be read in full.
        var others: [ScreeningSlice.Place]

        init(_ slice: ScreeningSlice, _ prefilter: ListingPrefilter) {
            others = slice.changedLater
            var scanned: [PrefilteredListing] = []
            prefilter.scan(slice.listings, in: slice.bytes, into: &scanned)
            var next = 0
            found.reserveCapacity(scanned.count)
            for listing in scanned {
                let index = Int(listing.index)
                others += slice.places[next..<index]
                next = index + 1
                if prefilter.cells[Int(listing.cell)].product == slice.products[index] {
                    found.append(listing)
                } else {
                    others.append(slice.places[index])
                }
            }
            others += slice.places[next...]
        }
    }

    func secondPass(
        _ first: FirstPass, _ statistics: [ComparisonCell: PriceStatistics], _ flagContext: FlagContext
    ) async throws -> [Flagged] {
        let cells = prefilter.cells.map { statistics[$0] }
        let bounds = prefilter.priceBounds(statistics)
        let flagged = Mutex([[Flagged]](repeating: [], count: head.slices.count))
        try await forEachSlice { place in
            let segment = first.segments[place]
            let candidates = try found.rows(of: segment).filter { found in
                guard !found.isCandidate, found.cell != Found.noCell else { return true }
                let cell = Int(found.cell)
                return bounds[cell].mayFlag(price: found.price, units: found.units)
                    || (found.perDay > 0 && mayBurst(found.perDay, prefilter.cells[cell].product, flagContext))
            }.sorted { ($0.place.page, $0.place.listing) < ($1.place.page, $1.place.listing) }
            let observations = try await context.store.observations(of: candidates.map(\.place), head)
            let own = zip(candidates, observations).compactMap { candidate, observation in
                flags(candidate, observation, cells, statistics, flagContext)
            }
            flagged.withLock { $0[segment.index] = own }
        }
        return flagged.withLock { $0 }.flatMap { $0 }
    }

    private func mayBurst(_ perDay: Int64, _ product: String, _ flagContext: FlagContext) -> Bool {
        guard let rules = thresholds[product] else { return false }
        return SalesBurstRule.mayFlag(perDay: perDay, rules, flagContext.burstBounds[product])
    }

    private func flags(
        _ candidate: Found, _ observation: Screening.Observation, _ cells: [PriceStatistics?],
        _ statistics: [ComparisonCell: PriceStatistics], _ flagContext: FlagContext
    ) -> Flagged? {
        guard let rules = thresholds[observation.product] else { return nil }
        let comparison: Comparison
        let own: PriceStatistics?
        if candidate.cell != Found.noCell {
            let cell = Int(candidate.cell)
            comparison = Comparison(
                cell: prefilter.cells[cell],
                price: UnitPrice(Fen(Int64(candidate.price)), units: Int64(candidate.units)))
            own = cells[cell]
        } else {
            comparison = Comparison(of: observation, context.rulebook.matcher)
            own = statistics[comparison.cell]
        }
        let isContradicted = observation.isContradicted
        let flags = Screening.flags(
            of: isContradicted ? observation.contradicted : observation, comparison, rules: rules,
            statistics: isContradicted ? nil : own, context: flagContext)
        guard !flags.isEmpty else { return nil }
        return Flagged(
            listing: candidate.place.listing, product: observation.product, flags: flags,
            match: context.rulebook.matcher.reason(of: observation.listing, product: observation.product),
            comparison: comparison, growth: isContradicted ? .unknown(.contradicted) : observation.growth,
            isContradicted: isContradicted)
    }
}

extension StoredScreening.Outcome {
    /// Notes where the flagged listings lie among the prices that they were compared with.
    mutating func compare(with baseline: PriceBaseline) {
        var ranks: [ComparisonCell: PriceRanks] = [:]
        for listing in flagged {
            let (cell, price) = (listing.comparison.cell, listing.comparison.price)
            var cheaper: Int?
            if cell.isCompared, !listing.isContradicted, let prices = baseline.cells[cell], !prices.isEmpty {
                let known = ranks[cell] ?? PriceRanks(sorted: prices)
                ranks[cell] = known
                cheaper = known.cheaper(than: price)
                cells[cell] = cells[cell] ?? PriceSummary(sorted: prices)
            }
            comparisons[listing.listing] = FlagComparison(
                comparison: listing.comparison, cheaper: cheaper, growth: listing.growth)
        }
    }
}

extension StoredScreening.Part {
    fileprivate mutating func add(
        _ slice: ScreeningSlice, _ scanned: StoredScreening.Scanned, _ prefilter: ListingPrefilter
    ) {
        outcome.screened += scanned.found.count
        found.reserveCapacity(scanned.found.count)
        compared.reserveCapacity(scanned.found.count)
        for listing in scanned.found {
            let place = Int(listing.index)
            let grown = slice.growth[place]
            let perDay = grown.provenPerDay
            outcome.growth.add(grown)
            if let perDay { rates.append((listing.cell, perDay)) }
            if !listing.isCompared { outcome.uncompared += 1 }
            if slice.isContradicted[place] { outcome.contradicted += 1 } else { compared.append(listing) }
            found.append(
                StoredScreening.Found(
                    place: slice.places[place], cell: listing.cell, price: listing.price, units: listing.units,
                    isCandidate: listing.isCandidate, perDay: perDay ?? 0))
        }
    }

    /// Listings whose stored product is not the one of their title by the present rules.
    fileprivate mutating func add(
        _ observations: [Screening.Observation], _ places: [ScreeningSlice.Place], _ matcher: ProductMatcher
    ) {
        for (observation, place) in zip(observations, places) {
            outcome.screened += 1
            let comparison = Comparison(of: observation, matcher)
            let grown = observation.isContradicted ? .unknown(.contradicted) : observation.growth
            outcome.growth.add(grown)
            if let perDay = grown.provenPerDay { other.rates[observation.product, default: []].append(perDay) }
            if !comparison.cell.isCompared { outcome.uncompared += 1 }
            if observation.isContradicted {
                outcome.contradicted += 1
            } else if comparison.cell.isCompared {
                if observation.listing.payable.isExact {
                    other.prices[comparison.cell, default: []].append(PriceCount(comparison.price, count: 1))
                } else {
                    other.ranges[comparison.cell, default: 0] += 1
                }
            }
            found.append(
                StoredScreening.Found(
                    place: place, cell: StoredScreening.Found.noCell, price: 0, units: 1, isCandidate: true, perDay: 0))
        }
    }
}

extension Comparison {
    fileprivate init(of observation: Screening.Observation, _ matcher: ProductMatcher) {
        var scratch = TitleScratch()
        self.init(of: observation.listing, product: observation.product, matcher: matcher, &scratch)
    }
}
