// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/layout/word_end.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

TEST_CASE("WordEnds: characters are turned round, not bytes") {
  const struct {
    std::string word, reversed;
  } rows[] = {{"", ""}, {"printer", "retnirp"}, {"máy", "yám"}, {"принтер", "ретнирп"}};
  for (const auto& row : rows) {
    CAPTURE(row.word);
    CHECK(Reversed(row.word) == row.reversed);
    CHECK(Reversed(row.reversed) == row.word);
  }
}

TEST_CASE("WordEnds: words of an alphabet, of five letters or more") {
  const std::string endless(200, 'a');
  const struct {
    std::string term;
    bool has;
  } rows[] = {{"printer", true},      {"o'clock", true},    {"принтер", true},
              {"प्रिंटर", true},        {"Zprint", false},    {"mail", false},
              {"0x80070005", false},  {"kb2919355", false}, {"打印机打印机", false},
              {"프린터기오류", true}, {endless, false}};
  for (const auto& row : rows) {
    CAPTURE(row.term);
    CHECK(HasWordEnd(row.term) == row.has);
  }
}

TEST_CASE("WordEnds: each word of what was written, once") {
  const testing::TempDir dir;
  Xapian::WritableDatabase database((dir.path() / "db").string(), Xapian::DB_CREATE);
  WordEnds ends;
  const auto write = [&](std::initializer_list<const char*> terms) {
    Xapian::Document document;
    for (const char* term : terms) document.add_term(term);
    ends.Add(document);
    ends.Write(database);
    database.commit();
    std::string keys;
    for (auto key = database.synonym_keys_begin(); key != database.synonym_keys_end(); ++key) {
      keys += *key + ' ';
    }
    return keys;
  };
  CHECK(write({"Qen:a", "Zprint", "printer", "page"}) == "retnirp ");
  CHECK(write({"Qen:b", "printer", "pointer"}) == "retniop retnirp ");
}

}  // namespace
}  // namespace funnel::store
