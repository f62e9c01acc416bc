// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/analysis_libraries.h"

#include <doctest/doctest.h>
#include <unicode/uvernum.h>

#include <algorithm>
#include <string>

#include "funnel/analyzer.h"

namespace funnel {
namespace {

TEST_CASE("ThisAnalysis: the libraries of this program, always the same") {
  const AnalysisLibraries& libraries = ThisAnalysis();
  CHECK(libraries.icu.starts_with(std::to_string(U_ICU_VERSION_MAJOR_NUM) + "."));
  CHECK(libraries.fingerprint.size() == 32);
  CHECK(&ThisAnalysis() == &libraries);
}

TEST_CASE("AnalysisSamples: every stemmer and every dictionary has work to do") {
  Analyzer analyzer;
  const auto terms_of = [&](const std::string& lang, Lane lane) {
    const auto samples = text::AnalysisSamples();
    const auto sample =
        std::find_if(samples.begin(), samples.end(),
                     [&](const text::AnalysisSample& one) { return one.lang == lang; });
    std::vector<std::string> terms;
    if (sample == samples.end()) return terms;
    for (const Term& term : analyzer.AnalyzeDocument(sample->text, lang).terms) {
      if (term.lane == lane) terms.push_back(term.text);
    }
    return terms;
  };
  for (const std::string lang :
       {"ar", "ca", "da", "de", "el", "en", "es", "eu", "fi", "fr", "ga", "hi", "hu",
        "hy", "id", "it", "lt", "ne", "nl", "no", "pt", "ro", "ru", "sv", "ta", "tr"}) {
    CAPTURE(lang);
    CHECK(terms_of(lang, Lane::kStem) != terms_of(lang, Lane::kWord));
    CHECK(terms_of(lang, Lane::kStem).size() > 1);
  }
  for (const std::string lang : {"th", "lo", "km", "my", "ja", "zh-Hans", "zh-Hant", "yue"}) {
    CAPTURE(lang);
    CHECK(terms_of(lang, Lane::kWord).size() > 4);
  }
}

}  // namespace
}  // namespace funnel
