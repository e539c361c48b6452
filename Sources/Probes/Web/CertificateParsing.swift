import Maintenance

/// Reads the end of a certificate as libcurl words it: `Nov 22 14:32:05 2026 GMT` with OpenSSL
/// (`ASN1_TIME_print(3)`), `2026-11-22 14:32:05 GMT` with GnuTLS. `nil` for anything else.
func parseCertificateEnd(_ text: String) -> Timestamp? {
  let words = text.split(separator: " ")
  if words.count == 3, words[2] == "GMT" { return Timestamp(words[0] + "T" + words[1] + "Z") }
  guard words.count == 5, words[4] == "GMT", let month = monthNumber(words[0]), let day = Int(words[1]) else {
    return nil
  }
  return Timestamp("\(words[3])-\(twoDigits(month))-\(twoDigits(day))T\(words[2])Z")
}

/// `Nov` → 11.
func monthNumber(_ name: some StringProtocol) -> Int? {
  ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    .firstIndex { $0 == name }.map { $0 + 1 }
}

/// `7` → `07`.
func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
