// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/visibility.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/clock.h"
#include "indexer/base/edit_distance.h"
#include "indexer/readers/date.h"

namespace funnel::readers {
namespace fs = std::filesystem;
namespace {

using Shape = KeyValue::Shape;

const std::vector<std::string_view>& AudienceNames() {
  static const std::vector<std::string_view> names = {
      Name(Audience::kPublic), Name(Audience::kPartner), Name(Audience::kInternal)};
  return names;
}

/// The audience that somebody who wrote `word` seems to have meant; empty when none is near.
std::string_view MeantAudience(std::string_view word) {
  if (const auto audience = AudienceOfWord(word)) return Name(*audience);
  return base::ClosestName(word, AudienceNames());
}

/// The audience to propose for a list: the narrowest that one of its items means; internal where
/// one means none that we know.
std::string_view MeantAudience(const KeyValue& value) {
  Audience narrowest = Audience::kPublic;
  for (const std::string& item : value.items) {
    const auto meant = ParseAudience(MeantAudience(base::Trim(item)));
    narrowest = std::max(narrowest, meant.value_or(Audience::kInternal));
  }
  return Name(value.items.empty() ? Audience::kInternal : narrowest);
}

/// Whether a value says nothing at all, where that is no mistake.
bool IsBlank(const KeyValue& value) {
  return value.shape == Shape::kNothing ||
         (value.shape == Shape::kText && base::Trim(value.items.front()).empty());
}

/// The switch `exclude` of MkDocs' map, or one that is the whole value.
bool IsExcludedFromSearch(const KeyValue& value) {
  constexpr std::string_view kExclude = "exclude: ";
  return std::any_of(value.items.begin(), value.items.end(), [&](const std::string& item) {
    const std::string lower = base::AsciiLower(item);
    if (value.shape != Shape::kMap) return ParseSwitch(lower) == false;
    return lower.starts_with(kExclude) && ParseSwitch(lower.substr(kExclude.size())) == true;
  });
}

bool HasDraftsFolder(const fs::path& path) {
  const fs::path folder = path.parent_path();
  return std::any_of(folder.begin(), folder.end(), [](const fs::path& part) {
    return base::AsciiLower(part.string()) == "_drafts";
  });
}

/// By its name as given, or by where it really is: given from within the folder, or behind a link.
bool IsInDraftsFolder(const fs::path& path) {
  if (HasDraftsFolder(path)) return true;
  std::error_code error;
  const fs::path real = fs::weakly_canonical(path, error);
  return !error && HasDraftsFolder(real);
}

tl::unexpected<Error> Refuse(std::string message) {
  return Fail(ErrorCode::kInvalidInput, std::move(message));
}

tl::unexpected<Error> RefuseList(std::string_view key) {
  return Refuse(
      fmt::format("'{0}' must be one value, not a list or map; write state: draft, or "
                  "audience: internal",
                  key));
}

std::string Shown(const KeyValue& value) {
  std::string text;
  for (const std::string& item : value.items) text += (text.empty() ? "" : ", ") + item;
  return text.substr(0, 60);
}

}  // namespace

Visibility::Visibility(KeySource source, std::string_view path, std::string today)
    : source_(source), today_(today.empty() ? base::UtcToday() : std::move(today)) {
  if (IsInDraftsFolder(path)) state_ = State::kDraft;
}

Result<bool> Visibility::Take(std::string_view key, const KeyValue& value) {
  VisibilityKey kind = VisibilityKeyOf(key);
  if (kind == VisibilityKey::kNone) return false;
  if (kind == VisibilityKey::kState && source_ == KeySource::kWebPage) {
    kind = VisibilityKey::kStatus;
  }
  if (kind == VisibilityKey::kAudience) return TakeAudience(value);
  if (IsBlank(value)) return TakeBlank(key, kind);
  if (value.items.empty()) return TakeEmptyList(key, kind);
  switch (kind) {
    case VisibilityKey::kState:
      return TakeState(value);
    case VisibilityKey::kStatus:
      return TakeStatus(key, value);
    case VisibilityKey::kVisibility:
    case VisibilityKey::kClassification:
      return TakeVisibility(key, kind, value);
    case VisibilityKey::kRestriction:
      TakeRestriction(value);
      return true;
    case VisibilityKey::kAccessPolicy:
      return TakeAccessPolicy(value);
    case VisibilityKey::kSearch: {
      const bool excluded = IsExcludedFromSearch(value);
      if (excluded) Restrict(State::kDraft);
      return excluded;
    }
    default:
      break;
  }
  // MkDocs hides parts of a page by a list of their names.
  const bool hides_parts = base::AsciiLower(key) == "hide" && !ParseSwitch(value.items.front());
  if (hides_parts) return false;
  if (value.shape != Shape::kText) return RefuseList(key);
  const std::string text(base::Trim(value.items.front()));
  if (kind == VisibilityKey::kPublishDate || kind == VisibilityKey::kPublishedSince ||
      kind == VisibilityKey::kExpiryDate) {
    return TakeDate(key, kind, text);
  }
  return TakeSwitch(key, kind, text);
}

Result<bool> Visibility::TakeBlank(std::string_view key, VisibilityKey kind) {
  switch (kind) {
    // Not yet: so Strapi has its drafts.
    case VisibilityKey::kDraftIfFalse:
    case VisibilityKey::kPublishedSince:
      Restrict(State::kDraft);
      return true;
    case VisibilityKey::kState:
    case VisibilityKey::kStatus:
    case VisibilityKey::kVisibility:
    case VisibilityKey::kInternalIfFalse:
      // A page's template writes its metas, whether there is something to say or not.
      if (source_ == KeySource::kWebPage) return true;
      return Refuse(
          fmt::format("'{}' is empty; write state: published, draft or archived, or audience: "
                      "public, partner or internal, or no such key",
                      key));
    default:
      return true;  // Not switched on, no day, nobody named.
  }
}

Result<bool> Visibility::TakeEmptyList(std::string_view key, VisibilityKey kind) {
  switch (kind) {
    case VisibilityKey::kRestriction:
    case VisibilityKey::kAccessPolicy:
    case VisibilityKey::kClassification:
    case VisibilityKey::kSearch:
      return true;  // Nobody named.
    default:
      break;
  }
  if (base::AsciiLower(key) == "hide") return true;  // No part of the page.
  return RefuseList(key);
}

Result<bool> Visibility::TakeAudience(const KeyValue& value) {
  const std::string word = value.items.empty() ? "" : std::string(base::Trim(value.items.front()));
  const bool one =
      value.shape == Shape::kText || (value.shape == Shape::kList && value.items.size() == 1);
  if (one) {
    if (const auto audience = ParseAudience(base::AsciiLower(word))) {
      own_audience_ = std::max(own_audience_.value_or(Audience::kPublic), *audience);
      return true;
    }
    if (source_ == KeySource::kMicrosoft && AreJobTitles(word)) return false;
    if (source_ == KeySource::kWebPage) {
      if (word.empty()) return false;
      if (const auto audience = AudienceOfPhrases(word)) {
        Restrict(*audience);
        return *audience != Audience::kPublic;
      }
    }
  }
  if (word.empty()) {
    return Refuse(
        "'audience' is empty; write audience: public, partner or internal, or no such "
        "key");
  }
  if (!one) {
    return Refuse(fmt::format("'audience' must be one text, not a list or map; write audience: {}",
                              MeantAudience(value)));
  }
  const std::string_view meant = MeantAudience(word);
  return Refuse(fmt::format("unknown audience '{}'{}", word.substr(0, 60),
                            meant.empty() ? std::string(": use public, partner or internal")
                                          : fmt::format(", did you mean '{}'?", meant)));
}

Result<bool> Visibility::TakeState(const KeyValue& value) {
  const std::string word = value.shape == Shape::kText
                               ? base::AsciiLower(base::Trim(value.items.front()))
                               : std::string("(a list or map)");
  const auto state = ParseState(word);
  if (!state) return Refuse(fmt::format("'state': {}", state.error().message));
  // Of a key that stands there twice, the one that shows less.
  if (!own_state_ || *own_state_ == State::kPublished) own_state_ = *state;
  return true;
}

Result<bool> Visibility::TakeSwitch(std::string_view key, VisibilityKey kind,
                                    const std::string& word) {
  const auto on = ParseSwitch(word);
  if (!on) {
    if (kind == VisibilityKey::kDraftIfFalse && ParseDate(word)) {
      return TakeDate(key, VisibilityKey::kPublishDate, word);
    }
    return Refuse(
        fmt::format("'{}: {}' is neither true nor false; write state: draft or "
                    "audience: internal for what not all may see",
                    key, word.substr(0, 60)));
  }
  if (kind == VisibilityKey::kDraftIfTrue && *on) Restrict(State::kDraft);
  if (kind == VisibilityKey::kDraftIfFalse && !*on) Restrict(State::kDraft);
  if (kind == VisibilityKey::kArchivedIfTrue && *on) Restrict(State::kArchived);
  if (kind == VisibilityKey::kInternalIfTrue && *on) Restrict(Audience::kInternal);
  if (kind == VisibilityKey::kInternalIfFalse && !*on) Restrict(Audience::kInternal);
  return true;
}

Result<bool> Visibility::TakeStatus(std::string_view key, const KeyValue& value) {
  bool all = true;
  for (const std::string& item : value.items) {
    const std::string_view word = base::Trim(item);
    const auto state = StateOfWord(word);
    const auto audience = AudienceOfWord(word);
    const bool of_ticket = source_ == KeySource::kRecord && IsTicketStatus(word);
    if (state && !of_ticket) {
      Restrict(*state);
    } else if (audience && *audience != Audience::kPublic) {
      Restrict(*audience);
    } else {
      unclear_ = fmt::format("'{}: {}'", key, Shown(value));
      all = false;
    }
  }
  // "deprecated" and the like are badges: worth keeping.
  return all && StateOfWord(base::Trim(value.items.front())) != State::kPublished;
}

Result<bool> Visibility::TakeVisibility(std::string_view key, VisibilityKey kind,
                                        const KeyValue& value) {
  bool all = value.shape != Shape::kMap;
  for (const std::string& item : value.items) {
    const std::string_view word = base::Trim(item);
    if (kind == VisibilityKey::kClassification && SpeaksOfSecrecy(word)) {
      Restrict(Audience::kInternal);
      continue;
    }
    const auto audience = AudienceOfWord(word);
    const auto state = StateOfWord(word);
    if (audience) {
      Restrict(*audience);
    } else if (state && *state != State::kPublished) {
      Restrict(*state);
    } else {
      all = false;
    }
  }
  if (all || kind == VisibilityKey::kClassification) return all;
  return Refuse(
      fmt::format("'{}: {}' does not say who may see the article; write audience: "
                  "public, partner or internal in its place",
                  key, Shown(value)));
}

void Visibility::TakeRestriction(const KeyValue& value) {
  Audience audience = Audience::kPublic;
  for (const std::string& item : value.items) {
    audience = std::max(audience, AudienceOfWord(base::Trim(item)).value_or(Audience::kInternal));
  }
  Restrict(value.shape == Shape::kMap ? Audience::kInternal : audience);
}

Result<bool> Visibility::TakeAccessPolicy(const KeyValue& value) {
  constexpr std::string_view kViewable = "viewable_by: ";
  constexpr std::string_view kManageable = "manageable_by: ";
  for (const std::string& item : value.items) {
    if (item.starts_with(kManageable)) continue;
    const std::string_view word = item.starts_with(kViewable)
                                      ? std::string_view(item).substr(kViewable.size())
                                      : std::string_view();
    Restrict(AudienceOfWord(word).value_or(Audience::kInternal));
  }
  return true;
}

Result<bool> Visibility::TakeDate(std::string_view key, VisibilityKey kind,
                                  const std::string& text) {
  const auto date = ParseDate(text);
  if (!date) {
    return Refuse(fmt::format("'{}': {}, or write state: draft or state: archived", key,
                              date.error().message));
  }
  if (kind != VisibilityKey::kExpiryDate && *date > today_) {
    Restrict(State::kDraft);
    publishes_ = std::max(publishes_, *date);
  }
  if (kind == VisibilityKey::kExpiryDate) {
    if (*date <= today_) Restrict(State::kArchived);
    if (expires_.empty() || *date < expires_) expires_ = *date;
  }
  return false;  // The day is worth keeping.
}

void Visibility::Restrict(State state) {
  if (state == State::kPublished) return;
  if (!state_ || state == State::kDraft) state_ = state;
}

void Visibility::Restrict(Audience audience) { audience_ = std::max(audience_, audience); }

Result<std::string> Visibility::Apply(Article& article) const {
  const bool shows = article.state == State::kPublished && !own_state_ && !state_;
  if (shows && !unclear_.empty()) {
    return Refuse(unclear_ +
                  " does not say whether the article is published; write state: draft, "
                  "state: published or state: archived in its place or beside it");
  }
  std::string warning;
  if (own_state_) article.state = *own_state_;
  if (own_audience_) article.audience = *own_audience_;
  if (state_ && article.state == State::kPublished) {
    if (own_state_) {
      warning = fmt::format(
          "'state: published' is contradicted by another key or the folder: the "
          "article is {}; remove one of them",
          *state_ == State::kDraft ? "a draft" : "archived");
    }
    article.state = *state_;
  }
  if (audience_ > article.audience) {
    if (own_audience_) {
      warning = fmt::format(
          "'audience: {}' is contradicted by another key: the article is for "
          "{} readers; remove one of them",
          Name(*own_audience_), Name(audience_));
    }
    article.audience = audience_;
  }
  if (!publishes_.empty() && warning.empty()) {
    warning = fmt::format("a draft until {}; index it again then", publishes_);
  }
  if (!expires_.empty() && article.review_by.empty()) article.review_by = expires_;
  return warning;
}

std::string MisspeltVisibilityKey(std::string_view key, const KeyValue& value) {
  if (VisibilityKeyOf(key) != VisibilityKey::kNone) return {};
  const std::string text = value.shape == KeyValue::Shape::kText ? value.items.front() : "";
  std::string_view meant = base::ClosestName(key, {"audience", "visibility"});
  if (meant.empty() && ParseSwitch(base::Trim(text))) {
    meant = base::ClosestName(key, {"draft", "published", "hidden", "unlisted"});
  }
  if (meant.empty() && StateOfWord(base::Trim(text))) {
    meant = base::ClosestName(key, {"state", "status"});
  }
  if (meant.empty()) return {};
  return fmt::format("unknown key '{}', did you mean '{}'?", key, meant);
}

}  // namespace funnel::readers
