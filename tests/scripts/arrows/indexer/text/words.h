// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace funnel::text {

class Reader;

/// Two rooms may both say Name of their enumerators.
std::string_view Name(Lane lane);

struct Twice {
  int number = 0;
};

std::vector<Twice> FindTwice(std::string_view text);

}  // namespace funnel::text
