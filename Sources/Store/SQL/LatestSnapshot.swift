/// The latest snapshot of the listing `l` of the surrounding statement. Snapshots are found by pull, which keeps
/// writing cheap; a platform has few pulls.
let latestSnapshot = """
    SELECT MAX(m.id) FROM pull v JOIN listingSnapshot m ON m.pullId = v.id AND m.listingId = l.id
    WHERE v.platform = l.platform
    """
