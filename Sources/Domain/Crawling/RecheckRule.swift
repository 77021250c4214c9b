/// How a link is requested again after a takedown.
package struct RecheckRule: Hashable, Sendable {
    package let endpoint: Endpoint
    /// Parameters; `${item}` stands for the platform's item number.
    package let parameters: [FeedRequest.Parameter]
    package let goneStatus: Set<Int>
    /// Text in a page that says the offer is gone, where the platform answers 200.
    package let goneText: [String]

    package init(
        endpoint: Endpoint, parameters: [FeedRequest.Parameter], goneStatus: Set<Int>, goneText: [String]
    ) {
        self.endpoint = endpoint
        self.parameters = parameters
        self.goneStatus = goneStatus
        self.goneText = goneText
    }

    /// What an answer says of the link. A page that neither is gone nor is there in full (HTTP 5xx, a redirect to a
    /// login) says nothing.
    package func outcome(status: Int, body: String) -> RecheckOutcome {
        if goneStatus.contains(status) || goneText.contains(where: { body.contains($0) }) { return .gone }
        return (200..<300).contains(status) ? .stillThere : .unknown
    }
}
