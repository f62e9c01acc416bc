// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/layout/vocabulary.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

TEST_CASE("Vocabulary: characters are turned round, not bytes") {
  const struct {
    std::string word, reversed;
  } rows[] = {{"", ""}, {"printer", "retnirp"}, {"máy", "yám"}, {"принтер", "ретнирп"}};
  for (const auto& row : rows) {
    CAPTURE(row.word);
    CHECK(Reversed(row.word) == row.reversed);
    CHECK(Reversed(row.reversed) == row.word);
    CHECK(WordOfKey(WordKey(row.word)) == row.word);
    CHECK(WordOfKey(WordEndKey(row.word)) == row.word);
  }
}

TEST_CASE("Vocabulary: words of an alphabet that are neither short nor endless") {
  const std::string endless(200, 'a');
  const struct {
    std::string word;
    bool known, with_end;
  } rows[] = {
      {"printer", true, true},        {"o'clock", true, true},      {"принтер", true, true},
      {"प्रिंटर", true, true},          {"mail", true, false},        {"usb", true, false},
      {"pc", false, false},           {"0x80070005", false, false}, {"kb2919355", false, false},
      {"打印机打印机", false, false}, {"프린터기오류", true, true}, {endless, false, false}};
  for (const auto& row : rows) {
    CAPTURE(row.word);
    CHECK(IsKnowable(row.word) == row.known);
    CHECK(IsKnowable(row.word, kShortestWordWithEnd) == row.with_end);
  }
}

TEST_CASE("Vocabulary: comes back from what goes beside a document") {
  const VocabularyWords words = {{"prints", {"Zprint"}}, {"dateien", {"Zdatei", "Zdateien"}}};
  VocabularyWords back;
  DecodeVocabulary(EncodeVocabulary(words), back);
  CHECK(back == words);
  DecodeVocabulary("prints\tZprint\tZprints\n", back);
  CHECK(back.at("prints") == std::vector<std::string>{"Zprint", "Zprints"});
}

TEST_CASE("Vocabulary: each word of what was written, once, with all its terms") {
  const testing::TempDir dir;
  Xapian::WritableDatabase database((dir.path() / "db").string(), Xapian::DB_CREATE);
  const auto write = [&](const VocabularyWords& words) {
    WriteVocabulary(words, database);
    database.commit();
    std::string keys;
    for (auto key = database.synonym_keys_begin(); key != database.synonym_keys_end(); ++key) {
      keys += *key + ' ';
    }
    return keys;
  };
  CHECK(write({{"printer", {"Zprinter"}}, {"page", {"Zpage"}}}) == "eretnirp wpage wprinter ");
  CHECK(write({{"printer", {"Zprint"}}, {"pointer", {"Zpointer"}}}) ==
        "eretniop eretnirp wpage wpointer wprinter ");
  CHECK(TermsOfWord(database, "printer") == std::vector<std::string>{"Zprint", "Zprinter"});
  CHECK(TermsOfWord(database, "print").empty());
}

}  // namespace
}  // namespace funnel::store
