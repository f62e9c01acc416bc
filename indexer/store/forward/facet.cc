// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/forward/facet.h"

#include <algorithm>

#include "indexer/store/files/bytes.h"

namespace funnel::store {

std::string EncodeFacets(std::vector<FacetValue> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  std::string bytes;
  for (const FacetValue& value : values) {
    bytes.push_back(static_cast<char>(value.facet));
    PutBytes(bytes, value.key);
    PutBytes(bytes, value.written);
  }
  return bytes;
}

std::vector<FacetValue> DecodeFacets(std::string_view bytes) {
  std::vector<FacetValue> values;
  ByteCursor in(bytes);
  while (!in.at_end()) {
    const std::uint8_t facet = in.Byte();
    const std::string_view key = in.Bytes();
    const std::string_view written = in.Bytes();
    if (!in.ok() || facet >= kFacetCount) break;
    values.push_back({static_cast<Facet>(facet), std::string(key), std::string(written)});
  }
  return values;
}

}  // namespace funnel::store
