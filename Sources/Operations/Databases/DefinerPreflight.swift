import Maintenance

/// Before a restore: whether the accounts are there in whose name the backup's views, triggers, routines and events run. On a
/// server that was installed anew they are not, and what runs in their name fails when it is used (1449). They are offered,
/// never made: whom a server lets in is for a person to say.
struct DefinerPreflight {
  let database: ServerDatabase
  let backup: ServerBackup

  func lines() async throws(StepFailure) -> [Preflight] {
    let wanted = (backup.definers ?? []).compactMap(ServerAccount.init(definer:))
    guard !wanted.isEmpty else { return [] }
    let there: Set<ServerAccount>
    do throws(StepFailure) {
      // A role stands there without a host.
      there = Set(
        try await database.ask("SELECT user, host FROM mysql.user").compactMap { row in
          row.count == 2 ? ServerAccount(user: row[0], host: row[1].isEmpty ? nil : row[1]) : nil
        })
    } catch {
      let names = wanted.map(\.name).joined(separator: ", ")
      return [
        .advice(
          "Comptes au nom desquels la base agit, que ce compte ne peut pas voir : \(names)",
          "Accounts in whose name the schema acts, which this account may not see: \(names)")
      ]
    }
    return wanted.filter { !there.contains($0) }.map { account in
      let statements = ([account.creation(locked: true)] + (backup.grants?[account.name] ?? [])).joined(separator: "; ")
      return .warning(
        "\(account.name) manque sur le serveur, ce qui agit en son nom échouera : \(statements)",
        "\(account.name) is not on the server, what acts in its name will fail: \(statements)")
    }
  }
}
