// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace funnel::query {

struct Parsed {  // violation
  char letter;
};

void Parse(char letter);

}  // namespace funnel::query
