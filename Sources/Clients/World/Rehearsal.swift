import Host
import Maintenance
import Wire

/// Reads a small Situation, one of each kind, on a thread of its own while the terminal is opened.
///
/// The first time a type is decoded, Swift's runtime searches all conformance records of the program for it; a Situation
/// has sixty types, and the search took longer than everything else before the first picture. What was searched once is
/// known to every thread. The parts are read from the last to the first: the agent's own Situation, which comes
/// meanwhile, is read from the first on, so that the two threads share the search instead of following each other.
package enum Rehearsal {
  /// Begins, and returns at once.
  package static func begin() {
    useOneArena()
    startElsewhere { _ in
      _ = try? WireCoding.message(Backwards.self, from: Rehearsal.line.utf8)
      return nil
    }
  }

  /// The whole of the update, read from its end.
  package struct Backwards: Decodable {
    private enum Name: String, CodingKey { case update, _0, whole }
    private enum Part: String, CodingKey {
      case vitals, services, capacity, backups, rounds, problems, operations, logs, agent
    }
    /// The parts that were read.
    package private(set) var parts = 0

    package init(from decoder: any Decoder) throws {
      let message = try decoder.container(keyedBy: Name.self).nestedContainer(keyedBy: Name.self, forKey: .update)
      let update = try message.nestedContainer(keyedBy: Name.self, forKey: ._0)
      let whole = try update.nestedContainer(keyedBy: Part.self, forKey: .whole)
      func read<Value: Decodable>(_ type: Value.Type, _ part: Part) throws {
        _ = try whole.decode(type, forKey: part)
        parts += 1
      }
      try read(AgentStatus.self, .agent)
      try read([LogStatus].self, .logs)
      try read([OperationStatus].self, .operations)
      try read([Problem].self, .problems)
      try read([RoundStatus].self, .rounds)
      try read([LegStatus].self, .backups)
      try read([ResourceStatus].self, .capacity)
      try read([ServiceStatus].self, .services)
      try read(Vitals.self, .vitals)
    }
  }

  /// The update that is read: every part of a Situation, with one element in each list.
  package static let line = #"""
    {"update":{"_0":{"at":"2026-01-01T00:00:00Z","whole":{"application":"a","host":"a","production":false,"isSandbox":true,"language":"en","at":"2026-01-01T00:00:00Z","zoneOffsetSeconds":0,
    "vitals":{"load":{"known":{"_0":{"one":0,"five":0,"fifteen":0},"at":"2026-01-01T00:00:00Z"}},"processes":{"known":{"_0":[{"residentBytes":0,"uid":0,"pid":1,"cpuPercent":0,"name":"a"}],"at":"2026-01-01T00:00:00Z"}},"processCount":{"known":{"_0":1,"at":"2026-01-01T00:00:00Z"}},
    "memory":{"known":{"_0":{"totalBytes":0,"availableBytes":0,"freeBytes":0,"buffersBytes":0,"cachedBytes":0,"sharedBytes":0,"swapTotalBytes":0,"swapFreeBytes":0},"at":"2026-01-01T00:00:00Z"}},
    "processors":{"known":{"_0":{"total":{"user":0,"nice":0,"system":0,"idle":0,"iowait":0,"irq":0,"softirq":0,"steal":0,"guest":0,"guestNice":0},"perCore":[{"user":0,"nice":0,"system":0,"idle":0,"iowait":0,"irq":0,"softirq":0,"steal":0,"guest":0,"guestNice":0}]},"at":"2026-01-01T00:00:00Z"}},
    "network":{"known":{"_0":[{"errorsPerSecond":0,"sentBytesPerSecond":0,"sentPacketsPerSecond":0,"dropsPerSecond":0,"receivedPacketsPerSecond":0,"receivedBytesPerSecond":0,"interface":"a"}],"at":"2026-01-01T00:00:00Z"}},
    "memoryPressure":{"known":{"_0":{"someAverage10":0,"someAverage60":0,"someAverage300":0,"fullAverage10":0,"fullAverage60":0,"fullAverage300":0},"at":"2026-01-01T00:00:00Z"}},
    "cpuPressure":{"known":{"_0":{"someAverage10":0,"someAverage60":0,"someAverage300":0,"fullAverage10":0,"fullAverage60":0,"fullAverage300":0},"at":"2026-01-01T00:00:00Z"}},
    "ioPressure":{"known":{"_0":{"someAverage10":0,"someAverage60":0,"someAverage300":0,"fullAverage10":0,"fullAverage60":0,"fullAverage300":0},"at":"2026-01-01T00:00:00Z"}},
    "disks":{"known":{"_0":[{"fileSystem":"a","busyPercent":0,"mountPoint":"/","writtenBytesPerSecond":0,"readBytesPerSecond":0,"device":"a","space":{"known":{"_0":{"freeBytes":0,"totalBytes":0,"freeInodes":0,"totalInodes":0,"availableBytes":0},"at":"2026-01-01T00:00:00Z"}}}],"at":"2026-01-01T00:00:00Z"}},"uptimeSeconds":{"known":{"_0":1,"at":"2026-01-01T00:00:00Z"}}},
    "services":[{"name":"a","label":{"fr":"a","en":"a"},"condition":{"known":{"_0":{"activity":"active","pid":1,"since":"2026-01-01T00:00:00Z","memoryBytes":1,"restarts":0},"at":"2026-01-01T00:00:00Z"}},"answer":{"known":{"_0":{"latencyMilliseconds":1,"status":200},"at":"2026-01-01T00:00:00Z"}},"isControllable":true}],
    "capacity":[{"resource":"cpu","usedPercent":{"known":{"_0":1,"at":"2026-01-01T00:00:00Z"}},"alert":{"state":"pending","overSeconds":0,"since":"2026-01-01T00:00:00Z","isHeld":false,"threshold":{"percent":85,"forSeconds":900},"severity":"critical"},
    "critical":{"state":"pending","overSeconds":0,"since":"2026-01-01T00:00:00Z","isHeld":false,"threshold":{"percent":85,"forSeconds":900},"severity":"critical"},"action":{"fr":"a","en":"a"},"lastHour":[null,1]}],
    "backups":[{"leg":"database.full","backups":{"known":{"_0":[{"id":"a","leg":"database.full","takenAt":"2026-01-01T00:00:00Z","durationSeconds":1,"bytes":1,"trust":1,"verifiedAt":"2026-01-01T00:00:00Z","isSafetyCopy":false,"parent":"a"}],"at":"2026-01-01T00:00:00Z"}},"triggers":[{"daily":{"minute":60}}],"nextDue":"2026-01-01T00:00:00Z","severity":"fine"}],
    "rounds":[{"period":"daily","round":"a","ends":"2026-01-01T00:00:00Z","tasks":[{"name":"a","title":{"fr":"a","en":"a"},"hint":{"fr":"a","en":"a"},"evidence":{"severity":"fine","facts":[{"fr":"a","en":"a"}],"at":"2026-01-01T00:00:00Z","source":"alerts"},
    "tick":{"period":"daily","round":"a","task":"a","verdict":"done","note":"a","evidence":{"severity":"fine","facts":[{"fr":"a","en":"a"}],"at":"2026-01-01T00:00:00Z","source":"alerts"},"by":{"uid":0,"name":"a"},"at":"2026-01-01T00:00:00Z"}}]}],
    "problems":[{"id":"a","subject":{"backup":{"_0":"database.full"}},"severity":"warning","state":"firing","cause":{"neverBackedUp":{}},"since":"2026-01-01T00:00:00Z","acknowledgement":{"by":{"uid":0,"name":"a"},"at":"2026-01-01T00:00:00Z"},"action":{"fr":"a","en":"a"}}],
    "operations":[{"id":"a","request":{"backup":{"leg":"database.full"}},"procedure":"a","title":{"fr":"a","en":"a"},"target":"a","by":{"uid":0,"name":"a"},"startedAt":"2026-01-01T00:00:00Z","endedAt":"2026-01-01T00:00:00Z","state":"done","steps":[{"title":{"fr":"a","en":"a"},"state":"done","startedAt":"2026-01-01T00:00:00Z","endedAt":"2026-01-01T00:00:00Z",
    "exitStatus":0,"message":"a","progress":1}],
    "exitStatus":0,"message":"a",
    "wayBack":{"title":{"fr":"a","en":"a"},"request":{"backup":{"leg":"database.full"}}},"canResume":false}],
    "logs":[{"name":"a","path":"a","counts":{"known":{"_0":{"errors":0,"warnings":0,"criticals":0,"lastError":"a","lastErrorAt":"2026-01-01T00:00:00Z"},"at":"2026-01-01T00:00:00Z"}}}],
    "agent":{"pid":1,"endsWhenUnused":false,"version":"a","startedAt":"2026-01-01T00:00:00Z","stateFolder":"/"}}}}}
    """#
}
