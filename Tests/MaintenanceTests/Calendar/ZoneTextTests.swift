import Maintenance
import Testing

@Suite struct ZoneTextTests {
  @Test(arguments: [
    ("2026-07-01T10:00:00Z", "2026-07-01T12:00:00+02:00"), ("2026-11-22T00:00:00Z", "2026-11-22T01:00:00+01:00"),
    // The hour that comes twice: told apart by the offset.
    ("2026-10-25T00:30:00Z", "2026-10-25T02:30:00+02:00"), ("2026-10-25T01:30:00Z", "2026-10-25T02:30:00+01:00"),
  ])
  func aMomentIsReadBackFromItsText(utc: String, text: String) throws {
    let moment = try #require(Timestamp(utc))
    #expect(try TestZones.paris().text(moment) == text)
    #expect(Timestamp(text) == moment)
  }

  @Test func westOfGreenwichIsMinus() throws {
    var zone = Zone.utc
    #expect(zone.text(Timestamp(milliseconds: 0)) == "1970-01-01T00:00:00+00:00")
    zone = Zone(name: "America/St_Johns", rules: try TestZones.rules(.file("st-johns")))
    #expect(zone.text(try #require(Timestamp("2026-01-01T12:00:00Z"))) == "2026-01-01T08:30:00-03:30")
  }
}
