/// The latest snapshot of the listing `l` of the statement around it. Snapshots are found by pull, so that writing them
/// stays cheap; a platform has few pulls beside its listings.
let latestSnapshot = """
    SELECT MAX(m.id) FROM pull v JOIN listingSnapshot m ON m.pullId = v.id AND m.listingId = l.id
    WHERE v.platform = l.platform
    """
