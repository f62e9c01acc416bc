// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::schema {

/// Boolean terms beside those of index_schema.h, by which the links of articles find others
/// (text/markup/article_link.h). An article whose id is its place key has no term for that: its
/// unique term says it.
inline constexpr std::string_view kPlacePrefix = "P";  ///< P<text::PlaceKey or AliasKey>.
inline constexpr std::string_view kNamePrefix = "XB";  ///< XB<48 bits of a hash of text::NameKey>.

/// The term of a name. Two names of a million share it with a probability of 1 to 560: a link by
/// name would find both articles.
std::string NameTerm(std::string_view name_key);

}  // namespace funnel::schema
