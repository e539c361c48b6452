import Maintenance
import Testing

@testable import Operations

/// Where tables stand, by the names that are looked at.
@Suite struct SchemaPlacementTests {
  private func place(
    _ old: Set<String>, _ incoming: Set<String>, inIncoming: Set<String>, inAside: Set<String>
  ) -> SchemaPlacement {
    SchemaPlacement(old: old, incoming: incoming, inIncoming: inIncoming, inAside: inAside)
  }

  @Test func allOldOrAllNewOrBetween() {
    let (old, new): (Set<String>, Set<String>) = (["a", "b"], ["a", "c"])
    #expect(place(old, new, inIncoming: new, inAside: []) == .old)
    #expect(place(old, new, inIncoming: [], inAside: old) == .new)
    let between: [(Set<String>, Set<String>)] = [
      (["c"], []), (["c"], ["a"]), (["c"], old), ([], ["a"]), ([], []), (new, ["a"]), (new, old),
    ]
    for (inIncoming, inAside) in between {
      #expect(place(old, new, inIncoming: inIncoming, inAside: inAside) == .between, "\(inIncoming) \(inAside)")
    }
    // What is none of theirs says nothing.
    #expect(place(old, new, inIncoming: ["a", "c", "x"], inAside: ["y"]) == .old)
    #expect(place(old, new, inIncoming: ["x"], inAside: ["a", "b", "y"]) == .new)
  }

  @Test func oneSideMayBeEmpty() {
    #expect(place([], [], inIncoming: [], inAside: []) == .new)
    #expect(place([], ["a", "b"], inIncoming: ["a", "b"], inAside: []) == .old)
    #expect(place([], ["a", "b"], inIncoming: ["b"], inAside: []) == .between)
    #expect(place([], ["a", "b"], inIncoming: [], inAside: []) == .new)
    #expect(place(["a"], [], inIncoming: [], inAside: []) == .old)
    #expect(place(["a"], [], inIncoming: [], inAside: ["a"]) == .new)
  }
}

/// The schemas beside a live one, and what an account is granted of them.
@Suite struct SchemaNamesTests {
  private static let operation = OperationID.make(at: Timestamp(seconds: 1_795_305_600))

  @Test func theyFitIntoANameAndIntoTheGrant() {
    for live in ["shop", String(repeating: "n", count: 64), "50%", "a_b", #"a\b"#, "été 漢"] {
      let names = SchemaNames(live: live, operation: Self.operation)
      let pattern = SchemaNames.pattern(of: live)
      for name in [names.new, names.before] {
        #expect(name.count <= 64, "\(name)")
        #expect(SchemaPrivileges.matches(pattern, name), "\(pattern) \(name)")
        #expect(SchemaNames.isAside(name, of: live) && !SchemaNames.isAside(name, of: "x" + live))
        #expect(!name.dropFirst(live.count).contains("-"))
      }
      #expect(SchemaNames.isNew(names.new) && !SchemaNames.isNew(names.before) && !SchemaNames.isAside(live, of: live))
    }
  }

  /// What a name holds of a grant's own signs stands for itself.
  @Test func theGrantCoversNoOther() {
    for (live, other) in [("a_b", "axb__new_1"), ("5%", "5000__new_1"), ("shop", "shopX_new_1"), ("a_b", "a_b")] {
      #expect(!SchemaPrivileges.matches(SchemaNames.pattern(of: live), other), "\(live) \(other)")
    }
    #expect(SchemaNames.pattern(of: #"a_b%c\d"#) == #"a\_b\%c\\d\_\_%"#)
  }

  @Test func theFormIsWhatStandsBehindTheName() {
    let form = SchemaForm("CREATE DATABASE `a``b` /*!40100 DEFAULT CHARACTER SET utf8mb4 COMMENT '`x`' */")
    #expect(form.options == " /*!40100 DEFAULT CHARACTER SET utf8mb4 COMMENT '`x`' */")
    #expect(form.create("s") == "CREATE DATABASE IF NOT EXISTS `s`\(form.options);\n")
    #expect(form.alter("s") == "ALTER DATABASE `s`\(form.options);\n")
    #expect(SchemaForm("CREATE DATABASE `s`").alter("s").isEmpty && SchemaForm("").options.isEmpty)
  }
}

@Suite struct SchemaPrivilegesTests {
  private func missing(_ lines: [String], _ privileges: [String] = ["SELECT"], in schema: String = "shop") -> [String] {
    SchemaPrivileges(lines).missing(privileges, in: schema)
  }

  @Test func aGrantIsOfASchemaOrAPatternOrAll() {
    #expect(
      missing(["GRANT SELECT, LOCK TABLES ON `shop`.* TO `r`@`l`"], ["SELECT", "LOCK TABLES", "DROP"]) == ["DROP"])
    #expect(missing(["GRANT ALL PRIVILEGES ON `sh%`.* TO `r`@`l` WITH GRANT OPTION"], ["DROP"]).isEmpty)
    #expect(missing(["GRANT SELECT ON *.* TO `r`@`l`"]).isEmpty)
    #expect(missing(["GRANT SELECT ON `other`.* TO `r`@`l`"]) == ["SELECT"])
    #expect(missing(["GRANT SELECT ON `shop`.`users` TO `r`@`l`"]) == ["SELECT"])
    #expect(missing(["GRANT SELECT ON `a``b`.* TO `r`@`l`"], in: "a`b").isEmpty)
    #expect(missing([#"GRANT SELECT ON "shop".* TO "r"@"l""#]).isEmpty)
    #expect(missing(["SET DEFAULT ROLE x FOR r"]) == ["SELECT"])
  }

  @Test func signsStandForOthersUnlessTheyAreEscaped() {
    #expect(SchemaPrivileges.matches("sho_", "shop"))
    #expect(!SchemaPrivileges.matches("sho_", "sho") && !SchemaPrivileges.matches("sho_", "shopp"))
    #expect(SchemaPrivileges.matches("s%p", "sp") && !SchemaPrivileges.matches("s%p", "spx"))
    #expect(SchemaPrivileges.matches(#"a\_b"#, "a_b") && !SchemaPrivileges.matches(#"a\_b"#, "axb"))
    #expect(SchemaPrivileges.matches(#"a\\b"#, #"a\b"#) && SchemaPrivileges.matches(#"a\b"#, #"a\b"#))
  }

  @Test func onlyWhatIsGrantedEverywhereIsGlobal() {
    #expect(SchemaPrivileges(["GRANT PROCESS ON *.* TO `r`@`l`"]).hasGlobal("PROCESS"))
    #expect(SchemaPrivileges(["GRANT ALL PRIVILEGES ON *.* TO `r`@`l`"]).hasGlobal("PROCESS"))
    #expect(!SchemaPrivileges(["GRANT ALL PRIVILEGES ON `shop`.* TO `r`@`l`"]).hasGlobal("PROCESS"))
    #expect(!SchemaPrivileges(["GRANT SELECT ON *.* TO `r`@`l`"]).hasGlobal("PROCESS"))
  }

  /// Each of the three schemas is asked for by itself.
  @Test func theGrantThatIsMissingIsNamed() {
    func lines(_ grants: [String]) -> [String] {
      SchemaPreflight.grants(SchemaPrivileges(grants), of: "shop", PlacingContext.make()).map {
        $0.severity.rawDescription + $0.text.text(in: .english)
      }
    }
    let (live, aside) = (
      "GRANT ALL PRIVILEGES ON `shop`.* TO `r`@`l`", #"GRANT ALL PRIVILEGES ON `shop\_\_%`.* TO `r`@`l`"#
    )
    #expect(lines([live, aside]) == ["fine: The account may load the schema beside the live one"])
    let beside =
      "critical: The schema is loaded beside the live one, then put in place by name: GRANT ALL ON `shop\\_\\_%`.*"
    #expect(lines([live]).count == 1 && lines([live])[0].hasPrefix(beside))
    for half in ["new", "before"] {
      let found = lines([live, #"GRANT ALL PRIVILEGES ON `shop\_\_"# + half + "%`.* TO `r`@`l`"])
      #expect(found.count == 1 && found[0].hasPrefix(beside), "\(half): \(found)")
    }
    let here = lines([aside, "GRANT SELECT ON `shop`.* TO `r`@`l`"])
    #expect(
      here.count == 1 && here[0].hasPrefix("critical: Missing grants on shop (INSERT, UPDATE, DELETE, "), "\(here)")
  }
}

extension Severity {
  fileprivate var rawDescription: String { "\(self): " }
}
