// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/word_forms.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer/text/characters/normalized_text.h"

namespace funnel::text {
namespace {

std::string FormsOf(FormMaker& maker, const std::vector<std::string>& langs, bool remember,
                    const std::string& source) {
  const NormalizedText text = Normalize(source);
  Segmenter segmenter;
  maker.Begin(langs, remember);
  std::string line;
  for (const Word& word : segmenter.Words(text.text)) {
    const WordForms& forms = maker.Of(text.text, word);
    line += forms.normal + "|";
    for (const std::string& stem : forms.stems) line += stem + "|";
    line += forms.bare + (forms.stop ? "*" : "") + " ";
  }
  return line;
}

TEST_CASE("FormMaker: what it remembers is what it would make") {
  FormMaker maker;
  const std::string source =
      "Printers and printing: the Café's die Drucker, プリンター 打印 인쇄를";
  const std::vector<std::vector<std::string>> all = {{"en"}, {"de"}, {"en", "de"}, {}, {"ja"}};
  for (int round = 0; round < 2; ++round) {
    for (const std::vector<std::string>& langs : all) {
      CAPTURE(langs);
      FormMaker fresh;
      const std::string expected = FormsOf(fresh, langs, false, source);
      CHECK(FormsOf(maker, langs, true, source) == expected);
      CHECK(FormsOf(maker, langs, false, source) == expected);
    }
  }
}

TEST_CASE("FormMaker: goes on when it has forgotten") {
  FormMaker maker;
  const auto words = [](int first) {
    std::string text;
    for (int i = first; i < first + 20'000; ++i) text += "n" + std::to_string(i) + "n ";
    return text;
  };
  for (int first = 0; first < 100'000; first += 20'000) {
    const std::string forms = FormsOf(maker, {"en"}, true, words(first));
    CHECK(forms.starts_with("n" + std::to_string(first) + "n|"));
  }
  CHECK(FormsOf(maker, {"en"}, true, "the printers") == "the|the|* printers|printer| ");
}

}  // namespace
}  // namespace funnel::text
