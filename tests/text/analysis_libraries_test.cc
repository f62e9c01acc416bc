// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>
#include <unicode/uvernum.h>

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

}  // namespace
}  // namespace funnel
