import Testing

@testable import Operations

/// The texts of views, as servers write them, for a schema of another name.
@Suite struct ViewTextTests {
  private func moved(_ text: String, from schema: String = "shop") -> String {
    String(decoding: ViewText.moved(from: schema, to: "shop__new_1", Array(text.utf8)), as: UTF8.self)
  }

  private func bare(_ text: String, _ schema: String = "shop") -> String {
    String(decoding: ViewText.withoutSchema(schema, Array(text.utf8)), as: UTF8.self)
  }

  @Test func aColumnWithItsSchemaGoesAlongWithItsTable() {
    #expect(
      moved("select `shop`.`t`.`id` AS `id`,'`shop`.`t`.`x`' AS `s` from `t`")
        == "select `shop__new_1`.`t`.`id` AS `id`,'`shop`.`t`.`x`' AS `s` from `t`")
    #expect(
      moved("select `se``l`.`été2`.`id` AS `id` from `été2`", from: "se`l")
        == "select `shop__new_1`.`été2`.`id` AS `id` from `été2`")
  }

  @Test func aTableWithItsSchemaStaysWithItsColumns() {
    let text = "select `shop`.`t`.`id` AS `id`,`other`.`t`.`id` AS `o` from (`shop`.`t` join `other`.`t`)"
    #expect(moved(text) == text)
  }

  /// `shop` is here another name of a table.
  @Test func anAliasLikeTheSchemaStays() {
    let text = "select `shop`.`id` AS `id` from `t` `shop`"
    #expect(moved(text) == text)
  }

  @Test func theSameViewIsKnownByBothTexts() {
    let plain = "select `t`.`id` AS `id`,'shop.`shop`.' AS `s` from `t`"
    #expect(bare("select `shop`.`t`.`id` AS `id`,'shop.`shop`.' AS `s` from `t`") == plain)
    #expect(bare(plain) == plain)
    #expect(bare("select `mixed`.`t`.`id` AS `id` from `t`", "Mixed") == "select `t`.`id` AS `id` from `t`")
    #expect(bare("select `other`.`t`.`shop` AS `id` from `t`") == "select `other`.`t`.`shop` AS `id` from `t`")
    #expect(bare("select `t`.`shop`,`shop`.`t`.`id`") == "select `t`.`shop`,`t`.`id`")
  }
}
