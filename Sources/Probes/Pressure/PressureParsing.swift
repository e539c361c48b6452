import Maintenance

/// Reads one file of `/proc/pressure`.
///
/// <https://docs.kernel.org/accounting/psi.html>
///
///     some avg10=38.98 avg60=12.53 avg300=8.16 total=118900754
///     full avg10=0.00 avg60=0.00 avg300=0.00 total=0
///
/// `cpu` has no `full` line before 5.13.
func parsePressure(_ bytes: ArraySlice<UInt8>) throws(MalformedLine) -> Pressure {
  var some, full: (Double, Double, Double)?
  for line in Lines(bytes) {
    var scanner = ByteScanner(line)
    if scanner.skip("some") {
      some = try averages(&scanner, of: line)
    } else if scanner.skip("full") {
      full = try averages(&scanner, of: line)
    }
  }
  guard let some else { throw MalformedLine(bytes.prefix(80), expected: "a line that begins with “some”") }
  return Pressure(
    someAverage10: some.0, someAverage60: some.1, someAverage300: some.2, fullAverage10: full?.0,
    fullAverage60: full?.1, fullAverage300: full?.2)
}

private func averages(
  _ scanner: inout ByteScanner, of line: ArraySlice<UInt8>
) throws(MalformedLine) -> (Double, Double, Double) {
  guard scanner.skip(" avg10="), let ten = scanner.decimal(), scanner.skip(" avg60="), let sixty = scanner.decimal(),
    scanner.skip(" avg300="), let threeHundred = scanner.decimal()
  else { throw MalformedLine(line, expected: "avg10, avg60 and avg300") }
  return (ten, sixty, threeHundred)
}
