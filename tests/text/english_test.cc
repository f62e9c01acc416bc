// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/english.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer/text/languages/stemmer.h"

namespace funnel::text {
namespace {

std::string Stem(const std::string& word) { return Stemmers().Stem(word, Script::kLatin, "en"); }

TEST_CASE("EnglishForm: the forms and writings of a word have one stem") {
  const std::vector<std::vector<std::string>> groups = {
      {"freeze", "freezes", "freezing", "froze", "frozen"},
      {"unfreeze", "unfroze", "unfrozen"},
      {"stick", "sticks", "stuck"},
      {"write", "writing", "wrote", "written"},
      {"overwrite", "overwrites", "overwrote", "overwritten"},
      {"break", "breaking", "broke", "broken"},
      {"build", "built", "builds"},
      {"run", "ran", "running"},
      {"hang", "hung", "hanging"},
      {"mouse", "mice", "mouse's"},
      {"person", "people", "people's", "persons"},
      {"child", "children"},
      {"index", "indices", "indexes"},
      {"shelf", "shelves"},
      {"color", "colour", "colours", "coloured", "coloring", "colouring"},
      {"behavior", "behaviour", "behaviours"},
      {"neighborhood", "neighbourhood"},
      {"favorites", "favourites", "favorite", "favourite"},
      {"organize", "organise", "organised", "organizing", "organisation", "organizations"},
      {"initialize", "initialised", "initialising", "initialiser", "initialization"},
      {"synchronize", "synchronise", "synchronisation"},
      {"analyze", "analyse", "analysed", "analyzing", "analysing", "analysis", "analyses"},
      {"license", "licence", "licenses", "licences", "licensed"},
      {"center", "centre", "centres", "centred", "centered"},
      {"kilometer", "kilometre", "kilometres"},
      {"cancel", "cancelled", "canceled", "cancelling", "canceling", "cancellation"},
      {"label", "labelled", "labeled", "labelling"},
      {"dial", "dialled", "dialed", "dialling"},
      {"dialog", "dialogue", "dialogues", "dialogs"},
      {"catalog", "catalogue", "catalogued"},
      {"gray", "grey", "greyed", "grayed"},
      {"program", "programme", "programs"},
      {"fulfill", "fulfil", "fulfillment", "fulfilment"},
      {"resume", "résumé", "resumes"},
      {"naive", "naïve"},
      {"artifact", "artefact", "artefacts"},
      {"defense", "defence"},
      {"judgment", "judgement"},
      {"maneuver", "manoeuvre"},
  };
  for (const std::vector<std::string>& group : groups) {
    for (const std::string& word : group) {
      CAPTURE(word);
      CHECK(Stem(word) == Stem(group.front()));
    }
  }
}

TEST_CASE("EnglishForm: other words stay what they are") {
  const char* const kSame[] = {
      "exercise",  "exercised",  "advertising", "promises", "surprised", "revision", "enterprise",
      "otherwise", "franchises", "improvise",   "noise",    "raised",    "disabled", "usability",
      "these",     "hour",       "hours",       "contour",  "source",    "tour",     "four",
      "journal",   "your",       "led",         "left",     "bit",       "bits",     "spoke",
      "blog",      "log",        "clothes",     "metrics",  "symmetric", "premises", "bound"};
  for (const char* word : kSame) {
    CAPTURE(word);
    CHECK(EnglishForm(word) == word);
  }
}

TEST_CASE("EnglishForm: different words stay apart") {
  const char* const kApart[][2] = {
      {"hidden", "hide-and"}, {"promise", "prom"}, {"exercise", "exert"}, {"our", "or"},
      {"tour", "tor"},        {"disk", "desk"},    {"led", "lead"},       {"left", "leave"},
      {"spoke", "speak"},     {"bit", "bite"}};
  for (const auto& [a, b] : kApart) {
    CAPTURE(a);
    CHECK(Stem(a) != Stem(b));
  }
}

}  // namespace
}  // namespace funnel::text
