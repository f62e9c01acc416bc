// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/article.h"
#include "funnel/result.h"

namespace funnel::store {

/// The bytes stored as a document's data: every field of `article`, what a hit shows first, the
/// body last. The layout is described in article_record.cc; index_schema.h has its version.
std::string EncodeArticle(const Article& article);

/// The inverse of EncodeArticle. Fails with kCorrupt.
Result<Article> DecodeArticle(std::string_view record);

/// What a hit needs: every field but body, text of sections and extra. The views point into
/// `record` and live as long as it does.
struct HitRecord {
  std::string_view id, family, lang, title, summary, url, updated;
  std::string_view text;  ///< Article::text, whole.
  Kind kind = Kind::kArticle;
  Audience audience = Audience::kPublic;
  BodyFormat format = BodyFormat::kMarkdown;
  std::vector<std::string_view> products;
};

/// Reads the hit's part of a record without copying. Fails with kCorrupt.
Result<HitRecord> DecodeHit(std::string_view record);

/// A section of Article::text, as Section has it.
struct SectionRecord {
  std::string_view heading, anchor;
  int level = 0;
  SectionRole role = SectionRole::kOther;
  std::uint32_t begin = 0, end = 0;
};

/// The sections of a record, in their order, without copying. Fails with kCorrupt.
Result<std::vector<SectionRecord>> DecodeSections(std::string_view record);

}  // namespace funnel::store
