// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <bit>
#include <cstddef>
#include <cstring>

namespace funnel::store {

/// The number whose bytes, the lowest first, begin at `at`: as TakeFixed, for the way of a look-up.
/// GCC 12 makes a single load of the first branch only.
template <class Number>
Number LoadNumber(const char* at) {
  Number number = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&number, at, sizeof number);
  } else {
    for (std::size_t i = 0; i < sizeof number; ++i) {
      number = static_cast<Number>(number | Number{static_cast<unsigned char>(at[i])} << (8 * i));
    }
  }
  return number;
}

}  // namespace funnel::store
