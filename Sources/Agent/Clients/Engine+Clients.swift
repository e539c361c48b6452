import Host
import Maintenance
import NIOCore
import Wire

extension Engine {
  /// Answers whoever connects, until the socket is closed.
  func serveClients() async {
    for await event in server.events {
      switch event {
      case .opened, .writable:
        if case .writable(let connection) = event { catchUp(connection.id) }
      case .received(let connection, .hello(let hello)):
        welcome(connection, hello)
      case .received(let connection, .ask(let number, let question)):
        guard let follower = followers[connection.id] else {
          connection.send(.refused(.noGreeting))
          connection.close()
          continue
        }
        // Each question is a task of its own: proving a long register delays no other answer.
        Task {
          let answer = await self.answer(question, from: follower)
          connection.send(.answer(number: number, answer))
        }
      case .malformed(let connection):
        connection.send(.refused(.malformedLine))
        connection.close()
      case .closed(let connection):
        followers[connection.id] = nil
        if followers.isEmpty { unusedSinceBootSeconds = host.clock.bootSeconds() }
      }
    }
  }

  private func welcome(_ connection: WireConnection, _ hello: Hello) {
    let person = attestation.person(of: connection.peer)
    guard hello.wire == WireVersion.current else {
      connection.send(.refused(.version(client: hello.program, agent: configuration.version)))
      connection.close()
      return
    }
    guard let role = attestation.role(of: connection.peer) else {
      connection.send(.refused(.stranger(person, access: configuration.plan.access)))
      connection.close()
      return
    }
    greetedAtBootSeconds = host.clock.bootSeconds()
    var follower = Follower(connection: connection, person: person, role: role)
    follower.follows = hello.follows
    followers[connection.id] = follower
    var welcome = Welcome(program: configuration.version, person: person, role: role, pid: fold.agent.pid)
    welcome.planFile = configuration.planFile
    welcome.planStamp = configuration.planStamp
    welcome.language = configuration.plan.isSandbox ? nil : configuration.plan.language
    welcome.timezone = configuration.plan.timezone
    connection.send(.welcome(welcome))
    if hello.follows {
      if published == nil { publish() } else { catchUp(connection.id) }
    }
  }

  /// Folds and sends within a few milliseconds: the vitals and the services of one turn travel together.
  func publishSoon() {
    guard !isPublishing else { return }
    isPublishing = true
    Task {
      try? await self.sleep(until: .now() + .milliseconds(15))
      self.publish()
    }
  }

  /// Folds the Situation and sends each follower what has changed for it.
  func publish() {
    isPublishing = false
    let old = published
    let oldRevision = revision
    let folded = fold.fold(at: now)
    published = folded.situation
    revision += 1
    if !folded.begun.isEmpty || !folded.ended.isEmpty { record(begun: folded.begun, ended: folded.ended) }
    var shared: [UInt8]?
    for (id, follower) in followers where follower.follows {
      guard follower.connection.isWritable else { continue }
      // Most followers have the same last Situation: its difference is made once.
      if let old, follower.sentRevision == oldRevision {
        let line =
          shared ?? (try? WireCoding.line(AgentMessage.update(SituationUpdate(from: old, to: folded.situation)))) ?? []
        shared = line
        follower.connection.send(line: line)
      } else {
        follower.connection.send(.update(SituationUpdate(from: follower.sent, to: folded.situation)))
      }
      followers[id]?.sent = folded.situation
      followers[id]?.sentRevision = revision
    }
    prepareFirstLine()
  }

  /// While nobody looks, the whole is kept ready as its line: whoever comes waits for no encoder. Where nobody has come for
  /// an hour, nobody is waited for.
  private func prepareFirstLine() {
    firstLine = nil
    guard !followers.values.contains(where: \.follows), let published,
      host.clock.bootSeconds() - greetedAtBootSeconds < 3600
    else { return }
    firstLine = try? WireCoding.line(AgentMessage.update(SituationUpdate(from: nil, to: published)))
  }

  /// Sends a follower what it has missed.
  private func catchUp(_ id: Int) {
    guard let follower = followers[id], follower.follows, follower.connection.isWritable, let published,
      follower.sentRevision != revision
    else { return }
    if follower.sent == nil, let firstLine {
      follower.connection.send(line: firstLine)
    } else {
      follower.connection.send(.update(SituationUpdate(from: follower.sent, to: published)))
    }
    followers[id]?.sent = published
    followers[id]?.sentRevision = revision
  }

  /// Ends the agent when nobody has used it for long enough and nothing runs.
  func endIfUnused() {
    guard let limit = configuration.unusedSeconds, followers.isEmpty, watched.isEmpty else { return }
    if host.clock.bootSeconds() - unusedSinceBootSeconds >= limit { end() }
  }
}
