// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "funnel/article.h"

// The words in which documentation systems say who may see an article, and when. Letter case, '-',
// '_' and spaces do not count: "is_draft" is "IsDraft".

namespace funnel::readers {

/// What a key says.
enum class VisibilityKey : std::uint8_t {
  kNone,             ///< Nothing of who may see the article.
  kState,            ///< Our own `state`.
  kAudience,         ///< Our own `audience`.
  kDraftIfTrue,      ///< draft, hidden, unlisted
  kDraftIfFalse,     ///< published, publish; published may be a date, too
  kArchivedIfTrue,   ///< archived, deleted
  kInternalIfTrue,   ///< private, internal
  kInternalIfFalse,  ///< public
  kStatus,           ///< status: a word for a state
  kVisibility,       ///< visibility, access: a word for an audience, or for a state
  kClassification,   ///< The same, but other words have other meanings.
  kRestriction,      ///< user_segment_id, allowed_groups: whom the base does not know
  kAccessPolicy,     ///< Zendesk's map with viewable_by
  kSearch,           ///< search: {exclude: true} of MkDocs
  kPublishDate,      ///< publishDate: a draft before that day
  kPublishedSince,   ///< publishedAt: the same, and a draft without one
  kExpiryDate,       ///< expiryDate: archived from that day on
};

VisibilityKey VisibilityKeyOf(std::string_view key);

/// true and yes, or false and no, in the words of YAML 1.1 and of numbers; nothing for others.
std::optional<bool> ParseSwitch(std::string_view word);

/// The state that a word of a `status` stands for: "in-review" is a draft, "retired" is archived;
/// nothing for words that do not say it. Words for internal ("private") are AudienceOfWord's.
std::optional<State> StateOfWord(std::string_view word);

/// The audience that a word stands for: "everyone", "signed_in_users", "staff"; nothing for others.
std::optional<Audience> AudienceOfWord(std::string_view word);

/// Whether a `status` of that word may be a ticket's, solved or not: no word for its publishing.
bool IsTicketStatus(std::string_view word);

/// Whether a classification keeps the article from others: "internal use only".
bool SpeaksOfSecrecy(std::string_view words);

/// Whether `audience` may hold `words` in Microsoft's documentation: the jobs of who reads it, with
/// commas between them.
bool AreJobTitles(std::string_view words);

/// Whom a web page is for that says so in words of its own ("internal staff", "End users"): the
/// narrowest audience among them. Nothing where a word is unknown, unless another says internal.
std::optional<Audience> AudienceOfPhrases(std::string_view text);

}  // namespace funnel::readers
