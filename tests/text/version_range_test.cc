// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/version_range.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace funnel::base {
namespace {

bool Matches(const std::string& asked, const std::string& has,
             VersionOrder order = VersionOrder::kEqual) {
  const std::vector<VersionRange> articles = ParseVersions(has);
  const std::vector<VersionRange> questions = ParseVersions(asked);
  return std::any_of(questions.begin(), questions.end(), [&](const VersionRange& question) {
    return std::any_of(articles.begin(), articles.end(), [&](const VersionRange& article) {
      return Meet(Compared(order, question), article);
    });
  });
}

TEST_CASE("VersionRange: what a version that is asked for matches") {
  const struct {
    const char* asked;
    std::vector<std::string> matching, others;
  } rows[] = {
      {"5.2",
       {"5.2", "5.2.0", "5.2.1", "5.2.10.7", "v5.2", "V5.2.3", "version 5.2", "5.2.x", "5.2-rc1",
        "5.02", "5.2 LTS", "バージョン 5.2", "版本5.2", "버전 5.2", "เวอร์ชัน 5.2", "versi 5.2",
        "phiên bản 5.2", "संस्करण 5.2", "версия 5.2"},
       {"5.20", "5.21", "5.1", "5", "15.2", "5.3", "52", "2.5.2", "", "Ventura"}},
      {"5.2",
       {"5.x",         "5.*",           "5.0 - 5.4",      "5.0-5.4",      "5.0 to 5.4", "5.0~5.4",
        "5.0〜5.4",    "5.0至5.4",      "5.1..5.3",       "5.2 - 6",      "4 - 5.2",    ">=3.1",
        ">= 5.2",      "≥5.2",          "<=5.2",          "<6",           ">=3.1 <6",   ">=3.1, <6",
        "3.1+",        "3.1 and later", "5.2 or earlier", "5.1以降",      "5.0 以上",   "5.0 이상",
        "5.1 trở lên", "up to 6.1",     "from 5.1",       "5.1, 5.2; 5.4"},
       {"4.x", "5.3 - 5.4", "5.20-5.40", ">5.2", "<5.2", ">=5.20", ">=3.1 <5", "5.3+", "5.1以前",
        "5.4 - 5.0", "5.1, 5.3", "6.x"}},
      {"5", {"5", "5.0", "5.2", "5.x", "5.0 - 5.4", "4 - 6"}, {"50", "4.5", "6"}},
      {"5.0", {"5", "5.0", "5.0.1"}, {"5.1", "50"}},
      {"5.2.1", {"5.2.1", "5.2.1.4", "5.2.x", "5.x"}, {"5.2.10", "5.2.2"}},
      {"2019 R2", {"2019 r2", "2019R2", "2019 R2 SP1"}, {"2019", "2019 R1", "2016 R2"}},
      {"2019", {"2019", "2019 R2", "2016 - 2022"}, {"2016", "20190"}},
      {"5.2-1", {"5.2-1", "5.2.1"}, {"5.2", "5.2-2"}},
      {"2024-03-01", {"2024-03-01", "2024.3.1"}, {"2024-04-01"}},
      {"10 - 12", {"10", "11.5", "12.4", "11 - 20", "9+"}, {"9", "13", "1"}},
      {">=3.1", {"3.1", "4", "3.10", "2 - 3.5", "3.x"}, {"3.0", "2.x"}},
      {"Windows 11", {"windows 11", "Windows 11 23H2"}, {"Windows 10", "11"}},
      {"007", {"7", "7.1"}, {"70"}},
      {"99999999999999999999999999.1", {"99999999999999999999999999.1"}, {"9"}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.asked);
    for (const std::string& has : row.matching) {
      CAPTURE(has);
      CHECK(Matches(row.asked, has));
    }
    for (const std::string& has : row.others) {
      CAPTURE(has);
      CHECK_FALSE(Matches(row.asked, has));
    }
  }
}

TEST_CASE("VersionRange: what comes before and behind a version") {
  const struct {
    VersionOrder order;
    const char* asked;
    std::vector<std::string> matching, others;
  } rows[] = {
      {VersionOrder::kAtLeast,
       "5.2",
       {"5.2", "5.2.1", "5.10", "6", "5.x", "4 - 7"},
       {"5.1.9", "5"}},
      {VersionOrder::kAtLeast, "5.0", {"5", "5.0"}, {"4.9"}},
      {VersionOrder::kGreater, "5.2", {"5.3", "5.20", "6", ">5"}, {"5.2", "5.2.9", "<=5.2"}},
      {VersionOrder::kAtMost, "5.2", {"5.2", "5.2.9", "5", "1", "5.1 - 9"}, {"5.3", "5.20"}},
      {VersionOrder::kLess, "5.2", {"5.1", "5", "5.1.99", "<=9"}, {"5.2", "5.2.0", ">=5.2"}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.asked);
    for (const std::string& has : row.matching) {
      CAPTURE(has);
      CHECK(Matches(row.asked, has, row.order));
    }
    for (const std::string& has : row.others) {
      CAPTURE(has);
      CHECK_FALSE(Matches(row.asked, has, row.order));
    }
  }
}

}  // namespace
}  // namespace funnel::base
