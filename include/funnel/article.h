// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "funnel/result.h"

namespace funnel {

/// An article answers a question for many; a case is one solved incident.
enum class Kind : std::uint8_t { kArticle, kCase };

/// Who may see an article. Each tier also sees the tiers before it: internal readers see all.
enum class Audience : std::uint8_t { kPublic, kPartner, kInternal };

/// Only published articles are searchable.
enum class State : std::uint8_t { kDraft, kPublished, kArchived };

/// How far the content has been confirmed, as Knowledge-Centered Service (KCS v6) names it.
enum class Confidence : std::uint8_t { kWorkInProgress, kNotValidated, kValidated };

/// How `Article::body` is written.
enum class BodyFormat : std::uint8_t { kMarkdown, kPlain };

/// What a section is for, recognised by its heading in every supported language.
enum class SectionRole : std::uint8_t { kOther, kSymptoms, kEnvironment, kCause, kResolution };

/// The names as written in front matter, such as "not-validated". Never empty.
std::string_view Name(Kind kind);
std::string_view Name(Audience audience);
std::string_view Name(State state);
std::string_view Name(Confidence confidence);
std::string_view Name(SectionRole role);

/// The inverse of Name. Fails with kInvalidInput and the list of the known names.
Result<Kind> ParseKind(std::string_view name);
Result<Audience> ParseAudience(std::string_view name);
Result<State> ParseState(std::string_view name);
Result<Confidence> ParseConfidence(std::string_view name);

/// The role that a heading stands for in any supported language ("Symptoms", "原因", "วิธีแก้ไข");
/// kOther for all else. Letter case, numbering ("1. Cause") and a trailing colon do not matter.
SectionRole RoleOfHeading(std::string_view heading);

/// One part of an article's plain text, under one heading.
struct Section {
  std::string heading;  ///< Plain text; empty for the text before the first heading.
  std::string anchor;   ///< Fragment of the heading in the rendered page, without '#'.
  int level = 0;        ///< 1 to 6; 0 for the text before the first heading.
  SectionRole role = SectionRole::kOther;
  std::uint32_t begin = 0;  ///< First byte of the section (its heading line) in Article::text.
  std::uint32_t end = 0;    ///< One past the last byte.
};

/// Longest id of an article, in bytes.
inline constexpr std::size_t kMaxIdBytes = 255;

/// One article in one language, as it was published. All text is valid UTF-8.
struct Article {
  std::string id;      ///< Stable; unique per language; 1 to kMaxIdBytes bytes, no controls.
  std::string family;  ///< The same article in all its languages; by default the id.
  std::string lang;    ///< BCP 47 as CanonicalLanguage gives it, such as "zh-Hant".
  std::string title;
  std::string summary;
  std::string body;  ///< As the author wrote it, without front matter.
  BodyFormat format = BodyFormat::kMarkdown;
  /// The body as plain text, blocks separated by '\n'. This and the sections follow from body and
  /// format: whoever takes an article derives them anew.
  std::string text;
  std::vector<Section> sections;  ///< Cover `text` in order; empty when it has no headings.
  std::vector<std::string> products;
  std::vector<std::string> versions;
  std::vector<std::string> tags;
  Kind kind = Kind::kArticle;
  Audience audience = Audience::kPublic;
  State state = State::kPublished;
  Confidence confidence = Confidence::kNotValidated;
  std::string created;    ///< ISO 8601 date, YYYY-MM-DD, or empty.
  std::string updated;    ///< ISO 8601 date, or empty.
  std::string review_by;  ///< ISO 8601 date, or empty.
  std::vector<std::string> authors;
  std::vector<std::string> symptoms;     ///< In the customer's own words.
  std::vector<std::string> questions;    ///< Questions that must find this article.
  std::vector<std::string> related;      ///< Article ids.
  std::vector<std::string> error_codes;  ///< Found in the text, in canonical form.
  std::string url;     ///< Where the original lives; empty when this base is its home.
  std::string source;  ///< The file it came from, as named on the command line.
  /// Front matter that this version has no use for, kept as it was: key and YAML text.
  std::vector<std::pair<std::string, std::string>> extra;
};

/// The canonical form of a BCP 47 tag: language, and script only where the language has several in
/// use: "zh-CN" -> "zh-Hans", "zh_TW" -> "zh-Hant", "th-TH" -> "th", "fil" -> "tl", "yue" stays.
/// Fails with kInvalidInput for what is no language tag.
Result<std::string> CanonicalLanguage(std::string_view tag);

/// A hash of everything that readers can see of an article: 32 hexadecimal digits (XXH3, 128 bits).
/// Equal hashes mean that the article need not be indexed again.
std::string ContentHash(const Article& article);

}  // namespace funnel
