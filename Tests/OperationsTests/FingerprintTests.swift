import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

@Suite struct FingerprintTests {
  @Test func whatMattersChangesItAndWhatDoesNotDoesNot() async throws {
    let application = try await Application(withDaemon: false)
    let plan = application.plan
    let first = try #require(Fingerprint.of(.configuration, plan: plan))
    let id = try await application.backUp(.configurationFull)
    #expect(Catalogue.manifest(backups: application.state.backups, id: id)?.digests?[Fingerprint.key] == first)
    let file = application.configuration + "/app.conf"
    var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
    utimensat(AT_FDCWD, file, &times, 0)
    #expect(Fingerprint.of(.configuration, plan: plan) == first, "a touched file has not changed")
    try FileSystem.writeAtomically(file, Array("a=2\n".utf8))
    let second = Fingerprint.of(.configuration, plan: plan)
    #expect(second != first)
    chmod(file, 0o640)
    let third = Fingerprint.of(.configuration, plan: plan)
    #expect(third != second)
    try application.folder.write("data/etc/app/new.conf", "")
    #expect(Fingerprint.of(.configuration, plan: plan) != third)
    try FileSystem.removeTree(application.configuration)
    #expect(Fingerprint.of(.configuration, plan: plan) == nil, "what cannot be read is not a change")
  }
}
