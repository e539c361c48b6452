import Maintenance
import Testing

@Suite struct ServiceRulesTests {
  private let now = Timestamp(seconds: 1000)

  private func service(_ condition: Reading<ServiceCondition>, _ answer: Reading<ServiceAnswer>) -> ServiceStatus {
    ServiceStatus(
      name: "web", label: LocalizedText("web"), condition: condition, answer: answer, isControllable: true)
  }

  private func known(_ activity: ServiceActivity) -> Reading<ServiceCondition> {
    .known(ServiceCondition(activity: activity, since: Timestamp(seconds: 900)), at: now)
  }

  private var fineAnswer: Reading<ServiceAnswer> { .known(ServiceAnswer(status: 200, latencyMilliseconds: 2), at: now) }

  @Test func aServiceThatRunsAndAnswersIsNoProblem() {
    #expect(ServiceRules.problem(of: service(known(.active), fineAnswer)) == nil)
    #expect(service(known(.active), fineAnswer).severity == .fine)
  }

  @Test(arguments: [ServiceActivity.inactive, .failed, .notFound])
  func aStoppedServiceIsCriticalSinceItStopped(activity: ServiceActivity) throws {
    let problem = try #require(ServiceRules.problem(of: service(known(activity), fineAnswer)))
    #expect(problem.severity == .critical && problem.state == .firing)
    #expect(problem.since == Timestamp(seconds: 900))
    #expect(problem.cause == .serviceDown(activity: activity, ending: nil))
  }

  @Test func aServiceOnItsWayIsPending() throws {
    let problem = try #require(ServiceRules.problem(of: service(known(.activating), .pending)))
    #expect(problem.state == .pending)
  }

  @Test func aWrongAnswerOfARunningServiceIsCritical() throws {
    let answer = ServiceAnswer(status: 503, latencyMilliseconds: 3, fault: "503, expected 200")
    let problem = try #require(ServiceRules.problem(of: service(known(.active), .known(answer, at: now))))
    #expect(problem.cause == .answerWrong(detail: "503, expected 200") && problem.severity == .critical)
    let silent = Reading<ServiceAnswer>.unavailable(Unavailability(.timeout, "no answer within 2 s"))
    #expect(ServiceRules.problem(of: service(known(.active), silent))?.severity == .critical)
  }

  @Test func whatCannotBeReadIsUnknownNeverFine() {
    let why = Unavailability(.denied, "systemctl: access denied")
    #expect(service(.unavailable(why), fineAnswer).severity == .unknown)
    #expect(service(.stale(ServiceCondition(activity: .active), since: now), fineAnswer).severity == .unknown)
    #expect(
      service(known(.active), .stale(ServiceAnswer(status: 200, latencyMilliseconds: 1), since: now)).severity
        == .unknown)
    #expect(service(.pending, .pending).severity == .unknown)
    #expect(ServiceRules.problem(of: service(.pending, .pending)) == nil)
  }

  @Test func whatThePlanDoesNotAskIsNoProblem() {
    let none = Unavailability(.notConfigured, "")
    #expect(ServiceRules.problem(of: service(.unavailable(none), fineAnswer)) == nil)
    #expect(ServiceRules.problem(of: service(known(.active), .unavailable(none))) == nil)
    #expect(service(.unavailable(none), .unavailable(none)).severity == .unknown)
  }
}
