import Maintenance
import Testing

@Suite struct AwaitedServicesTests {
  private func site(_ activity: ServiceActivity, answers: Bool) -> ServiceStatus {
    let now = Timestamp(seconds: 0)
    return ServiceStatus(
      name: "site", label: LocalizedText("site"), condition: .known(ServiceCondition(activity: activity), at: now),
      answer: answers
        ? .known(ServiceAnswer(status: 200, latencyMilliseconds: 1), at: now)
        : .known(ServiceAnswer(status: nil, latencyMilliseconds: 1, fault: "connection refused"), at: now),
      isControllable: true)
  }

  @Test func whatIsStillStartingIsPendingAndNoProblem() {
    var awaited = AwaitedServices(["site"])
    for status in [site(.inactive, answers: false), site(.active, answers: false)] {
      let shown = awaited.withhold([status], isOver: false)
      #expect(shown[0].condition == .pending && ServiceRules.problem(of: shown[0]) == nil)
    }
    #expect(awaited.withhold([site(.active, answers: true)], isOver: false)[0].severity == .fine)
    // Once it has been seen, a stop is a stop.
    #expect(awaited.withhold([site(.inactive, answers: false)], isOver: false)[0].severity == .critical)
  }

  @Test func aStartThatDoesNotComeIsShown() {
    var awaited = AwaitedServices(["site"])
    #expect(awaited.withhold([site(.inactive, answers: false)], isOver: true)[0].severity == .critical)
  }

  @Test func othersAreShownAsTheyAre() {
    var awaited = AwaitedServices(["database"])
    #expect(awaited.withhold([site(.failed, answers: false)], isOver: false)[0].severity == .critical)
  }
}
