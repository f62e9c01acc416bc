// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/date.h"

#include <doctest/doctest.h>

#include <string>

namespace funnel {
namespace {

TEST_CASE("ParseDate: dates as people and programs write them") {
  struct {
    const char* text;
    const char* expected;
  } const rows[] = {
      {"2021-01-31", "2021-01-31"},
      {"2021-1-5", "2021-01-05"},
      {"01/31/2021", "2021-01-31"},
      {"7/8/2020", "2020-07-08"},
      {"31/12/2021", "2021-12-31"},
      {"2021/07/08", "2021-07-08"},
      {"2021.07.08", "2021-07-08"},
      {"31.12.2024", "2024-12-31"},
      {"3. 4. 2025", "2025-04-03"},
      {"03-04-2025", "2025-04-03"},
      {"04-13-2025", "2025-04-13"},
      {"20250403", "2025-04-03"},
      {"2021-01-31 10:00", "2021-01-31"},
      {"2021-01-31T10:00:00.123+09:00", "2021-01-31"},
      {"2021-01-31 10:00:00 +0900", "2021-01-31"},
      {"2021-01-31Z", "2021-01-31"},
      {"1612051200", "2021-01-31"},
      {"1612051200000", "2021-01-31"},
      {"3 April 2025", "2025-04-03"},
      {"April 3, 2025", "2025-04-03"},
      {"Apr. 3rd 2025", "2025-04-03"},
      {"03-Apr-2025", "2025-04-03"},
      {"2025 Apr 3", "2025-04-03"},
      {"Thu, 03 Apr 2025 10:00:00 GMT", "2025-04-03"},
      {"Thu Apr 03 2025 10:00:00 GMT+0900 (Japan)", "2025-04-03"},
      {"3. April 2025", "2025-04-03"},
      {"3. März 2025", "2025-03-03"},
      {"3 de abril de 2025", "2025-04-03"},
      {"1er avril 2025", nullptr},
      {"3 avril 2025", "2025-04-03"},
      {"3 апреля 2025", "2025-04-03"},
      {"3 kwietnia 2025", "2025-04-03"},
      {"3 Nisan 2025", "2025-04-03"},
      {"2025年4月3日", "2025-04-03"},
      {"2025年 4月 3日 10:00", "2025-04-03"},
      {"2025년 4월 3일", "2025-04-03"},
      {"ngày 3 tháng 4 năm 2025", "2025-04-03"},
      {"3 เมษายน 2568", "2025-04-03"},
      {"3 अप्रैल 2025", "2025-04-03"},
      {"", nullptr},
      {"2021", nullptr},
      {"April 2025", nullptr},
      {"soon", nullptr},
      {"true", nullptr},
      {"2021-13-01", nullptr},
      {"2021-02-30", nullptr},
      {"31 February 2021", nullptr},
      {"2021-01/31", nullptr},
      {"1/2/21", nullptr},
      {"2021-01-31x", nullptr},
      {"-1-1-1", nullptr},
      {"3 April or May 2025", nullptr},
      {"99999999999999999999", nullptr},
      {"0000-01-01", nullptr},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto date = readers::ParseDate(row.text);
    CHECK(date.has_value() == (row.expected != nullptr));
    if (date && row.expected != nullptr) CHECK(*date == row.expected);
  }
  CHECK_FALSE(readers::ParseDate(std::string(100'000, '1')));
  CHECK_FALSE(readers::ParseDate("\xE0\xB8"));
}

}  // namespace
}  // namespace funnel
