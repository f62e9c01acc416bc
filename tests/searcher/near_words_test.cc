// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/translate/near_words.h"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "searcher/query/word_splitter.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using testing::TempDir;

store::Lexicon MakeLexicon(const TempDir& dir, const char* from,
                           const std::map<std::string, std::string>& words) {
  std::vector<store::LexiconEntry> entries;
  for (const auto& [source, target] : words) {
    entries.push_back({"Z" + source, {{"Z" + target, 0.8}}});
  }
  const std::filesystem::path file = dir.path() / "lexicon";
  std::ofstream(file, std::ios::binary) << store::EncodeLexicon(from, "en", std::move(entries));
  Result<store::Lexicon> lexicon = store::Lexicon::Open(file);
  REQUIRE_MESSAGE(lexicon.has_value(), lexicon.error().message);
  return std::move(*lexicon);
}

/// "target*probability ...", in the order of the targets.
std::string Guess(const store::Lexicon& lexicon, const char* stem) {
  query::LookBudget budget(1000);
  std::map<std::string, double> targets;
  for (const store::Translation& target :
       translate::GuessByForm(lexicon, std::string("Z") + stem, budget)) {
    CHECK(!targets.contains(target.term));
    targets[target.term] = target.probability;
  }
  std::string line;
  for (const auto& [term, probability] : targets) {
    line += term.substr(1) + "*" + std::to_string(std::lround(100 * probability)) + " ";
  }
  return line;
}

TEST_CASE("GuessByForm: parts of compounds, words that begin or end alike") {
  const TempDir dir;
  const store::Lexicon lexicon = MakeLexicon(dir, "de",
                                             {{"kind", "child"},
                                              {"arbeit", "work"},
                                              {"prozess", "process"},
                                              {"drucktreib", "driver"},
                                              {"gefuhrt", "led"},
                                              {"an", "on"}});
  // "er" joins them.
  CHECK(Guess(lexicon, "kinderarbeit") == "child*80 work*80 ");
  CHECK(Guess(lexicon, "gesetzgebungsprozess") == "process*48 ");
  CHECK(Guess(lexicon, "aufgefuhrt") == "led*48 ");
  CHECK(Guess(lexicon, "drucktreiberversion").starts_with("driver*"));
  CHECK(Guess(lexicon, "himmel") == "");
  CHECK(Guess(lexicon, "plan") == "");
  query::LookBudget none(0);
  CHECK(translate::GuessByForm(lexicon, "Zkinderarbeit", none).empty());
}

TEST_CASE("GuessByForm: other languages write their words apart") {
  const TempDir dir;
  const store::Lexicon lexicon =
      MakeLexicon(dir, "ru", {{"дома", "home"}, {"работа", "work"}, {"ходить", "go"}});
  CHECK(Guess(lexicon, "переходить") == "go*48 ");
  CHECK(Guess(lexicon, "домаработа") == "work*48 ");
}

TEST_CASE("SplitCompound: the weightiest parts, in letters of any alphabet") {
  const auto split = [](const char* word, const std::map<std::string, double>& weights) {
    std::string parts;
    for (const std::string_view part : query::SplitCompound(word, [&](std::string_view piece) {
           const auto found = weights.find(std::string(piece));
           return found == weights.end() ? -1.0 : found->second;
         })) {
      parts.append(part).append(" ");
    }
    return parts;
  };
  CHECK(split("verbindungsfehler", {{"verbindung", 1}, {"fehler", 1}}) == "verbindung fehler ");
  CHECK(split("übertragungsrate", {{"übertragung", 1}, {"rate", 1}}) == "übertragung rate ");
  // Of two ways the one with the larger mean; three parts at most.
  CHECK(split("arbeitszeitkonto", {{"arbeit", 1}, {"zeit", 1}, {"konto", 1}, {"zeitkonto", 3}}) ==
        "arbeit zeitkonto ");
  CHECK(split("arbeitszeitkonto", {{"arbeit", 1}, {"zeit", 1}, {"konto", 1}}) ==
        "arbeit zeit konto ");
  CHECK(split("einsenden", {{"ein", 1}, {"senden", 1}}) == "");  // too short a part
  CHECK(split("打印机驱动程序", {{"打印机", 1}, {"驱动程序", 1}}) == "");
}

}  // namespace
}  // namespace funnel
