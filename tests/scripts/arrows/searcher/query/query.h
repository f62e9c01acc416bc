// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace funnel::text {  // violation
}

namespace CLI {
class App;
}

namespace funnel::query {

std::string_view Name(Origin origin);

class Twice final {  // violation
  void Words();
};

std::string FindTwice(const Twice& twice);  // violation

struct Parsed {
  int number;
};

void Parse(int number);

}  // namespace funnel::query
