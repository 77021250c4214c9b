import Domain
import Testing

struct ActorTests {
    @Test(
        "The stored text of an actor gives the same actor again",
        arguments: [
            (Actor.operator, "operator"), (.worker(.judge), "worker:judge"),
            (.holder(.officer, name: "王晓"), "officer:王晓"), (.laboratory("LAB-01"), "laboratory:LAB-01"),
            (.holder(.laboratory, name: "LAB-01", person: "0017"), "laboratory:LAB-01/0017"),
            (.holder(.laboratory, name: "A/B", person: "c%2F/d"), "laboratory:A%2FB/c%252F%2Fd"),
            (.holder(.laboratory, name: "A", person: "B/c"), "laboratory:A/B%2Fc"), (.platform("a:b"), "platform:a:b"),
            (.holder(.monitor, name: ""), "monitor:"), (.holder(.buyer, name: "buyer-01"), "buyer:buyer-01"),
            (.holder(.platform, name: "taobao", person: "li.si"), "platform:taobao/li.si"),
        ])
    func stored(_ actor: Actor, _ text: String) {
        #expect(actor.text == text)
        #expect(Actor(text: text) == actor)
    }

    @Test(
        "Any other text is no actor",
        arguments: ["", "operator2", "worker:nobody", "guest:x", "officer", "officer:a/b/c"])
    func otherText(_ text: String) {
        #expect(Actor(text: text) == nil)
    }

    @Test("Every worker is an actor")
    func workers() {
        for name in WorkerName.allCases { #expect(Actor(text: Actor.worker(name).text) == .worker(name)) }
    }
}
