// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/visibility.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/clock.h"
#include "indexer/base/edit_distance.h"
#include "indexer/readers/front_matter.h"

namespace funnel::readers {
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

bool AreJobTitles(std::string_view words) {
  while (true) {
    const std::size_t comma = words.find(',');
    if (!IsJobTitle(base::Trim(words.substr(0, comma)))) return false;
    if (comma == std::string_view::npos) return true;
    words.remove_prefix(comma + 1);
  }
}

bool IsInDraftsFolder(std::string_view path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  return std::any_of(folder.begin(), folder.end(),
                     [](const std::filesystem::path& part) { return part == "_drafts"; });
}

tl::unexpected<Error> Refuse(std::string message) {
  return Fail(ErrorCode::kInvalidInput, std::move(message));
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
  const bool empty = value.shape == Shape::kNothing || value.items.empty() ||
                     (value.shape == Shape::kText && base::Trim(value.items.front()).empty());
  if (empty) return true;
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
      const std::string item = base::AsciiLower(value.items.front());
      const bool excluded =
          value.shape == Shape::kMap ? item == "exclude: true" : ParseSwitch(item) == false;
      if (excluded) Restrict(State::kDraft);
      return excluded;
    }
    default:
      break;
  }
  // MkDocs hides parts of a page by a list of their names.
  const bool hides_parts = base::AsciiLower(key) == "hide" && !ParseSwitch(value.items.front());
  if (hides_parts) return false;
  if (value.shape != Shape::kText) {
    return Refuse(
        fmt::format("'{0}' must be one value, not a list or map; write state: draft, or "
                    "audience: internal",
                    key));
  }
  const std::string text(base::Trim(value.items.front()));
  if (kind == VisibilityKey::kPublishDate || kind == VisibilityKey::kExpiryDate) {
    return TakeDate(key, kind, text);
  }
  return TakeSwitch(key, kind, text);
}

Result<bool> Visibility::TakeAudience(const KeyValue& value) {
  const std::string word = value.items.empty() ? "" : std::string(base::Trim(value.items.front()));
  if (value.shape == Shape::kText) {
    if (const auto audience = ParseAudience(base::AsciiLower(word))) {
      own_audience_ = std::max(own_audience_.value_or(Audience::kPublic), *audience);
      return true;
    }
    if (source_ == KeySource::kMicrosoft && AreJobTitles(word)) return false;
    if (source_ == KeySource::kWebPage) {
      if (const auto audience = AudienceOfWord(word)) {
        Restrict(*audience);
        return true;
      }
      if (word.empty() || base::ClosestName(word, AudienceNames()).empty()) return false;
    }
  }
  if (word.empty()) {
    return Refuse(
        "'audience' is empty; write audience: public, partner or internal, or no such "
        "key");
  }
  const std::string_view meant = MeantAudience(word);
  if (value.shape != Shape::kText) {
    return Refuse(fmt::format("'audience' must be one text, not a list or map; write audience: {}",
                              meant.empty() ? "internal" : meant));
  }
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
    const auto state = StateOfWord(base::Trim(item));
    const auto audience = AudienceOfWord(base::Trim(item));
    if (state) {
      Restrict(*state);
    } else if (audience) {
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
  if (kind == VisibilityKey::kPublishDate && *date > today_) {
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
  if (!own_state_ && !unclear_.empty() && !state_) {
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
