/// How a link is requested again after a takedown.
package struct RecheckRule: Hashable, Sendable {
    package let endpoint: Endpoint
    /// The parameters of the request; `${item}` is replaced by the platform's item number.
    package let parameters: [FeedRequest.Parameter]
    package let goneStatus: Set<Int>
    /// Texts that mean that the offer is gone although the platform answers with status 200.
    package let goneText: [String]

    package init(
        endpoint: Endpoint, parameters: [FeedRequest.Parameter], goneStatus: Set<Int>, goneText: [String]
    ) {
        self.endpoint = endpoint
        self.parameters = parameters
        self.goneStatus = goneStatus
        self.goneText = goneText
    }

    /// The state of the link according to a response. A response that shows neither a missing nor a complete page (HTTP
    /// 5xx, a redirect to a login) gives `unknown`.
    package func outcome(status: Int, body: String) -> RecheckOutcome {
        if goneStatus.contains(status) || goneText.contains(where: { body.contains($0) }) { return .gone }
        return (200..<300).contains(status) ? .stillThere : .unknown
    }
}
