// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace funnel::schema {

/// Boolean terms beside those of index_schema.h, by which the links of articles find others
/// (text/markup/article_link.h).
inline constexpr std::string_view kPlacePrefix = "P";  ///< P<text::PlaceKey or AliasKey>.
inline constexpr std::string_view kNamePrefix = "XB";  ///< XB<text::NameKey>.

}  // namespace funnel::schema
